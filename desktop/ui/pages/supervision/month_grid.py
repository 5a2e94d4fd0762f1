"""A month as a sheet of days: how many findings fall due on each, free days shaded, today framed."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.rules.deadlines import WorkCalendar
from desktop.rules.overdue import month_day
from desktop.ui.theme import Theme

WEEK = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
HEAD, LEAST = 26, 52
"""Height of the names of the days, and of a day at least: px at 100 %."""
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
}  # fmt: skip


def weeks_of(day: str) -> list[list[str]]:
    """The weeks, Monday first, that hold the month of a day; days of other months fill them up."""
    first = date.fromisoformat(f"{day[:7]}-01")
    start = first - timedelta(days=first.weekday())
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    count = ((last - start).days // 7) + 1
    return [[(start + timedelta(days=7 * week + place)).isoformat() for place in range(7)] for week in range(count)]


class MonthGrid(QWidget):
    """`chosen` tells the day in hand; arrows go from day to day, over the edge into the next month."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.day = self.as_of = ""
        self.soon = 0
        self.counts: Mapping[str, int] = {}
        self._calendar = WorkCalendar()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_month(self, day: str, counts: Mapping[str, int], calendar_: WorkCalendar, as_of: str, soon: int) -> None:
        """The month of a day, that day in hand; `counts` are the findings due on each day."""
        self.day, self.counts, self._calendar, self.as_of, self.soon = day, counts, calendar_, as_of, soon
        here = sum(count for one, count in counts.items() if one[:7] == day[:7])
        self.setAccessibleName(f"{day[:4]}年{int(day[5:7])}月到期 {here} 条；{month_day(day)} {counts.get(day, 0)} 条")
        self.update()

    def sizeHint(self) -> QSize:
        """Seven days wide, six weeks high."""
        return QSize(self._theme.px(560), self._theme.px(HEAD + 6 * LEAST))

    def day_at(self, x: float, y: float) -> str:
        """The day under a place, '' where there is none."""
        weeks = weeks_of(self.day) if self.day else []
        row = int((y - self._theme.px(HEAD)) // self._height()) if weeks else -1
        column = int(x // (self.width() / 7))
        return weeks[row][column] if 0 <= row < len(weeks) and 0 <= column < 7 and y >= self._theme.px(HEAD) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows: another day; PgUp and PgDn: the same day a month before or after."""
        if self.day and (by := _STEPS.get(Qt.Key(event.key()))) is not None:
            self.chosen.emit((date.fromisoformat(self.day) + timedelta(days=by)).isoformat())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a day in hand."""
        if day := self.day_at(event.position().x(), event.position().y()):
            self.chosen.emit(day)

    def event(self, event: QEvent) -> bool:
        """The tooltip of a day."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self.day_at(event.pos().x(), event.pos().y())
            rest = "工作日" if day and self._calendar.is_workday(day) else "非工作日"
            QToolTip.showText(
                event.globalPos(), f"{month_day(day)} {rest}，到期 {self.counts.get(day, 0)} 条" if day else "", self
            )
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names of the days, then week by week."""
        if not self.day:
            return
        painter, theme = QPainter(self), self._theme
        width, height = self.width() / 7, self._height()
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("secondary"))
        for place, name in enumerate(WEEK):
            painter.drawText(QRectF(place * width, 0, width, theme.px(HEAD)), Qt.AlignmentFlag.AlignCenter, name)
        for row, week in enumerate(weeks_of(self.day)):
            for column, day in enumerate(week):
                self._paint_day(painter, day, QRectF(column * width, theme.px(HEAD) + row * height, width, height))
        painter.end()

    def _paint_day(self, painter: QPainter, day: str, box: QRectF) -> None:
        theme = self._theme
        inner = box.adjusted(1, 1, -1, -1)
        other = day[:7] != self.day[:7]
        if not self._calendar.is_workday(day):
            painter.fillRect(inner, theme.colour("header"))
        if day == self.day:
            painter.fillRect(inner, theme.colour("selection"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(inner)
        if day == self.as_of:
            painter.setPen(QPen(theme.colour("primary"), 2))
            painter.drawRect(inner.adjusted(1, 1, -1, -1))
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("secondary" if other else "text"))
        label = month_day(day) if day.endswith("-01") else str(int(day[8:]))
        told = f"{label} 今天" if day == self.as_of else label
        painter.drawText(inner.adjusted(8, 4, -6, 0), 0, told)
        if count := self.counts.get(day, 0):
            painter.setPen(theme.colour(self._ink(day)))
            painter.setFont(theme.font(15, 600))
            painter.drawText(
                inner.adjusted(8, 0, -8, -5), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, f"{count} 条"
            )

    def _ink(self, day: str) -> str:
        left = (date.fromisoformat(day) - date.fromisoformat(self.as_of)).days
        return "red" if left < 0 else "amber" if left <= self.soon else "link"

    def _height(self) -> float:
        return (self.height() - self._theme.px(HEAD)) / max(len(weeks_of(self.day)), 1)
