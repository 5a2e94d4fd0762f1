"""A chart on the screen: the same matplotlib figure that goes into Word, drawn in the worker, each of its parts a door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.statistics.chart_canvas import Area, Chart

SCREEN_DPI = 96
MM_PER_INCH = 25.4
SETTLED_MS = 180
WAITED_MS = 400
"""A picture that comes sooner leaves no word on the screen (design.md §3.0)."""


class DrawnChart:
    """A chart as pixels with its areas; made in the worker, where matplotlib is loaded."""

    def __init__(self, chart: Chart, dots: float) -> None:
        from desktop.statistics import charts

        self.chart, self.areas = chart, chart.areas
        self.image = QImage.fromData(charts.png(chart.figure, round(dots)))


class ChartView(QWidget):
    """Shows a drawn chart; `asked` tells key and part of what was clicked, `size_wanted` that it must be drawn anew."""

    asked = Signal(str, str)
    size_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._drawn: DrawnChart | None = None
        self._current = -1
        self._sentence = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._settle = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settle.timeout.connect(self.size_wanted)
        self._waited = QTimer(self, singleShot=True, interval=WAITED_MS)
        self._waited.timeout.connect(self._say_waiting)

    @property
    def areas(self) -> Sequence[Area]:
        """What can be opened."""
        return self._drawn.areas if self._drawn is not None else ()

    def dots(self) -> float:
        """Dots per inch of the screen, so that the chart's 9 points are the window's secondary text."""
        return SCREEN_DPI * self._theme.body / 13 * self.devicePixelRatioF()

    def size_mm(self) -> tuple[float, float]:
        """The size to draw at."""
        per_mm = SCREEN_DPI * self._theme.body / 13 / MM_PER_INCH
        return max(self.width() / per_mm, 90.0), max(self._room() / per_mm, 45.0)

    def wait_for_picture(self) -> None:
        """A picture was asked for: where none stands yet, a word says that it is coming."""
        if self._drawn is None:
            self._waited.start()

    def _say_waiting(self) -> None:
        if self._drawn is None and not self._sentence:
            self._sentence = "正在统计，画好后显示在这里……"
            self.update()

    def show_chart(self, drawn: DrawnChart) -> None:
        """Show a drawn chart."""
        self._waited.stop()
        self._drawn, self._current, self._sentence = drawn, -1, ""
        drawn.image.setDevicePixelRatio(self.devicePixelRatioF())
        needed = int(drawn.image.deviceIndependentSize().height())
        self.setMinimumHeight(needed if needed > self._room() + 4 else 0)
        self.update()

    def show_sentence(self, sentence: str) -> None:
        """Say why there is no chart."""
        self._waited.stop()
        self._drawn, self._current, self._sentence = None, -1, sentence
        self.setMinimumHeight(0)
        self.update()

    def print_picture(self) -> QImage:
        """The chart in print quality, for Word or WPS; draws, so the worker calls it."""
        from desktop.statistics import charts

        if self._drawn is None:
            return QImage()
        return QImage.fromData(charts.png(self._drawn.chart.figure, charts.PRINT_DPI))

    def sizeHint(self) -> QSize:
        """Room for a chart of the report's size."""
        return QSize(self._theme.px(560), self._theme.px(300))

    def rect_of(self, area: Area) -> QRectF:
        """Where an area stands, in pixels."""
        size = self._picture_size()
        left, top = area.left * size.width(), (1 - area.bottom - area.height) * size.height()
        return QRectF(left, top, area.width * size.width(), area.height * size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew once the size rests."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() or abs(event.size().height() - event.oldSize().height()) > 4:
            self._settle.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and a frame around what is in hand."""
        painter = QPainter(self)
        if self._drawn is None:
            painter.setFont(self._theme.font(13))
            painter.setPen(self._theme.colour("secondary"))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._sentence)
            return
        painter.drawImage(QPointF(0, 0), self._drawn.image)
        if 0 <= self._current < len(self.areas):
            tint = QColor(self._theme.colour("link"))
            tint.setAlpha(26)
            box = self.rect_of(self.areas[self._current])
            painter.fillRect(box, tint)
            if self.hasFocus():
                painter.setPen(QPen(self._theme.colour("primary"), 1.5))
                painter.drawRect(box)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is under the hand."""
        self._take(self._place_at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._current >= 0 else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        place = self._place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place >= 0:
            self._take(place)
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over the parts, Enter and F2 open."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        if event.key() in steps and self.areas:
            self._take((self._current + steps[Qt.Key(event.key())]) % len(self.areas))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self._current >= 0:
            self._ask()
        else:
            super().keyPressEvent(event)

    def _room(self) -> int:
        """The height in sight: that of the scrolled area where the chart lies in one."""
        parent = self.parentWidget()
        return parent.height() if parent is not None else self.height()

    def _ask(self) -> None:
        area = self.areas[self._current]
        self.asked.emit(area.key, area.part)

    def _take(self, place: int) -> None:
        if place != self._current:
            self._current = place
            self.update()

    def _place_at(self, point: QPointF) -> int:
        if self._drawn is None:
            return -1
        size = self._picture_size()
        x, y = point.x() / max(size.width(), 1), 1 - point.y() / max(size.height(), 1)
        found = self._drawn.chart.key_at(x, y)
        return self.areas.index(found) if found is not None else -1

    def _picture_size(self) -> QSize:
        return self._drawn.image.deviceIndependentSize().toSize() if self._drawn is not None else self.size()
