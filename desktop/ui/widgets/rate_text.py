"""The only widget that draws a percentage: rate, numerator and denominator together, the formula in the tooltip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop.rules.rate import Rate
from desktop.ui.theme import Theme

NOTHING = "—（无问题）"
FEW = "少于10条"
BAR_WIDTH, LEAST_BAR = 110, 40
USUAL = ("100.0%", "000/000")
"""What is kept free beside a bar, the same for every row of a table, so that its bars can be compared."""


class RateText(QWidget):
    """`64.0%  121/189`; a click asks for the rows behind it, the menu copies one sentence."""

    clicked = Signal(object)
    copied = Signal(str)

    def __init__(self, theme: Theme, size: int = 13, *, bar: bool = False) -> None:
        super().__init__()
        self._theme, self._size, self._bar = theme, size, bar
        self._rate: Rate | None = None
        self._ids: tuple[int, ...] = ()
        self._as_of, self._basis_text = "", ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_rate(self, rate: Rate, basis_text: str, formula: str, as_of: str, ids: Sequence[int] = ()) -> None:
        """Show a rate; `basis_text` and `formula` name the counting basis, `as_of` is the ISO date it stands for."""
        self._rate, self._ids, self._as_of, self._basis_text = rate, tuple(ids), as_of, basis_text
        self.setToolTip(f"{basis_text}\n{formula}\n= {self.text()}\n截至 {as_of}，点击看明细，右键复制为一句话")
        self.setAccessibleName(f"整改率 {self.text()}")
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What is drawn, as one string."""
        return " ".join(part for part in self._parts() if part)

    def sentence(self) -> str:
        """复制为一句话."""
        return "" if self._rate is None else self._rate.sentence(self._as_of, self._basis_text)

    def sizeHint(self) -> QSize:
        """Bar, percentage and counts in one line."""
        big, small = (QFontMetrics(font) for font in self._fonts())
        head, counts, few = self._parts()
        width = big.horizontalAdvance(head) + small.horizontalAdvance(f"{counts}  {few}") + self._theme.px(16)
        return QSize(width + (self._theme.px(BAR_WIDTH) if self._bar else 0), big.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar, percentage and counts on one base line."""
        painter = QPainter(self)
        self.draw(painter, self.rect())
        if self.hasFocus():
            painter.setPen(self._theme.colour("primary"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def draw(self, painter: QPainter, rect: QRect) -> None:
        """Draw the rate into a rectangle: its own, or a table's cell; the bar gives way before a number is cut."""
        head, counts, few = self._parts()
        big, small = self._fonts()
        gap = self._theme.px(6 if self._size < 20 else 10)
        left = rect.left() + (self._paint_bar(painter, rect) if self._bar else 0)
        base = rect.top() + (rect.height() + QFontMetrics(big).ascent() - QFontMetrics(big).descent()) // 2
        painter.setFont(big)
        painter.setPen(self._theme.colour("text" if self._rate and self._rate.denominator else "disabled"))
        painter.drawText(left, base, head)
        left += painter.fontMetrics().horizontalAdvance(head) + gap
        painter.setFont(small)
        painter.setPen(self._theme.colour("text" if self._size >= 20 else "secondary"))
        painter.drawText(left, base, counts)
        left += painter.fontMetrics().horizontalAdvance(counts + "  ")
        if left + painter.fontMetrics().horizontalAdvance(few) <= rect.right() + 1:
            painter.setPen(self._theme.colour("secondary"))
            painter.drawText(left, base, few)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the rows."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit(self._ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Enter ask for the rows."""
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clicked.emit(self._ids)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """看明细, 复制为一句话."""
        menu = QMenu(self)
        rows, copy = menu.addAction("看明细\tF2"), menu.addAction("复制为一句话")
        rows.triggered.connect(self._ask_rows)
        copy.triggered.connect(self.copy_sentence)
        menu.exec(event.globalPos())

    def copy_sentence(self) -> None:
        """Put the sentence on the clipboard."""
        QGuiApplication.clipboard().setText(self.sentence())
        self.copied.emit(self.sentence())

    def _ask_rows(self) -> None:
        self.clicked.emit(self._ids)

    def _parts(self) -> tuple[str, str, str]:
        rate = self._rate
        if rate is None:
            return "", "", ""
        if rate.denominator == 0:
            return NOTHING, "", ""
        counts = f"{rate.numerator}/{rate.denominator}"
        if self._size >= 20:
            counts = f"{rate.numerator} / {rate.denominator}"
        return rate.on_screen, counts, FEW if rate.is_small else ""

    def _fonts(self) -> tuple[QFont, QFont]:
        if self._rate is not None and self._rate.denominator == 0:
            return self._theme.font(13), self._theme.font(12)
        if self._size >= 20:
            return self._theme.font(self._size), self._theme.font(14)
        return self._theme.font(self._size), self._theme.font(max(self._size - 1, 12))

    def _paint_bar(self, painter: QPainter, rect: QRect) -> int:
        theme, rate = self._theme, self._rate
        big, small = self._fonts()
        height, gap = theme.px(10), theme.px(10)
        usual = QFontMetrics(big).horizontalAdvance(USUAL[0]) + gap + QFontMetrics(small).horizontalAdvance(USUAL[1])
        width = min(theme.px(BAR_WIDTH), rect.width() - usual - gap)
        if width < theme.px(LEAST_BAR):
            return 0
        box = QRectF(rect.left(), rect.top() + (rect.height() - height) / 2, width, height)
        painter.fillRect(box, theme.colour("rail"))
        if rate is not None and rate.denominator:
            share = rate.numerator / rate.denominator
            painter.fillRect(
                QRectF(box.left(), box.top(), box.width() * share, box.height()),
                theme.colour("light_bar" if rate.is_small else "link"),
            )
        return width + gap
