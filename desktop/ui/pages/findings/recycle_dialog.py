"""回收站: findings that were removed; chosen ones are taken out again under their old numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from db.queries.findings import removed_findings
from desktop.errors import KnownError
from desktop.operations import recycle
from desktop.rules.moments import to_minute
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog


class Removed(QAbstractListModel):
    """One line per removed finding."""

    def __init__(self, rows: tuple[tuple[Any, ...], ...]) -> None:
        super().__init__()
        self.removed = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self.removed)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Number, words, who and when."""
        _id, number, _unit, text, when, who = self.removed[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{number}　{text[:36]}{'…' if len(text) > 36 else ''}　{who} {to_minute(when)}"
        return text if role == Qt.ItemDataRole.ToolTipRole else None


class RecycleDialog(FormDialog):
    """Choose and take out."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "回收站", "取回所选", parent, width=640)
        self.model = Removed(removed_findings(context.reader))
        self.head(f"回收站中有 {len(self.model.removed)} 条问题" if self.model.removed else "回收站是空的。")
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setMinimumHeight(context.theme.px(260))
        self.body.addWidget(self.list)
        self.verb.setEnabled(bool(self.model.removed) and not context.why_not(None, writes=True))
        if self.model.removed:
            self.list.setCurrentIndex(self.model.index(0))

    def carry_out(self) -> None:
        """Bring the chosen ones back."""
        chosen = [self.model.removed[index.row()][0] for index in self.list.selectionModel().selectedIndexes()]
        if not chosen:
            raise KnownError("没有选中问题。请先点选要取回的问题。")
        self.run(recycle.take_out, chosen)
