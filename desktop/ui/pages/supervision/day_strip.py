"""The strip of days over the board: a bar for each day on which something falls due; days are dragged over to see theirs alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.operations.supervision.board import Board
from desktop.rules.deadlines import WorkCalendar, add_days, days_between
from desktop.rules.overdue import month_day
from desktop.ui.theme import Theme

BEFORE, AFTER = 20, 26
"""Days shown before and after the day of the board; what falls due outside is counted at the ends."""
HEIGHT, FOOT, END = 74, 18, 52
"""Of the strip, of the dates below it, and of the counts at both ends: px at 100 %."""
LATE, SOON, AHEAD = "red", "amber", "link"


class DayStrip(QWidget):
    """`chosen` tells the first and the last day dragged over, both '' where every day is wanted again."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.counts: Mapping[str, int] = {}
        self.earlier = self.later = 0
        self.as_of, self.ends_on = "", ""
        self.span = ("", "")
        self.is_back = False
        self._soon = 0
        self._free: frozenset[str] = frozenset()
        self._pressed = ""
        self.setFixedHeight(theme.px(HEIGHT))
        self.setMouseTracking(True)

    def show_board(self, board: Board, calendar: WorkCalendar, ends_on: str) -> None:
        """The days of all cards; non-working ones are shaded, where a year is not known by Saturdays and Sundays."""
        self.as_of, self.ends_on, self._soon = board.as_of, ends_on, board.days.soon
        days = {day: count for day, count in board.due_days.items() if day}
        first, last = self.days()[0], self.days()[-1]
        self.counts = {day: count for day, count in days.items() if first <= day <= last}
        self.earlier = sum(count for day, count in days.items() if day < first)
        self.later = sum(count for day, count in days.items() if day > last)
        self._free = frozenset(day for day in self.days() if not calendar.is_workday(day))
        undated = board.due_days[None]
        told = f"每日到期条数：{sum(self.counts.values())} 条，更早 {self.earlier} 条，更晚 {self.later} 条"
        self.setAccessibleName(f"{told}，未定期限 {undated} 条" if undated else told)
        self.update()

    def choose(self, first: str, last: str) -> None:
        """Mark the days whose cards are shown."""
        self.span = (first, last)
        self.update()

    def days(self) -> Sequence[str]:
        """Every day of the strip."""
        return [add_days(self.as_of, by) for by in range(-BEFORE, AFTER + 1)] if self.as_of else []

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self._theme.px(400), self._theme.px(HEIGHT))

    def day_at(self, x: float) -> str:
        """The day under a place."""
        days, left, width = self.days(), self._left(), self._width()
        place = int((x - left) // width) if width > 0 else 0
        return days[min(max(place, 0), len(days) - 1)] if days else ""

    # -- hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag over days."""
        self._pressed = self.day_at(event.position().x())
        self.choose(self._pressed, self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what is dragged over."""
        if self._pressed:
            self.choose(*sorted((self._pressed, self.day_at(event.position().x()))))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Tell the days; one that has nothing shows everything again."""
        first, last = self.span
        self._pressed = ""
        if not any(first <= day <= last for day in self.counts):
            self.choose("", "")
        self.chosen.emit(*self.span)

    def event(self, event: QEvent) -> bool:
        """The tooltip of the day under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos().x())
            said = f"{month_day(day)} {self.counts.get(day, 0)} 条" if day else ""
            QToolTip.showText(event.globalPos(), f"{said}，拖过几天只看这几天的" if said else "", self)
            return True
        return super().event(event)

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shades, bars with their counts, today, the end of the period, dates below."""
        painter, theme = QPainter(self), self._theme
        floor = self.height() - theme.px(FOOT)
        highest = max(self.counts.values(), default=1)
        room = floor - theme.px(32)
        painter.setFont(theme.font(11))
        width = self._width()
        for place, day in enumerate(self.days()):
            left = self._left() + place * width
            cell = QRectF(left, 0, width, floor)
            self._ground(painter, day, cell)
            if count := self.counts.get(day, 0):
                tall = max(theme.px(4), room * count / highest)
                bar = QRectF(left + width * 0.12, floor - tall, width * 0.76, tall)
                painter.fillRect(bar, theme.colour(self._ink(day)))
                painter.setPen(theme.colour("text"))
                over = QRectF(left - width, bar.top() - theme.px(15), width * 3, theme.px(14))
                painter.drawText(over, Qt.AlignmentFlag.AlignCenter, str(count))
        painter.setPen(QPen(theme.colour("control"), 1))
        painter.drawLine(int(self._left()), floor, int(self._left() + width * len(self.days())), floor)
        self._foot(painter, floor)
        painter.end()

    def _ground(self, painter: QPainter, day: str, cell: QRectF) -> None:
        theme = self._theme
        if day in self._free:
            painter.fillRect(cell, theme.colour("header"))
        if self.span[0] and self.span[0] <= day <= self.span[1]:
            painter.fillRect(cell, theme.colour("selection"))
        elif day == self.as_of:
            painter.fillRect(cell, theme.colour("blue_ground"))

    def _foot(self, painter: QPainter, floor: int) -> None:
        theme, width = self._theme, self._width()
        below = self.height() - floor
        today = QColor(theme.colour("primary"))
        for place, day in enumerate(self.days()):
            middle = self._left() + (place + 0.5) * width
            box = QRectF(middle - theme.px(30), floor + 1, theme.px(60), below - 1)
            if day == self.as_of:
                painter.fillRect(box.adjusted(theme.px(8), 0, -theme.px(8), 0), today)
                painter.setPen(theme.colour("on_primary"))
                word = "所看日" if self.is_back else "今天"
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
            elif date.fromisoformat(day).weekday() == 0 and abs(days_between(day, self.as_of)) > 2:
                painter.setPen(theme.colour("secondary"))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, month_day(day))
            if day == self.ends_on:
                x = int(self._left() + (place + 1) * width)
                painter.setPen(QPen(theme.colour("primary"), 1, Qt.PenStyle.DashLine))
                painter.drawLine(x, 0, x, floor)
                painter.setPen(theme.colour("primary"))
                painter.drawText(QRectF(x + 5, 0, theme.px(180), theme.px(15)), 0, f"集中整改期满 {month_day(day)}")
        painter.setPen(theme.colour("secondary"))
        top, end = floor - theme.px(18), theme.px(END)
        if self.earlier:
            painter.drawText(QRectF(0, top, end, theme.px(16)), 0, f"更早 {self.earlier}")
        if self.later:
            side = int(Qt.AlignmentFlag.AlignRight)
            painter.drawText(QRectF(self.width() - end, top, end, theme.px(16)), side, f"更晚 {self.later}")

    def _ink(self, day: str) -> str:
        left = days_between(self.as_of, day)
        return LATE if left < 0 else SOON if left <= self._soon else AHEAD

    def _left(self) -> float:
        return float(self._theme.px(END))

    def _width(self) -> float:
        return (self.width() - 2 * self._left()) / (BEFORE + AFTER + 1)
