"""The units of a round as squares, each with how many findings of the group in hand it has (page 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.ui.theme import Theme

WIDTH, HEIGHT, GAP = 29, 30, 2
"""Of a square, and between two, in px at 100 %."""
MOST = 14
"""More units than these are not all shown: only those that the group hits."""
_LEADING, _LETTERS = "县市区", 2


@dataclass(frozen=True)
class UnitCount:
    """A unit by the name that the office uses, and how many findings of the group it has."""

    unit: str
    count: int

    @property
    def word(self) -> str:
        """县发改局 → 发改: what tells a unit from its neighbours in two characters."""
        return (self.unit[1:] if self.unit[:1] in _LEADING and len(self.unit) > _LETTERS else self.unit)[:_LETTERS]


def shown_of(units: Sequence[UnitCount]) -> Sequence[UnitCount]:
    """All of them, or of many only those that are hit."""
    return units if len(units) <= MOST else [one for one in units if one.count]


class UnitSquares(QWidget):
    """Squares in the office's order; what finds no room is told as `+n` at the end, and by name in the tooltip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._units: Sequence[UnitCount] = ()
        self.setFixedHeight(theme.px(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_units(self, units: Sequence[UnitCount]) -> None:
        """Show the units of another group."""
        self._units = shown_of(units)
        self.setAccessibleName("、".join(f"{one.unit} {one.count} 条" for one in self._units if one.count))
        self.update()

    def units(self) -> Sequence[UnitCount]:
        """What is shown or, where there is too little room, told by the tooltip."""
        return self._units

    def room(self) -> int:
        """For how many squares there is room, the `+n` counted in where it is needed."""
        return room_for(self._theme, self._units, self.width())

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name above, number below; a unit that is not hit stands pale with a dot."""
        paint_squares(QPainter(self), self._theme, self._units, QRectF(self.rect()))

    def event(self, event: QEvent) -> bool:
        """The tooltip names the unit under the pointer; behind `+n`, those that are not shown."""
        if isinstance(event, QHelpEvent):
            at = next((place for place in range(len(self._units)) if self._box(place).contains(event.pos())), None)
            if at is not None:
                told = [self._units[at]] if at < self.room() else self._units[self.room() :]
                QToolTip.showText(event.globalPos(), "、".join(f"{one.unit} {one.count} 条" for one in told), self)
                return True
        return super().event(event)

    def _box(self, place: int) -> QRectF:
        return _box(self._theme, QRectF(self.rect()), place)


def room_for(theme: Theme, units: Sequence[UnitCount], width: float) -> int:
    """For how many squares a width has room, the `+n` counted in where it is needed."""
    fit = int((width + theme.px(GAP)) // theme.px(WIDTH + GAP))
    return fit if fit >= len(units) else max(fit - 1, 0)


def paint_squares(painter: QPainter, theme: Theme, units: Sequence[UnitCount], area: QRectF) -> None:
    """Draw the squares from the left of an area."""
    room = room_for(theme, units, area.width())
    for place, one in enumerate(units[:room]):
        box = _box(theme, area, place)
        painter.fillRect(box, theme.colour("link" if one.count else "header"))
        painter.setPen(theme.colour("surface" if one.count else "secondary"))
        top, below = QRectF(box), QRectF(box)
        top.setBottom(box.center().y() + 1)
        below.setTop(box.center().y() - 2)
        painter.setFont(theme.font(11))
        painter.drawText(top, Qt.AlignmentFlag.AlignCenter, one.word)
        painter.setFont(theme.font(11, 600))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(one.count) if one.count else "·")
    if room < len(units):
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("secondary"))
        painter.drawText(_box(theme, area, room), Qt.AlignmentFlag.AlignCenter, f"+{len(units) - room}")


def _box(theme: Theme, area: QRectF, place: int) -> QRectF:
    return QRectF(area.left() + place * theme.px(WIDTH + GAP), area.top(), theme.px(WIDTH), theme.px(HEIGHT))
