"""对应方案: the column mappings that were remembered (X1); ones that mislead can be dropped."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from db.queries.lists import mappings as remembered
from desktop.errors import KnownError
from desktop.operations.importing import mappings
from desktop.operations.importing.review import field_titles
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog

KEPT = "保留原样"


class MappingsDialog(FormDialog):
    """One line per remembered mapping: its heads and what was decided about them."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "对应方案", "删除所选", parent, width=640)
        self._rows = remembered(context.reader)
        self.head(f"已记住 {len(self._rows)} 个表头对应方案" if self._rows else "还没有记住的对应方案。")
        self.note("导入时在“认表头”一步改过的对应会记住；同样表头的清单下次自动套用。")
        titles = field_titles()
        self.list = QListView()
        self.list.setModel(
            QStringListModel([_words(heads, mapping, titles) for _id, heads, mapping in self._rows], self)
        )
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setMinimumHeight(context.theme.px(200))
        self.body.addWidget(self.list)
        self.cancel.setText("关闭")
        self.verb.setEnabled(bool(self._rows) and not context.why_not(None, writes=True))

    def carry_out(self) -> None:
        """Drop the chosen ones."""
        chosen = [self._rows[index.row()][0] for index in self.list.selectionModel().selectedIndexes()]
        if not chosen:
            raise KnownError("没有选中对应方案。请先点选要删除的。")
        self.run(mappings.forget, chosen)


def _words(heads: str, mapping: Mapping[str, str], titles: Mapping[str, str]) -> str:
    decided = "，".join(f"“{key}”作{titles.get(field, KEPT)}" for key, field in mapping.items())
    shown = "、".join(heads.split("|"))
    return f"{decided}　（表头：{shown}）"
