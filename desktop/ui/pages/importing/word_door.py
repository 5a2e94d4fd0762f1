"""Files that come to the page of lists and are none: letters, reports and packages have pages of their own, lists in tables stay."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.errors import KnownError, Refused
from desktop.exchange.package_file import SUFFIX as PACKAGE
from desktop.operations.importing.keeping import Taken
from desktop.operations.importing.list_files import LIST
from desktop.ui.asks import AskKeptImport, AskPackage
from desktop.ui.context import AppContext

ENDINGS = (".docx", ".doc")
"""An old one is refused there, with its remedy."""


class WordDoor(QObject):
    """`failed` tells a file that cannot be read, `is_list` one whose tables are a list: it stays here."""

    failed = Signal(object)
    is_list = Signal(object)

    def __init__(self, context: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def takes(self, path: object) -> bool:
        """Whether a file is a paper or a package; a paper is looked at in the worker, then its page opens."""
        if isinstance(path, Path) and path.suffix.lower() == PACKAGE:
            self._context.open_page("system", AskPackage(path))
            return True
        if not isinstance(path, Path) or path.suffix.lower() not in ENDINGS:
            return False
        done = partial(self._known, path)
        self._context.jobs.start("正在看是哪种文件", partial(_form_of, path), done=done, failed=self.failed.emit)
        return True

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
