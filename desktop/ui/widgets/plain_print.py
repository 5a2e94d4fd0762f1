"""A sheet of words sent to the printer that a person chooses: what is no official paper and no list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget


def sheet_of(text: str, parent: QWidget, points: int) -> QTextDocument:
    """Plain text in the letters of the window, at a size in points."""
    document = QTextDocument()
    document.setDefaultFont(QFont(parent.font().family(), points))
    document.setPlainText(text)
    return document


def print_sheet(
    document: QTextDocument,
    parent: QWidget,
    margin: int = 25,
    enter: Callable[[Callable[[], None]], None] | None = None,
) -> bool:
    """Ask for the printer and print, with margins in millimetres; False where the person turned back.

    `enter` puts what is registered into the register and then does what it is given: paper that is out cannot be called back.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # loads the printers of the PC, slow

    printer = QPrinter()
    printer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout.Unit.Millimeter)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    if enter is None:
        document.print_(printer)
    else:
        enter(lambda: document.print_(printer))
    return True
