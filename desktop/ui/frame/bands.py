"""Bands over the page: looking back at a past day, and the hatched one of a demonstration ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop.later import Later
from desktop.ui.sight import Switches
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.operations import freezing
else:
    freezing = Later("desktop.operations.freezing")


class BackBand(QFrame):
    """Says which past day or closed period is shown and that nothing can be changed."""

    left = Signal()
    adjustments_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("band")
        picture = QLabel()
        picture.setPixmap(theme.icon("clock_back", "amber").pixmap(QSize(17, 17)))
        self.label = QLabel()
        button = QPushButton("回到今天 Esc")
        self.adjusted = QPushButton("看冻结和调整")
        for one in (button, self.adjusted):
            one.setProperty("link", True)
        self.adjusted.clicked.connect(self.adjustments_asked)
        button.clicked.connect(self.left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 1, 16, 1)
        layout.addWidget(picture)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.adjusted)
        layout.addWidget(button)
        self.hide()

    def show_day(self, switches: Switches) -> None:
        """Name the day and the way of looking at it."""
        way = "按当时所知" if switches.known else "按当时实际"
        self.label.setText(f"正在回看 {switches.as_of.isoformat()}（{way}），不能修改")
        self.adjusted.hide()
        self.show()

    def show_period(self, frozen: freezing.Frozen) -> None:
        """Name a closed period with its rate as it was frozen; what came later is told apart."""
        kept = frozen.figure("rectification_rate")
        rate = f"，冻结的整改率 {freezing.said(kept)}" if kept is not None else ""
        self.label.setText(
            f"正在看已冻结的{frozen.name}（截至 {frozen.as_of}，{frozen.frozen_at} 冻结）{rate}；以后的补登、更正列为“调整”，不能修改"
        )
        self.adjusted.show()
        self.show()


class CutBand(QFrame):
    """After a power cut: what was saved last, what came back, which issued papers still lack their file."""

    write_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("band")
        self.label = QLabel(wordWrap=True)
        self.write_button, known = QPushButton("写出这些文件"), QPushButton("知道了")
        for button, slot in ((self.write_button, self.write_asked), (known, self.hide)):
            button.setProperty("link", True)
            button.clicked.connect(slot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 3, 16, 3)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.write_button)
        layout.addWidget(known)
        self.hide()

    def say(self, sentence: str, *, unwritten: bool) -> None:
        """Show it; the button is there where a file is missing."""
        self.label.setText(sentence)
        self.write_button.setVisible(unwritten)
        self.show()


class DemoBand(QFrame):
    """Hatched, so that nobody takes the demonstration for the office's ledger; from it the tasks of the first day are reached."""

    first_day_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.px(24))
        label = QLabel("演示账本 · 县名、人名和数字都是虚构的，打印的清单带“演示”水印")
        label.setProperty("role", "secondary")
        label.setStyleSheet(f"background: {theme.colours.page}; padding: 0 10px;")
        self.first_day = QPushButton("第一天：十二项练习")
        self.first_day.setProperty("link", True)
        self.first_day.setStyleSheet(f"background: {theme.colours.page}; padding: 0 10px;")
        self.first_day.clicked.connect(self.first_day_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 1)
        layout.addStretch(1)
        layout.addWidget(label)
        layout.addWidget(self.first_day)
        layout.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Slanted lines over the whole width."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("page"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("control"), 1.5))
        height = self.height()
        painter.drawLines([QLineF(x, height, x + height, 0) for x in range(-height, self.width(), 9)])
