"""A list under review: the file as it is, what the clerk decided so far, and the reading that follows from both.

The file is opened once; every decision is a cell written over, a name answered, or a fault seen, and the list is read anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.queries import imports as queries
from db.queries import lists, register
from db.queries.history import last_action
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.list_reading.reading import Correction, FindingListReading, ReadingFault, TableLayout
from desktop.operations import units
from desktop.operations.importing import (
    closer_look,
    finding_lists,
    keeping,
    list_files,
    mappings,
    office_words,
    pointing,
)
from desktop.operations.importing.annotating import annotate
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.decisions import Decisions, Place, fault_key
from desktop.operations.importing.judgement import Options, Picks, asks, leaves_out
from desktop.operations.importing.second_list import Comparison
from desktop.operations.importing.seen_before import SeenBefore
from desktop.operations.outgoing import Asked
from desktop.rules.permissions import Actor

if TYPE_CHECKING:
    from desktop.exchange.list_reading.no_header import LikestRow

SEEN_KINDS = frozenset(
    {
        "possible_duplicate",
        "verdict_needs_gate",
        "hidden_row",
        "hidden_column",
        "picture_not_read",
        "bad_character",
        "trimmed",
        "trimmed_value",
    }
)
"""Faults that the clerk only has to have seen; all others need a remedy."""
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass
class Reviewed:
    """The reading under the decisions. `open_faults` still hinder; `sheets` are the cells of the file by sheet and row."""

    reading: FindingListReading
    faults: list[ReadingFault]
    open_faults: list[ReadingFault]
    counts: dict[str, int]
    sheets: list[Any]
    signature: str
    mapping: dict[str, str]
    comparison: Comparison = field(default_factory=Comparison)
    list_date: str = ""
    """The day that the list states itself, where the clerk named none."""
    opening: bool = False

    @property
    def layout(self) -> list[TableLayout]:
        """Where the columns of each table lie."""
        return self.reading.layout


class HeadNotFound(KnownError):
    """No sheet has a head: the clerk can point at one. `sheets` are the cells, `nearest` the likest row."""

    def __init__(self, message: str, sheets: list[Any], nearest: LikestRow | None) -> None:
        super().__init__(message, "no_header_found")
        self.sheets, self.nearest = sheets, nearest


class Review:
    """Holds the opened file; used in the worker."""

    def __init__(self, ledger: Ledger, actor: Actor, path: Path, options: Options, unit: str = "") -> None:
        self.actor = actor
        self.ledger, self.path, self.options, self.unit = ledger, path, options, unit
        self._workbook: Any = None
        self._before = SeenBefore()
        self._last: tuple[tuple[Decisions, int], FindingListReading, str, dict[str, str]] | None = None
        """The last reading and what it followed from: what was only seen or ticked since does not change it."""
        self.kept_id: int | None = None
        """The import that was kept and taken up again."""
        self.folder: Any = None
        """What holds the copy of its file."""

    form = ""
    """The book that the list is for; empty for one of findings."""

    def titles(self) -> dict[str, str]:
        """The fields that a column can be given to, with their words."""
        return field_titles()

    @property
    def key_field(self) -> str:
        """The field without whose column a list cannot be pointed out."""
        return "text"

    @property
    def compared(self) -> int:
        """How many rows the last reading compared with the ledger; the others stood as before."""
        return self._before.compared

    def read(self, decisions: Decisions) -> Reviewed:
        """Read the list under the decisions; a refused file raises KnownError with its sentence."""
        from desktop.exchange.workbook_source import open_workbook

        if self._workbook is None:
            self._workbook = open_workbook(self.path)
        words = replace(decisions, seen=frozenset(), rounds={}, picks=Picks())
        told = (words, last_action(self.ledger.newest))
        if self._last is None or self._last[0] != told:
            self._last = (told, *self._read_anew(decisions))
        _told, reading, signature, mapping = self._last
        return self._reviewed(reading, decisions, signature, dict(mapping))

    def _read_anew(self, decisions: Decisions) -> tuple[FindingListReading, str, dict[str, str]]:
        """The reading under what decides it, the signature of its heads, and the mapping by which it was read."""
        workbook = written_over(self._workbook, decisions.cells)
        reader = self.ledger.newest
        pointed = {**pointing.remembered(reader, workbook), **decisions.pointed}
        first = self._read(workbook, decisions, decisions.mapping, pointed)
        signature = mappings.signature_of(first.layout)
        mapping = {**lists.mapping(reader, signature), **decisions.mapping}
        known = mapping == dict(decisions.mapping)
        return first if known else self._read(workbook, decisions, mapping, pointed), signature, mapping

    def enter(self, decisions: Decisions, reviewed: Reviewed) -> finding_lists.Entered:
        """Remember what was taught, then enter the list in one transaction."""
        if reviewed.open_faults:
            raise KnownError(f"还有 {len(reviewed.open_faults)} 处没有改定，未入账。请逐处改正或确认。")
        for written, name in decisions.answers.items():
            self._teach(written, name)
        office_words.teach(self.ledger, self.actor, decisions.words)
        pointing.remember(self.ledger, self.actor, self._workbook, decisions.pointed)
        if decisions.mapping:
            mappings.remember(self.ledger, self.actor, reviewed.signature, reviewed.mapping)
        corrections = [
            Correction(sheet, f"{column}{row}", text) for (sheet, row, column), text in decisions.cells.items()
        ]
        reading = replace(reviewed.reading, corrections=corrections)
        kept = self._kept_as_written(decisions)
        options = replace(self._options(decisions), accept_faults=True)
        entered = finding_lists.enter(
            self.ledger, self.actor, reading, self.path, options, kept=kept, picks=decisions.picks
        )
        if self.kept_id is not None and entered.anything:
            keeping.drop(self.ledger, self.actor, self.kept_id)
        return entered

    def keep(self, decisions: Decisions, open_faults: int) -> int:
        """Let the import wait as it stands."""
        self.kept_id = keeping.keep(
            self.ledger, self.actor, self.path, self.options, self.unit, decisions, open_faults, self.kept_id
        )
        return self.kept_id

    def _options(self, decisions: Decisions) -> Options:
        return replace(self.options, rounds={**self.options.rounds, **decisions.rounds})

    def annotate(self, target: Path, reviewed: Reviewed, asked: Asked = Asked()) -> Path:
        """导出批注原表: a copy of the clerk's file with coloured cells and notes."""
        return annotate(self.ledger, self.actor, self.path, reviewed.faults, target, asked)

    def _read(
        self, workbook: Any, decisions: Decisions, mapping: Mapping[str, str], pointed: pointing.Pointed
    ) -> FindingListReading:
        from desktop.exchange.formats.finding_list import read_opened
        from desktop.exchange.list_reading.no_header import NoHeaderFound

        wanted = Wanted(self.path, unit=self.unit)
        context = list_files.context_of(self.ledger, wanted, self.options, dict(mapping), dict(decisions.answers))
        reader = self.ledger.newest
        context = replace(
            context,
            office=office_words.known_words(reader, decisions.words),
            pointed=pointing.for_reader(pointed),
        )
        try:
            return read_opened(workbook, self.path, context)
        except NoHeaderFound as refused:
            shown = [sheet for sheet in workbook.sheets if not sheet.hidden and not sheet.is_empty]
            raise HeadNotFound(str(refused), shown, refused.nearest) from refused

    def _reviewed(
        self, reading: FindingListReading, decisions: Decisions, signature: str, mapping: dict[str, str]
    ) -> Reviewed:
        seen = finding_lists.look(self.ledger, reading, self._options(decisions), self.actor, self._before)
        known = lists.category_names(self.ledger.newest)
        faults = [*reading.faults, *seen.faults]
        for finding in reading.findings:
            faults += closer_look.unknown_category(finding, known)
        faults = _completed(faults, reading)
        still = [fault for fault in faults if is_asked(fault) and fault_key(fault) not in decisions.seen]
        stated = reading.list_date.isoformat() if reading.list_date else ""
        return Reviewed(
            reading,
            faults,
            still,
            reading.counts(),
            [sheet for sheet in self._workbook.sheets if sheet.name in reading.sheets],
            signature,
            mapping,
            comparison=seen.comparison,
            list_date="" if self.options.list_date else stated,
            opening=self.options.opening,
        )

    def _teach(self, written: str, name: str) -> None:
        writer = self.ledger.writing()
        unit_id = register.unit_id(writer, name)
        if unit_id is not None and register.unit_id(writer, written) is None:
            units.add_alias(self.ledger, self.actor, unit_id, written)

    def _kept_as_written(self, decisions: Decisions) -> frozenset[tuple[str, int, str]]:
        """Dates before feedback that the clerk confirmed."""
        return frozenset(
            (sheet, row, column) for sheet, row, column, kind in decisions.seen if kind == "before_feedback"
        )


def is_asked(fault: ReadingFault) -> bool:
    """Whether the window wants an answer; a category that was mistyped is asked here and only noted on the command line."""
    return leaves_out(fault) or asks(fault) or fault.kind == "unknown_category"


def is_must(fault: ReadingFault) -> bool:
    """必须改; the others only have to be seen."""
    return fault.kind not in SEEN_KINDS


def written_over(workbook: Any, cells: Mapping[Place, str]) -> Any:
    """The workbook with some cells reading otherwise; the opened one stays as the file is."""
    if not cells:
        return workbook
    from desktop.exchange.sheet_cells import Cell, column_number

    by_sheet: dict[str, dict[int, dict[int, str]]] = {}
    for (sheet, row, column), text in cells.items():
        by_sheet.setdefault(sheet, {}).setdefault(row, {})[column_number(column)] = text
    sheets = []
    for sheet in workbook.sheets:
        rows = dict(sheet.rows)
        for row, texts in by_sheet.get(sheet.name, {}).items():
            rows[row] = {**rows.get(row, {}), **{column: Cell(text) for column, text in texts.items()}}
        sheets.append(replace(sheet, rows=rows))
    return replace(workbook, sheets=sheets)


def _completed(faults: Sequence[ReadingFault], reading: FindingListReading) -> list[ReadingFault]:
    """Give the ledger's own faults their cells, and dates that cannot be read the date their unit's other rows have."""
    by_row = {(one.sheet, one.row): one for one in reading.findings}
    usual, found = closer_look.usual_dates(reading.findings), []
    for fault in faults:
        cell = fault.cell or (cell_of(reading.layout, fault) if fault.column else fault.cell)
        proposed = fault.suggestions
        finding = by_row.get((fault.sheet, fault.row))
        if finding and fault.column == "due_on" and not proposed and fault.kind not in SEEN_KINDS | {"before_feedback"}:
            day = usual.get((fault.sheet, finding.unit))
            proposed = (day,) if day else ()
        found.append(replace(fault, cell=cell, suggestions=proposed))
    return found


def cell_of(layout: Sequence[TableLayout], fault: ReadingFault) -> str:
    """The cell of a fault's column in its row; '' where no column is of that field."""
    tables = [table for table in layout if table.sheet == fault.sheet and min(table.header_rows) <= fault.row]
    table = max(tables, key=lambda one: max(one.header_rows), default=None)
    columns = table.columns.get(fault.column or "", []) if table else []
    return f"{columns[-1]}{fault.row}" if columns else ""


def place_of(fault: ReadingFault) -> Place | None:
    """The cell that a remedy of the fault writes over."""
    found = _CELL.fullmatch(fault.cell or "")
    return (fault.sheet, int(found[2]), found[1]) if found else None


def raw_rows(reviewed: Reviewed) -> tuple[int, int]:
    """All rows of the sheets up to their last one, and how many of them are blank: counted from the cells, not from the reading."""
    from desktop.exchange.sheet_cells import has_content

    last = sum(max(sheet.rows, default=0) for sheet in reviewed.sheets)
    filled = sum(
        any(has_content(cell) for cell in cells.values()) for sheet in reviewed.sheets for cells in sheet.rows.values()
    )
    return last, last - filled


def rounds(ledger: Ledger) -> tuple[queries.RoundChoice, ...]:
    """The rounds to choose from."""
    return queries.rounds(ledger.reader)


def field_titles() -> dict[str, str]:
    """The fields that a column can be given to, with their words."""
    from desktop.exchange.list_reading.header_words import FIELD_TITLES

    return dict(FIELD_TITLES)
