"""Every unit from the last meeting to this one: 县人社局 5→11/15 +6, three to a line (page 24)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHeaderView

from desktop.ledgers.column import Align
from desktop.operations.charting import GroupRates, group_of
from desktop.rules.rate import Rate
from desktop.statistics.rectification_rate import Figure
from desktop.ui.pages.statistics.behind import numerator_behind
from desktop.ui.pages.statistics.change_tab import signed
from desktop.ui.theme import Theme
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable

ACROSS, ROW, MOST_ROWS = 3, 22, 4
"""Units to a line, the height of a line in px at 100 %, and how many are in sight before the others scroll."""
_HEADS = (Head("单位"), Head("两期", 94, Align.RIGHT)) * ACROSS


class UnitGrid(FigureTable):
    """A click on a unit opens what is counted now; `asked` hands out a Behind."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ROW)
        self._high = theme.px(ROW)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName("各单位两期对比")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.hide()

    def show_units(self, found: GroupRates | None, word: str) -> None:
        """Show the units of both dates; nothing where there is one unit only, which the table above tells."""
        rows = found.table.rows if found is not None else ()
        self.setVisible(len(rows) > 1)
        if found is None or len(rows) <= 1:
            return
        cells = [_unit(found.name(row), found.before.get(group_of(row)), row, word) for row in rows]
        threes = [cells[place : place + ACROSS] for place in range(0, len(cells), ACROSS)]
        lines = [Line(tuple(cell for unit in _filled(three) for cell in unit)) for three in threes]
        self.show_table(Shown(_HEADS, tuple(lines)))
        self.setFixedHeight(self._high * min(len(lines), MOST_ROWS) + 4)


def _unit(name: str, before: Rate | None, now: Figure, word: str) -> tuple[Cell, ...]:
    """The unit, its numerators over the later denominator, and the difference; one that was not there before had none."""
    former = before.numerator if before is not None else 0
    opens = numerator_behind(now, name, word)
    moved = now.rate.numerator - former
    told = f"{former}→{now.rate.numerator}/{now.rate.denominator}"
    tip = f"{name}　{told}　{signed(moved)}"
    return Cell(name, tip=tip, opens=opens, dense=True), Cell(
        told, f" {signed(moved)}", tip=tip, opens=opens, dense=True
    )


def _filled(units: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """A whole line of the grid."""
    return [*units, *[(Cell(), Cell())] * (ACROSS - len(units))]
