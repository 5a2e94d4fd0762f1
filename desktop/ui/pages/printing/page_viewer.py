"""True pages of a printed list: one page on a grey desk, with previous and next, whole page or page width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from desktop.ui.pages.printing.page_sheet import PageSheet
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.properties import named

INCH_MM = 25.4
WHOLE, WIDTH = "whole", "width"
_STEP, _SMALLEST, _LARGEST = 1.25, 0.25, 4.0
SCREEN_DPI = 96.0


class PageViewer(QFrame):
    """Asks for the image of a page by `wanted(index, dots per inch)`; it is given back by `show_image`."""

    wanted = Signal(int, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._index, self._pages = 0, 0
        self._size_mm = (297.0, 210.0)
        self._mode, self._scale = WHOLE, 1.0
        self._later = QTimer(self, singleShot=True, interval=60)
        self._later.timeout.connect(self._ask)
        self.before, self.after = QToolButton(), QToolButton()
        self.place = QLabel("第 0 / 0 页")
        self.whole, self.width_button = QPushButton("整页"), QPushButton("页宽")
        self.smaller, self.larger = QToolButton(), QToolButton()
        self.smaller.setText("－")
        self.larger.setText("＋")
        self.percent = named(QLabel(""), "zoom")
        self.note = ElidedLabel("", "secondary")
        self.sheet = PageSheet(theme)
        self.area = QScrollArea()
        self.area.setAccessibleName("打印预览")
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()

    def show_pages(self, count: int, size_mm: tuple[float, float]) -> None:
        """Another layout: the page in hand stays where it still exists."""
        self._pages, self._size_mm = count, size_mm
        self._index = min(self._index, max(count - 1, 0))
        self._tell()
        self._later.start()

    def show_image(self, image: QImage) -> None:
        """The image that was asked for."""
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.sheet.setPixmap(pixmap)
        size = pixmap.deviceIndependentSize().toSize()
        self.sheet.setFixedSize(size.width() + 2, size.height() + 2)
        self.sheet.show()

    def refresh(self) -> None:
        """Ask for the page in hand again."""
        self._later.start()

    def page(self) -> int:
        """The page in hand, from 0."""
        return self._index

    def step(self, by: int) -> None:
        """The next or previous page."""
        new = min(max(self._index + by, 0), max(self._pages - 1, 0))
        if new != self._index:
            self._index = new
            self._tell()
            self._ask()
            self.area.verticalScrollBar().setValue(0)

    def set_mode(self, mode: str) -> None:
        """整页 or 页宽."""
        self._mode = mode
        self._ask()

    def zoom(self, by: float) -> None:
        """Larger or smaller."""
        self._scale = min(max(self._factor() * by, _SMALLEST), _LARGEST)
        self._mode = ""
        self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A new size asks for a new image; PgUp and PgDn turn pages; Ctrl with the wheel zooms."""
        if event.type() == QEvent.Type.Resize:
            self._later.start()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            turn = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
            if turn is not None:
                self.step(turn)
                return True
        held = isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and isinstance(event, QWheelEvent):
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            return True
        return super().eventFilter(watched, event)

    def _factor(self) -> float:
        """Screen pixels per printed pixel at 96 dots per inch."""
        if not self._mode:
            return self._scale
        room = self.area.viewport().size()
        across = (room.width() - 40) / (self._size_mm[0] / INCH_MM * SCREEN_DPI)
        down = (room.height() - 32) / (self._size_mm[1] / INCH_MM * SCREEN_DPI)
        found = min(across, down) if self._mode == WHOLE else across
        return min(max(found, _SMALLEST), _LARGEST)

    def _ask(self) -> None:
        if self._pages:
            factor = self._factor()
            self.percent.setText(f"{round(factor * 100)}%")
            self.wanted.emit(self._index, factor * SCREEN_DPI * self.devicePixelRatioF())

    def _tell(self) -> None:
        self.place.setText(f"第 {self._index + 1 if self._pages else 0} / {self._pages} 页")
        self.before.setEnabled(self._index > 0)
        self.after.setEnabled(self._index < self._pages - 1)

    def _build(self) -> None:
        bar = named(QWidget(), "card_head")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 4, 12, 4)
        row.setSpacing(8)
        for button, icon, words in (
            (self.before, "chevron_left", "上一页（PgUp）"),
            (self.after, "chevron_right", "下一页（PgDn）"),
        ):
            button.setIcon(self._theme.icon(icon))
            button.setToolTip(words)
            button.setAccessibleName(words)
        self.before.clicked.connect(self._turn_back)
        self.after.clicked.connect(self._turn)
        for link in (self.whole, self.width_button):
            link.setProperty("link", True)
        self.whole.clicked.connect(self._show_whole)
        self.width_button.clicked.connect(self._show_width)
        self.smaller.clicked.connect(self._zoom_out)
        self.larger.clicked.connect(self._zoom_in)
        for widget in (
            self.before, self.place, self.after, self.whole, self.width_button, self.smaller, self.percent, self.larger,
        ):  # fmt: skip
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.note, 1)
        self.area.setWidget(self.sheet)
        self.sheet.hide()  # the area shows what it is given; there is no page yet
        self.area.setStyleSheet(f"QScrollArea {{ background: {self._theme.colours.line}; }}")
        self.area.viewport().setStyleSheet(f"background: {self._theme.colours.line};")
        self.area.installEventFilter(self)
        self.area.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.area, 1)

    def _turn(self) -> None:
        self.step(1)

    def _turn_back(self) -> None:
        self.step(-1)

    def _show_whole(self) -> None:
        self.set_mode(WHOLE)

    def _show_width(self) -> None:
        self.set_mode(WIDTH)

    def _zoom_in(self) -> None:
        self.zoom(_STEP)

    def _zoom_out(self) -> None:
        self.zoom(1 / _STEP)
