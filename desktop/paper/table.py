"""What a printed list consists of: its columns, its rows, the words around it, and the sheet it goes on. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from desktop.errors import KnownError

UNIT = 100
"""Layout units per millimetre: everything on a page is measured in hundredths of a millimetre."""

POINT = 25.4 / 72 * UNIT
"""Layout units per typographic point."""

FLOOR_PT = 9.0
"""No text on a list is smaller (product.md P1)."""

_PAPERS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}


class Align(Enum):
    """How the text of a column stands in its cells."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Kind(Enum):
    """A row of the list, a band that names a group, or a line of sums."""

    ROW = "row"
    GROUP = "group"
    SUBTOTAL = "subtotal"


@dataclass(frozen=True)
class Column:
    """One column: `width` in mm as wished; columns with a `weight` share what the others leave."""

    title: str
    width: float = 0.0
    weight: float = 0.0
    align: Align = Align.CENTER
    merge: bool = False


@dataclass(frozen=True)
class Row:
    """Texts in the order of the columns; `strong` are the columns set in the head's face.

    A group has one text, which spans the table.
    """

    cells: tuple[str, ...]
    kind: Kind = Kind.ROW
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """Paper, direction, margins in mm, and the wished size of the body in points (never below 9)."""

    paper: str = "A4"
    landscape: bool = True
    body_pt: float = 10.5
    left: float = 14.0
    right: float = 14.0
    top: float = 12.0
    bottom: float = 9.0

    def __post_init__(self) -> None:
        if self.paper not in _PAPERS:
            raise KnownError(f"打印设置的纸张“{self.paper}”不认识，请选 A4 或 A3。")
        if self.body_pt < FLOOR_PT:
            raise KnownError(f"打印设置的字号 {self.body_pt:g} 磅太小，请选不小于 {FLOOR_PT:g} 磅的字号。")

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in mm, as the page is read."""
        short, long = _PAPERS[self.paper]
        return (long, short) if self.landscape else (short, long)


@dataclass(frozen=True)
class PrintedList:
    """A list with all its words. `classification`, `basis`, `note` and the copy number are printed as given, never decided here."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    as_of: date
    subtitle: str = ""
    scope: str = ""
    total: int | None = None
    basis: str = ""
    classification: str = ""
    note: str = ""
    printed: str = ""
    office: str = ""
    watermark: str = ""
    picture: bytes = b""
    """A PNG that stands above the table of the first page, and its width and height in mm."""
    picture_mm: tuple[float, float] = (0.0, 0.0)
    counted: bool = True
    """Whether the rows are things that are counted; the rows of a record's sheet are its fields."""
    shown: int = field(init=False)

    def __post_init__(self) -> None:
        if not self.columns:
            raise KnownError("打印设置里没有选任何列，请至少选一列。")
        for number, row in enumerate(self.rows, start=1):
            if row.kind is not Kind.GROUP and len(row.cells) != len(self.columns):
                raise ValueError(f"row {number} has {len(row.cells)} cells for {len(self.columns)} columns")
        object.__setattr__(self, "shown", sum(row.kind is Kind.ROW for row in self.rows))

    def scope_line(self) -> str:
        """范围 and the count of rows that are printed, counted from the rows themselves (P2)."""
        if not self.counted:
            return self.scope
        count = f"共 {self.shown} 条" if self.total is None else f"筛出 {self.shown} / {self.total} 条"
        return f"范围：{self.scope or '全部'}　{count}"

    def as_of_line(self) -> str:
        """截至 with the date in the form of papers."""
        return f"截至 {self.as_of.year}年{self.as_of.month}月{self.as_of.day}日"

    def basis_line(self) -> str:
        """口径 as given, or nothing."""
        return self.basis if not self.basis or self.basis.startswith("口径") else f"口径：{self.basis}"
