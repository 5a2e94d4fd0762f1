"""A list for a declared book under review: the same wizard as a list of findings, led by the declaration of the book.

The file is opened once; what a clerk decides is a cell written over, a spelling of a unit answered, a head mapped, a row left out, and
the list is read anew. What it says is told in the shape of a list of findings, so that every step of the page serves both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from db.queries import lists
from db.queries.books import Record
from db.queries.list_rows import Candidate
from db.store import Ledger
from desktop.errors import KnownError, Refused
from desktop.exchange.list_reading.reading import Correction, FindingListReading, IgnoredRow, ReadingFault
from desktop.ledgers import books
from desktop.ledgers.field import SEVERAL, Field, Holds
from desktop.ledgers.finding_draft import FindingDraft
from desktop.ledgers.register import Register
from desktop.operations.importing import keeping, list_files, mappings, pointing
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.decisions import Decisions, as_text, fault_key
from desktop.operations.importing.finding_lists import Entered, HeldRow
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.review import HeadNotFound, Review, Reviewed, cell_of, written_over
from desktop.operations.importing.second_list import Comparison, Matched
from desktop.operations.records import importing
from desktop.operations.records.importing import ListedRecord, Looking, RecordList
from desktop.rules.permissions import Actor

_AS_FINDINGS = {"head": "header"}
"""What the reader of books calls a set-aside row → what the law at the foot counts it as."""
_TOLD = 4
"""So many fields tell a row at a glance."""


class RecordReview(Review):
    """Holds the opened file; used in the worker."""

    def __init__(
        self, ledger: Ledger, actor: Actor, path: Path, options: Options, unit: str = "", form: str = ""
    ) -> None:
        super().__init__(ledger, actor, path, options, unit)
        self.form = form

    @cached_property
    def book(self) -> Register:
        """The book with the fields that the office added."""
        return books.book(self.ledger.newest, self.form)

    def titles(self) -> dict[str, str]:
        """The fields that a column can be given to, with their words."""
        found = {"number": "编号"}
        found |= {one.name: one.head for one in self.book.all_fields if one.plain and one.holds is not Holds.FILE}
        return found | ({"state": "状态"} if self.book.states else {})

    @property
    def key_field(self) -> str:
        """No single column makes a list of a book: two that are known do."""
        return ""

    def read(self, decisions: Decisions) -> Reviewed:
        """Read the list under the decisions; a file without a head raises HeadNotFound, another refusal KnownError."""
        from desktop.exchange.workbook_source import open_workbook

        if self._workbook is None:
            self._workbook = open_workbook(self.path)
        found, signature, mapping = self._looked(decisions)
        return self._told(found, decisions, signature, mapping)

    def enter(self, decisions: Decisions, reviewed: Reviewed) -> Entered:
        """Remember what was taught, then enter the list in one transaction."""
        if reviewed.open_faults:
            raise KnownError(f"还有 {len(reviewed.open_faults)} 处没有改定，未入账。请逐处改正或确认。")
        found, signature, mapping = self._looked(decisions)
        sound = [one for one in found.records if not one.left]
        if unseen := [each for one in sound for each in one.faults if fault_key(each) not in decisions.seen]:
            told = "；".join(one.message for one in unseen[:5])
            raise KnownError(f"所勾选的合在一起有 {len(unseen)} 处不对，未入账：{told}", "rule")
        for written, name in decisions.answers.items():
            self._teach(written, name)
        pointing.remember(self.ledger, self.actor, self._workbook, decisions.pointed, self.form)
        if decisions.mapping:
            mappings.remember(self.ledger, self.actor, signature, mapping)
        how = self._how(decisions, mapping)
        taken = importing.take(self.ledger, self.actor, self.book, self.path, accept_faults=True, how=how)
        if self.kept_id is not None:
            keeping.drop(self.ledger, self.actor, self.kept_id)
        return self._entered(taken)

    def keep(self, decisions: Decisions, open_faults: int) -> int:
        """Let the import wait as it stands."""
        said = (self.path, self.options, self.unit, as_text(decisions), open_faults, self.kept_id)
        self.kept_id = keeping.keep_said(self.ledger, self.actor, *said, form=self.form)
        return self.kept_id

    # -- inside

    def _looked(self, decisions: Decisions) -> tuple[RecordList, str, dict[str, str]]:
        """The list under the decisions, the signature of its heads, and the mapping by which it was read."""
        first = self._look(decisions, dict(decisions.mapping))
        signature = mappings.of_book(self.form, mappings.signature_of(first.reading.layout))
        mapping = {**lists.mapping(self.ledger.newest, signature), **decisions.mapping}
        same = mapping == dict(decisions.mapping)
        return first if same else self._look(decisions, mapping), signature, mapping

    def _look(self, decisions: Decisions, mapping: dict[str, str]) -> RecordList:
        try:
            return importing.look(self.ledger, self.book, self.path, how=self._how(decisions, mapping))
        except Refused as refused:
            shown = [sheet for sheet in self._workbook.sheets if not sheet.hidden and not sheet.is_empty]
            if refused.reason == "no_header_found" and shown:
                raise HeadNotFound(str(refused), shown, None) from refused
            raise KnownError(str(refused)) from refused

    def _how(self, decisions: Decisions, mapping: dict[str, str]) -> Looking:
        pointed = {
            **pointing.remembered(self.ledger.newest, self._workbook, self.form),
            **decisions.pointed,
        }
        return Looking(
            self.options.round_name,
            self.unit,
            self.actor,
            written_over(self._workbook, decisions.cells),
            mapping,
            pointed,
            decisions.answers,
            decisions.picks,
            tuple(
                asdict(Correction(sheet, f"{column}{row}", text))
                for (sheet, row, column), text in decisions.cells.items()
            ),
        )

    def _told(self, found: RecordList, decisions: Decisions, signature: str, mapping: dict[str, str]) -> Reviewed:
        left = [one for one in found.records if any(fault_key(each) in decisions.seen for each in one.faults)]
        gone = {(one.place.sheet, one.place.row) for one in left}
        rows = [one for one in found.records if (one.place.sheet, one.place.row) not in gone]
        faults = [self._proposed(found, each, one) for one in rows for each in one.faults]
        away = [replace(one, level="error", message=_LEFT_OUT.format(one.message)) for one in _first_faults(left)]
        reading = FindingListReading(
            self.form,
            found.reading.sheets,
            [self._row(one) for one in rows],
            [IgnoredRow(sheet, row, reason) for sheet, row, reason in found.reading.ignored],
            [*faults, *away],
            found.reading.layout,
        )
        comparison = Comparison(
            {(one.place.sheet, one.place.row): self._matched(one) for one in rows if one.known and not one.faults},
            [self._candidate(one) for one in found.missing],
        )
        sheets = [one for one in self._workbook.sheets if one.name in found.reading.sheets]
        counts = _counts(found, rows, gone)
        return Reviewed(reading, [*faults, *away], faults, counts, sheets, signature, mapping, comparison)

    def _proposed(self, found: RecordList, fault: ReadingFault, row: ListedRecord) -> ReadingFault:
        """A fault with its cell, also where the cell is empty; of a unit that is not in the register those that look like it."""
        if not fault.cell and fault.column:
            fault = replace(fault, cell=cell_of(found.reading.layout, fault))
        if fault.kind != "unknown_unit" or (field := self.book.field(fault.column or "")) is None:
            return fault
        written = row.place.texts.get(field.name, "")
        return replace(fault, suggestions=self._units.nearest(written) if written and _is_one(field) else ())

    @cached_property
    def _units(self) -> Any:
        return list_files.context_of(self.ledger, Wanted(self.path), self.options, None, None).units

    def _row(self, one: ListedRecord) -> FindingDraft:
        texts = dict(one.place.texts)
        unit = next((field.name for field in self.book.all_fields if field.holds is Holds.UNIT), "")
        told = texts.pop(unit, "") or (self.unit if unit == "unit" else "")
        words = [texts[field.name] for field in self.book.fields if texts.get(field.name)][:_TOLD]
        place = one.place
        return FindingDraft(sheet=place.sheet, row=place.row, rows=[place.row], unit=told, text="　".join(words))

    def _matched(self, one: ListedRecord) -> Matched:
        told = self._row(one)
        return Matched(
            one.place.sheet, one.place.row, one.known or 0, one.number, told.unit or "", told.text, one.fields, {}
        )

    def _candidate(self, record: Record) -> Candidate:
        words = [field.text(record.fields.get(field.name)) for field in self.book.fields]
        told = "　".join([word for word in words if word][:_TOLD])
        return Candidate(record.id, record.number, 0, self.book.unit_of(record), told, "", 1)

    def _entered(self, taken: RecordList) -> Entered:
        sound = [one for one in taken.records if not one.faults and not one.left]
        held = [one for one in taken.records if one.faults or one.left]
        return Entered(
            sum(1 for one in sound if one.known is None),
            taken.number,
            [_held(one) for one in held],
            taken.faults,
            self.book.title,
            taken.changes,
            sum(1 for one in sound if one.known is not None and one.changed),
        )


_LEFT_OUT = "{}本行不收"


def review_of(ledger: Ledger, actor: Actor, path: Path, options: Options, unit: str, form: str) -> Review:
    """The review of a list: of findings where no book is named."""
    if form and books.is_declared(form):
        return RecordReview(ledger, actor, path, options, unit, form)
    return Review(ledger, actor, path, options, unit)


def _is_one(field: Field) -> bool:
    return field.holds is Holds.UNIT and field.holds not in SEVERAL


def _first_faults(records: Iterable[ListedRecord]) -> list[ReadingFault]:
    return [one.faults[0] for one in records]


def _held(one: ListedRecord) -> HeldRow:
    place = one.place
    return HeldRow(place.sheet, place.row, (place.row,), "left_out" if one.faults else "not_picked")


def _counts(found: RecordList, rows: list[ListedRecord], gone: set[tuple[str, int]]) -> dict[str, int]:
    """Rows of the sheets that were read by where they went: the values sum to all rows with content."""
    read: Callable[[str], bool] = set(found.reading.sheets).__contains__
    tally = Counter(_AS_FINDINGS.get(why, why) for sheet, row, why in found.reading.ignored if row and read(sheet))
    tally["finding_rows"], tally["error_rows"] = len(rows), len(gone)
    return dict(tally)
