"""The one form of every declared book: a new record, a changed one, or a step with what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from db.queries.books import Record
from desktop.errors import KnownError
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Step
from desktop.operations.records import verbs
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.record_editors import Editor, FileEditor, editor_of
from desktop.ui.widgets.writing_field import WritingField


class RecordDialog(FormDialog):
    """One row a field, the editor by what it holds; a step asks its own fields, its date and its reason."""

    def __init__(
        self,
        context: AppContext,
        register: Register,
        record: Record | None = None,
        step: Step | None = None,
        parent: QWidget | None = None,
        *,
        preset: Mapping[str, Any] | None = None,
        state: str = "",
    ) -> None:
        verb = (
            step.title if step else f"修改{register.title}" if record else register.add_title or f"新增{register.title}"
        )
        super().__init__(context, verb, verb if step else "保存", parent, width=560)
        self.register, self.record, self.step, self.state = register, record, step, state
        self.editors: dict[str, Editor] = {}
        if record is not None:
            self.head(" ".join(part for part in (record.number, register.unit_of(record)) if part))
        for field in self._fields():
            self._add(field)
        self._fill(preset or {})
        for editor in self.editors.values():
            self.hold(editor.field, editor.widget)
        self.on: DateEdit | None = None
        self.reason: WritingField | None = None
        if step is not None:
            self._add_step_rows(step)

    def carry_out(self) -> None:
        """Add, change, or take the step."""
        values = {name: editor.value() for name, editor in self.editors.items() if name not in self.held}
        values = {name: value for name, value in values.items() if not (self._is_file(name) and value is None)}
        if self.step is not None and self.record is not None:
            reason = self.reason.text() if self.reason is not None else ""
            self.run(verbs.take, self.register, self.record.id, self.step, values, on=self._day(), reason=reason)
        elif self.record is not None:
            changed = {name: value for name, value in values.items() if value != self.record.stored.get(name)}
            self.run(verbs.edit, self.register, [self.record.id], changed)
        else:
            self.run(verbs.add, self.register, values, state=self.state)

    def show(self, values: Mapping[str, Any] | None = None) -> None:
        """Fill in values as stored; without any, as every dialog does."""
        if values is None:
            super().show()
            return
        self._fill(values)

    def _fields(self) -> list[Field]:
        plain = [field for field in self.register.all_fields if field.plain]
        if self.step is None:
            return [field for field in plain if field.name != "classification"]
        wanted = (*self.step.needs, *self.step.asks)
        return sorted((field for field in plain if field.name in wanted), key=lambda field: wanted.index(field.name))

    def _add(self, field: Field) -> None:
        editor = editor_of(self.context, field)
        needed = field.needed or (self.step is not None and field.name in self.step.needs)
        self.row(f"{editor.label} *" if needed and editor.label else editor.label, editor.widget)
        self.editors[field.name] = editor

    def _fill(self, preset: Mapping[str, Any]) -> None:
        for name, editor in self.editors.items():
            if name in preset:
                value = preset[name]
                editor.show(value, value)
            elif self.record is not None:
                editor.show(self.record.stored.get(name), self.record.fields.get(name))
        dated = self.step.dated_by if self.step is not None else ""
        if dated in self.editors and self.record is not None and not self.record.stored.get(dated):
            self.editors[dated].show(self.context.today.isoformat())

    def _add_step_rows(self, step: Step) -> None:
        if not step.dated_by:
            self.on = DateEdit(self.context.today, optional=False)
            self.on.set_date(self.context.today)
            self.row("办理日期", self.on)
        if step.asks_reason:
            self.reason = WritingField("写明理由", lines=2)
            self.row("理由 *" if step.reason else "理由", self.reason)

    def _day(self) -> str:
        if self.on is None:
            return ""
        if self.on.is_faulty():
            raise KnownError(f"“办理日期”：{self.on.fault()}")
        day: date | None = self.on.date()
        return day.isoformat() if day else ""

    def _is_file(self, name: str) -> bool:
        field = self.register.field(name)
        return field is not None and field.holds is Holds.FILE and isinstance(self.editors[name], FileEditor)
