"""Editors for the words of a paper, made from its vocabulary: one for each type of field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.documents.vocabulary import DAY, FLAG, LIST, RECORD, TEXT, Field
from desktop.ui.context import AppContext
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingField, WritingLine


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
        self.table = QTableWidget(1 if one else 0, len(items))
        self.table.setHorizontalHeaderLabels([item.name for item in items])
        self.table.verticalHeader().setVisible(False)
        self.table.setWordWrap(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.table.setFixedHeight(66 if one else 150)
        self.table.itemChanged.connect(self._edited)
        self.inside.addWidget(self.table)
        self.setFocusProxy(self.table)
        if not one:
            self._add_buttons()

    def value(self) -> Any:
        """Rows by the names of their words; empty rows are left out."""
        rows = []
        for row in range(self.table.rowCount()):
            words = {}
            for place, item in enumerate(self._items):
                cell = self.table.item(row, place)
                if cell is not None and cell.text().strip():
                    words[item.name] = cell.text().strip()
            if words:
                rows.append(words)
        return (rows[0] if rows else "") if self._one else rows

    def set_value(self, value: Any) -> None:
        """Show rows."""
        rows = [value] if isinstance(value, Mapping) else list(value or ())
        self.table.setRowCount(1 if self._one else len(rows))
        for row, words in enumerate(rows):
            for place, item in enumerate(self._items):
                found = words.get(item.name, words.get(item.identifier, ""))
                self.table.setItem(row, place, QTableWidgetItem(str(found or "")))
        self.table.resizeRowsToContents()

    def add_row(self) -> None:
        """A new row, ready to be typed in."""
        row = self.table.rowCount()
        self.table.setRowCount(row + 1)
        self.table.setCurrentCell(row, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_row(self) -> None:
        """Take the row in hand out."""
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
            self.changed.emit()

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        add, remove = QPushButton("加一行"), QPushButton("删这一行")
        for button, slot in ((add, self.add_row), (remove, self.remove_row)):
            button.setProperty("link", True)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        self.inside.addLayout(row)

    def _edited(self, _item: QTableWidgetItem) -> None:
        self.changed.emit()


def editor_for(context: AppContext, field: Field) -> FieldEditor:
    """The editor that fits a word."""
    if field.kind == LIST:
        return RowsEditor(field.items) if field.items else TextEditor(listed=True)
    if field.kind == RECORD:
        return RowsEditor(field.items, one=True)
    if field.kind == DAY:
        return DayEditor(context)
    if field.kind == FLAG:
        return FlagEditor(field.name)
    return TextEditor(listed=False) if field.kind == TEXT else LineEditor(field.unit)
