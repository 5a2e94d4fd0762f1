"""What a cell of a returned workbook says in its field, and the same for a value that was sent: one reading for all three sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.exchange.list_reading.row_words import category_words
from desktop.exchange.normalise.dates import DateReading, read_date
from desktop.exchange.normalise.measures import read_measures
from desktop.exchange.normalise.names import joined, read_persons
from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.normalise.plain_text import is_blank_word, squeezed, trimmed
from desktop.exchange.normalise.status import STATES, read_status
from desktop.exchange.sheet_cells import Cell
from desktop.rules.three_way import NOTHING, Said

_STATES = frozenset({"status", "verified_status"})
_DATES = frozenset({"due_on", "first_due_on", "completed_on", "extend_to"})
_PERSONS = frozenset({"owner", "responsible_leader"})
_DAYS_ONLY = frozenset({"completed_on", "extend_to"})
_LEAP_YEAR = date(2024, 1, 1)
"""A day without a year that no year has (2月30日) is no date at all, whatever the year."""


@dataclass(frozen=True)
class CellReading:
    """What the cell says, or the kind of fault for which it says nothing that can be taken; `completed` is a day beside a status."""

    said: Said = NOTHING
    fault: str | None = None
    completed: str | None = None


@dataclass(frozen=True)
class Reader:
    """Reads cells with the office's side of it: day of feedback, own words."""

    feedback_on: date | None = None
    office: OfficeWords | None = None

    def cell(self, name: str, cell: Cell | None) -> CellReading:
        """One cell of a field; an absent cell says nothing."""
        if cell is None:
            return CellReading()
        if cell.fault:
            return CellReading(fault=cell.fault)
        if is_blank_word(cell.text):
            return CellReading()
        if name in _STATES:
            return self._state(cell)
        if name in _DATES:
            return self._day(name, cell.value if not isinstance(cell.value, bool) else cell.text, cell.text)
        return CellReading(_words(name, cell.text))

    def value(self, name: str, value: Any) -> Said:
        """A value that was sent or stands in the ledger: a code, an ISO date, a list of measures, a text."""
        text = "\n".join(map(str, value)) if isinstance(value, (list, tuple)) else "" if value is None else str(value)
        if name in _STATES and text in STATES:
            return Said(text, text)
        reading = self.cell(name, Cell(text))
        return reading.said if not reading.fault else Said(text, squeezed(text))

    def _state(self, cell: Cell) -> CellReading:
        value = cell.value if not isinstance(cell.value, (bool, date)) else cell.text
        found = read_status(value, cell.is_percent, office=self.office)
        if found.fault:
            return CellReading(fault=found.fault)
        return CellReading(Said(found.state, found.state), completed=found.completed)

    def _day(self, name: str, value: object, shown: str) -> CellReading:
        found = self._read(value, self.feedback_on)
        if found.fault == "ambiguous_date" and self.feedback_on is None:
            found = DateReading(fault=self._read(value, _LEAP_YEAR).fault or found.fault)
        if found.on is None and (found.fault or name in _DAYS_ONLY):
            return CellReading(fault=found.fault or "not_a_date")
        day = found.on.isoformat() if found.on else None
        return CellReading(Said(day or trimmed(shown), day or found.kind))

    def _read(self, value: object, feedback_on: date | None) -> DateReading:
        return read_date(value, feedback_on, office=self.office)


def _words(name: str, text: str) -> Said:
    if name in _PERSONS:
        names = joined([read_persons(text)])
        return Said(names, names)
    if name == "measures":
        return Said(trimmed(text), squeezed("".join(read_measures(text))) or None)
    if name == "category":
        return Said(trimmed(text), squeezed(category_words(text)) or None)
    return Said(trimmed(text), squeezed(text))
