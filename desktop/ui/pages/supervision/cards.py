"""One column of the board: cards that are ticked, walked through by keys, and opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ledgers.column import Tone
from desktop.operations.supervision.board import Card
from desktop.ui.pages.supervision.card_words import LOOKS, days_words, foot_words, tip
from desktop.ui.theme import Theme
from desktop.ui.widgets.eliding import fitted

NO_PARENT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
CARD, GAP, INSET, TICK = 62, 5, 6, 14
"""Height of a card, the gap below it, what stands before its text, the side of the tick: px at 100 %."""


class CardModel(QAbstractListModel):
    """The cards of one column as they are; `ticked` is shared by all columns."""

    def __init__(self, ticked: set[int]) -> None:
        super().__init__()
        self.cards: tuple[Card, ...] = ()
        self.ticked, self.as_of = ticked, ""

    def show_cards(self, cards: Sequence[Card], as_of: str, places: dict[int, int] | None = None) -> None:
        """Show other cards; `places` tells where each finding's stands, if that is known."""
        self.beginResetModel()
        self.cards, self.as_of = tuple(cards), as_of
        self._places = places
        self.endResetModel()

    def place_of(self, finding: int) -> int | None:
        """The row of a finding's card; None where it does not stand here."""
        if self._places is None:
            self._places = {card.row.id: place for place, card in enumerate(self.cards)}
        return self._places.get(finding)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Cards."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a card says, for readers of the screen and the tooltip."""
        card = self.cards[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{card.unit} {days_words(card, self.as_of)} {foot_words(card)}"
        return tip(card, self.as_of) if role == Qt.ItemDataRole.ToolTipRole else None


class CardPainter(QStyledItemDelegate):
    """Tick, unit and days; the problem on one line; number and last chase."""

    def __init__(self, theme: Theme, model: CardModel, tone: Tone) -> None:
        super().__init__()
        self._theme, self._model, self._tone = theme, model, tone

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All cards are alike."""
        return QSize(self._theme.px(80), self._theme.px(CARD + GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        theme, card = self._theme, self._model.cards[index.row()]
        view = option.widget  # type: ignore[attr-defined]  # Qt's own field
        held = isinstance(view, CardList) and view.currentIndex() == index and view.holds_card
        ticked = card.id in self._model.ticked
        whole: QRect = option.rect  # type: ignore[attr-defined]  # Qt's own field
        box = QRectF(whole).adjusted(1.5, 1.5, -1.5, -theme.px(GAP) + 0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("primary" if ticked or held else "line"), 2 if held else 1))
        painter.setBrush(theme.colour("blue_ground" if ticked else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        self._words(painter, card, box, self._tick(painter, box, ticked))
        painter.restore()

    def tick_box(self, card: QRect) -> QRect:
        """Where the tick of a card is pressed: its corner, somewhat larger than what is drawn."""
        side = self._theme.px(TICK + 2 * INSET)
        return QRect(card.left(), card.top(), side, side)

    def _tick(self, painter: QPainter, box: QRectF, ticked: bool) -> float:
        theme = self._theme
        side = theme.px(TICK)
        square = QRectF(box.left() + theme.px(INSET), box.top() + theme.px(6), side, side)
        painter.setPen(QPen(theme.colour("primary" if ticked else "control"), 1))
        painter.setBrush(theme.colour("primary" if ticked else "surface"))
        painter.drawRoundedRect(square, 2, 2)
        if ticked:
            theme.icon("check", "on_primary").paint(painter, square.toRect())
        return square.right() + theme.px(5)

    def _words(self, painter: QPainter, card: Card, box: QRectF, left: float) -> None:
        theme = self._theme
        line, top, right = theme.px(18), box.top() + theme.px(4), box.right() - theme.px(INSET)
        start = box.left() + theme.px(INSET)
        painter.setFont(theme.font(12, 600 if self._tone is not Tone.PLAIN else 400))
        said = days_words(card, self._model.as_of)
        width = painter.fontMetrics().horizontalAdvance(said) + 2
        ink = theme.tone(self._tone)[0] if self._tone is not Tone.PLAIN else theme.colour("text")
        self._text(painter, QRectF(right - width, top, width, line), said, ink, right=True)
        room = right - width - left - 2
        painter.setFont(theme.font(13, 600))
        if painter.fontMetrics().horizontalAdvance(card.unit) > room:  # a size smaller before anything is cut
            painter.setFont(theme.font(12, 600))
        self._text(painter, QRectF(left, top, room, line), card.unit, theme.colour("text"))
        painter.setFont(theme.font(12))
        self._text(painter, QRectF(start, top + line, right - start, line), card.row.text, theme.colour("text"))
        foot = foot_words(card)
        self._text(painter, QRectF(start, top + 2 * line, right - start, line), foot, theme.colour("secondary"))

    def _text(self, painter: QPainter, box: QRectF, text: str, ink: QColor, right: bool = False) -> None:
        painter.setPen(ink)
        shown = fitted(QFontMetrics(painter.font()), text, box.width() + 1)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


class CardList(QListView):
    """↑↓ walk, ←→ go to the next column, Space ticks, Enter opens; Esc takes the ticks away before it does anything else."""

    held = Signal(int)
    opened = Signal(int)
    tick_asked = Signal(int)
    clear_asked = Signal()
    beside_asked = Signal(int)

    def __init__(self, theme: Theme, column: str, ticked: set[int]) -> None:
        super().__init__()
        self.holds_card = False
        self._left_at: int | None = None
        """How far it was scrolled when it gave its cards back."""
        self.model_ = CardModel(ticked)
        self.painter_ = CardPainter(theme, self.model_, LOOKS[column][1])
        self.setModel(self.model_)
        self.setItemDelegate(self.painter_)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setFixedWidth(theme.px(8))  # beside the cards, whose room is short
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setObjectName("card_column")
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._open)

    def cards(self) -> tuple[Card, ...]:
        """What stands here."""
        return self.model_.cards

    def give_cards(self) -> Sequence[Card]:
        """Hand the cards over while nobody looks."""
        cards, self._left_at = self.model_.cards, self.verticalScrollBar().value()
        self.model_.show_cards((), self.model_.as_of, {})
        return cards

    def stand_again(self) -> None:
        """Scroll to where the cards were given back, if they were."""
        if self._left_at is not None:
            self.doItemsLayout()  # else there is nothing yet to scroll over
            self.verticalScrollBar().setValue(self._left_at)
            self._left_at = None

    def in_hand(self) -> Card | None:
        """The card in hand, where this column holds it."""
        index = self.currentIndex()
        return self.model_.cards[index.row()] if index.isValid() and self.holds_card else None

    def hold(self, row: int) -> None:
        """Take a card in hand."""
        self.holds_card = True
        self.setCurrentIndex(self.model_.index(min(max(row, 0), len(self.model_.cards) - 1)))
        self.viewport().update()

    def let_go(self) -> None:
        """Another column holds the card in hand."""
        self.holds_card = False
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Esc belongs to the ticks, where there are any."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._clears(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the board."""
        key, card = event.key(), self.in_hand()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self._clears(event):
            self.clear_asked.emit()
        elif not plain:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.beside_asked.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key == Qt.Key.Key_Space and card is not None:
            self.tick_asked.emit(card.id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card is not None:
            self.opened.emit(card.id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The corner ticks, the rest takes the card in hand."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            corner = self.painter_.tick_box(self.visualRect(index))
            if corner.contains(event.position().toPoint()):
                self.tick_asked.emit(self.model_.cards[index.row()].id)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The card in hand is told."""
        super().currentChanged(current, previous)
        if current.isValid() and (self.hasFocus() or self.holds_card):
            self._tell(current)

    def _clicked(self, index: QModelIndex) -> None:
        self._tell(index)

    def _tell(self, index: Index) -> None:
        self.holds_card = True
        self.held.emit(self.model_.cards[index.row()].id)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model_.cards[index.row()].id)

    def _clears(self, event: QKeyEvent) -> bool:
        return bool(self.model_.ticked) and event.key() == Qt.Key.Key_Escape
