"""A strip of rounds: how many units each covered first, as wide as its share, and those that are left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.ui.theme import Theme

TINTS = ("#1D3B5C", "#2F5D8A", "#4A739C", "#5F86AC")
HEIGHT = 22


class RoundStrip(QWidget):
    """Drawn parts: (word, count); the last part is what is left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.parts: tuple[tuple[str, int], ...] = ()
        self.left = 0
        self.setFixedHeight(theme.px(HEIGHT))

    def show_parts(self, parts: Sequence[tuple[str, int]], left: int) -> None:
        """Other rounds, other counts."""
        self.parts, self.left = tuple(parts), left
        told = "、".join(f"{word} {count} 家" for word, count in self.parts)
        self.setAccessibleName(f"各轮首次覆盖：{told}；未巡 {left} 家")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self._theme.px(200), self._theme.px(HEIGHT))

    def event(self, event: QEvent) -> bool:
        """The tooltip of the part under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for word, box in self._boxes():
                if box.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), word, self)
                    return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each part with its count, where it has room for it."""
        painter, theme = QPainter(self), self._theme
        for place, (word, box) in enumerate(self._boxes()):
            is_left = place == len(self.parts)
            painter.fillRect(box, theme.colour("rail") if is_left else QColor(TINTS[place % len(TINTS)]))
            painter.setPen(theme.colour("amber" if is_left else "on_primary"))
            for text, size, edge in ((word, 12, 4), (word.rpartition(" ")[2], 11, -1)):
                painter.setFont(theme.font(size))
                if painter.fontMetrics().horizontalAdvance(text) <= box.width() - edge:
                    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
                    break
        painter.end()

    def _boxes(self) -> list[tuple[str, QRectF]]:
        whole = sum(count for _word, count in self.parts) + self.left
        if not whole:
            return []
        told = [(f"{word} {count}", count) for word, count in self.parts] + (
            [(f"未巡 {self.left}", self.left)] if self.left else []
        )
        boxes, x = [], 0.0
        for word, count in told:
            width = self.width() * count / whole
            boxes.append((word, QRectF(x, 0, max(1.0, width - 1), self.height())))
            x += width
        return boxes
