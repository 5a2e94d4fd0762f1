"""One page as shapes and texts at their places, in layout units from the upper left corner of the paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.paper.composing import Composer, SetRow, set_text
from desktop.paper.faces import Face, Faces
from desktop.paper.filling import Filling
from desktop.paper.line_breaking import Line
from desktop.paper.table import UNIT, Align, Kind, PrintedList, Sheet
from desktop.paper.widths import PADDING

GAP = 1.5 * UNIT


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float


class Placed(NamedTuple):
    """A text with the place where its baseline begins."""

    x: float
    y: float
    text: str


@dataclass
class Page:
    """What is drawn: shaded boxes, thin grid lines, the frame, and texts by face name. `cells` are the boxes of the table."""

    number: int
    rows: int = 0
    shades: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    frame: Box | None = None
    texts: dict[str, list[Placed]] = field(default_factory=dict)
    cells: list[Box] = field(default_factory=list)
    picture: tuple[Box, bytes] | None = None


class PageBuilder:
    """Knows where everything stands on the sheet of one list."""

    def __init__(self, printed: PrintedList, sheet: Sheet, faces: Faces, composer: Composer) -> None:
        self.printed, self.faces, self.composer = printed, faces, composer
        width, height = sheet.size
        self.left, self.right = sheet.left * UNIT, (width - sheet.right) * UNIT
        self.top = sheet.top * UNIT
        self.foot = (height - sheet.bottom) * UNIT - faces.foot.pitch
        self.edges = [self.left]
        for column in composer.widths:
            self.edges.append(self.edges[-1] + column)
        measure = self.right - self.left
        self._title = set_text(printed.title, measure, faces.title)
        self._subtitle = set_text(printed.subtitle, measure, faces.subtitle) if printed.subtitle else []
        self._as_of = printed.as_of_line()
        left_of_date = measure - faces.note.width(self._as_of) - 4 * UNIT
        self._scope = set_text(printed.scope_line(), left_of_date, faces.note)
        self._again = set_text(f"{printed.title}（续）　{printed.scope_line()}", left_of_date, faces.note)
        self._basis = set_text(printed.basis_line(), measure, faces.note) if printed.basis else []
        self._note = set_text(printed.note, measure, faces.note) if printed.note else []
        self.end_note = len(self._note) * faces.note.pitch

    def capacity(self, first: bool) -> float:
        """Height for rows on the first or a later page."""
        below = GAP + len(self._basis) * self.faces.note.pitch + 2 * UNIT
        return self.foot - below - self._table_top(first) - self.composer.head_height

    def _table_top(self, first: bool) -> float:
        top = self.top + self.faces.mark.pitch + GAP
        if first:
            top += len(self._title) * self.faces.title.pitch + len(self._subtitle) * self.faces.subtitle.pitch + GAP
            top += self._picture_height()
        return top + len(self._scope if first else self._again) * self.faces.note.pitch + 0.6 * UNIT

    def build(self, filling: Filling, number: int) -> Page:
        """Page `number` (from 0) with the rows of one filling."""
        page = Page(number, rows=sum(row.row.kind is Kind.ROW for row in filling.rows))
        self._above(page)
        bottom = self._table_top(number == 0)
        if filling.rows:
            bottom = self._table(page, filling.rows)
        below = [*self._basis, *(self._note if filling.last else ())]
        self._block(page, "note", below, bottom + GAP, Align.LEFT)
        return page

    def _above(self, page: Page) -> None:
        y = self.top + self.faces.mark.pitch + GAP
        if page.number == 0:
            y = self._block(page, "title", self._title, y, Align.CENTER)
            y = self._block(page, "subtitle", self._subtitle, y, Align.CENTER) + GAP
            y = self._picture(page, y)
        self._block(page, "note", self._scope if page.number == 0 else self._again, y, Align.LEFT)
        width = self.faces.note.width(self._as_of)
        self._block(page, "note", [Line(self._as_of, width)], y, Align.RIGHT)

    def _picture_height(self) -> float:
        return self.printed.picture_mm[1] * UNIT + 2 * GAP if self.printed.picture else 0.0

    def _picture(self, page: Page, top: float) -> float:
        """The picture in the middle of the measure; returns where the next block begins."""
        if self.printed.picture:
            width, height = (side * UNIT for side in self.printed.picture_mm)
            left = (self.left + self.right - width) / 2
            page.picture = Box(left, top + GAP, left + width, top + GAP + height), self.printed.picture
        return top + self._picture_height()

    def _block(self, page: Page, face: str, lines: Sequence[Line], top: float, align: Align) -> float:
        """Set lines over the whole measure; returns where the next block begins."""
        return self._set(page, face, lines, Box(self.left - PADDING, top, self.right + PADDING, top), align, top)

    def _set(self, page: Page, name: str, lines: Sequence[Line], box: Box, align: Align, top: float) -> float:
        face: Face = getattr(self.faces, name)
        texts = page.texts.setdefault(name, [])
        y = top + face.rise
        for text, width in lines:
            if align is Align.LEFT:
                x = box.left + PADDING
            elif align is Align.RIGHT:
                x = box.right - PADDING - width
            else:
                x = (box.left + box.right - width) / 2
            if width:
                texts.append(Placed(x, y, text.rstrip(" ")))
            y += face.pitch
        return top + len(lines) * face.pitch

    def _cell(self, page: Page, name: str, lines: Sequence[Line], box: Box, align: Align) -> None:
        face: Face = getattr(self.faces, name)
        page.cells.append(box)
        self._set(page, name, lines, box, align, (box.top + box.bottom - len(lines) * face.pitch) / 2)

    def _table(self, page: Page, rows: Sequence[SetRow]) -> float:
        """Head and rows; returns the bottom of the table."""
        top = self._table_top(page.number == 0)
        body = top + self.composer.head_height
        head = Box(self.left, top, self.right, body)
        page.shades.append(head)
        for index, lines in enumerate(self.composer.head):
            self._cell(page, "head", lines, Box(self.edges[index], top, self.edges[index + 1], body), Align.CENTER)
        tops = [body]
        for row in rows:
            tops.append(tops[-1] + row.height)
        for index, row in enumerate(rows):
            self._row(page, row, tops[index], tops[index + 1])
        for column in self.composer.merged:
            self._merged(page, column, rows, tops)
        self._grid(page, rows, top, tops)
        page.frame = Box(self.left, top, self.right, tops[-1])
        return tops[-1]

    def _row(self, page: Page, row: SetRow, top: float, bottom: float) -> None:
        if row.row.kind is Kind.GROUP:
            box = Box(self.left, top, self.right, bottom)
            page.shades.append(box)
            self._cell(page, "head", row.lines[0], box, Align.LEFT)
            return
        total = row.row.kind is Kind.SUBTOTAL
        if total:
            page.shades.append(Box(self.left, top, self.right, bottom))
        for index, lines in enumerate(row.lines):
            if index in self.composer.merged and not total:
                continue
            name = "head" if total or index in row.row.strong else "body"
            box = Box(self.edges[index], top, self.edges[index + 1], bottom)
            self._cell(page, name, lines, box, self.printed.columns[index].align)

    def _merged(self, page: Page, column: int, rows: Sequence[SetRow], tops: Sequence[float]) -> None:
        start = 0
        for index, row in enumerate(rows):
            if index + 1 < len(rows) and self.composer.shares(row, rows[index + 1], column):
                continue
            if row.row.kind is Kind.ROW:
                box = Box(self.edges[column], tops[start], self.edges[column + 1], tops[index + 1])
                name = "head" if column in row.row.strong else "body"
                self._cell(page, name, row.lines[column], box, self.printed.columns[column].align)
            start = index + 1

    def _grid(self, page: Page, rows: Sequence[SetRow], top: float, tops: Sequence[float]) -> None:
        """Thin lines: between columns except through bands, between rows except through merged cells."""
        stretches = [[top, tops[0]]]
        for index, row in enumerate(rows):
            if row.row.kind is Kind.GROUP:
                stretches.append([tops[index + 1], tops[index + 1]])
            else:
                stretches[-1][1] = tops[index + 1]
        page.lines.extend(Box(x, y1, x, y2) for x in self.edges[1:-1] for y1, y2 in stretches if y2 > y1)
        page.lines.append(Box(self.left, tops[0], self.right, tops[0]))
        for index in range(len(rows) - 1):
            closed = {c for c in self.composer.merged if self.composer.shares(rows[index], rows[index + 1], c)}
            page.lines.extend(self._across(tops[index + 1], closed))

    def _across(self, y: float, closed: set[int]) -> list[Box]:
        if not closed:
            return [Box(self.left, y, self.right, y)]
        lines: list[Box] = []
        for column in range(len(self.composer.widths)):
            if column in closed:
                continue
            if lines and lines[-1].right == self.edges[column]:
                lines[-1] = lines[-1]._replace(right=self.edges[column + 1])
            else:
                lines.append(Box(self.edges[column], y, self.edges[column + 1], y))
        return lines

    def running(self, number: int, total: int | None, copy: str) -> list[tuple[str, Placed]]:
        """What differs from copy to copy and page to page: the mark and 份号 above, page x of y below."""
        pages = f"第 {number + 1} 页　共 {'…' if total is None else total} 页"
        foot = self.foot + self.faces.foot.rise
        head = self.top + self.faces.mark.rise
        return [
            self._line("mark", self.printed.classification, head, Align.LEFT, 0.6),
            self._line("mark", f"份号 {copy}" if copy else "", head, Align.RIGHT, 0.35),
            self._line("foot", self.printed.printed, foot, Align.LEFT, 0.38),
            self._line("foot", pages, foot, Align.CENTER, 0.2),
            self._line("foot", self.printed.office, foot, Align.RIGHT, 0.38),
        ]

    def _line(self, name: str, text: str, y: float, align: Align, share: float) -> tuple[str, Placed]:
        """One line in its share of the measure; what does not fit ends with an ellipsis."""
        face: Face = getattr(self.faces, name)
        room = (self.right - self.left) * share
        text = " ".join(text.split("\n"))
        while text and face.width(text) > room:
            text = text.removesuffix("…")[:-1] + "…"
        width = face.width(text)
        x = {Align.LEFT: self.left, Align.RIGHT: self.right - width}.get(align, (self.left + self.right - width) / 2)
        return name, Placed(x, y, text)
