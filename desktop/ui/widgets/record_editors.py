"""Editors of a declared book's fields: plain ones as everywhere, links by name or number, files by choosing them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from db.queries import rounds as round_queries
from db.queries.books import word_of
from db.queries.naming import records_called
from desktop.errors import KnownError
from desktop.ledgers.field import LINKS, OF_BOOKS, Field, Holds, Lookup
from desktop.operations.records.words import lookup
from desktop.ui.context import AppContext
from desktop.ui.widgets.date_edit import read_date
from desktop.ui.widgets.field_editor import FieldEditor
from desktop.ui.widgets.offers import Offers
from desktop.ui.widgets.unit_picker import UnitPicker, former_units, unit_choices
from desktop.ui.widgets.writing_field import WritingLine

YUAN_PER_WAN = 10_000
_HINTS = {
    Holds.FINDING: "问题编号，如 15-06-0090",
    Holds.FINDINGS: "问题编号，用顿号隔开",
    Holds.UNITS: "单位简称，用顿号隔开",
    Holds.LETTER: "文号",
    Holds.TEAM: "巡察组名称或编号",
    Holds.RECORD: "名称或编号",
}


def typed_words(context: AppContext) -> Lookup:
    """What a typed word means: dates as clerks type them (618, 6-18), bare amounts in 万元, links by their names and numbers."""
    known = lookup(context.reader, money_unit=YUAN_PER_WAN)

    def of(holds: str, typed: str) -> Any:
        if holds == Holds.DATE and (day := read_date(typed, context.today)) is not None:
            return day.isoformat()
        return known(holds, typed)

    return of


class UnitEditor:
    """The unit, by name, short name or initials."""

    def __init__(self, context: AppContext, field: Field) -> None:
        self.field, self.label = field, field.title
        self.widget = UnitPicker(unit_choices(context), former_units(context))

    def show(self, value: Any, _shown: Any = None) -> None:
        """A unit by its id."""
        self.widget.set_unit(value)

    def value(self) -> Any:
        """Its id."""
        if self.widget.unit_id() is None and (self.widget.text().strip() or self.field.needed):
            raise KnownError(f"“{self.field.title}”没有选定。请输入简称或拼音首字母，从名册中选一个。", "empty")
        return self.widget.unit_id()


class RoundEditor:
    """The round, from the list."""

    def __init__(self, context: AppContext, field: Field) -> None:
        self.field, self.label = field, field.title
        self.widget = QComboBox()
        self.widget.addItem("（按单位和问题）", None)
        for row in round_queries.rounds(context.reader):
            self.widget.addItem(row.name, row.id)

    def show(self, value: Any, _shown: Any = None) -> None:
        """A round by its id."""
        self.widget.setCurrentIndex(max(0, self.widget.findData(value)))

    def value(self) -> Any:
        """Its id."""
        return self.widget.currentData()


class LinkEditor:
    """Findings, letters and records of other books by their numbers and names."""

    def __init__(self, context: AppContext, field: Field) -> None:
        self.field, self.label, self._context = field, field.title, context
        self.widget = WritingLine(placeholder=_HINTS.get(field.holds, ""))
        if field.holds in OF_BOOKS:
            known = Offers([name for _id, name in records_called(context.reader, field.target)], self.widget)
            known.setFilterMode(Qt.MatchFlag.MatchContains)
            self.widget.setCompleter(known)

    def show(self, value: Any, shown: Any = None) -> None:
        """What is linked, as it is shown; ids alone, as a card presets them, are shown by their numbers and names."""
        bare = value is not None and (shown is None or shown == value)
        self.widget.setText(self.field.text(self._named(value) if bare else shown))

    def _named(self, value: Any) -> Any:
        ids = [one for one in ([value] if isinstance(value, int) else value or ()) if isinstance(one, int)]
        if not ids:
            return value
        holds = {Holds.FINDINGS: Holds.FINDING, Holds.UNITS: Holds.UNIT}.get(Holds(self.field.holds), self.field.target)
        return [word_of(self._context.reader, holds, one) for one in ids]

    def value(self) -> Any:
        """The ids."""
        return self.field.read(self.widget.text(), typed_words(self._context))


class FileEditor:
    """A file that fills a field; nothing chosen leaves what is there."""

    def __init__(self, _context: AppContext, field: Field) -> None:
        self.field, self.label = field, field.title
        self._path: Path | None = None
        self.widget = QWidget()
        self._name = QLabel()
        button = QPushButton("选择文件…")
        button.setAutoDefault(False)
        button.clicked.connect(self._choose)
        layout = QHBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._name, 1)
        layout.addWidget(button)

    def show(self, _value: Any, shown: Any = None) -> None:
        """The name of the file that is kept."""
        self._name.setText(str(shown or ""))

    def choose(self, path: Path) -> None:
        """A file was chosen."""
        self._path = path
        self._name.setText(path.name)

    def value(self) -> Any:
        """The chosen file, None where none was."""
        return self._path

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self.widget, self.field.title)
        if name:
            self.choose(Path(name))


class PlainEditor:
    """Everything that stands in the record itself."""

    def __init__(self, context: AppContext, field: Field) -> None:
        self._editor = FieldEditor(field, context.today)
        self.field, self.label, self.widget = field, self._editor.label, self._editor.widget

    def show(self, value: Any, _shown: Any = None) -> None:
        """What is stored."""
        self._editor.show(value)

    def value(self) -> Any:
        """What is to be stored."""
        return self._editor.value()


Editor = UnitEditor | RoundEditor | LinkEditor | FileEditor | PlainEditor


def editor_of(context: AppContext, field: Field) -> Editor:
    """The editor by what the field holds."""
    if field.holds is Holds.UNIT:
        return UnitEditor(context, field)
    if field.holds is Holds.ROUND:
        return RoundEditor(context, field)
    if field.holds is Holds.FILE:
        return FileEditor(context, field)
    return LinkEditor(context, field) if field.holds in LINKS else PlainEditor(context, field)
