"""From a list to its pages, one after the other; pages are laid out when asked for, so the first is there at once.

One layout feeds the preview, the printer and the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.paper.composing import Composer
from desktop.paper.faces import Face, Faces, Families, ensure_painting
from desktop.paper.filling import fill
from desktop.paper.page import Page, PageBuilder, Placed
from desktop.paper.table import FLOOR_PT, UNIT, Kind, PrintedList, Sheet
from desktop.paper.widths import Fit, fit, need

_STEP_PT = 0.5
_TITLE_PT = {"A4": 18.0, "A3": 22.0}


class Layout:
    """The pages of one list on one sheet. `page(i)` lays out no further than page i; `len(layout)` lays out all."""

    def __init__(self, printed: PrintedList, sheet: Sheet | None = None, families: Families | None = None) -> None:
        ensure_painting()
        self.printed, self.sheet = printed, sheet or Sheet()
        self.faces, fitted = _fitting_faces(printed, self.sheet, families or Families())
        self.over_mm = fitted.over_mm
        self.widths_mm = tuple(round(width / UNIT, 1) for width in fitted.widths)
        self._composer = Composer(printed, self.faces, fitted.widths)
        self._builder = PageBuilder(printed, self.sheet, self.faces, self._composer)
        self.duplex = False
        """Whether it is printed on both sides: each copy then begins on a sheet of its own."""
        self.before, self.whole = 0, 0
        """In a pack: the pages that stand before this list, and how many the pack has; 0 where the list stands alone."""
        self._pages: list[Page] = []
        self._coming: Iterator[Page] | None = self._flow()

    @property
    def body_pt(self) -> float:
        """The size the body is set in: the wished one, or smaller (never below 9) where words would be torn."""
        return self.faces.body_pt

    @property
    def total(self) -> int | None:
        """The number of pages, once all are laid out."""
        return None if self._coming is not None else len(self._pages)

    def __len__(self) -> int:
        while self._coming is not None:
            self._advance()
        return len(self._pages)

    def page(self, index: int) -> Page:
        """Page `index`, counted from 0."""
        while len(self._pages) <= index and self._coming is not None:
            self._advance()
        return self._pages[index]

    def running(self, index: int, copy: str = "") -> list[tuple[str, Placed]]:
        """Head and foot of page `index` in the copy with this number."""
        return self._builder.running(index + self.before, self.whole or self.total, copy)

    def at(self, index: int) -> tuple[Layout, int]:
        """The list on which a page stands, and its place there."""
        return self, index

    def complaint(self) -> str:
        """What to do when the columns are too wide for the sheet; empty when they fit."""
        if not self.over_mm:
            return ""
        widest = self.sheet.paper == "A3" and self.sheet.landscape
        return f"还宽 {self.over_mm:g} 毫米：请{'减列' if widest else '改 A3 横向，或减列'}。"

    def unprintable(self) -> str:
        """A sentence on characters that no font of this PC can print (an empty box stands for each); empty when none."""
        len(self)
        lacking = sorted(set().union(*(face.unprintable for face in self.faces.all())))
        if not lacking:
            return ""
        return f"本机没有字体能印出“{'、'.join(lacking)}”，打印件上是空框。请安装含这些字的宋体扩展字库后重印。"

    def _advance(self) -> None:
        page = next(self._coming, None) if self._coming is not None else None
        if page is None:
            self._coming = None
        else:
            self._pages.append(page)

    def _flow(self) -> Iterator[Page]:
        builder = self._builder
        first, later = builder.capacity(first=True), builder.capacity(first=False)
        self._composer.merge_where_it_fits(min(first, later))
        for number, filling in enumerate(fill(self._composer, first, later, builder.end_note)):
            yield builder.build(filling, number)


def _fitting_faces(printed: PrintedList, sheet: Sheet, families: Families) -> tuple[Faces, Fit]:
    """The wished body size, or the largest below it (not under the floor) at which numbers and codes stay whole."""
    texts = [[row.cells[i] for row in printed.rows if row.kind is not Kind.GROUP] for i in range(len(printed.columns))]
    available = (sheet.size[0] - sheet.left - sheet.right) * UNIT
    points = sheet.body_pt
    while True:
        body, head = Face(families.body, points), Face(families.head, points)
        needs = [
            max(need(cells, body), need([column.title], head))
            for column, cells in zip(printed.columns, texts, strict=True)
        ]
        fitted = fit(printed.columns, needs, available)
        if not fitted.over_mm or points <= FLOOR_PT:
            return Faces(families, points, _TITLE_PT[sheet.paper]), fitted
        points = max(points - _STEP_PT, FLOOR_PT)
