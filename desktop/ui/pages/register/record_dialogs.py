"""Recycle bin and batch edit of any declared book."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from db.queries import books as queries
from db.queries.books import Record
from db.queries.standing import EVER
from desktop.errors import KnownError
from desktop.ledgers.field import SEVERAL, Holds
from desktop.ledgers.register import Register
from desktop.operations.records import verbs
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.record_editors import editor_of


class BinDialog(FormDialog):
    """Records in the recycle bin; chosen ones come back under their old numbers."""

    def __init__(self, context: AppContext, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(context, f"回收站 · {register.title}", "取回", parent, width=560)
        self._register = register
        self.list = QListWidget()
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName("回收站中的记录")
        self.list.setMinimumHeight(context.theme.px(220))
        for record in queries.records(context.reader, register.shape, EVER, removed=True):
            self.list.addItem(self._item(record))
        self.body.addWidget(self.list)
        if not self.list.count():
            self.note("回收站是空的。")
            self.verb.setEnabled(False)

    def carry_out(self) -> None:
        """Take the chosen ones out."""
        ids = [item.data(256) for item in self.list.selectedItems()]
        if not ids:
            raise KnownError("请先点选要取回的记录。", "empty")
        self.run(verbs.restore, self._register, ids)

    def _item(self, record: Record) -> QListWidgetItem:
        told = [field.text(record.fields.get(field.name)) for field in self._register.fields[:6]]
        item = QListWidgetItem("　".join(part for part in (record.number, *told) if part))
        item.setData(256, record.id)
        return item


class BatchDialog(FormDialog):
    """批量修改: the same value of one field for the chosen records."""

    def __init__(
        self, context: AppContext, register: Register, records: Sequence[Record], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, f"批量修改{register.title}", f"修改 {len(records)} {register.unit_word}", parent)
        self._register, self._records = register, records
        self._fields = [
            field
            for field in register.all_fields
            if field.plain and field.holds not in SEVERAL | {Holds.FILE} and not field.lacking(context.actor.rights)
        ]
        self.which = QComboBox()
        self.stack = QStackedWidget()
        self.editors = [editor_of(context, field) for field in self._fields]
        for field, editor in zip(self._fields, self.editors, strict=True):
            self.which.addItem(field.title)
            self.stack.addWidget(editor.widget)
        self.which.currentIndexChanged.connect(self.stack.setCurrentIndex)
        self.row("栏目", self.which)
        self.row("改为", self.stack)

    def carry_out(self) -> None:
        """Set it."""
        place = self.which.currentIndex()
        value = self.editors[place].value()
        self.run(verbs.edit, self._register, [record.id for record in self._records], {self._fields[place].name: value})
