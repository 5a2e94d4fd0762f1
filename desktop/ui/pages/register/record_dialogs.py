"""Recycle bin, batch edit and import of any declared book."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

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
from desktop.operations.records import importing, verbs
from desktop.operations.records.importing import RecordList
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.record_editors import editor_of

_SHOWN_FAULTS = 200


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


class ImportDialog(FormDialog):
    """What a list says, row by row, before anything is entered."""

    def __init__(self, context: AppContext, register: Register, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(context, f"导入{register.title}", "登记", parent, width=640)
        self._register, self._path = register, path
        self.head(path.name)
        self.said = self.note("正在读取…")
        self.list = QListWidget()
        self.list.setAccessibleName("要改的地方")
        self.list.setMinimumHeight(context.theme.px(200))
        self.body.addWidget(self.list)
        self.verb.setEnabled(False)
        work = partial(importing.look, context.ledger, register, path)
        context.jobs.start("正在读取清单", work, done=self.show_reading, failed=self.fail)

    def show_reading(self, found: RecordList) -> None:
        """Rows, changes, faults."""
        new = sum(1 for one in found.records if not one.faults and one.known is None)
        changed = sum(1 for one in found.records if not one.faults and one.known is not None and one.changed)
        same = sum(1 for one in found.records if not one.faults and one.known is not None and not one.changed)
        bad = sum(1 for one in found.records if one.faults)
        self.said.setText(
            f"读出 {len(found.records)} 行 = 新增 {new} + 改动 {changed} + 相同 {same} + 有误 {bad}；略过表头和说明 {len(found.reading.ignored)} 行。"
            + importing.unread_words(found)
        )
        for fault in found.faults[:_SHOWN_FAULTS]:
            self.list.addItem(f"{fault.cell}　{fault.message}")
        self.verb.setText(f"登记 {new + changed} {self._register.unit_word}")
        self.verb.setEnabled(bool(new + changed))
        if bad:
            self.fail(KnownError(f"{bad} 行有误，登记时不收。请改正后再导入，已收的不会重复。"))
            self.verb.setEnabled(bool(new + changed))

    def carry_out(self) -> None:
        """Enter what is sound."""
        self.run(importing.take, self._register, self._path, accept_faults=True)
