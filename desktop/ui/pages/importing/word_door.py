"""What comes to the page of lists and is none: letters, reports and packages have pages of their own, folders of scans a dialog; lists in Word tables stay."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.queries.imports import rounds
from desktop.errors import KnownError, Refused
from desktop.exchange.package_file import SUFFIX as PACKAGE
from desktop.operations.importing.keeping import Taken
from desktop.operations.importing.list_files import LIST
from desktop.ui.asks import AskKeptImport, AskPackage
from desktop.ui.context import AppContext
from desktop.ui.pages.importing.scans_dialog import ScansDialog

ENDINGS = (".docx", ".doc")
"""An old one is refused there, with its remedy."""


class WordDoor(QObject):
    """`failed` tells a file that cannot be read, `is_list` one whose tables are a list: it stays here."""

    failed = Signal(object)
    is_list = Signal(object)

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window

    def takes(self, path: object, book: str = "") -> bool:
        """Whether it is a folder of scans, a package, or a paper, looked at in the worker before its page opens; what is for a book is a list."""
        if isinstance(path, Path) and path.is_dir():
            self._show_scans(path)
            return True
        if isinstance(path, Path) and path.suffix.lower() == PACKAGE:
            self._context.open_page("system", AskPackage(path))
            return True
        if book or not isinstance(path, Path) or path.suffix.lower() not in ENDINGS:
            return False
        done = partial(self._known, path)
        self._context.jobs.start("正在看是哪种文件", partial(_form_of, path), done=done, failed=self.failed.emit)
        return True

    def choose_scans(self) -> None:
        """挂接扫描件文件夹…: the folder is asked for."""
        name = QFileDialog.getExistingDirectory(self._window, "选择放扫描件的文件夹")
        if name:
            self._show_scans(Path(name))

    def _show_scans(self, folder: Path) -> None:
        chosen = self._context.switches.round_id
        name = next((one.name for one in rounds(self._context.reader) if one.id == chosen), "")
        dialog = ScansDialog(self._context, folder, name, self._window)
        dialog.exec()
        dialog.deleteLater()

    def takes_kept(self, taken: Taken) -> bool:
        """Whether what waits is a paper: its own page goes on with it."""
        if taken.form:
            self._context.open_page(taken.form, AskKeptImport(taken.row.id))
        return bool(taken.form)

    def _known(self, path: Path, form: str) -> None:
        if form == LIST.form:
            self.is_list.emit(path)
        else:
            self._context.open_page(form, path)


def _form_of(path: Path) -> str:
    from desktop.operations.importing.files import form_of_paper

    try:
        return form_of_paper(path)
    except Refused as error:
        raise KnownError(str(error)) from error
