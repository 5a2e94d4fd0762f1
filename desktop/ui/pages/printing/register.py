"""打印登记: what left the program, the numbered copies of each print, who has them, and their pages again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.queries import prints
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.book_table import table_from
from desktop.ledgers.column import LedgerTable, Mark
from desktop.ledgers.prints import COPY_BOOK, PRINT_BOOK
from desktop.operations.change import Changes
from desktop.operations.lists import printing
from desktop.operations.lists.left import READS, register_for
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action, Actor, may_read_of_others
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.page import Page
from desktop.ui.pages.printing.copy_dialogs import AgainDialog, CopyDialog
from desktop.ui.pages.printing.desk import Done, Order, PrintDesk
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.split import Split


def copy_mark(copy: prints.CopyRow) -> Mark:
    """Where a copy is; with nobody's name it is only printed."""
    state = COPY_BOOK.state(copy.state)
    waits = copy.state == "given" and not copy.holder and not copy.note
    return Mark(state.shape, "未登记领用" if waits else state.word, state.tone)


def _copies_shown(first: int | None) -> str:
    return f"{first:06d} 起" if first is not None else "—"


def _number_shown(number: int) -> str:
    return f"{number:06d}"


def _nothing(actor: Actor) -> str:
    if all(may_read_of_others(actor, what) for what in READS.values()):
        return "还没有打印或导出过。"
    return "本人还没有打印或导出过；查看他人的需要“审计”权限。"


def _shown(table: LedgerTable, shows: Mapping[str, Callable[[Any], str]]) -> LedgerTable:
    columns = [replace(one, show=shows[one.field]) if one.field in shows else one for one in table.columns]
    return replace(table, columns=tuple(columns))


PRINTS = _shown(table_from(PRINT_BOOK), {"recorded_at": to_minute, "first_copy": _copies_shown})
COPIES = _shown(table_from(COPY_BOOK, marks={"state": copy_mark}, name="copies"), {"copy_number": _number_shown})


@dataclass(frozen=True)
class Marking:
    """What is entered for the chosen copies."""

    state: str
    on: str
    note: str


def mark_copies(ledger: Ledger, actor: Actor, copy_ids: Sequence[int], marking: Marking) -> Changes:
    """The same entry for several copies, one action each so that each can be taken back."""
    changes = [
        printing.mark_copy(ledger, actor, copy_id, marking.state, marking.on, marking.note) for copy_id in copy_ids
    ]
    return changes[-1]


class PrintRegister(QWidget):
    """Left the prints, right the copies of the one in hand."""

    changed = Signal()
    anew_asked = Signal(object)

    def __init__(self, page: Page, desk: PrintDesk) -> None:
        super().__init__()
        self.page, self.context, self.desk = page, page.context, desk
        theme = self.context.theme
        self.prints = LedgerTableView(theme, PRINTS, ticks=False, rows=LIST_ROW)
        self.copies = LedgerTableView(theme, COPIES, rows=LIST_ROW)
        self.prints.bar.setMaximumHeight(0)
        self.copies.bar.setMaximumHeight(0)
        for table in (self.prints, self.copies):
            ListVerbs(self.context, table)
        self.prints.stretch("title")
        self.copies.stretch("note")
        self.prints.set_empty_state(_nothing(self.context.actor))
        self.copies.set_empty_state("这一次没有编份号。")
        self._build()
        self.prints.current_changed.connect(self._show_copies)
        self.copies.ticks_changed.connect(self._judge)
        self.copies.current_changed.connect(self._judge)

    def refresh(self) -> None:
        """Read the register again."""
        self.prints.show_records(register_for(self.context.reader, self.context.actor))
        if self.prints.current_record() is None:
            self.prints.step_by(0)
        self._show_copies(self.prints.current_record())
        self.changed.emit()

    def status_texts(self) -> Sequence[str]:
        """How many."""
        return (f"打印、导出 {len(self.prints.all_records())} 次", f"份号 {len(self.copies.all_records())}")

    def zones(self) -> Sequence[QWidget]:
        """Prints, copies."""
        return (self.prints.grid, self.copies.grid)

    def _show_copies(self, record: Any) -> None:
        rows = prints.copies_of(self.context.reader, record.id) if record is not None else ()
        self.copies.show_records(rows)
        if self.copies.current_record() is None:
            self.copies.step_by(0)
        self._judge()

    def _judge(self, _record: Any = None) -> None:
        reason = self.context.why_not(Action.PRINT, writes=True)
        chosen = bool(self.copies.chosen_records())
        for button in self.buttons.values():
            button.setEnabled(chosen and not reason)
            button.setToolTip(reason or ("" if chosen else "先选份号；可用空格勾选几份"))
        here = self._printed_here()
        self.again_button.setEnabled(chosen and here)
        self.again_button.setToolTip(
            "" if here else "只能补印本次打开程序后打印的清单；以前的请用“再印一次…”，另取份号"
        )
        record = self.prints.current_record()
        kept = record is not None and prints.made_of(self.context.reader, record.id) is not None
        self.anew_button.setEnabled(kept and not reason)
        self.anew_button.setToolTip(
            reason or ("同一份清单，按当时的内容，另取份号" if kept else "这一次没有留下清单的内容")
        )

    def _printed_here(self) -> bool:
        record = self.prints.current_record()
        return record is not None and any(one.export_id == record.id for one in self.desk.printed())

    def _mark(self, state: str, verb: str) -> None:
        chosen = self.copies.chosen_records()
        if chosen:
            dialog = CopyDialog(self.context, state, verb, [_number_shown(copy.copy_number) for copy in chosen], self)
            if dialog.exec():
                marking = Marking(state, dialog.day, dialog.note_text)
                ids = [copy.id for copy in chosen]
                self.context.write(mark_copies, ids, marking, done=self._marked, failed=self.page.show_error)
            dialog.deleteLater()

    def _marked(self, _changes: Changes) -> None:
        self.page.say("已登记。")

    def print_again(self) -> None:
        """补印: pages x to y of a copy under its old number."""
        record, copies = self.prints.current_record(), self.copies.chosen_records()
        if record is None or not copies:
            return
        numbers = tuple(_number_shown(copy.copy_number) for copy in copies)
        dialog = AgainDialog(self.context, numbers, record.pages or 1, self.desk.printers.names(), self)
        if dialog.exec():
            order = Order(numbers, printer=dialog.printer.currentText())
            work = partial(
                self.desk.print_again, self.context.ledger, self.context.actor, record.id, order, dialog.pages()
            )
            self.context.jobs.start("正在补印", work, done=self._again, failed=self._refused, bar=self.page.job_bar)
        dialog.deleteLater()

    def print_anew(self) -> None:
        """再印一次: the same list with new copy numbers."""
        record = self.prints.current_record()
        if record is not None:
            self.anew_asked.emit(record)

    def _again(self, done: Done) -> None:
        self.page.say(f"已补印 {done.sheets} 面，份号不变。")

    def _refused(self, error: KnownError) -> None:
        self.page.show_error(error)

    def _build(self) -> None:
        left, right = Card("打印、导出登记").flush(), Card("份号").flush()
        left.body.addWidget(self.prints)
        right.body.addWidget(self.copies, 1)
        foot = named(QWidget(), "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(6)
        self.buttons: dict[str, QPushButton] = {}
        for state, verb in (("given", "领用"), ("returned", "收回"), ("destroyed", "销毁"), ("void", "作废")):
            button = QPushButton(f"{verb}…")
            button.clicked.connect(partial(self._mark, state, verb))
            self.buttons[state] = button
            row.addWidget(button)
        row.addStretch(1)
        self.again_button = QPushButton("补印…")
        self.again_button.clicked.connect(self.print_again)
        row.addWidget(self.again_button)
        self.anew_button = QPushButton("再印一次…")
        self.anew_button.clicked.connect(self.print_anew)
        row.addWidget(self.anew_button)
        right.body.addWidget(foot)
        split = Split(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        split.share_out([self.context.theme.px(790), self.context.theme.px(420)])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
