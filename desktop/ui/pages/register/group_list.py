"""The groups of common findings as cards: tick, name, what was decided, how many units and findings, and the units as squares (page 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ledgers.column import Mark
from desktop.operations.records.group_proposals import GroupProposal
from desktop.ui.grid.ledger_model import NO_PARENT, Index
from desktop.ui.grid.paint import paint_tick
from desktop.ui.pages.register.unit_squares import HEIGHT, UnitCount, paint_squares
from desktop.ui.theme import Theme
from desktop.ui.widgets.eliding import fitted
from desktop.ui.widgets.properties import view_item
from desktop.ui.widgets.state_chip import paint_shape
from desktop.ui.widgets.whole_rows import cover_cut_card

EDGE, LINE, SQUARES_TOP, BELOW, TICK = 10, 20, 50, 9, 24
"""Left edge, a line of text, where the squares begin, what stands below them, and the room of the box, in px at 100 %."""


@dataclass(frozen=True)
class GroupCard:
    """A group as it is shown: `mark` is what was decided, `past` what earlier rounds and letters say of it."""

    id: int
    proposal: GroupProposal
    mark: Mark
    units: tuple[UnitCount, ...]
    past: str = ""

    @property
    def name(self) -> str:
        """The name of the group."""
        return self.proposal.group.name

    @property
    def count(self) -> int:
        """How many findings are in it."""
        return len(self.proposal.findings)

    @property
    def told(self) -> str:
        """5 家 · 9 条"""
        return f"{self.proposal.group.units} 家 · {self.count} 条"


class _Cards(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.cards: Sequence[GroupCard] = ()
        self.ticked: set[int] = set()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """The groups."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a card, for people who hear them."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        card = self.cards[index.row()]
        ticked = "已勾选，" if card.id in self.ticked else ""
        hit = "、".join(f"{one.unit} {one.count} 条" for one in card.units if one.count)
        words = "，".join(part for part in (card.name, card.told, card.mark.word, card.past, hit) if part)
        return words if role == Qt.ItemDataRole.ToolTipRole else ticked + words


class _Painted(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All cards are of one height."""
        return QSize(self._theme.px(200), self._theme.px(SQUARES_TOP + HEIGHT + BELOW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Box, name and decision; counts and past; squares."""
        model = index.model()
        if not isinstance(model, _Cards):
            return
        item, card, theme = view_item(option), model.cards[index.row()], self._theme
        chosen = bool(item.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(item.rect, theme.colour("selection" if chosen else "surface"))
        painter.setPen(theme.colour("rail"))
        painter.drawLine(item.rect.bottomLeft(), item.rect.bottomRight())
        if chosen:
            painter.fillRect(item.rect.adjusted(0, 0, 3 - item.rect.width(), 0), theme.colour("primary"))
        area = QRectF(item.rect).adjusted(theme.px(EDGE), theme.px(6), -theme.px(EDGE), 0)
        box = QRectF(area.left(), area.top(), theme.px(16), theme.px(LINE))
        paint_tick(painter, box.toRect(), theme, on=card.id in model.ticked)
        self._paint_words(painter, card, area)
        squares = QRectF(area)
        squares.setTop(item.rect.top() + theme.px(SQUARES_TOP))
        paint_squares(painter, theme, card.units, squares)
        painter.restore()

    def _paint_words(self, painter: QPainter, card: GroupCard, area: QRectF) -> None:
        theme, line = self._theme, self._theme.px(LINE)
        plain, bold, ink = theme.font(12), theme.font(13, 600), theme.tone(card.mark.tone)[0]
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        width = QFontMetrics(plain).horizontalAdvance(card.mark.word) + 2
        side = theme.px(12)
        right = area.right() - width
        mark = QRectF(right - side - 5, area.top() + (line - side) / 2, side, side)
        paint_shape(painter, card.mark.shape, mark, ink, theme.colour("surface"))
        painter.setFont(plain)
        painter.setPen(ink)
        painter.drawText(QRectF(right, area.top(), width, line), flags, card.mark.word)
        left = area.left() + theme.px(TICK)
        painter.setFont(bold)
        painter.setPen(theme.colour("text"))
        room = mark.left() - left - 6
        painter.drawText(QRectF(left, area.top(), room, line), flags, fitted(QFontMetrics(bold), card.name, room))
        second = QRectF(area.left(), area.top() + line, area.width(), line)
        painter.drawText(second, flags, card.told)
        second.setLeft(second.left() + QFontMetrics(bold).horizontalAdvance(card.told) + 8)
        painter.setFont(plain)
        painter.setPen(theme.colour("secondary"))
        painter.drawText(second, flags, fitted(QFontMetrics(plain), card.past, second.width()))


class GroupList(QListView):
    """`current_changed` tells that another group is in hand, `ticks_changed` that a box was turned, `opened` Enter or a double click."""

    current_changed = Signal()
    ticks_changed = Signal()
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards = _Cards()
        self.setModel(self._cards)
        self.setItemDelegate(_Painted(theme, self))
        self.setAccessibleName("共性问题的组")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_cards(self, cards: Sequence[GroupCard]) -> None:
        """Show other groups; the one in hand and the ticked ones stay as long as they have a finding in common with what they were."""
        former, kept = self.current_record(), [one.proposal.findings for one in self.ticked()]
        self._cards.beginResetModel()
        self._cards.cards = tuple(cards)
        taken = [_same(cards, findings) for findings in kept]
        self._cards.ticked = {one.id for one in taken if one is not None}
        self._cards.endResetModel()
        again = _same(cards, former.proposal.findings) if former is not None else None
        if cards:
            self.select_id((again or cards[0]).id)

    def records(self) -> list[GroupCard]:
        """The groups in their order."""
        return list(self._cards.cards)

    def current_record(self) -> GroupCard | None:
        """The group in hand."""
        place = self.currentIndex().row()
        return self._cards.cards[place] if 0 <= place < len(self._cards.cards) else None

    def ticked(self) -> list[GroupCard]:
        """The groups whose box is ticked, in their order."""
        return [one for one in self._cards.cards if one.id in self._cards.ticked]

    def select_id(self, group: int) -> bool:
        """Put a group in hand; False where it is not shown."""
        place = next((place for place, one in enumerate(self._cards.cards) if one.id == group), None)
        if place is not None:
            self.setCurrentIndex(self._cards.index(place, 0))
        return place is not None

    def toggle(self, group: int) -> None:
        """Turn the box of a group."""
        self._cards.ticked ^= {group}
        self.viewport().update()
        self.ticks_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another group is in hand."""
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards; the list turns by whole ones, and one that is cut is not shown."""
        super().paintEvent(event)
        cover_cut_card(self, self._theme.colour("surface"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the box turns it."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < self._theme.px(EDGE + TICK):
            top = self.visualRect(index).top()
            if event.position().y() - top < self._theme.px(LINE + EDGE):
                self.toggle(self._cards.cards[index.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the box, Enter opens the rows."""
        card = self.current_record()
        if event.key() == Qt.Key.Key_Space and card is not None:
            self.toggle(card.id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card is not None:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size ask for cards of another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()


def _same(cards: Sequence[GroupCard], findings: Sequence[int]) -> GroupCard | None:
    """The group that most of some findings are in now."""
    shared = {one.id: len(set(one.proposal.findings).intersection(findings)) for one in cards}
    best = max(cards, key=lambda one: shared[one.id], default=None)
    return best if best is not None and shared[best.id] else None
