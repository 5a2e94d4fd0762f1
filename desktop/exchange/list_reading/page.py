"""One sheet as the reader walks it: own cells, cells filled from merges, rows in order."""

from desktop.errors import Refused
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.sheet_cells import Cell, Sheet

_MOST_FILLED = 1_000_000
"""Cells filled from merges: fifty columns of twenty thousand rows."""


class Page:
    """A sheet with its vertical merges filled in; a cell's own value always wins over a merge."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = sorted(sheet.rows)
        self.last_row = self.rows[-1] if self.rows else 0
        self._filled: dict[tuple[int, int], tuple[Cell, int]] = {}
        self._spans: dict[tuple[int, int], tuple[int, int]] = {}
        self.merged_down: dict[tuple[int, int], int] = {}
        work = 0
        for top, left, bottom, right in sheet.merges:
            anchor = sheet.rows.get(top, {}).get(left)
            if anchor is None:
                continue
            self._spans[(top, left)] = (min(bottom, self.last_row), right)
            work += max(0, min(bottom, self.last_row) - top)
            if work > _MOST_FILLED:
                raise Refused(
                    "too_large", f"“{sheet.name}”表的合并单元格多得不像一张清单；请在 WPS 中取消合并后另存再导入。"
                )
            for row in range(top + 1, min(bottom, self.last_row) + 1):
                self._filled[(row, left)] = (anchor, top)
                self.merged_down[(row, left)] = top

    def own(self, row: int) -> dict[int, Cell]:
        """The cells that are really in the row, by column."""
        return self.sheet.rows.get(row, {})

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell, or the one merged down over it."""
        own = self.own(row).get(column)
        if own is not None:
            return own
        filled = self._filled.get((row, column))
        return filled[0] if filled else None

    def origin(self, row: int, column: int) -> int:
        """The row where the value of a cell really stands."""
        if column in self.own(row):
            return row
        filled = self._filled.get((row, column))
        return filled[1] if filled else row

    def span(self, row: int, column: int) -> tuple[int, int]:
        """Last row and last column of the merge that begins here (the cell itself where none does)."""
        return self._spans.get((row, column), (row, column))

    def text(self, row: int, column: int) -> str:
        """The own text of a cell without white space; empty where there is none."""
        cell = self.own(row).get(column)
        return squeezed(cell.text) if cell else ""
