"""单位 × 分类 in two levels: units down, categories of the second level across under those of the first (R3, R6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.packed import in_places
from db.queries.findings import list_findings
from db.queries.tallies import NO_CATEGORY, items
from db.reader import Reader
from db.records import Basis, CountedItem, FindingCriteria, Scope
from desktop.rules import basis as bases
from desktop.rules.category_order import category_place
from desktop.statistics.by_category import Cell

Place = tuple[str, int | None]
Category = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Heat:
    """The table with its totals; each cell holds the items that it counts, so that parts and totals agree."""

    rows: tuple[Place, ...]
    columns: tuple[Category, ...]
    cells: Mapping[tuple[Place, Category], Cell]
    row_totals: Mapping[Place, Cell]
    column_totals: Mapping[Category, Cell]
    total: Cell

    @property
    def sums_agree(self) -> bool:
        """Whether rows, columns and cells each add up to the total."""
        whole = (self.total.rate.numerator, self.total.rate.denominator)
        return all(
            (sum(cell.rate.numerator for cell in part), sum(cell.rate.denominator for cell in part)) == whole
            for part in (self.cells.values(), self.row_totals.values(), self.column_totals.values())
        )


def heat(reader: Reader, basis: Basis, as_of: str, known_at: str | None = None, *, scope: Scope | None = None) -> Heat:
    """Count units by category; categories stand in the office's order, those of the second level as they appear."""
    down = items(reader, basis, as_of, known_at, by="unit", scope=scope)
    columns = _columns(reader, items(reader, basis, as_of, known_at, by="category", scope=scope), as_of, known_at)
    cells: dict[tuple[Place, Category], list[int]] = defaultdict(list)
    rows: dict[Place, list[int]] = defaultdict(list)
    across: dict[Category, list[int]] = {column: [] for column in dict.fromkeys(columns.values())}
    for number, item in enumerate(down):
        place, column = (item.key, item.key_id), columns[item.item]
        cells[(place, column)].append(number)
        rows[place].append(number)
        across[column].append(number)
    return Heat(
        tuple(rows),
        tuple(across),
        {where: _cell(basis, in_places(down, own)) for where, own in cells.items()},
        {place: _cell(basis, in_places(down, own)) for place, own in rows.items()},
        {column: _cell(basis, in_places(down, own)) for column, own in across.items()},
        _cell(basis, down),
    )


def _columns(reader: Reader, across: Iterable[CountedItem], as_of: str, known_at: str | None) -> dict[str, Category]:
    """The category of each item, in the order of the columns."""
    found = tuple(across)
    ids = tuple(item.finding_id for item in found)
    listed = list_findings(reader, FindingCriteria(ids=ids, presence="any"), as_of, known_at) if ids else ()
    second = {row.id: row.category2 for row in listed}
    own = {item.item: (item.key, second.get(item.finding_id, "") or NO_CATEGORY) for item in found}
    firsts = sorted(dict.fromkeys(category for category, _ in own.values()), key=category_place)
    seconds = {column: place for place, column in enumerate(dict.fromkeys(own.values()))}
    ordered = sorted(own.items(), key=lambda pair: (firsts.index(pair[1][0]), seconds[pair[1]]))
    return dict(ordered)


def _cell(basis: Basis, own: Sequence[CountedItem]) -> Cell:
    return Cell(bases.rate(basis, sum(item.hit for item in own), sum(item.counted for item in own)), own)
