"""What was copied elsewhere, read once for all pastes: the HTML table where there is one, else the text (K10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from desktop.errors import KnownError, Refused
from desktop.later import Later

if TYPE_CHECKING:
    from desktop.exchange import clipboard
else:  # with the first block that is pasted
    clipboard = Later("desktop.exchange.clipboard")


def copied() -> clipboard.Clip:
    """The block on the clipboard; KnownError where it is larger than a list can be."""
    return _read(QGuiApplication.clipboard().mimeData())


def _read(data: QMimeData) -> clipboard.Clip:
    try:
        return clipboard.read_clipboard(data.text(), data.html() if data.hasHtml() else "")
    except Refused as error:
        raise KnownError(str(error), error.reason) from error


class TablePasteEdit(QPlainTextEdit):
    """A text into which a block of cells is pasted row by row: a cell with a line break stays one cell."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Cells parted by tabs, one row a line; blank rows stay."""
        if not source.hasHtml() and "\t" not in source.text() and '"' not in source.text():
            super().insertFromMimeData(source)
            return
        try:
            rows = _read(source).texts()
        except KnownError:
            super().insertFromMimeData(source)
            return
        self.insertPlainText("\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows) + "\n")
