"""Editors for the words of a paper, made from its vocabulary: one for each type of field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.documents.phrase_kinds import kinds_for
from desktop.documents.vocabulary import DAY, FLAG, LIST, RECORD, TEXT, Field
from desktop.ui.context import AppContext
from desktop.ui.pages.letters.phrase_offer import PhraseButton
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingField, WritingLine

ONE_LINE = ("密级", "事由", "领域", "专项整治", "核减批准")
"""Words that never need more than a line."""


class FieldEditor(QWidget):
    """What every editor can do: tell and take the value of one word as plain JSON."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(4)

    def value(self) -> Any:
        """Text, list or table; empty where nothing was typed."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError


class LineEditor(FieldEditor):
    """Numbers and short words, with the unit behind."""

    def __init__(self, unit: str = "", placeholder: str = "") -> None:
        super().__init__()
        self.line = WritingLine("", placeholder or (f"只填数，单位：{unit}" if unit else ""))
        self.line.textChanged.connect(self.changed)
        self.inside.addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> Any:
        """What was typed."""
        return self.line.text().strip()

    def set_value(self, value: Any) -> None:
        """Show it."""
        self.line.setText("" if value is None else str(value))


class TextEditor(FieldEditor):
    """A passage of several lines, or a list with one item a line."""

    def __init__(self, listed: bool, lines: int = 2) -> None:
        super().__init__()
        self._listed = listed
        self.text = WritingField("每行一项" if listed else "", lines)
        self.text.textChanged.connect(self.changed)
        self.inside.addWidget(self.text)
        self.setFocusProxy(self.text)

    def offer_phrases(self, context: AppContext, kind: str) -> None:
        """短语 of a kind under the passage."""
        self.phrases = PhraseButton(context, lambda: (self.text, kind))
        self.inside.addWidget(self.phrases, 0, Qt.AlignmentFlag.AlignLeft)

    def value(self) -> Any:
        """The passage, or its lines."""
        typed = self.text.text()
        return [line.strip() for line in typed.splitlines() if line.strip()] if self._listed else typed

    def set_value(self, value: Any) -> None:
        """Show it."""
        self.text.set_text("\n".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or ""))


class DayEditor(FieldEditor):
    """A date."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.day = DateEdit(context.today)
        self.day.textChanged.connect(self.changed)
        self.inside.addWidget(self.day)
        self.setFocusProxy(self.day)

    def value(self) -> Any:
        """ISO where it is a date, else what was typed, so that it can be refused by name."""
        day = self.day.date()
        return day.isoformat() if day is not None else self.day.text().strip()

    def set_value(self, value: Any) -> None:
        """Show it."""
        self.day.setText(str(value or ""))


class FlagEditor(FieldEditor):
    """A tick: only what is ticked is printed."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = QCheckBox(words)
        self.box.toggled.connect(self.changed)
        self.inside.addWidget(self.box)
        self.setFocusProxy(self.box)

    def value(self) -> Any:
        """是 or nothing."""
        return "是" if self.box.isChecked() else ""

    def set_value(self, value: Any) -> None:
        """Show it."""
        self.box.setChecked(value in (True, "是", "有", "true", "1"))


class RowsEditor(FieldEditor):
    """A list of rows with several words each, or (`one`) a single row."""

    def __init__(self, items: Sequence[Field], one: bool = False) -> None:
        super().__init__()
        self._items, self._one = tuple(items), one
        self._rows: list[tuple[QWidget, list[WritingField]]] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(4)
        self.inside.addLayout(self._place)
        if one:
            self.add_row()
        else:
            add = QPushButton("加一项")
            add.setProperty("link", True)
            add.clicked.connect(self._add_and_go)
            self._verbs = QHBoxLayout()
            self._verbs.addWidget(add)
            self._verbs.addStretch(1)
            self.inside.addLayout(self._verbs)

    def offer_phrases(self, context: AppContext, kinds: Mapping[str, str]) -> None:
        """短语 for the columns that have a kind: where one writes, else in the first row."""
        self._kinds = dict(kinds)
        self.phrases = PhraseButton(context, self._in_hand)
        self._verbs.insertWidget(1, self.phrases)

    def _in_hand(self) -> tuple[WritingField, str]:
        if not self._rows:
            self.add_row()
        places = [at for at, item in enumerate(self._items) if item.name in self._kinds]
        fields = [(row[1][at], self._kinds[self._items[at].name]) for row in self._rows for at in places]
        return next((one for one in fields if one[0].hasFocus()), fields[0])

    def value(self) -> Any:
        """Rows by the names of their words; empty rows are left out."""
        rows = []
        for _widget, fields in self._rows:
            pairs = zip(self._items, fields, strict=True)
            words = {item.name: field.text() for item, field in pairs if field.text()}
            if words:
                rows.append(words)
        return (rows[0] if rows else "") if self._one else rows

    def set_value(self, value: Any) -> None:
        """Show rows."""
        rows = [value] if isinstance(value, Mapping) else list(value or ())
        while self._rows:
            self._take(self._rows[-1][0])
        for words in rows or ([{}] if self._one else []):
            self.add_row(words)

    def add_row(self, words: Mapping[str, Any] | None = None) -> None:
        """A row, empty or filled."""
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        fields = []
        for place, item in enumerate(self._items):
            field = WritingField(item.name, 1 if item.kind != TEXT or place == 0 else 2)
            field.setAccessibleName(item.name)
            field.set_text(str((words or {}).get(item.name, (words or {}).get(item.identifier, "")) or ""))
            field.textChanged.connect(self.changed)
            row.addWidget(field, 2 if place == 0 and len(self._items) > 1 else 3, Qt.AlignmentFlag.AlignTop)
            fields.append(field)
        if not self._one:
            remove = QPushButton("删")
            remove.setProperty("link", True)
            remove.setAccessibleName("删去这一项")
            remove.clicked.connect(partial(self._take, widget))
            row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self._place.addWidget(widget)
        self._rows.append((widget, fields))

    def _add_and_go(self) -> None:
        self.add_row()
        self._rows[-1][1][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, widget: QWidget) -> None:
        self._rows = [row for row in self._rows if row[0] is not widget]
        widget.hide()
        widget.deleteLater()
        self.changed.emit()


def editor_for(context: AppContext, field: Field) -> FieldEditor:
    """The editor that fits a word, with the phrases that fit its passages."""
    editor, kinds = _plain_editor(context, field), kinds_for(field)
    if kinds and isinstance(editor, TextEditor):
        editor.offer_phrases(context, kinds[""])
    elif kinds and isinstance(editor, RowsEditor):
        editor.offer_phrases(context, kinds)
    return editor


def _plain_editor(context: AppContext, field: Field) -> FieldEditor:
    if field.kind == LIST:
        return RowsEditor(field.items) if field.items else TextEditor(listed=True)
    if field.kind == RECORD:
        return RowsEditor(field.items, one=True)
    if field.kind == DAY:
        return DayEditor(context)
    if field.kind == FLAG:
        return FlagEditor(field.name)
    if field.kind == TEXT and field.name not in ONE_LINE:
        return TextEditor(listed=False)
    return LineEditor(field.unit)
