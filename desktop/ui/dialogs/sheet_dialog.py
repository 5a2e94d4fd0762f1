"""A form of this office that goes to the printer or into a PDF: the two ways, mark and purpose, and what is said afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from desktop.host.file_names import fitting
from desktop.host.paths import opened_copies_folder
from desktop.host.printing import office_of_this_pc
from desktop.ledgers.ways_out import LIST_PDF, LIST_PRINT, WayOut
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.leaving_fields import LeavingFields


class SheetDialog(FormDialog):
    """A form says its file's name and how it is written; `ways` closes its rows."""

    to_file: QComboBox
    leaving: LeavingFields

    def __init__(self, context: AppContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, "打印", parent)
        self._handed = False

    def ways(self) -> None:
        """The last rows: printer or PDF, then mark, purpose and destination."""
        self.to_file = QComboBox()
        self.to_file.addItems(["打印机", "存为 PDF"])
        self.row("到", self.to_file)
        self.leaving = LeavingFields(self, LIST_PRINT)

    def name(self) -> str:
        """The file's name without its ending."""
        raise NotImplementedError

    def write(self, path: Path, way: WayOut) -> None:
        """Have it written, by `put_out`; what it gives says `path` and, as `made`, the pages."""
        raise NotImplementedError

    def carry_out(self) -> None:
        """Lay out, write, register, and hand over."""
        name = fitting(f"{self.name()}.pdf")
        if self.to_file.currentIndex() == 1:
            chosen, _kind = QFileDialog.getSaveFileName(self, "存为 PDF", name, "PDF (*.pdf)")
            if chosen:
                self.print_to(Path(chosen))
            return
        folder = opened_copies_folder()  # emptied when the ledger is closed
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.print_to(folder / name, hand_over=True)

    def print_to(self, path: Path, *, hand_over: bool = False) -> None:
        """The form as a PDF; `hand_over` gives it to the printer of this PC."""
        self._handed = hand_over
        self.write(path, LIST_PRINT if hand_over else LIST_PDF)

    def succeed(self, result: Any) -> None:
        """Say where it lies, or what the printer said."""
        if self._handed:
            self.context.notify(office_of_this_pc().print_files([result.path]).message)
        else:
            self.context.notify(f"已存 {result.made} 页：{result.path.name}")
        super().succeed(result)
