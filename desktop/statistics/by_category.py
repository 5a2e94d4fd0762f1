"""Two-way tables: any two of unit, category, round and leader, and the make-up of states by group (R3, R7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from db.packed import in_places
from db.queries.county_leaders import rank_of_leader
from db.queries.findings import list_findings
from db.queries.tallies import NO_CATEGORY, NO_LEADER, items
from db.reader import Reader
from db.records import Basis, CountedItem, FindingCriteria, FindingRow, Scope
from desktop.ledgers.field import Field
from desktop.ledgers.findings import finding_line
from desktop.ledgers.told import told_text
from desktop.rules import basis as bases
from desktop.rules.rate import Rate
from desktop.rules.state_words import standing_chip
from desktop.statistics.two_way import group_word, in_order, two_way

CHIP_ORDER = ("已销号", "待核实", "基本完成", "长期坚持", "部分完成", "正在推进", "未完成", "未启动", "已移交")


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a two-way table with the items behind it."""

    rate: Rate
    items: Sequence[CountedItem]

    @property
    def open_text(self) -> str:
        """'8/16': not in the numerator of all; '·' where there is nothing."""
        remaining = self.rate.denominator - self.rate.numerator
        return f"{remaining}/{self.rate.denominator}" if self.rate.denominator else "·"


@dataclass(frozen=True, slots=True)
class Pivot:
    """A two-way table; every total counts the items of its row, column or the whole, so parts and totals agree."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    row_totals: Mapping[str, Cell]
    column_totals: Mapping[str, Cell]
    total: Cell
    basis: Basis
    as_of: str
    known_at: str | None


def pivot(
    reader: Reader,
    basis: Basis,
    as_of: str,
    known_at: str | None = None,
    *,
    row: str | Field = "unit",
    column: str | Field = "category",
    scope: Scope | None = None,
) -> Pivot:
    """Count by two groups at once, each in the office's order; a group is one of the four or any field of the ledger (R7)."""

    def keyed(by: str | Field) -> Sequence[CountedItem]:
        if isinstance(by, str):
            return items(reader, basis, as_of, known_at, by=by, scope=scope)
        return by_field(reader, items(reader, basis, as_of, known_at, by="unit", scope=scope), by, as_of, known_at)

    down, across = keyed(row), keyed(column)
    column_of = {item.item: item.key for item in across}
    found = two_way(
        ((item.key, column_of[item.item], place) for place, item in enumerate(down)),
        columns=[item.key for item in across],
    )

    def cell(places: Sequence[int]) -> Cell:
        own = in_places(down, places)
        counts = (sum(item.hit for item in own), sum(item.counted for item in own))
        return Cell(bases.rate(basis, *counts), own)

    return Pivot(
        found.rows,
        found.columns,
        {place: cell(own) for place, own in found.cells.items()},
        {key: cell(own) for key, own in found.row_totals.items()},
        {key: cell(own) for key, own in found.column_totals.items()},
        cell(found.total),
        basis,
        as_of,
        known_at,
    )


def by_field(
    reader: Reader, counted: Sequence[CountedItem], field: Field, as_of: str, known_at: str | None
) -> tuple[CountedItem, ...]:
    """The same items grouped by what a field of their finding says, dates by month; groups in the order of their words."""
    ids = tuple({item.finding_id for item in counted})
    rows = list_findings(reader, FindingCriteria(ids=ids, presence="any"), as_of, known_at) if ids else ()
    words = {row.id: told_text(field, finding_line(row, 0, as_of)) for row in rows}
    found = [item._replace(key=group_word(field, words.get(item.finding_id, "")), key_id=None) for item in counted]
    places = {word: place for place, word in enumerate(in_order(field, (item.key for item in found)))}
    return tuple(sorted(found, key=lambda item: places[item.key]))


@dataclass(frozen=True, slots=True)
class Composition:
    """How many findings of a group carry each chip; `findings` are the ids behind each number."""

    key: str
    findings: Mapping[str, tuple[int, ...]]

    @property
    def total(self) -> int:
        """All findings of the group."""
        return sum(map(len, self.findings.values()))


_KEYS: Mapping[str, Callable[[FindingRow], str]] = {
    "unit": lambda row: row.unit_name,
    "category": lambda row: row.category1 or NO_CATEGORY,
    "round": lambda row: row.round_name,
    "leader": lambda row: row.county_leader or NO_LEADER,
}


def composition(
    reader: Reader,
    criteria: FindingCriteria,
    as_of: str,
    known_at: str | None = None,
    *,
    by: str = "category",
) -> tuple[Composition, ...]:
    """The make-up of states by group, chips in the fixed order of charts."""
    groups: dict[str, dict[str, list[int]]] = {}
    for row in list_findings(reader, criteria, as_of, known_at):
        own = groups.setdefault(_KEYS[by](row), {word: [] for word in CHIP_ORDER})
        word = standing_chip(row.claim, row.verdict, bool(row.claim_newer), row.presence_kind).word
        own.setdefault(word, []).append(row.id)
    if by == "leader":
        rank = rank_of_leader(reader)
        groups = {key: groups[key] for key in sorted(groups, key=lambda key: (key == NO_LEADER, rank(key), key))}
    return tuple(
        Composition(key, {word: tuple(ids) for word, ids in own.items() if ids}) for key, own in groups.items()
    )
