"""The five columns: heads with counts that add up, cards below, and what is ticked and in hand among them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ledgers.column import Mark, Tone
from desktop.operations.supervision.board import Board, Card
from desktop.rules import chasing
from desktop.ui.pages.supervision.card_words import LOOKS, ColumnWords, beside
from desktop.ui.pages.supervision.cards import CardList
from desktop.ui.theme import Theme
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.state_chip import MarkLabel

BAR, LEAST = 3, 120
"""The coloured bar over a column, and how narrow one may get: px at 100 %."""


def _columns(cards: Sequence[Card]) -> dict[str, tuple[Card, ...]]:
    found: dict[str, list[Card]] = {key: [] for key in chasing.COLUMNS}
    for card in cards:
        found[card.column].append(card)
    return {key: tuple(own) for key, own in found.items()}


class ColumnHead(QWidget):
    """Mark, title with the count, and how many units."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._shape, self._tone = LOOKS[key]
        self.mark, self.beside = MarkLabel(theme), QLabel()
        self.beside.setProperty("role", "secondary")
        self.count = 0
        bar = QFrame()
        bar.setFixedHeight(theme.px(BAR))
        ink = theme.tone(self._tone)[0] if self._tone is not Tone.PLAIN else theme.colour("control")
        bar.setStyleSheet(f"background: {ink.name()};")
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(7), theme.px(4), theme.px(7), theme.px(4))
        line.addWidget(self.mark)
        line.addStretch(1)
        line.addWidget(self.beside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addLayout(line)

    def show_count(self, title: str, cards: tuple[Card, ...], words: str) -> None:
        """Say how many."""
        self.count = len(cards)
        self.mark.set_mark(Mark(self._shape, f"{title} {self.count}", self._tone))
        self.beside.setText(words)


class BoardView(QWidget):
    """Five columns side by side; one card in hand in all of them."""

    held = Signal(object)
    opened = Signal(int)
    ticks_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.ticked: set[int] = set()
        self.heads = {key: ColumnHead(theme, key) for key in chasing.COLUMNS}
        self.lists = {key: CardList(theme, key, self.ticked) for key in chasing.COLUMNS}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(7))
        for key in chasing.COLUMNS:
            layout.addWidget(self._column(theme, key), 1)
        self.current: int | None = None
        """The finding whose card is in hand."""

    # -- what is shown

    def show_board(self, board: Board, cards: Sequence[Card], words: ColumnWords) -> None:
        """Show the cards that pass the filters; what was in hand stays in hand where it still stands. `held` tells once for all.

        `words` are those over the columns of the whole board.
        """
        said, is_whole = words.titles, cards is board.cards
        if self.ticked:
            self.ticked.intersection_update({card.id for card in cards})
        kept = self.current
        columns = board.columns if is_whole else _columns(cards)
        for key, column in self.lists.items():
            own = columns[key]
            self.heads[key].show_count(said[key], own, words.beside[key] if is_whole else beside(key, own))
            column.let_go()
            column.model_.show_cards(own, board.as_of, board.places[key] if is_whole else None)
            column.setAccessibleName(f"{said[key]} {len(own)} 条")
        if kept is None or all(column.model_.place_of(kept) is None for column in self.lists.values()):
            kept = next((column.cards()[0].id for column in self.lists.values() if column.cards()), None)
        self.take_in_hand(kept)
        for column in self.lists.values():
            column.stand_again()

    def let_go(self) -> Sequence[object]:
        """Hand over the cards while nobody looks; the next ones stand as these did."""
        return tuple(column.give_cards() for column in self.lists.values())

    def shown(self) -> tuple[Card, ...]:
        """Every card in sight, column by column."""
        return tuple(card for column in self.lists.values() for card in column.cards())

    def chosen(self) -> tuple[Card, ...]:
        """What is ticked, else the card in hand."""
        card = self.in_hand()
        return self.ticked_cards() or ((card,) if card is not None else ())

    def ticked_cards(self) -> tuple[Card, ...]:
        """What is ticked, column by column."""
        return tuple(card for card in self.shown() if card.id in self.ticked) if self.ticked else ()

    def in_hand(self) -> Card | None:
        """The card in hand."""
        return next((card for column in self.lists.values() if (card := column.in_hand()) is not None), None)

    def take_in_hand(self, finding: int | None, *, focus: bool = False) -> None:
        """Put a card in hand; none where there is no such card."""
        self.current = None
        focus = focus or any(column.hasFocus() for column in self.lists.values())
        for column in self.lists.values():
            row = None if finding is None else column.model_.place_of(finding)
            if row is None:
                column.let_go()
                continue
            self.current = finding
            column.hold(row)
            if focus:
                column.setFocus()
        self.held.emit(self.in_hand())

    # -- ticks

    def tick(self, finding: int) -> None:
        """Tick a card, or take its tick away (Space)."""
        self.ticked.symmetric_difference_update({finding})
        self._ticked()

    def tick_column(self) -> None:
        """All of the column in hand; none where all of it is ticked (Ctrl+A)."""
        column = next((one for one in self.lists.values() if one.in_hand() is not None), None)
        if column is not None:
            self._tick_all({card.id for card in column.cards()})

    def tick_all(self) -> None:
        """All that are shown; none where all of them are ticked (Ctrl+Shift+A)."""
        self._tick_all({card.id for card in self.shown()})

    def set_ticked(self, findings: Sequence[int]) -> None:
        """Tick exactly these, as far as they are shown."""
        self.ticked.clear()
        self.ticked.update({card.id for card in self.shown()}.intersection(findings))
        self._ticked()

    def clear_ticks(self) -> None:
        """取消选择"""
        self.ticked.clear()
        self._ticked()

    # -- inside

    def _column(self, theme: Theme, key: str) -> QWidget:
        column = self.lists[key]
        frame = named(QFrame(), "board_column")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heads[key])
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.px(4), 0, theme.px(1), theme.px(4))
        inner.addWidget(column)
        layout.addLayout(inner, 1)
        frame.setMinimumWidth(theme.px(LEAST))
        column.held.connect(partial(self._held, key))
        column.opened.connect(self.opened)
        column.tick_asked.connect(self.tick)
        column.clear_asked.connect(self.clear_ticks)
        column.beside_asked.connect(partial(self._beside, key))
        return frame

    def _held(self, key: str, finding: int) -> None:
        for other, column in self.lists.items():
            if other != key:
                column.let_go()
        if self.current != finding:
            self.current = finding
            self.held.emit(self.in_hand())

    def _beside(self, key: str, by: int) -> None:
        """The nearest column on that side that holds a card, at the same height."""
        keys = list(chasing.COLUMNS)
        place, row = keys.index(key) + by, self.lists[key].currentIndex().row()
        while 0 <= place < len(keys):
            column = self.lists[keys[place]]
            if cards := column.cards():
                self.take_in_hand(cards[min(max(row, 0), len(cards) - 1)].id, focus=True)
                return
            place += by

    def _tick_all(self, wanted: set[int]) -> None:
        if wanted <= self.ticked:
            self.ticked.difference_update(wanted)
        else:
            self.ticked.update(wanted)
        self._ticked()

    def _ticked(self) -> None:
        for column in self.lists.values():
            column.viewport().update()
        self.ticks_changed.emit()
