"""模板: one template per kind of paper; the office may check and use its own, edited in WPS or Word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from db.queries import papers as queries
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.column import Align, Column, Kind, LedgerTable
from desktop.rules.permissions import Action, Actor
from desktop.ui.context import AppContext
from desktop.ui.pages.system.list_look_dialog import ListLookDialog
from desktop.ui.pages.system.part import SystemPart


@dataclass(frozen=True)
class _Line:
    id: int
    kind: str
    title: str
    version: str
    file_name: str
    fields: int


TEMPLATES = LedgerTable(
    "templates",
    "模板",
    (
        Column("title", "文种", 180),
        Column("version", "版本", 120),
        Column("file_name", "文件", 320),
        Column("fields", "可用字段", 90, align=Align.RIGHT, kind=Kind.NUMBER),
    ),
    unit_word="种",
)
_WORD = "Word 文档 (*.docx)"


class TemplatesPart(SystemPart):
    """Shipped templates, and the office's own in their place."""

    tables = ("template_file",)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.add_table(TEMPLATES, "没有可用的文种。", stretched="file_name")
        self.add_verb("另存一份来改…", self._save, writes=False, needs_row=True, tooltip="存出后用 WPS 或 Word 修改")
        self.add_verb("检查模板…", self._check, writes=False, needs_row=True, tooltip="一次列出全部要改的地方")
        self.add_verb("启用改好的模板…", self._install, action=Action.EDIT_TEMPLATE, needs_row=True)
        self.add_verb("清单样表…", self._list_look, writes=False, tooltip="导出的工作簿用什么样式")

    def refresh(self) -> None:
        """Read which template each kind uses."""
        self.show_records(_lines(self.context.reader))

    def _list_look(self) -> None:
        dialog = ListLookDialog(self.context, self)
        dialog.exec()
        dialog.deleteLater()

    def _save(self) -> None:
        line = self.row_in_hand()
        chosen, _ = QFileDialog.getSaveFileName(self, "模板存到哪里", f"{line.title}.docx", _WORD)
        if chosen:
            self.context.put_out(
                _copied_out, line.kind, Path(chosen), label="正在存出模板", done=self._saved, failed=self.failed.emit
            )

    def _saved(self, path: Path) -> None:
        self.context.notify(f"已存为 {path.name}。改好后先“检查模板”，再“启用改好的模板”。")

    def _check(self) -> None:
        chosen = self._choose("检查哪个模板")
        if chosen is not None:
            work = partial(_faults, chosen, self.row_in_hand().kind, self.context.ledger)
            self.context.jobs.start("正在检查模板", work, done=self._show_faults, failed=self.failed.emit)

    def _show_faults(self, found: tuple[str, tuple[str, ...]]) -> None:
        name, faults = found
        if faults:
            self.failed.emit(KnownError(f"模板“{name}”有 {len(faults)} 处要改：" + "；".join(faults) + "。"))
        else:
            self.context.notify(f"模板“{name}”没有发现问题，可以启用。")

    def _install(self) -> None:
        chosen = self._choose("启用哪个模板")
        if chosen is not None:
            kind = self.row_in_hand().kind
            self.context.write(install, chosen, kind, failed=self.failed.emit, done=self._installed)

    def _installed(self, changes: Any) -> None:
        self.context.notify(f"已{changes.title}。")

    def _choose(self, title: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", _WORD)
        return Path(chosen) if chosen else None


def _lines(reader: Reader) -> list[_Line]:
    from desktop.operations.papers import catalogue  # brings Word's libraries along

    found = []
    for place, recipe in enumerate(catalogue.recipes(reader), start=1):
        own = queries.template_of(reader, recipe.kind)
        version = f"本单位第 {queries.template_version(reader, recipe.kind)} 版" if own else "程序自带"
        name = own[1] if own else f"{recipe.kind}.docx"
        found.append(_Line(place, recipe.kind, recipe.title, version, name, len(recipe.fields)))
    return found


def _copied_out(ledger: Ledger, actor: Actor, kind: str, target: Path) -> Path:
    from desktop.operations.papers.template_copies import save_copy  # brings Word's libraries along

    return save_copy(ledger, actor, kind, target)


def _faults(path: Path, kind: str, ledger: Ledger) -> tuple[str, tuple[str, ...]]:
    from desktop.operations.papers.workshop import check_file

    reader = ledger.another_reader()
    try:
        return path.name, tuple(str(fault) for fault in check_file(path, kind, reader))
    finally:
        reader.close()


def install(ledger: Ledger, actor: Actor, path: Path, kind: str) -> Any:
    """Use a clerk's template from now on; runs in the worker."""
    from desktop.operations.papers import workshop

    return workshop.install(ledger, actor, path, kind)
