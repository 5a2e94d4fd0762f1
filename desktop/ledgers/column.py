"""How a ledger looks as a table: its columns, and the drawn marks (shape + word + tone) of a cell.

Declarations only: the window, the workbook writer and the printed lists read the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.ledgers.field import Field


class Align(StrEnum):
    """Where a cell's text stands; numbers stand right."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Kind(StrEnum):
    """What a column holds: decides its filter (ticks, number range, dates) and how its cells are drawn."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    STATE = "state"
    DEADLINE = "deadline"


class Shape(StrEnum):
    """The drawn shape of a mark; each is readable without colour."""

    EMPTY = "empty"
    QUARTER = "quarter"
    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    DOT = "dot"
    CHECK = "check"
    CROSS = "cross"
    ARROW = "arrow"
    SLASH = "slash"
    MERGE = "merge"
    SPLIT = "split"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    DIAMOND_OUTLINE = "diamond_outline"
    DASH = "dash"
    BACK = "back"
    LOCK = "lock"
    BOX = "box"
    TICKED = "ticked"


class Tone(StrEnum):
    """The colour family of a mark: red is for overdue, must-fix and destructive only."""

    PLAIN = "plain"
    BLUE = "blue"
    AMBER = "amber"
    GREEN = "green"
    RED = "red"


@dataclass(frozen=True)
class Mark:
    """A shape with its word and tone, such as ✓ 已销号; `tooltip` explains it in a sentence."""

    shape: Shape
    word: str
    tone: Tone = Tone.PLAIN
    tooltip: str = ""


def shown(value: Any) -> str:
    """A value as a grid shows it: dates as 2026-06-05, none as —, yes as 是, minus as −."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "是" if value else "—"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return f"{value:,}".replace("-", "−")
    if isinstance(value, tuple | list):
        return "、".join(str(item) for item in value)
    return str(value)


@dataclass(frozen=True)
class Column:
    """One column of a ledger. `field` names the record's attribute; widths are pixels at 100 %.

    `sort` turns the value into its sort key (None: the value itself); `mark` draws the cell from the whole record;
    `wrap` allows two text lines; `reason` says on F2 why a cell is not editable.
    """

    field: str
    title: str
    width: int = 96
    align: Align = Align.LEFT
    show: Callable[[Any], str] = shown
    sort: Callable[[Any], Any] | None = None
    wrap: bool = False
    editable: bool = False
    reason: str = ""
    kind: Kind = Kind.TEXT
    mark: Callable[[Any], Mark | None] | None = None
    hidden: bool = False
    choices: tuple[str, ...] = ()
    ground: Tone | None = None
    """The words stand on a ground of this tone: what a file brings stands out from what the ledger has."""
    counts_rows: bool = False
    """The cell says 1, 2, 3 … in the order shown: 序号 restarts in every list (ledger.md §1)."""
    declared: Field | None = None
    """The field of the book that the column shows: how it is typed, pasted and chosen is said there."""

    def held_by(self, rights: Collection[str]) -> Column:
        """The column for a person: not editable, with the reason, where its field asks for a right that the person lacks."""
        if self.declared is None or not self.declared.plain or not (why_not := self.declared.lacking(rights)):
            return self
        return replace(self, editable=False, reason=f"此栏{why_not}。")

    @property
    def scale(self) -> int:
        """How many stored units one shown unit has: money is kept in yuan and shown in 万元."""
        return 10_000 if self.declared is not None and self.declared.holds == "money" else 1

    def value(self, record: Any) -> Any:
        """The raw value of a record in this column."""
        return getattr(record, self.field)

    def text(self, record: Any) -> str:
        """What the cell says; a mark says its word, a record without one its value."""
        mark = self.mark(record) if self.mark is not None else None
        return self.show(self.value(record)) if mark is None else mark.word


@dataclass(frozen=True)
class LedgerTable:
    """A ledger as a table: its columns in their standard order. `frozen` columns stay at the left while scrolling."""

    name: str
    title: str
    columns: tuple[Column, ...] = field(default_factory=tuple)
    frozen: int = 0
    unit_word: str = "条"

    def held_by(self, rights: Collection[str]) -> LedgerTable:
        """The table for a person: columns whose fields ask for a right that the person lacks are not editable."""
        columns = tuple(column.held_by(rights) for column in self.columns)
        same = all(one is other for one, other in zip(columns, self.columns, strict=True))
        return self if same else replace(self, columns=columns)

    def column(self, name: str) -> Column:
        """The column of a field."""
        return next(column for column in self.columns if column.field == name)
