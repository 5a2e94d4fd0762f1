"""The rows behind a number as they are read: one for each item, each made when it is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple, overload

from db.packed import BLOCK, Packed, by_id, kept_ids
from db.queries import books as book_queries
from db.queries.findings import measures_of, packed_findings
from db.reader import Reader
from db.records import CountedItem, FindingCriteria, FindingRow
from desktop.ledgers import books
from desktop.ledgers.column import Column, Kind, LedgerTable, Mark
from desktop.ledgers.finding_marks import claim_mark, deadline_mark, month_day, state_mark, verdict_mark
from desktop.ledgers.terms import STATE_WORDS, verdict_word
from desktop.rules.overdue import is_waiting
from desktop.ui.pages.statistics.behind import Behind, RecordsBehind
from desktop.ui.sight import Sight

KEPT = 1_000
"""Rows that are kept as they were made: some screens of a grid."""


@dataclass(frozen=True)
class BehindRow:
    """One row behind a number: a finding, a parent problem or a measure."""

    id: int
    number: str
    unit: str
    text: str
    category: str
    state: Mark
    deadline: Mark
    why: str

    @property
    def state_word(self) -> str:
        """The word of the chip."""
        return self.state.word

    @property
    def due(self) -> str:
        """The word of the deadline."""
        return self.deadline.word


TABLE = LedgerTable(
    "behind",
    "问题",
    (
        Column("number", "编号", 92),
        Column("unit", "单位", 92),
        Column("text", "问题", 300),
        Column("category", "分类", 150),
        Column("state_word", "状态", 106, kind=Kind.STATE, mark=lambda row: row.state),
        Column("due", "现定时限", 106, kind=Kind.DEADLINE, mark=lambda row: row.deadline),
        Column("why", "计入情况", 250),
    ),
)


class _Measure(NamedTuple):
    id: int
    seq: int
    text: str


class BehindRows(Sequence[BehindRow]):
    """Rows of very many items: made when they are looked at, known by their place among the items."""

    late = None

    def __init__(self, places: Iterable[int], make: Callable[[int], BehindRow]) -> None:
        self._places, self._make = array("I", places), make

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[BehindRow]:
        return map(self._make, self._places)

    @overload
    def __getitem__(self, at: int) -> BehindRow: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[BehindRow]: ...

    def __getitem__(self, at: int | slice) -> BehindRow | Sequence[BehindRow]:
        return self.picked(range(*at.indices(len(self)))) if isinstance(at, slice) else self._make(self._places[at])

    def ids(self) -> array[int]:
        """The number of each row."""
        return array("q", self._places)

    def picked(self, places: Iterable[int]) -> BehindRows:
        """Some of the rows; they keep their numbers."""
        some = copy(self)
        some._places = array("I", map(self._places.__getitem__, places))
        return some

    def column(self, field: str) -> Iterable[Any]:
        """A field of each row."""
        return (getattr(row, field) for row in self)


@dataclass(frozen=True)
class Told:
    """What was read behind a number: the declaration of the rows, the rows, the findings that they are of, and how they agree with it."""

    behind: Behind | RecordsBehind
    table: LedgerTable
    rows: Sequence[Any]
    finding_ids: Sequence[int]
    agrees: bool
    note: str = ""


def read_behind(behind: Behind | RecordsBehind, sight: Sight) -> Told:
    """The rows of a number, beside the window: its items are picked here too."""
    if isinstance(behind, RecordsBehind):
        register = books.book(sight.reader, behind.book)
        records = book_queries.records(
            sight.reader, register.shape, behind.as_of, behind.known_at, ids=behind.ids, short=True
        )
        return Told(behind, register.as_table(), records, (), len(records) == behind.number)
    rows = behind_rows(sight.reader, behind)
    agrees = behind.agrees and len(rows) == behind.number
    return Told(behind, TABLE, rows, kept_ids(behind.finding_ids), agrees, behind.note)


def behind_rows(reader: Reader, behind: Behind) -> Sequence[BehindRow]:
    """One row for each item, as it stood on the number's own date."""
    ids = behind.finding_ids
    if not ids:
        return ()
    criteria = FindingCriteria(ids=ids, presence="any")
    found = by_id(packed_findings(reader, criteria, behind.as_of, behind.known_at))
    measures: Mapping[int, _Measure] = {}
    if any(item.item.startswith("m") for item in behind.items):
        told = measures_of(reader, ids, behind.as_of, behind.known_at)
        measures = by_id(Packed(_Measure, (_Measure(one.id, one.seq, one.text) for one in told)))
    known = frozenset(found)
    places = [at for at, item in enumerate(behind.items, start=1) if item.finding_id in known]
    rows = BehindRows(places, lru_cache(KEPT)(partial(_row_at, found, measures, behind)))
    return rows if len(rows) > BLOCK else tuple(rows)


def _row_at(found: Mapping[int, FindingRow], measures: Mapping[int, _Measure], behind: Behind, place: int) -> BehindRow:
    item = behind.items[place - 1]
    return _row(place, item, found[item.finding_id], measures, behind)


def _row(place: int, item: CountedItem, row: FindingRow, measures: Mapping[int, _Measure], behind: Behind) -> BehindRow:
    text, state, lane_mark = row.text, state_mark(row), claim_mark if behind.by_claim else verdict_mark
    if item.item.startswith("p"):
        text, state = row.parent_text or row.text, lane_mark(item.state)
    elif item.item.startswith("m"):
        measure = measures.get(int(item.item[1:]))
        text, state = f"措施{measure.seq}：{measure.text}" if measure else row.text, lane_mark(item.state)
    category = " ".join(part for part in (row.category1.partition(" ")[0], row.category2) if part) or "—"
    return BehindRow(
        place,
        row.number,
        row.unit_short or row.unit_name,
        text,
        category,
        state,
        deadline_mark(row, behind.as_of),
        why(item, row, by_claim=behind.by_claim),
    )


def why(item: CountedItem, row: FindingRow, *, by_claim: bool = False) -> str:
    """Why the row stands on its side of the rate, from what the ledger knows."""
    if item.state and not item.counted:
        return f"按口径不计入总数（{STATE_WORDS[item.state]}）"
    if item.hit:
        day = row.claim_on if by_claim else row.verdict_on
        on = f"{month_day(day)} " if day and item.item.startswith("f") else ""
        word = f"自报{STATE_WORDS[item.state].removeprefix('已')}" if by_claim else verdict_word(item.state)
        return f"计入分子：{on}{word}"
    if not row.present:
        return "已不在总数中"
    if is_waiting(row):
        return f"{month_day(row.claim_on)} 自报完成，待核实" if row.claim_on else "自报完成，待核实"
    if row.verdict == "done":
        return f"{month_day(row.verdict_on)} 认定销号" if row.verdict_on else "认定销号"
    return row.last_text or "还没有登记进展"
