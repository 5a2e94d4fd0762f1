"""What a table of figures is made of: heads, lines, and cells that may open the rows they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.ledgers.column import Align, Mark, Tone
from desktop.rules.rate import Rate

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}


class Box(Enum):
    """The ground of a field, by who says what stands in it."""

    TYPED = "surface"
    COMPUTED = "header"


@dataclass(frozen=True)
class Head:
    """A column: `width` in px at 100 %, 0 takes the room that is left; `group` stands above several columns."""

    title: str
    width: int = 0
    align: Align = Align.LEFT
    group: str = ""
    bar: bool = False


@dataclass(frozen=True)
class Cell:
    """One field: a text (with a smaller part after it), a rate or a mark; `opens` is what a click or Enter hands out; `tone` colours the text;
    `wrap`: a text that finds no room in one line takes a second one where the row is high enough."""

    text: str = ""
    small: str = ""
    rate: Rate | None = None
    mark: Mark | None = None
    opens: Any = None
    heat: int | None = None
    light: bool = False
    link: bool = False
    tip: str = ""
    tone: Tone | None = None
    wrap: bool = False
    dense: bool = False
    """Drawn a size smaller: a long row of numbers."""
    chip: bool = False
    """The mark stands on its tinted ground."""
    box: Box | None = None
    """The text stands in a field: white where it is typed, grey where the ledger computes it."""

    @property
    def plain(self) -> str:
        """What the cell says, for the clipboard."""
        if self.rate is not None:
            return (
                f"{self.rate.on_screen}（{self.rate.numerator}/{self.rate.denominator}）"
                if self.rate.denominator
                else "—"
            )
        return self.mark.word if self.mark is not None else f"{self.text}{self.small}"


@dataclass(frozen=True)
class Line:
    """A row; a total stands on the ground of the header; `opens` is for cells that open nothing of their own."""

    cells: tuple[Cell, ...]
    total: bool = False
    opens: Any = None

    @property
    def is_band(self) -> bool:
        """Whether it only names the lines below it, so that its words may take the whole width."""
        return self.total and len(self.cells) > 1 and all(cell == Cell() for cell in self.cells[1:])


@dataclass(frozen=True)
class Caption:
    """What stands in the same card as the rates: basis, formula and date, for their tooltips."""

    basis: str = ""
    formula: str = ""
    as_of: str = ""


@dataclass(frozen=True)
class Shown:
    """A whole table as it is handed to the view."""

    heads: tuple[Head, ...] = ()
    lines: tuple[Line, ...] = ()
    caption: Caption = field(default_factory=Caption)


class FigureModel(QAbstractTableModel):
    """Heads and lines as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: Sequence[Head] = ()
        self.lines: Sequence[Line] = ()

    def show_lines(self, heads: Sequence[Head], lines: Sequence[Line]) -> None:
        """Show other figures."""
        self.beginResetModel()
        self.heads, self.lines = heads, lines
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Heads."""
        return 0 if parent.isValid() else len(self.heads)

    def cell(self, index: Index) -> Cell:
        """The field at an index."""
        return self.lines[index.row()].cells[index.column()]

    def opens(self, index: Index) -> Any:
        """What a click on a field hands out, None where there is nothing."""
        own = self.cell(index).opens
        return own if own is not None else self.lines[index.row()].opens

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts for accessibility, tooltips."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index).plain
        if role == Qt.ItemDataRole.ToolTipRole:
            cell = self.cell(index)
            return cell.tip or (cell.plain if len(cell.plain) > 6 else None)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Column titles."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section].title
        if role == Qt.ItemDataRole.ToolTipRole:
            head = self.heads[section]
            return f"{head.group} · {head.title}" if head.group else head.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(ALIGN[self.heads[section].align] | Qt.AlignmentFlag.AlignVCenter)
        return None
