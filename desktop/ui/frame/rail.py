"""The left rail: the pages by group, with counts only where they ask for work; icons alone on a narrow window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout

from desktop.ledgers.column import Shape
from desktop.ui.page import PageEntry, RailCount
from desktop.ui.theme import Theme
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.state_chip import paint_shape

WIDE, NARROW = 168, 56


class RailButton(QToolButton):
    """A page's entry."""

    def __init__(self, theme: Theme, title: str, icon: str, key: str) -> None:
        super().__init__()
        self.setText(f" {title}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._theme, self._title, self._key = theme, title, key
        self._count: RailCount | None = None
        self.setIcon(theme.icon(icon))
        self.setIconSize(QSize(18, 18))
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._label = named(QLabel(self), "count")
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Icon alone, or icon and word."""
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.setToolButtonStyle(style)
        self._label.setVisible(not narrow and self._count is not None)
        self._explain()

    def set_count(self, count: RailCount | None) -> None:
        """The number that asks for work, or none."""
        self._count = count
        self._label.setText("" if count is None else count.text)
        self._label.setProperty("tone", "red" if count is not None and count.warning else "")
        self._label.style().polish(self._label)
        narrow = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        self._label.setVisible(count is not None and not narrow)
        self._place()
        self._explain()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the number at the right."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The entry, with a red triangle where the number warns."""
        super().paintEvent(event)
        if self._count is None or not self._count.warning:
            return
        side = self._theme.px(12)
        narrow = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        x = self.width() - side - 6 if narrow else self._label.x() - side - 3
        y = 2 if narrow else (self.height() - side) / 2
        paint_shape(
            QPainter(self),
            Shape.TRIANGLE,
            QRectF(x, y, side, side),
            self._theme.colour("red"),
            self._theme.colour("rail"),
        )

    def _place(self) -> None:
        self._label.adjustSize()
        self._label.move(self.width() - self._label.width() - 12, (self.height() - self._label.height()) // 2)

    def _explain(self) -> None:
        count = "" if self._count is None else f" {'▲' if self._count.warning else ''}{self._count.text}"
        self.setToolTip(f"{self._title}{count}（{self._key}）" if self._key else f"{self._title}{count}")


class Rail(QFrame):
    """All entries; tells which page was chosen."""

    chosen = Signal(str)
    lock_asked = Signal()

    def __init__(self, theme: Theme, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._theme = theme
        self.buttons: dict[str, RailButton] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 10, 0, 10)
        self._layout.setSpacing(0)
        self._groups: list[QLabel] = []
        group = ""
        for entry in entries:
            if entry.place:
                continue
            if entry.group != group:
                group = entry.group
                self._add_group(group)
            self._add_entry(entry, entry.shortcut)
        self._layout.addStretch(1)
        self._lock = RailButton(theme, "锁屏 Ctrl+L", "shield", "")
        self._lock.setCheckable(False)
        self._lock.clicked.connect(self.lock_asked)
        self._layout.addWidget(self._lock)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """56 px with icons, or 168 px with words."""
        self.setProperty("narrow", narrow)
        self.setFixedWidth(NARROW if narrow else self._theme.px(WIDE))
        for button in (*self.buttons.values(), self._lock):
            button.set_narrow(narrow)
        for label in self._groups:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter if narrow else Qt.AlignmentFlag.AlignLeft)
        for widget in (self, *self._groups, *self.buttons.values(), self._lock):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))  # else a label keeps its former edges

    def show_current(self, key: str) -> None:
        """Mark the page in sight."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def _add_group(self, title: str) -> None:
        label = QLabel(title)
        label.setProperty("role", "group")
        self._groups.append(label)
        self._layout.addWidget(label)

    def _add_entry(self, entry: PageEntry, key: str) -> None:
        button = RailButton(self._theme, entry.title, entry.icon, key)
        button.setObjectName(entry.key)
        button.clicked.connect(self._choose)
        self.buttons[entry.key] = button
        self._layout.addWidget(button)

    def _choose(self) -> None:
        self.chosen.emit(self.sender().objectName())
