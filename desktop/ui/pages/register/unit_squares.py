"""The units of a round as squares, each with how many findings of a group it has (page 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

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
