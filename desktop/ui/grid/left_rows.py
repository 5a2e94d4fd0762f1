"""A grid that gave its many rows back while nobody looks: how it was left, and how the same rows stand again when they come back."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView

from desktop.ledgers.long_list import ids_of, picked
from desktop.ui.aside import few

if TYPE_CHECKING:
    from desktop.ui.grid.ledger_table import LedgerTableView

_NOTHING_ELSE = QItemSelectionModel.SelectionFlag.NoUpdate
_ROWS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@dataclass(frozen=True)
class Left:
    """By ids, since rows may have moved, gone or come meanwhile: the one in hand with its column, the chosen ones, the topmost in sight, all in sight."""

    in_hand: int | None
    row: int
    column: int
    chosen: Sequence[int]
    top: int | None
    across: int
    looked_at: Sequence[int]


def left_of(table: LedgerTableView) -> Left:
    """How a grid stands."""
    grid, shown = table.grid, table.model.shown
    index, top, rows = grid.currentIndex(), grid.rowAt(0), grid.chosen_rows()
    return Left(
        shown[index.row()].id if index.isValid() else None,
        index.row(),
        index.column(),
        array("q", ids_of(shown if len(rows) == len(shown) else picked(shown, rows))),
        shown[top].id if top >= 0 else None,
        grid.horizontalScrollBar().value(),
        grid.ids_looked_at(),
    )


def id_in_hand(table: LedgerTableView) -> int:
    """The record in hand, also of rows that were given back; 0 where there is none."""
    if table.grid.left is not None:
        return table.grid.left.in_hand or 0
    record = table.current_record()
    return record.id if record is not None else 0


def row_in_hand(table: LedgerTableView) -> int:
    """Where the record in hand stands, or stood when the rows were given back; -1 where there is none."""
    left = table.grid.left
    return table.grid.currentIndex().row() if left is None else left.row


def let_go(table: LedgerTableView, of: Sequence[Any] | None = None) -> Sequence[object]:
    """Hand over the rows of a grid out of sight where they, or those they are chosen from, are many; the next ones stand as these did.

    Whoever takes them lets go of them beside the window.
    """
    if few(table.model.all_records if of is None else of) or table.model.busy:
        return ()
    table.grid.left = left_of(table)
    return table.model.let_go()


def put_back(table: LedgerTableView, *, first: bool = False) -> None:
    """The row in hand, the chosen ones and the place in the list, as far as the rows are still shown.

    `first`: where the row in hand is gone the first one takes its place.
    """
    grid, model, left = table.grid, table.model, table.grid.left
    grid.left = None
    if left is None:
        return
    column = left.column if left.column >= 0 else int(model.ticks)
    row = -1 if left.in_hand is None else model.row_of(left.in_hand)
    if row < 0 and first and len(model.shown):
        row = 0
    many = len(left.chosen) > 1
    if row >= 0 and not many:
        grid.setCurrentIndex(model.index(row, column))
    elif row >= 0:
        grid.selectionModel().setCurrentIndex(model.index(row, column), _NOTHING_ELSE)
    if many:
        grid.selectionModel().select(_spans(table, _rows_of(table, left.chosen)), _ROWS)
    top = -1 if left.top is None else model.row_of(left.top)
    if top >= 0:
        grid.scrollTo(model.index(top, column), QAbstractItemView.ScrollHint.PositionAtTop)
    grid.horizontalScrollBar().setValue(left.across)


def _rows_of(table: LedgerTableView, chosen: Sequence[int]) -> Sequence[int]:
    """Where the chosen ones stand now, in order; a hundred thousand that are all there are one range."""
    shown = table.model.shown
    if len(chosen) == len(shown) and array("q", ids_of(shown)) == chosen:
        return range(len(shown))
    return sorted(row for row in map(table.model.row_of, chosen) if row >= 0)


def _spans(table: LedgerTableView, rows: Sequence[int]) -> QItemSelection:
    """Rows in their order as so few ranges as they make."""
    model, chosen = table.model, QItemSelection()
    runs = [rows] if isinstance(rows, range) else _runs(rows)
    for run in filter(len, runs):
        chosen.select(model.index(run[0], 0), model.index(run[-1], model.columnCount() - 1))
    return chosen


def _runs(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    for _offset, run in groupby(enumerate(rows), lambda one: one[1] - one[0]):
        yield [row for _at, row in run]
