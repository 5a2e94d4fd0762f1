"""存到哪里: the one dialog by which a file leaves that has no dialog of its own; Enter writes it to the usual folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPushButton, QSpinBox, QWidget

from desktop.errors import KnownError
from desktop.ledgers.ways_out import EVIDENCE_COPY, WayOut
from desktop.operations import evidence_copies
from desktop.operations.outgoing import Asked
from desktop.ui.context import AppContext
from desktop.ui.dialogs import list_target
from desktop.ui.dialogs.form_dialog import FormDialog, side_by_side
from desktop.ui.dialogs.leaving_fields import LeavingFields
from desktop.ui.paper_desk import output_folder
from desktop.ui.widgets.card import ElidedLabel

FOLDER = "导出"
WORKBOOK, WORD, JSON, ANY = "工作簿 (*.xlsx)", "Word 文档 (*.docx)", "对应方案 (*.json)", ""


class SaveOutDialog(FormDialog):
    """Where to, what for, which mark; all of it filled beforehand."""

    def __init__(
        self,
        context: AppContext,
        way: WayOut,
        name: str,
        kinds: str,
        parent: QWidget | None = None,
        note: str = "",
        *,
        folder: Path | None = None,
    ) -> None:
        """`name` is proposed, `folder` too where the file has its usual place."""
        super().__init__(context, way.title, "导出", parent)
        self._kinds = kinds
        self._is_list = kinds in (list_target.kinds(word=False), list_target.kinds(word=True))
        if note:
            self.note(note)
        self.path = (folder or output_folder(context.settings.output_folder, context.ledger, FOLDER)) / name
        self.place = ElidedLabel()
        self.change = QPushButton("更改…")
        self.change.setAutoDefault(False)
        self.change.clicked.connect(self._choose)
        self.row("存到", side_by_side(self.place, self.change))
        self.fields = LeavingFields(self, way)
        self._show_place()

    def carry_out(self) -> None:
        """The caller writes; here only the answers are taken."""
        self.accept()

    def _choose(self) -> None:
        chosen, kind = QFileDialog.getSaveFileName(self, "存到", str(self.path), self._kinds)
        if chosen:
            self.path = list_target.with_ending(Path(chosen), kind, self.path.suffix) if self._is_list else Path(chosen)
            self._show_place()

    def _show_place(self) -> None:
        """The name first: it is the end of a long place that would be cut."""
        self.place.set_full_text(f"{self.path.name}　在 {self.path.parent}")


class SaveFolderDialog(FormDialog):
    """Where a file goes that has its name and its mark already, and what for."""

    def __init__(self, context: AppContext, way: WayOut, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(context, way.title, "存到文件夹", parent)
        self.folder = folder
        self.place = ElidedLabel(str(folder))
        self.change = QPushButton("更改…")
        self.change.setAutoDefault(False)
        self.change.clicked.connect(self._choose)
        self.row("文件夹", side_by_side(self.place, self.change))
        self.fields = LeavingFields(self, way, mark=False)

    def carry_out(self) -> None:
        """The caller writes; here only the answers are taken."""
        self.accept()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "存到哪个文件夹", str(self.folder))
        if chosen:
            self.folder = Path(chosen)
            self.place.set_full_text(chosen)


class PrintOutDialog(FormDialog):
    """What a paper is printed for and how many times, before it goes to the office program."""

    def __init__(self, context: AppContext, way: WayOut, name: str, mark: str, parent: QWidget | None = None) -> None:
        super().__init__(context, way.title, "打印", parent)
        self.head(name)
        self.note(f"标识：{mark}（印在文书上）" if mark else "文书上没有标识。")
        self.copies = QSpinBox(minimum=1, maximum=200)
        self.row("份数", self.copies)
        self.fields = LeavingFields(self, way, mark=False)

    def carry_out(self) -> None:
        """The caller prints; here only the answers are taken."""
        self.accept()


def ask_where(
    context: AppContext,
    way: WayOut,
    name: str,
    kinds: str,
    parent: QWidget,
    failed: Callable[[KnownError], Any],
    note: str = "",
    folder: Path | None = None,
) -> tuple[Path, Asked] | None:
    """Where a file goes and what is said of it; None where the person turned back, or `failed` heard why nothing may leave."""
    if context.reads_only:
        failed(KnownError(f"{context.why_not(None, writes=True)}，也不能导出。", "read_only"))
        return None
    dialog = SaveOutDialog(context, way, name, kinds, parent, note, folder=folder)
    try:
        return (dialog.path, dialog.fields.asked()) if dialog.exec() else None
    finally:
        dialog.deleteLater()


def ask_list(
    context: AppContext,
    way: WayOut,
    title: str,
    parent: QWidget,
    failed: Callable[[KnownError], Any],
    note: str = "",
    *,
    word: bool = False,
) -> tuple[Path, Asked] | None:
    """The same of a list, which may leave as a workbook or as a Word table."""
    name, kinds = list_target.proposed(title, word=word), list_target.kinds(word=word)
    return ask_where(context, way, name, kinds, parent, failed, note)


def save_kept_file(
    context: AppContext,
    sha256: str,
    name: str,
    parent: QWidget,
    saved: Callable[[Path], Any],
    failed: Callable[[KnownError], Any],
) -> None:
    """另存为… of a file that the ledger keeps: asked where and what for, then written in the worker."""
    if found := ask_where(context, EVIDENCE_COPY, name, ANY, parent, failed):
        save_kept_file_to(context, sha256, name, *found, saved, failed)


def save_kept_file_to(
    context: AppContext,
    sha256: str,
    name: str,
    path: Path,
    asked: Asked,
    saved: Callable[[Path], Any],
    failed: Callable[[KnownError], Any],
) -> None:
    """The same where it is known where to."""
    context.put_out(
        evidence_copies.save_copy, sha256, name, path, asked,
        label=f"正在另存 {name}", done=lambda made: saved(made[0]), failed=failed,
    )  # fmt: skip
