"""对应方案: the column mappings that were remembered (X1); ones that mislead can be dropped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QHBoxLayout, QListView, QPushButton, QWidget

from db.queries.lists import mappings as remembered
from db.queries.lists import office_words as office_terms
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.ways_out import WORD_LISTS
from desktop.operations.importing import mapping_files, office_words
from desktop.operations.importing.mappings import parted
from desktop.operations.importing.pointing import MARK as POINTED
from desktop.operations.importing.review import field_titles
from desktop.operations.outgoing import Asked
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.save_out_dialog import JSON, ask_where
from desktop.ui.pages.importing.heads import KEPT, NOT_TAKEN
from desktop.ui.pages.importing.sheet_view import letters_of


class MappingsDialog(FormDialog):
    """One line per remembered mapping and per word of the office; both go to another ledger as one file."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "对应方案", "删除所选", parent, width=680)
        self._titles = field_titles()
        self.title = self.head("")
        self.note(
            "导入时在“认表头”一步改过或指认过的对应，和“把……读作……”的用语都会记住，下次自动套用；删除和导入都可以撤销。"
        )
        self.list = QListView()
        self.list.setModel(QStringListModel([], self))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(context.theme.px(220))
        self.body.addWidget(self.list)
        files = QHBoxLayout()
        self.export_button, self.import_button = QPushButton("导出…"), QPushButton("导入…")
        self.export_button.clicked.connect(self._export)
        self.import_button.clicked.connect(self._import)
        files.addWidget(self.export_button)
        files.addWidget(self.import_button)
        files.addStretch(1)
        self.body.addLayout(files)
        self.cancel.setText("关闭")
        self.import_button.setEnabled(not context.why_not(None, writes=True))
        self._show()

    def carry_out(self) -> None:
        """Drop the chosen ones."""
        places = [index.row() for index in self.list.selectionModel().selectedIndexes()]
        if not places:
            raise KnownError("没有选中对应方案或用语。请先点选要删除的。")
        mapped = [self._rows[place][0] for place in places if place < len(self._rows)]
        words = [self._terms[place - len(self._rows)][0] for place in places if place >= len(self._rows)]
        self.run(office_words.forget_both, mapped, words)

    def export_to(self, target: Path, asked: Asked = Asked()) -> None:
        """导出…"""
        self.context.put_out(mapping_files.write_file, target, asked, done=self._exported, failed=self.fail)

    def _exported(self, path: Path) -> None:
        self.context.notify(f"已导出 {path.name}")

    def import_from(self, source: Path) -> None:
        """导入…"""
        self.context.write(mapping_files.read_file, source, done=self._imported, failed=self.fail)

    def _show(self) -> None:
        self._rows, self._terms = remembered(self.context.reader), office_terms(self.context.reader)
        lines = [_words(heads, mapping, self._titles) for _id, heads, mapping in self._rows]
        lines += [
            f"{office_words.KIND_WORDS[kind]}“{word}”读作{office_words.told(kind, meaning, self._titles)}"
            for _id, kind, word, meaning in self._terms
        ]
        self.list.model().setStringList(lines)  # type: ignore[attr-defined]
        count = f"已记住 {len(self._rows)} 个表头对应方案、{len(self._terms)} 个本办用语"
        self.title.setText(count if lines else "还没有记住的对应方案和用语。")
        self.verb.setEnabled(bool(lines) and not self.context.why_not(None, writes=True))
        self.export_button.setEnabled(bool(lines))

    def _export(self) -> None:
        if found := ask_where(self.context, WORD_LISTS, "对应方案.json", JSON, self, self.fail):
            self.export_to(*found)

    def _import(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "导入对应方案", "", "对应方案 (*.json)")
        if name:
            self.import_from(Path(name))

    def _imported(self, changes: Any) -> None:
        self.context.notify(changes.title)
        self._show()


def _words(heads: str, mapping: Mapping[str, str], titles: Mapping[str, str]) -> str:
    form, heads = parted(heads)
    book = books.as_declared(form) if books.is_declared(form) else None
    if book is not None:
        titles = {one.name: one.title for one in book.all_fields} | {"number": "编号", "state": "状态"}
    pointed = heads.startswith(POINTED)
    names = [f"{letters_of(int(key))} 列" if pointed else f"“{key}”" for key in mapping]
    decided = "，".join(
        f"{name}作{titles.get(field, NOT_TAKEN if form else KEPT)}"
        for name, field in zip(names, mapping.values(), strict=True)
    )
    shown = "、".join(heads.removeprefix(POINTED).split("|"))
    return f"{book.title + '：' if book is not None else ''}{decided}　（表头：{shown}）"
