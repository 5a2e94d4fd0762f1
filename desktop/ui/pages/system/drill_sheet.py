"""A record as it will print, to be printed and signed: of a restore drill (papers/33), of rights."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.operations import recovery
from desktop.ui.context import AppContext


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
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (printing, saving, closing):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text, 1)
        layout.addLayout(row)

    def keep(self, target: Path) -> Path:
        """Write the record as a text file; an existing one is not overwritten."""
        return recovery.write_sheet(target, self.text.toPlainText())

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "存到哪里", f"{self._title}.txt", "文本 (*.txt)")
        if chosen:
            self.keep(Path(chosen))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # loads the printers of the PC, slow

        printer = QPrinter()
        printer.setPageMargins(QMarginsF(25, 25, 25, 25), QPageLayout.Unit.Millimeter)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            document = QTextDocument()
            document.setDefaultFont(QFont(self.font().family(), 12))
            document.setPlainText(self.text.toPlainText())
            document.print_(printer)
