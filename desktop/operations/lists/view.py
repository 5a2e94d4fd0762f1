"""The view that a list is made of: the same rows for screen, print and workbook, and the words that say which rows they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.queries import findings as finding_queries
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from desktop.ledgers.arrangement import Arrangement, arranged_places
from desktop.ledgers.finding_line import rows_of
from desktop.ledgers.findings import FindingLine, by_unit, finding_lines, table_of
from desktop.ledgers.leaving import filters_told
from desktop.ledgers.long_list import picked
from desktop.operations.own_fields import own_fields
from desktop.operations.search import find as find_text
from desktop.rules.overdue import days_overdue
from desktop.rules.state_words import CHIPS, STATE_WORDS, standing_chip

STATUSES = (*STATE_WORDS, *dict.fromkeys(chip.word for chip in CHIPS))
"""What a filter on the state may say: a state of the verdict by its code, or the word of a chip."""


@dataclass(frozen=True)
class Criteria:
    """Which findings a view wants, as data: rounds, filters and order by field; `ids` only where exactly these were asked for."""

    rounds: tuple[int, ...] = ()
    how: Arrangement = field(default_factory=Arrangement)
    ids: tuple[int, ...] = ()
    known_at: str | None = None


@dataclass(frozen=True)
class View:
    """Rows in their order, with what is printed around them: scope in words, how many there are in all, dates, basis.

    A view that a page shows has its criteria with it: print and export apply them anew, on their own date.
    """

    rows: Sequence[FindingRow]
    as_of: str
    total: int
    scope: str = ""
    basis: str = ""
    criteria: Criteria | None = None

    @property
    def lines(self) -> Sequence[FindingLine]:
        """The rows with what is computed from them on the view's date."""
        return finding_lines(self.rows, self.as_of)


@dataclass(frozen=True)
class Filters:
    """Which findings a list wants; `status` is a state of the verdict, or 待核实."""

    rounds: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    status: str = ""
    overdue: bool = False
    search: str = ""
    limit: int = 0
    scope: str = ""


def view(reader: Reader, filters: Filters, as_of: str, known_at: str | None = None, basis: str = "") -> View:
    """The findings of the filters as they stood."""
    criteria = FindingCriteria(rounds=filters.rounds)
    every = finding_queries.list_findings(reader, criteria, as_of, known_at)
    rows: Sequence[FindingRow] = every
    if filters.units:
        rows = [row for row in rows if row.unit_id in filters.units]
    if filters.status:
        rows = [
            row
            for row in rows
            if filters.status
            in (row.verdict, standing_chip(row.claim, row.verdict, bool(row.claim_newer), row.presence_kind).word)
        ]
    if filters.overdue:
        rows = sorted((row for row in rows if days_overdue(row, as_of)), key=lambda row: -days_overdue(row, as_of))
    if filters.search:
        found = find_text(reader, filters.search, rounds=filters.rounds)
        rows = [row for row in rows if row.id in found]
    if filters.limit:
        rows = rows[: filters.limit]
    return View(rows if rows is every else tuple(rows), as_of, len(every), filters.scope, basis)


def by_criteria(reader: Reader, criteria: Criteria, as_of: str, scope: str = "", basis: str = "") -> View:
    """The findings that meet the criteria on a date, by the same filters and order as the grid."""
    wanted = (
        FindingCriteria(ids=criteria.ids, presence="any") if criteria.ids else FindingCriteria(rounds=criteria.rounds)
    )
    every = by_unit(finding_queries.list_findings(reader, wanted, as_of, criteria.known_at))
    lines = finding_lines(every, as_of)
    shown = picked(lines, arranged_places(lines, table_of(own_fields(reader)).columns, criteria.how))
    return View(rows_of(shown), as_of, len(lines), scope, basis, criteria)


def renewed(reader: Reader, shown: View) -> View:
    """The view as its criteria find it now; one that was made from rows alone stays as it is."""
    if shown.criteria is None:
        return shown
    return by_criteria(reader, shown.criteria, shown.as_of, shown.scope, shown.basis)


def chips(how: Arrangement, reader: Reader) -> str:
    """The filters in words, as they stand above the grid and on the paper: 单位：县民政局；状态：待核实."""
    table = table_of(own_fields(reader))
    known = {column.field: column for column in table.columns}
    return "；".join(filters_told(known, how.filters))
