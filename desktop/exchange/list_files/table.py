"""What a list is before it is a workbook or a Word table: title, columns, rows in their order, groups, page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from desktop.ledgers.file_properties import FileProperties

ColumnKind = Literal["text", "int", "money", "date", "percent"]
Row = Sequence[Any]


@dataclass(frozen=True)
class SheetColumn:
    """One column: its head, its width in characters, what it holds, whether subtotals add it up, and the words to choose from."""

    title: str
    width: float = 12.0
    kind: ColumnKind = "text"
    summed: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageStyle:
    """How the list looks on screen and on paper."""

    paper: Literal["A4", "A3"] = "A4"
    landscape: bool = True
    frozen_columns: int = 0
    filters: bool = True


@dataclass(frozen=True)
class ListTable:
    """A list that leaves.

    `group_by` is the index of the column whose runs of equal values get a subtotal row; the rows come already in order.
    `properties` without a title take that of the list. `counted` is the word by which its rows are counted.
    """

    title: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Row]
    subtitle: str = ""
    group_by: int | None = None
    totals: bool = False
    style: PageStyle = field(default_factory=PageStyle)
    properties: FileProperties = FileProperties()
    counted: str = "条"


@dataclass(frozen=True)
class Sums:
    """A row of subtotals, or of totals: its words, the rows it adds up, and the places of the first and last in the table's own count."""

    words: str
    rows: Sequence[Row]
    first: int
    last: int
    total: bool = False


def lines_of(table: ListTable) -> Iterator[Sequence[Row] | Sums]:
    """The rows in runs, each group with its subtotal behind it and the total at the end; every row and every sum takes one place."""
    place = 0
    for run in _runs(table.rows, table.group_by):
        yield run
        first, place = place, place + len(run)
        if table.group_by is not None:
            yield Sums(f"{shown(run[0][table.group_by])} 小计（{len(run)}{table.counted}）", run, first, place - 1)
            place += 1
    if table.totals and table.rows:
        yield Sums(f"合计（{len(table.rows)}{table.counted}）", table.rows, 0, place - 1, True)


def added(rows: Sequence[Row], index: int) -> int | float:
    """What the numbers of a column come to."""
    numbers: list[int | float] = [row[index] for row in rows if is_number(row[index])]
    return sum(numbers)


def is_number(value: Any) -> bool:
    """Whether the value counts; yes and no do not."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def shown(value: Any) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _runs(rows: Sequence[Row], group_by: int | None) -> list[Sequence[Row]]:
    """The rows cut where the group column changes."""
    if group_by is None:
        return [rows] if rows else []
    runs: list[list[Row]] = []
    for row in rows:
        if runs and runs[-1][0][group_by] == row[group_by]:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [*runs]
