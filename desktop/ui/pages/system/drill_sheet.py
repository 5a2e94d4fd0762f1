"""A record as it will print, to be printed and signed: of a restore drill (papers/33), of rights."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import KnownError
from desktop.operations import recovery
from desktop.ui.context import AppContext
from desktop.ui.widgets.error_bar import ErrorBar
from desktop.ui.widgets.plain_print import print_sheet, sheet_of


class DrillSheet(QDialog):
    """The record as it will print, with printing and saving."""

    def __init__(self, context: AppContext, parent: QWidget | None, text: str, title: str = "备份恢复演练记录") -> None:
        super().__init__(parent)
        self._title = title
        self.setWindowTitle(title)
        self.resize(context.theme.px(620), context.theme.px(520))
        self.text = QPlainTextEdit(text, readOnly=True)
        printing, saving, closing = QPushButton("打印…"), QPushButton("存为文本…"), QPushButton("关闭")
        printing.clicked.connect(self._print)
        saving.clicked.connect(self._save)
        closing.clicked.connect(self.accept)
        self.error_bar = ErrorBar(context.theme)
        self.told = QLabel()
        row = QHBoxLayout()
        row.addWidget(self.told, 1)
        for button in (printing, saving, closing):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.error_bar)
        layout.addWidget(self.text, 1)
        layout.addLayout(row)

    def keep(self, target: Path) -> Path:
        """Write the record as a text file; an existing one is not overwritten, so its name is told."""
        written = recovery.write_sheet(target, self.text.toPlainText())
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
        print_sheet(sheet_of(self.text.toPlainText(), self, 12), self)
