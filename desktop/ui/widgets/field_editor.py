"""The editor of one declared field: what it holds decides the widget, how it is filled and how it is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop.errors import KnownError
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.typed_values import read_field
from desktop.ui.widgets.date_edit import DateEdit, read_date
from desktop.ui.widgets.offers import Offers
from desktop.ui.widgets.writing_field import WritingField, WritingLine

_HINTS = {Holds.MONEY: "万元；也可写 142800 元", Holds.INT: "如 36"}


class FieldEditor:
    """A widget for one field. `label` stands before it; a tick box says its own title."""

    def __init__(self, field: Field, today: date, known: Sequence[str] = (), lines: int = 2) -> None:
        self.field, self._today = field, today
        self.label = "" if field.holds is Holds.FLAG else field.head
        self.widget = _widget(field, today, lines)
        self.widget.setAccessibleName(field.head)
        if known and isinstance(self.widget, WritingLine):
            completer = Offers(list(known), self.widget)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.widget.setCompleter(completer)

    def show(self, value: Any) -> None:
        """Fill in what is stored."""
        if isinstance(self.widget, QCheckBox):
            self.widget.setChecked(bool(value))
        elif isinstance(self.widget, QComboBox):
            self.widget.setCurrentIndex(max(0, self.widget.findData(value)))
        elif isinstance(self.widget, DateEdit):
            self.widget.set_date(date.fromisoformat(value) if value else None)
        elif isinstance(self.widget, WritingField):
            self.widget.set_text(str(value or ""))
        elif isinstance(self.widget, WritingLine):
            self.widget.setText(self.field.text(value))
            self.widget.setCursorPosition(0)

    def value(self) -> Any:
        """What is to be stored; KnownError says what is wrong with it."""
        if isinstance(self.widget, QCheckBox):
            return int(self.widget.isChecked())
        if isinstance(self.widget, QComboBox):
            return self.widget.currentData()
        if isinstance(self.widget, DateEdit) and self.widget.is_faulty():
            raise KnownError(f"“{self.field.title}”：{self.widget.fault()}")
        assert isinstance(self.widget, WritingField | WritingLine | DateEdit)
        return read_field(self.field, self.widget.text(), self._today, read_date)


def _widget(field: Field, today: date, lines: int) -> QWidget:
    if field.holds is Holds.FLAG:
        return QCheckBox(field.title)
    if field.holds is Holds.CHOICE and field.many:
        return WritingLine(placeholder="、".join(field.choices.values()))
    if field.holds is Holds.CHOICE:
        box = QComboBox()
        if not field.needed and "" not in field.choices and field.own:
            box.addItem("", "")
        for code, word in field.choices.items():
            box.addItem(word, code)
        return box
    if field.holds is Holds.DATE:
        day = DateEdit(today)
        day.set_date(None)
        return day
    if field.holds is Holds.LONG:
        return WritingField(lines=lines)
    return WritingLine(placeholder=_HINTS.get(field.holds, ""))
