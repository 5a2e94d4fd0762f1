"""A list under review: the file as it is, what the clerk decided so far, and the reading that follows from both.

The file is opened once; every decision is a cell written over, a name answered, or a fault seen, and the list is read anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from db.queries import imports as queries
from db.queries import lists, register
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import units
from desktop.operations.importing import closer_look, files, finding_lists, mappings
from desktop.operations.importing.judgement import Options, asks, leaves_out
from desktop.rules.permissions import Actor

Place = tuple[str, int, str]
"""Sheet, row, column letters."""
SKIP = "skip"
SEEN_KINDS = frozenset(
    {
        "possible_duplicate",
        "verdict_needs_gate",
        "already_in_ledger",
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


@dataclass(frozen=True)
class Decisions:
    """What the clerk decided: cells written over, names answered, heads mapped, faults seen (place and kind)."""

    cells: Mapping[Place, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str] = field(default_factory=dict)
    seen: frozenset[tuple[str, int, str, str]] = frozenset()

    def with_cell(self, place: Place, text: str) -> Decisions:
        """One cell reads otherwise."""
        return replace(self, cells={**self.cells, place: text})

    def with_answer(self, written: str, name: str) -> Decisions:
        """A spelling means a unit of the register."""
        return replace(self, answers={**self.answers, written: name})

    def with_seen(self, fault: Mapping[str, Any]) -> Decisions:
        """A fault was looked at and may stand."""
        return replace(self, seen=self.seen | {fault_key(fault)})


@dataclass
class Reviewed:
    """The reading under the decisions. `open_faults` still hinder; `sheets` are the cells of the file by sheet and row."""

    document: dict[str, Any]
    layout: list[Any]
    faults: list[dict[str, Any]]
    open_faults: list[dict[str, Any]]
    counts: dict[str, int]
    sheets: list[Any]
    signature: str
    mapping: dict[str, str]
    refused: str = ""


class Review:
    """Holds the opened file; used in the worker."""

    def __init__(self, ledger: Ledger, actor: Actor, path: Path, options: Options, unit: str = "") -> None:
        self.actor = actor
        self.ledger, self.path, self.options, self.unit = ledger, path, options, unit
        self._workbook: Any = None

    def read(self, decisions: Decisions) -> Reviewed:
        """Read the list under the decisions; a refused file raises KnownError with its sentence."""
        from desktop.exchange.list_reading.whole_file import read_workbook
        from desktop.exchange.workbook_source import open_workbook

        if self._workbook is None:
            self._workbook = open_workbook(self.path)
        written_over = _written_over(self._workbook, decisions.cells)
        first = self._read(read_workbook, written_over, decisions.mapping, decisions.answers)
        signature = mappings.signature_of(first.layout)
        reader = self.ledger.writer or self.ledger.reader
        remembered = lists.mapping(reader, signature)
        mapping = {**remembered, **decisions.mapping}
        reading = (
            first
            if mapping == dict(decisions.mapping)
            else self._read(read_workbook, written_over, mapping, decisions.answers)
        )
        return self._reviewed(reading, decisions, signature, mapping)

    def enter(self, decisions: Decisions, reviewed: Reviewed) -> finding_lists.Entered:
        """Remember what was taught, then enter the list in one transaction."""
        if reviewed.open_faults:
            raise KnownError(f"还有 {len(reviewed.open_faults)} 处没有改定，未入账。请逐处改正或确认。")
        for written, name in decisions.answers.items():
            self._teach(written, name)
        if decisions.mapping:
            mappings.remember(self.ledger, self.actor, reviewed.signature, reviewed.mapping)
        corrections = [
            {"sheet": sheet, "cell": f"{column}{row}", "text": text}
            for (sheet, row, column), text in decisions.cells.items()
        ]
        document = {**reviewed.document, "corrections": corrections}
        kept = self._kept_as_written(decisions)
        options = replace(self.options, accept_faults=True)
        return finding_lists.enter(self.ledger, self.actor, document, self.path, options, kept=kept)

    def annotate(self, target: Path, reviewed: Reviewed) -> Path:
        """导出批注原表: a copy of the clerk's file with coloured cells and notes."""
        from desktop.exchange.annotated_copy import write_annotated_copy
        from desktop.exchange.list_reading.reading import ReadingFault

        faults = [
            ReadingFault(
                fault["sheet"],
                fault["row"],
                fault.get("column") or None,
                fault.get("cell") or None,
                fault["level"],
                fault["kind"],
                fault["message"],
            )
            for fault in reviewed.faults
        ]
        return write_annotated_copy(self.path, target, faults)

    def _read(self, read_workbook: Any, workbook: Any, mapping: Mapping[str, str], answers: Mapping[str, str]) -> Any:
        wanted = files.Wanted(self.path, unit=self.unit)
        context = files.context_of(self.ledger, wanted, self.options, dict(mapping), dict(answers))
        reading = read_workbook(workbook, context)
        if not reading.sheets:
            from desktop.exchange.list_reading.no_header import no_header

            raise no_header(workbook, self.path.name)
        return reading

    def _reviewed(self, reading: Any, decisions: Decisions, signature: str, mapping: dict[str, str]) -> Reviewed:
        document = {**reading.to_json(), "held": [], "entered": 0, "import_number": None}
        faults = [dict(fault) for fault in document["faults"]]
        seen = finding_lists.look(self.ledger, document, self.options, self.actor)
        faults += seen.faults
        document |= seen.comparison.as_json()
        reader = self.ledger.writer or self.ledger.reader
        known = lists.category_names(reader)
        for finding in document["findings"]:
            faults += closer_look.unknown_category(finding, known)
        _complete(faults, reading.layout, document)
        still = [fault for fault in faults if is_asked(fault) and fault_key(fault) not in decisions.seen]
        sheets = [sheet for sheet in self._workbook.sheets if sheet.name in reading.sheets]
        return Reviewed(document, reading.layout, faults, still, reading.counts(), sheets, signature, mapping)

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


def fault_key(fault: Mapping[str, Any]) -> tuple[str, int, str, str]:
    """What a fault is known by, also after reading anew."""
    return (fault["sheet"], fault["row"], fault.get("column") or "", fault["kind"])


def is_asked(fault: Mapping[str, Any]) -> bool:
    """Whether the window wants an answer; a category that was mistyped is asked here and only noted on the command line."""
    return leaves_out(fault) or asks(fault) or fault["kind"] == "unknown_category"


def is_must(fault: Mapping[str, Any]) -> bool:
    """必须改; the others only have to be seen."""
    return fault["kind"] not in SEEN_KINDS


def _written_over(workbook: Any, cells: Mapping[Place, str]) -> Any:
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


def _complete(faults: list[dict[str, Any]], layout: list[Any], document: Mapping[str, Any]) -> None:
    """Give the ledger's own faults their cells, and dates that cannot be read the date their unit's other rows have."""
    by_row = {(one["sheet"], one["row"]): one for one in document["findings"]}
    for fault in faults:
        if not fault.get("cell") and fault.get("column"):
            fault["cell"] = _cell_of(layout, fault)
        finding = by_row.get((fault["sheet"], fault["row"]))
        if finding and fault.get("column") == "due_on" and not fault.get("suggestions"):
            day = closer_look.usual_date(document["findings"], finding["unit"], fault["sheet"])
            if day and fault["kind"] not in SEEN_KINDS | {"before_feedback"}:
                fault["suggestions"] = [day]


def _cell_of(layout: list[Any], fault: Mapping[str, Any]) -> str:
    tables = [table for table in layout if table.sheet == fault["sheet"] and min(table.header_rows) <= fault["row"]]
    table = max(tables, key=lambda one: max(one.header_rows), default=None)
    columns = table.columns.get(fault["column"], []) if table else []
    return f"{columns[-1]}{fault['row']}" if columns else ""


def place_of(fault: Mapping[str, Any]) -> Place | None:
    """The cell that a remedy of the fault writes over."""
    found = _CELL.fullmatch(fault.get("cell") or "")
    return (fault["sheet"], int(found[2]), found[1]) if found else None


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
