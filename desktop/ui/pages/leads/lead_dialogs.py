"""The forms of the room: a lead entered, changed or moved on, and the reason for which names are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from db.queries import rounds as round_queries
from db.queries.books import Record
from desktop.ledgers.field import Field
from desktop.ledgers.leads import LEADS, NAMES
from desktop.ledgers.register import Step
from desktop.operations.leads import book
from desktop.operations.leads.room import Room
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.widgets.writing_field import WritingField

_AT_ENTRY = (
    "moved_on", "moved_to", "cases", "persons", NAMES, "round", "source", "matter", "discipline", "summary", "organ", "post", "rank",
    "findings", "handle_by", "early", "copies", "pages", "remark",
)  # fmt: skip
_NAMES_KEPT = "不填则不改；多人用顿号隔开"


class _RoundName:
    """A round of the ledger by its name: the room keeps the words, for it has no rounds of its own."""

    def __init__(self, context: AppContext, field: Field) -> None:
        self.field, self.label = field, field.title
        self.widget = QComboBox()
        self.widget.addItems(["", *(row.name for row in round_queries.rounds(context.reader))])

    def show(self, value: Any, _shown: Any = None) -> None:
        """One that the ledger no longer has stays as it was written."""
        if value and self.widget.findText(value) < 0:
            self.widget.addItem(value)
        self.widget.setCurrentText(value or "")

    def value(self) -> Any:
        """Its name."""
        return self.widget.currentText()


class LeadDialog(RecordDialog):
    """The form of every book, filled into the room: new, changed, or a step. Stored names are not shown in it."""

    def __init__(
        self,
        context: AppContext,
        room: Room,
        record: Record | None = None,
        step: Step | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.room = room
        super().__init__(context, LEADS, record, step, parent)
        if NAMES in self.editors and record is not None:
            self.editors[NAMES].show("", "")
            self.editors[NAMES].widget.setToolTip(_NAMES_KEPT)

    def carry_out(self) -> None:
        """Through the room's own door."""
        values = {name: editor.value() for name, editor in self.editors.items()}
        if self.step is not None and self.record is not None:
            reason = self.reason.text() if self.reason is not None else ""
            self.run(book.take, self.record.number, self.step, values, on=self._day(), reason=reason)
        elif self.record is not None:
            stored = self.record.stored
            changed = {
                name: value
                for name, value in values.items()
                if (bool(value) if name == NAMES else value != stored.get(name))
            }
            self.run(book.edit, self.record.number, changed)
        else:
            self.run(book.enter, values)

    def run(self, operation: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        """In the worker, on the room's ledger."""
        self.verb.setEnabled(False)
        work = partial(operation, self.room, *arguments, **named)
        self.context.jobs.start("正在保存", work, done=self.succeed, failed=self.fail)

    def _fields(self) -> list[Field]:
        if self.step is None and self.record is None:
            found = (LEADS.field(name) for name in _AT_ENTRY)
            return [field for field in found if field is not None]
        return super()._fields()

    def _add(self, field: Field) -> None:
        if field.name != "round":
            super()._add(field)
            return
        editor: Any = _RoundName(self.context, field)
        self.row(editor.label, editor.widget)
        self.editors[field.name] = editor


class LookDialog(FormDialog):
    """Why the names of one lead are to be shown; the look is logged before they are."""

    def __init__(self, context: AppContext, room: Room, number: str, parent: QWidget) -> None:
        super().__init__(context, f"显示姓名 {number}", "显示", parent)
        self.room, self.number = room, number
        self.note(f"显示 {book.SECONDS_SHOWN} 秒，事由和时间记入线索日志。")
        self.reason = self.row("事由 *", WritingField("写明为什么要看", lines=2))

    def carry_out(self) -> None:
        """Log it, then show."""
        self.verb.setEnabled(False)
        work = partial(book.look, self.room, self.number, needed(self.reason.text(), "事由"))
        self.context.jobs.start("正在读取", work, done=self.succeed, failed=self.fail)
