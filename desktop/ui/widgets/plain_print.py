"""A sheet of words sent to the printer that a person chooses: what is no official paper and no list."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget


def sheet_of(text: str, parent: QWidget, points: int) -> QTextDocument:
    """Plain text in the letters of the window, at a size in points."""
    document = QTextDocument()
    document.setDefaultFont(QFont(parent.font().family(), points))
    document.setPlainText(text)
    return document


def print_sheet(document: QTextDocument, parent: QWidget, margin: int = 25) -> bool:
    """Ask for the printer and print, with margins in millimetres; False where the person turned back."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # loads the printers of the PC, slow

    printer = QPrinter()
    printer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout.Unit.Millimeter)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    document.print_(printer)
    return True
