"""Rows set into lines: how high each row stands, which cells merge, and how a row taller than a page is cut."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.paper.faces import Face, Faces
from desktop.paper.line_breaking import Line, break_paragraph
from desktop.paper.table import UNIT, Kind, PrintedList, Row
from desktop.paper.widths import PADDING

ABOVE_BELOW = 1.2 * UNIT
"""Clear space over the first and under the last line of a cell."""

LEAST_LINES = 2
"""A row is never lower than this many lines: room to write by hand, as in the office's lists."""

NEXT_PAGE = ("（续下页）", "续下页", "续")
LAST_PAGE = ("（接上页）", "接上页", "接")
"""Marks where a row is cut; the longest that fits the column is printed."""

NOTHING = "没有符合范围的问题。"
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass
class SetRow:
    """A row as it stands on a page; `piece` marks a part of a row taller than a page."""

    row: Row
    lines: Sequence[Sequence[Line]]
    height: float
    piece: bool = False


def clean(text: str) -> str:
    """Control characters other than newline would print as boxes: a space stands for each."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub(" ", text)


def set_text(text: str, width: float, face: Face) -> list[Line]:
    """A text in one face, broken to a width."""
    advance = face.advances.__getitem__
    return [
        line
        for paragraph in clean(text).split("\n")
        for line in break_paragraph(paragraph, width, list(map(advance, paragraph)))
    ]


class Composer:
    """Sets the rows of one list in given column widths; equal texts of a column are broken once."""

    def __init__(self, printed: PrintedList, faces: Faces, widths: Sequence[float]) -> None:
        self.printed, self.faces, self.widths = printed, faces, tuple(widths)
        self.head = [
            set_text(c.title, w - 2 * PADDING, faces.head) for c, w in zip(printed.columns, widths, strict=True)
        ]
        self.head_height = max(map(len, self.head)) * faces.head.pitch + 2 * ABOVE_BELOW
        self._known: dict[tuple[int, bool, str], list[Line]] = {}
        self._rows: Sequence[Row] = printed.rows or (Row((NOTHING,), Kind.GROUP),)
        self.merged: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self._rows)

    def merge_where_it_fits(self, capacity: float) -> None:
        """Merge the columns that ask for it, except where a text is so long that it may need more than a page."""
        self.merged = tuple(
            index
            for index, column in enumerate(self.printed.columns)
            if column.merge and self._tallest(index) * self.faces.body.pitch <= capacity / 3
        )

    def _tallest(self, column: int) -> int:
        texts = {row.cells[column] for row in self._rows if row.kind is Kind.ROW}
        return max((len(self._cell(column, text, False)) for text in texts), default=0)

    def _cell(self, column: int, text: str, strong: bool) -> list[Line]:
        key = (column, strong, text)
        if key not in self._known:
            face = self.faces.head if strong else self.faces.body
            self._known[key] = set_text(text, self.widths[column] - 2 * PADDING, face)
        return self._known[key]

    def row(self, index: int) -> SetRow:
        """Row `index` by itself; merged cells do not make it higher (they have the whole run)."""
        row = self._rows[index]
        if row.kind is Kind.GROUP:
            band = set_text(row.cells[0], sum(self.widths) - 2 * PADDING, self.faces.head)
            return SetRow(row, [band], self._height(len(band), 1))
        all_strong = row.kind is Kind.SUBTOTAL
        lines = [self._cell(i, text, all_strong or i in row.strong) for i, text in enumerate(row.cells)]
        merged = self.merged if row.kind is Kind.ROW else ()
        most = max((len(cell) for i, cell in enumerate(lines) if i not in merged), default=1)
        return SetRow(row, lines, self._height(most, 1 if all_strong else LEAST_LINES))

    def _height(self, lines: int, least: int) -> float:
        return max(lines, least) * self.faces.body.pitch + 2 * ABOVE_BELOW

    def merged_height(self, row: SetRow, column: int) -> float:
        """What a merged cell needs over its run."""
        return len(row.lines[column]) * self.faces.body.pitch + 2 * ABOVE_BELOW

    def shares(self, upper: SetRow, lower: SetRow, column: int) -> bool:
        """Whether two neighbouring rows share the merged cell of a column (and those of the merged columns before it)."""
        if upper.row.kind is not Kind.ROW or lower.row.kind is not Kind.ROW:
            return False
        columns = self.merged[: self.merged.index(column) + 1]
        return all(upper.row.cells[c] == lower.row.cells[c] for c in columns)

    def split(self, row: SetRow, first: float, later: float) -> list[SetRow]:
        """Cut a row taller than a page into pieces, the first not higher than `first`, the others than `later`."""
        free = [i for i in range(len(row.lines)) if i not in self.merged]
        total = max(len(row.lines[i]) for i in free)
        pieces: list[SetRow] = []
        done, room = 0, first
        while done < total:
            fits = int((room - 2 * ABOVE_BELOW) // self.faces.body.pitch) - (done > 0)
            take = total - done if total - done <= fits else max(fits - 1, 1)
            lines = [self._part(i, cell, done, take) if i in free else cell for i, cell in enumerate(row.lines)]
            height = self._height(max(len(lines[i]) for i in free), LEAST_LINES)
            least = max((self.merged_height(row, c) for c in self.merged), default=0.0)
            pieces.append(replace(row, lines=lines, height=max(height, least), piece=True))
            done, room = done + take, later
        return pieces

    def _part(self, column: int, cell: Sequence[Line], done: int, take: int) -> list[Line]:
        before = [self._mark(LAST_PAGE, column)] if 0 < done < len(cell) else []
        after = [self._mark(NEXT_PAGE, column)] if len(cell) > done + take else []
        return [*before, *cell[done : done + take], *after]

    def _mark(self, marks: Sequence[str], column: int) -> Line:
        lines = [Line(mark, self.faces.body.width(mark)) for mark in marks]
        room = self.widths[column] - 2 * PADDING
        return next((line for line in lines if line.width <= room), lines[-1])
