"""Right click and the Menu key on a record: 修改, the steps it can take, and the life of the cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QMenu, QWidget

from db.queries.books import Record
from desktop.ledgers.column import Column
from desktop.ledgers.field import SEVERAL, Holds
from desktop.ledgers.register import Register, Step
from desktop.operations import cell_life
from desktop.operations.records import verbs
from desktop.rules.permissions import RECORD_ACTIONS
from desktop.ui.context import AppContext
from desktop.ui.dialogs.cell_life_dialog import ask_life


class Shelf(Protocol):
    """What the menu asks the view of a book."""

    context: AppContext
    register: Register
    failed: Any

    def window(self) -> QWidget:
        """Before which a question stands."""

    def in_hand(self) -> Record | None:
        """The record in hand."""

    def edit(self) -> None:
        """修改"""

    def take(self, step: Step) -> None:
        """A step of the book's own."""


def fill_record_menu(menu: QMenu, shelf: Shelf, column: Column | None) -> None:
    """Add the entries for the record in hand; what may not be done is grey with the reason."""
    record, register, why_not = shelf.in_hand(), shelf.register, shelf.context.why_not
    _add(menu, "修改…", shelf.edit, why_not(RECORD_ACTIONS[register.add_right], writes=True))
    for step in register.steps_from(record.state) if record is not None else ():
        _add(menu, f"{step.title}…", partial(shelf.take, step), why_not(RECORD_ACTIONS[step.right], writes=True))
    menu.addSeparator()
    field = register.field(column.field) if column is not None else None
    has_life = field is not None and field.holds not in SEVERAL | {Holds.FILE}
    _add(menu, "本格历史…", partial(ask_record_life, shelf, column), "" if has_life else "此栏的增减见“历史”")


def ask_record_life(shelf: Shelf, column: Column | None) -> None:
    """本格历史… of the cell in hand, with the way back to a former value."""
    context, register, record = shelf.context, shelf.register, shelf.in_hand()
    field = register.field(column.field) if column is not None else None
    if record is None or field is None:
        return

    def restore(name: str, value: Any, title: str) -> None:
        if (now := shelf.in_hand()) is not None:
            context.write(verbs.edit, register, [now.id], {name: value}, title=title, failed=shelf.failed.emit)

    life = cell_life.of_record(context.reader, register, record.id, field, context.until)
    why_not = context.why_not(RECORD_ACTIONS[register.add_right], writes=True) or field.lacking(context.actor.rights)
    ask_life(context, record.number, life, record.stored.get(field.name), why_not, shelf.window(), restore)


def _add(menu: QMenu, text: str, slot: Callable[[], Any], why_not: str) -> None:
    item = menu.addAction(text)
    item.setEnabled(not why_not)
    item.setToolTip(why_not)
    item.triggered.connect(slot)
