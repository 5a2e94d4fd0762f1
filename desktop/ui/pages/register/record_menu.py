"""Right click and the Menu key on a record: 修改, the steps it can take, and the life of the cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QMenu

from db.queries.books import Record
from desktop.ledgers.column import Column
from desktop.ledgers.field import SEVERAL, Holds
from desktop.ledgers.register import Register, Step
from desktop.rules.permissions import RECORD_ACTIONS
from desktop.ui.context import AppContext


class Shelf(Protocol):
    """What the menu asks the view of a book."""

    context: AppContext
    register: Register

    def in_hand(self) -> Record | None:
        """The record in hand."""

    def edit(self) -> None:
        """修改"""

    def take(self, step: Step) -> None:
        """A step of the book's own."""

    def cell_life(self, column: Column | None) -> None:
        """本格历史"""


def fill_record_menu(menu: QMenu, shelf: Shelf, column: Column | None) -> None:
    """Add the entries for the record in hand; what may not be done is grey with the reason."""
    record, register, why_not = shelf.in_hand(), shelf.register, shelf.context.why_not
    _add(menu, "修改…", shelf.edit, why_not(RECORD_ACTIONS[register.add_right], writes=True))
    for step in register.steps_from(record.state) if record is not None else ():
        _add(menu, f"{step.title}…", partial(shelf.take, step), why_not(RECORD_ACTIONS[step.right], writes=True))
    menu.addSeparator()
    field = register.field(column.field) if column is not None else None
    has_life = field is not None and field.holds not in SEVERAL | {Holds.FILE}
    _add(menu, "本格历史…", partial(shelf.cell_life, column), "" if has_life else "此栏的增减见“历史”")


def _add(menu: QMenu, text: str, slot: Callable[[], Any], why_not: str) -> None:
    item = menu.addAction(text)
    item.setEnabled(not why_not)
    item.setToolTip(why_not)
    item.triggered.connect(slot)
