"""The node line of a round: a track with its dates, and today as an amber flag."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ledgers.column import Shape
from desktop.ui.theme import Theme
from desktop.ui.widgets.state_chip import paint_shape

if TYPE_CHECKING:
    from desktop.ui.pages.overview.nodes import Node

HEIGHT, TRACK = 82, 26
MARGIN, HALF_NAME = 70, 92
"""From the edge to the first node, and half of the widest words under one, in px at 100 %."""


def shape_of(node: Node) -> Shape | None:
    """✓ all have it, half: some have, a dot: the day is over and the ledger cannot say more; before it an empty ring."""
    if node.done:
        return Shape.CHECK
    if node.running:
        return Shape.HALF
    return Shape.DOT if node.past else None


class NodeLine(QWidget):
    """Equal steps from node to node; a click, or Enter on the one in hand, opens its page."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._nodes: Sequence[Node] = ()
        self._flag, self._as_of = "", ""
        self._current = 0
        self.setFixedHeight(theme.px(HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    @property
    def nodes(self) -> Sequence[Node]:
        """What is shown."""
        return self._nodes

    @property
    def flag(self) -> str:
        """What the flag of today says."""
        return self._flag

    def show_nodes(self, nodes: Sequence[Node], as_of: str, flag: str) -> None:
        """Show a round; `flag` stands over today's place."""
        self._nodes, self._as_of, self._flag = nodes, as_of, flag
        self._current = min(self._current, max(len(nodes) - 1, 0))
        self.setAccessibleName("、".join(f"{node.title} {node.note}" for node in nodes))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(600, self._theme.px(HEIGHT))

    def places(self) -> list[float]:
        """Where each node stands, in px."""
        left = self._theme.px(MARGIN)
        span = self.width() - 2 * left
        steps = max(len(self._nodes) - 1, 1)
        return [left + span * place / steps for place in range(len(self._nodes))]

    def _step(self) -> float:
        """From one node to the next, in px; the whole line where there is one node only."""
        places = self.places()
        return places[1] - places[0] if len(places) > 1 else float(self.width())

    def today_place(self) -> float | None:
        """Where the day asked stands between its neighbours."""
        dated = [(place, node.on) for place, node in zip(self.places(), self._nodes, strict=True) if node.on]
        if len(dated) < 2 or not dated[0][1] <= self._as_of:
            return None
        places = [place for place, _on in dated]
        days = [date.fromisoformat(on).toordinal() for _place, on in dated]
        today = date.fromisoformat(self._as_of).toordinal()
        for place in range(len(days) - 1):
            if days[place] <= today < days[place + 1]:
                share = (today - days[place]) / (days[place + 1] - days[place])
                return places[place] + share * (places[place + 1] - places[place])
        return places[-1]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, nodes, words, flag."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track, places = theme.px(TRACK), self.places()
        if not places:
            return
        self._paint_track(painter, track, places)
        for place, (x, node) in enumerate(zip(places, self._nodes, strict=True)):
            self._paint_node(painter, x, track, node, in_hand=place == self._current and self.hasFocus())
        self._paint_flag(painter, track)

    def _paint_track(self, painter: QPainter, y: int, places: list[float]) -> None:
        theme, today = self._theme, self.today_place()
        painter.setPen(QPen(theme.colour("control"), 2))
        painter.drawLine(QPointF(places[0], y), QPointF(places[-1], y))
        if today is not None:
            painter.setPen(QPen(theme.colour("primary"), 2))
            painter.drawLine(QPointF(places[0], y), QPointF(today, y))

    def _paint_node(self, painter: QPainter, x: float, y: int, node: Node, *, in_hand: bool) -> None:
        theme, side = self._theme, self._theme.px(15)
        box = QRectF(x - side / 2, y - side / 2, side, side)
        reached = node.past or node.running
        ink, surface = theme.colour("primary" if reached else "disabled"), theme.colour("surface")
        painter.setPen(QPen(ink, 1.6))
        painter.setBrush(surface)
        painter.drawEllipse(box)
        if (shape := shape_of(node)) is not None:
            paint_shape(painter, shape, box, ink, surface)
        width = theme.px(2 * HALF_NAME)
        for top, text, size, weight, role in (
            (13, node.title, 13, 600 if reached else 400, "text" if reached else "secondary"),
            (31, node.note, 12, 400, "secondary"),
        ):
            font = theme.font(size, weight)
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            room = min(float(width), self._step())
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room - 4)
            painter.drawText(
                QRectF(x - width / 2, y + theme.px(top), width, theme.px(18)), Qt.AlignmentFlag.AlignCenter, shown
            )
        if in_hand:
            painter.setPen(QPen(theme.colour("primary"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._rect_of(x), 3, 3)

    def _paint_flag(self, painter: QPainter, y: int) -> None:
        today, theme = self.today_place(), self._theme
        if today is None:
            return
        font = theme.font(12, 600)
        width = QFontMetricsF(font).horizontalAdvance(self._flag) + 12
        left = min(max(today - width / 2, 0), self.width() - width)
        box = QRectF(left, 0, width, theme.px(17))
        painter.setPen(QPen(theme.colour("amber"), 1.5))
        painter.drawLine(QPointF(today, box.bottom()), QPointF(today, y + theme.px(8)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("amber_ground"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(font)
        painter.setPen(theme.colour("amber"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._flag)

    def _rect_of(self, x: float) -> QRectF:
        width = min(self._theme.px(2 * HALF_NAME), self._step()) - 16
        return QRectF(x - width / 2, self._theme.px(TRACK - 11), width, self.height() - self._theme.px(TRACK - 10))

    def _node_at(self, point: QPointF) -> int:
        found = [place for place, x in enumerate(self.places()) if self._rect_of(x).contains(point)]
        return found[0] if found else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over a node."""
        over = self._node_at(event.position()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open a node's page."""
        place = self._node_at(event.position())
        if place >= 0:
            self.opened.emit(self._nodes[place].page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter opens."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.key() in steps and self._nodes:
            self._current = (self._current + steps[Qt.Key(event.key())]) % len(self._nodes)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._nodes:
            self.opened.emit(self._nodes[self._current].page)
        else:
            super().keyPressEvent(event)
