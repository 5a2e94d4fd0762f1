"""A returned workbook against what was sent and what the ledger says now: the whole answer, nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.errors import Refused
from desktop.exchange.list_reading.messages import fault_at
from desktop.exchange.list_reading.reading import IgnoredRow, ReadingFault
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.return_book.columns import KEY, PROGRESS, SERIAL, TEXT, Form
from desktop.exchange.return_book.package import mark_of
from desktop.exchange.return_book.sheet_reading import OtherColumn, ReturnedRow, ReturnedSheet, read_sheet
from desktop.exchange.return_book.values import Reader
from desktop.exchange.sheet_cells import Cell, Workbook
from desktop.rules.package_mark import PackageMark, Refusal, refusal
from desktop.rules.three_way import WITHDRAWN, BadKey, Item, Line, Merged, Said, match, merge

Row = Mapping[str, Any]
_COMPLETED, _STATUS = "completed_on", "status"


@dataclass(frozen=True)
class Sent:
    """What went out: its mark, the sheet, which fields may be filled, and the rows by key in their order."""

    mark: PackageMark
    sheet: str
    editable: tuple[str, ...]
    locked: tuple[str, ...]
    rows: Mapping[str, Row]
    form: Form = field(default=PROGRESS, repr=False)


@dataclass(frozen=True)
class Now:
    """What stands now: the mark that is in force, the rows by key, and which of them take nothing any more, with the kind of reason."""

    mark: PackageMark
    rows: Mapping[str, Row]
    gone: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """A row that the unit added: a proposal, never entered by itself."""

    row: int
    values: Mapping[str, Said]


@dataclass
class Outcome:
    """The whole answer; a refused file has nothing but its refusal."""

    refused: Refusal | None = None
    sheet: str = ""
    merged: Merged = field(default_factory=Merged)
    added: list[Proposal] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    bad_keys: list[BadKey] = field(default_factory=list)
    faults: list[ReadingFault] = field(default_factory=list)
    ignored: list[IgnoredRow] = field(default_factory=list)
    other: list[OtherColumn] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    """Key → the row it came back in."""
    columns: dict[str, int] = field(default_factory=dict)
    """Field → the column that it stands in."""

    @classmethod
    def not_taken(cls, error: Refused) -> Outcome:
        """The answer to a file that is no workbook, or none of ours."""
        return cls(Refusal(error.reason, str(error)))


def merge_workbook(workbook: Workbook, sent: Sent, now: Now, reader: Reader) -> Outcome:
    """Verify the mark, match rows by key, merge cell by cell (RULES §12)."""
    mark = mark_of(workbook)
    if refused := refusal(mark, now.mark) or refusal(mark, sent.mark):
        return Outcome(refused)
    try:
        sheet = read_sheet(workbook, sent.sheet, (*sent.editable, *sent.locked), sent.rows.keys(), sent.form)
    except Refused as error:
        return Outcome.not_taken(error)
    return _Merging(sheet, sent, now, reader).outcome()


class _Merging:
    def __init__(self, sheet: ReturnedSheet, sent: Sent, now: Now, reader: Reader) -> None:
        self._sheet, self._sent, self._now, self._reader = sheet, sent, now, reader
        self._fields = (*sent.editable, *sent.locked)
        self._faults = list(sheet.faults)

    def outcome(self) -> Outcome:
        by_bare = {squeezed(key): key for key in self._sent.rows}
        texts = {bare: squeezed(str(self._sent.rows[key].get(TEXT) or "")) for bare, key in by_bare.items()}
        matched = match(texts, [Line(row.row, squeezed(row.key), row.said(TEXT)) for row in self._sheet.rows])
        rows = {row.row: row for row in self._sheet.rows}
        self._note_missing_columns()
        items = [self._item(by_bare[key], rows[matched.rows[key]]) for key in texts if key in matched.rows]
        written = {row.row: row.key for row in self._sheet.rows}
        return Outcome(
            sheet=self._sheet.name,
            merged=merge(items, _state_first(self._sent), self._sent.locked),
            added=[self._proposal(rows[row]) for row in matched.added],
            missing=[by_bare[key] for key in matched.missing],
            bad_keys=[self._as_written(bad, written, by_bare) for bad in matched.bad_keys],
            faults=self._faults,
            ignored=self._sheet.ignored,
            other=self._sheet.other,
            rows={by_bare[key]: row for key, row in matched.rows.items()},
            columns={name: columns[0] for name, columns in self._sheet.columns.items()},
        )

    def _as_written(self, bad: BadKey, written: Mapping[int, str], by_bare: Mapping[str, str]) -> BadKey:
        return BadKey(bad.row, written[bad.row], bad.kind, by_bare[bad.suggest] if bad.suggest else None)

    def _note_missing_columns(self) -> None:
        sheet = self._sheet
        for name in self._sent.editable:
            if name not in sheet.columns:
                self._faults.append(
                    fault_at(
                        sheet.name,
                        sheet.head_row,
                        name,
                        None,
                        "missing_column",
                        label=self._sent.form.titles.get(name, name),
                    )
                )

    def _item(self, key: str, row: ReturnedRow) -> Item:
        sent, now = self._said(self._sent.rows[key]), self._said(self._now.rows.get(key, {}))
        gone = self._now.gone.get(key, "" if key in self._now.rows else WITHDRAWN)
        return Item(key, sent, now, self._returned(row, self._fields), gone)

    def _said(self, row: Row) -> dict[str, Said]:
        return {name: self._reader.value(name, row.get(name)) for name in self._fields}

    def _returned(self, row: ReturnedRow, fields: Sequence[str]) -> dict[str, Said]:
        """What the row says in each field that has a column; a cell with a fault is not taken."""
        found: dict[str, Said] = {}
        beside: str | None = None
        for name in fields:
            if name not in self._sheet.columns:
                continue
            cell = row.cells.get(name)
            reading = self._reader.cell(name, cell)
            if reading.fault is None:
                found[name] = reading.said
            elif name in self._sent.editable or (cell is not None and cell.fault):
                self._blame(row, name, reading.fault)
            elif cell is not None:
                found[name] = Said(cell.text.strip(), squeezed(cell.text))
            beside = reading.completed if name == _STATUS else beside
        if beside and _COMPLETED in found and found[_COMPLETED].meant is None:
            day = self._reader.cell(_COMPLETED, Cell(beside))
            found[_COMPLETED] = found[_COMPLETED] if day.fault else day.said
        return found

    def _blame(self, row: ReturnedRow, name: str, kind: str) -> None:
        if kind == "two_columns":
            return  # told where the two columns were read
        value = row.cells[name].text
        column = self._sheet.column(name)
        self._faults.append(
            fault_at(
                self._sheet.name, row.row, name, column, kind, label=self._sent.form.titles.get(name, name), value=value
            )
        )

    def _proposal(self, row: ReturnedRow) -> Proposal:
        fields = tuple(dict.fromkeys((TEXT, *(name for name in self._fields if name not in (KEY, SERIAL)))))
        return Proposal(row.row, self._returned(row, fields))


def _state_first(sent: Sent) -> tuple[str, ...]:
    """The fillable fields in the order in which a clerk reads them: the state, its day and its words first."""
    known = [name for name in sent.form.editable if name in sent.editable]
    return (*known, *(name for name in sent.editable if name not in known))
