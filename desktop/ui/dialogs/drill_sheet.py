"""A record as it will print, to be printed and signed: of a restore drill (papers/33), of rights, of papers held against the ledger."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import KnownError
from desktop.ledgers.ways_out import SHEET_PRINT
from desktop.operations import record_sheets
from desktop.operations.outgoing import Asked, usual
from desktop.ui.context import AppContext
from desktop.ui.widgets.error_bar import ErrorBar
from desktop.ui.widgets.plain_print import print_sheet, sheet_of
from desktop.ui.widgets.writing_field import WritingLine

_PLAIN_MARGIN, _MARGIN = 25, 8
"""Millimetres; the printer of documents adds 20 of its own, so that 8 leave 154 for the tables (papers/33 asks for 156)."""


class DrillSheet(QDialog):
    """The record as it will print, with printing and saving."""

    def __init__(
        self, context: AppContext, parent: QWidget | None, text: str, title: str = "备份恢复演练记录", html: str = ""
    ) -> None:
        """`html` is the record with its tables, shown and printed where there is one; `text` is what is kept."""
        super().__init__(parent)
        self._title, self._words, self._html = title, text, html
        self.setWindowTitle(title)
        self.resize(context.theme.px(620), context.theme.px(520))
        self.text = QTextEdit(readOnly=True)
        if html:
            self.text.setHtml(html)
        else:
            self.text.setPlainText(text)
        printing, saving, closing = QPushButton("打印…"), QPushButton("存为文本…"), QPushButton("关闭")
        printing.clicked.connect(self._print)
        saving.clicked.connect(self._save)
        closing.clicked.connect(self.accept)
        self._context = context
        said = usual(context.reader, SHEET_PRINT, context.actor.name)
        self.purpose, self.mark = WritingLine(said.purpose, "用途"), WritingLine(said.mark, "标识，不填不印")
        self.error_bar = ErrorBar(context.theme)
        self.told = QLabel()
        row = QHBoxLayout()
        row.addWidget(QLabel("用途"))
        row.addWidget(self.purpose, 2)
        row.addWidget(QLabel("标识"))
        row.addWidget(self.mark, 1)
        for button in (printing, saving, closing):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.error_bar)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.told)
        layout.addLayout(row)

    def asked(self) -> Asked:
        """What the person says of the print or the file."""
        return Asked(self.mark.text().strip(), self.purpose.text().strip())

    def sheet(self) -> QTextDocument:
        """What goes to the printer, under its mark."""
        asked = self.asked()
        document = sheet_of(record_sheets.marked(self._words, asked), self, 12)
        if self._html:
            document.setHtml(f"<p>{escape(asked.mark)}</p>{self._html}" if asked.mark else self._html)
        return document

    def keep(self, target: Path) -> Path:
        """Write the record as a text file; an existing one is not overwritten, so its name is told."""
        ledger, actor = self._context.ledger, self._context.actor
        written, changes = record_sheets.keep(ledger, actor, self._title, self._words, target, self.asked())
        self._context.announce(changes)
        self.told.setText(f"已存为 {written.name}。")
        return written

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "存到哪里", f"{self._title}.txt", "文本 (*.txt)")
        if chosen:
            self.error_bar.hide()
            self.told.clear()
            try:
                self.keep(Path(chosen))
            except KnownError as error:  # told here: the page behind this window cannot be seen
                self.error_bar.show_text(str(error))

    def _print(self) -> None:
        self.error_bar.hide()
        if self._context.reads_only:
            self.error_bar.show_text("账本以只读方式打开，打印登记写不进去，不能打印。")
        else:
            print_sheet(self.sheet(), self, _MARGIN if self._html else _PLAIN_MARGIN, self._enter)

    def _enter(self, and_print: Callable[[], None]) -> None:
        self._context.put_out(
            record_sheets.enter_print, self._title, self._words, self.asked(), label="正在登记打印",
            done=lambda _changes: and_print(), failed=self._not_entered,
        )  # fmt: skip

    def _not_entered(self, error: KnownError) -> None:
        self.error_bar.show_text(str(error))
