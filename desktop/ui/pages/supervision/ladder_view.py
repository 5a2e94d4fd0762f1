"""The ladder of a unit, rung by rung: what was taken, what is proposed, what would come after it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.ledgers.column import Mark, Shape, Tone
from desktop.operations.supervision.rungs import RungStanding
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.state_chip import MarkLabel

SIDE = 20


class RungDot(QWidget):
    """The place of a rung in a circle: filled with a tick where it was taken, amber where it is proposed."""

    def __init__(self, theme: Theme, place: int, standing: RungStanding) -> None:
        super().__init__()
        self._theme, self._place, self._standing = theme, place, standing
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        word = "已发" if standing.taken else "建议" if standing.proposed else "未到"
        self.setAccessibleName(f"第 {place} 级 {word}")

    def sizeHint(self) -> QSize:
        """A circle."""
        return QSize(self._theme.px(SIDE), self._theme.px(SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        theme, one = self._theme, self._standing
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        role = "amber" if one.proposed else "primary" if one.taken else "control"
        painter.setPen(QPen(theme.colour(role), 2))
        painter.setBrush(theme.colour("primary" if one.taken and not one.proposed else "surface"))
        painter.drawEllipse(box)
        if one.taken and not one.proposed:
            theme.icon("check", "on_primary").paint(painter, box.adjusted(3, 3, -3, -3).toRect())
        else:
            painter.setFont(theme.font(11, 600))
            painter.setPen(theme.colour("amber" if one.proposed else "secondary"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._place))
        painter.end()


class LadderView(QWidget):
    """`asked` tells the kind of paper whose verb was pressed."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(1, 1)
        self.verbs: dict[str, QPushButton] = {}

    def show_rungs(self, rungs: Sequence[RungStanding], verbs: dict[str, str]) -> None:
        """Show a ladder; `verbs` are the words of the proposed rung's button, by kind of paper."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.verbs = {}
        row = 0
        for place, one in enumerate(rungs, 1):
            row = self._add(row, place, one, verbs)

    def texts(self) -> list[str]:
        """Everything that is said, from top to bottom."""
        items = (self._grid.itemAt(at) for at in range(self._grid.count()))
        labels = [label for item in items if item is not None and isinstance(label := item.widget(), QLabel)]
        return [one.full_text() if isinstance(one, ElidedLabel) else one.text() for one in labels]

    def _add(self, row: int, place: int, one: RungStanding, verbs: dict[str, str]) -> int:
        self._grid.addWidget(RungDot(self._theme, place, one), row, 0, 1, 1, Qt.AlignmentFlag.AlignTop)
        title = ElidedLabel(
            f"{one.title}（建议这一步）" if one.proposed else one.title,
            "strong" if one.taken or one.proposed else "secondary",
        )
        self._grid.addWidget(title, row, 1)
        if one.proposed and one.rung.kind in verbs:
            button = QPushButton(verbs[one.rung.kind])
            button.setProperty("link", True)
            button.clicked.connect(partial(self.asked.emit, one.rung.kind))
            self.verbs[one.rung.kind] = button
            self._grid.addWidget(button, row, 2, Qt.AlignmentFlag.AlignRight)
        elif one.standing:
            mark = MarkLabel(self._theme)
            self._grid.addWidget(mark, row, 2, Qt.AlignmentFlag.AlignRight)
            mark.set_mark(Mark(Shape.TRIANGLE, one.standing, Tone.RED) if one.late else Mark(Shape.DASH, one.standing))
        for line in one.lines:
            row += 1
            self._grid.addWidget(ElidedLabel(line, "secondary"), row, 1, 1, 2)
        return row + 1
