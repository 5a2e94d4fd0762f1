"""列表: the cards of the board as a list that is filtered, sorted, printed and exported like any other; what has not moved for days stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark
from desktop.operations.supervision.board import Board, Card
from desktop.rules.overdue import quiet_days
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid import left_rows
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.pages.supervision.card_words import LOOKS, days_words
from desktop.ui.widgets.card import Card as Surface
from desktop.ui.widgets.card import ElidedLabel

QUIET = (0, 15, 30, 60)
"""Days without movement that can be asked for; 0 asks for none."""


@dataclass(frozen=True)
class DueLine:
    """A card as a row; `quiet` are the days since anything was told of it, `step` is the rung that is proposed."""

    id: int
    stands: Mark
    left: str
    due_on: date | None
    unit: str
    number: str
    text: str
    person: str
    leader: str
    said: str
    quiet: int
    step: str


def line_of(board: Board, card: Card) -> DueLine:
    """A card in words."""
    row, (shape, tone) = card.row, LOOKS[card.column]
    words = days_words(card, board.as_of)
    rung = card.proposal.rung
    return DueLine(
        card.id, Mark(shape, words, tone), words, date.fromisoformat(card.due_on) if card.due_on else None, card.unit, row.number, row.text,
        row.owner, row.county_leader, card.said, quiet_days(row, board.as_of), board.ladder[rung].title if rung is not None else "",
    )  # fmt: skip


def lines_of(board: Board) -> tuple[DueLine, ...]:
    """All cards in words: for the worker that read the board."""
    return tuple(line_of(board, card) for card in board.cards)


def _stands(line: DueLine) -> Mark:
    return line.stands


TABLE = LedgerTable(
    "due_list",
    "时限列表",
    (
        Column("number", "编号", 100),
        Column("unit", "单位", 104),
        Column("text", "问题", 300),
        Column("due_on", "时限", 88, kind=Kind.DATE),
        Column("left", "还剩", 110, kind=Kind.STATE, mark=_stands),
        Column("said", "催办", 150),
        Column("step", "建议下一步", 112),
        Column("quiet", "没有动静", 96, Align.RIGHT, kind=Kind.NUMBER),
        Column("person", "责任人", 118),
        Column("leader", "分管县领导", 118),
    ),
    frozen=2,
)


class DueList(QWidget):
    """`opened` hands out the finding of a row."""

    opened = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._board: Board | None = None
        self._lines: tuple[DueLine, ...] = ()
        self.sum = ElidedLabel("", "strong")
        self.quiet = QComboBox()
        self.quiet.setAccessibleName("没有动静")
        for days in QUIET:
            self.quiet.addItem(f"{days} 天以上没有动静" if days else "动静：不限", days)
        self.table = LedgerTableView(context.theme, TABLE, ticks=True, rows=LIST_ROW)
        self.table.stretch("text")
        self.leaves = ListVerbs(context, self.table)
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 10, 6)
        head.addWidget(self.sum, 1)
        note = QLabel("没有动静：自上次进展、自报或认定起的天数")
        note.setProperty("role", "secondary")
        head.addWidget(note)
        head.addWidget(self.quiet)
        card = Surface().flush()
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self.quiet.currentIndexChanged.connect(self._show)
        self.table.activated.connect(self._open)

    def show_board(self, board: Board, lines: tuple[DueLine, ...]) -> None:
        """The cards of a board, the longest overdue first, as `lines_of` put them into words in the worker."""
        self._board, self._lines = board, lines
        self._show()

    def let_go(self) -> Sequence[object]:
        """The rows, while nobody looks."""
        gone = left_rows.let_go(self.table, self._lines)
        if gone:
            gone = (*gone, self._board, self._lines)
            self._board, self._lines = None, ()
        return gone

    def status_texts(self) -> tuple[str, ...]:
        """列表 43 条"""
        return (f"列表 {self.table.scope_text()}",) if self.table.model.is_read else ()

    def _show(self, *_chosen: object) -> None:
        board = self._board
        if board is None:
            return
        least = int(self.quiet.currentData())
        lines = [line for line in self._lines if line.quiet >= least] if least else self._lines
        told = f"；{least} 天以上没有动静 {len(lines)} 条" if least else ""
        self.sum.set_full_text(f"{board.sum.sentence}{told}")
        self.table.set_empty_state(
            f"没有 {least} 天以上没有动静的问题。" if least and board.cards else "没有到期问题。"
        )
        self.table.show_records(lines)

    def _open(self, line: Any) -> None:
        self.opened.emit(line.id)
