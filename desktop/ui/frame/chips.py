"""The controls of the context bar: switch chips with label and value, the search box, and the chips' look while away from today."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy

from desktop.ui.theme import Theme
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.properties import named


class SwitchChip(QPushButton):
    """One of the three switches: icon, label, value, and a chevron.

    A `whole` one is never narrower than its value, any other takes up to `grows` more px than it is drawn for a value that is longer.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        label: str,
        key: str,
        width: int,
        yields: int = 60,
        *,
        grows: int = 0,
        whole: bool = False,
    ) -> None:
        super().__init__()
        self._width, self._yields, self._grows, self._whole = width, yields, grows, whole
        self._theme, self._icon, self._label, self._key = theme, icon, label, key
        self.setProperty("chip", True)
        self._picture, self._value = QLabel(), ElidedLabel(role="strong")
        name = QLabel(label)
        name.setProperty("role", "secondary")
        self._name, chevron = name, QLabel()
        chevron.setPixmap(theme.icon("chevron_down").pixmap(QSize(14, 14)))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 8, 0)
        layout.setSpacing(7)
        for part in (self._picture, name):
            layout.addWidget(part)
        layout.addWidget(self._value, 1)
        layout.addWidget(chevron)
        for part in (self._picture, name, self._value, chevron):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_value("")

    def sizeHint(self) -> QSize:
        """As wide as the design draws it, wider for a long value."""
        return QSize(self.maximumWidth(), self._theme.px(34))

    def set_value(self, text: str, *, away: bool = False, closed: bool = False) -> None:
        """Show the value; `away` is amber with a clock, `closed` with a lock."""
        self._value.set_full_text(text)
        self._picture.setPixmap(
            self._theme.icon(
                "lock" if closed else "clock_back" if away else self._icon, "amber" if away else "text"
            ).pixmap(QSize(16, 16))
        )
        self.setAccessibleName(f"{self._label} {text}")
        self.setToolTip(f"{self._label}：{text}（{self._key}）")
        self.setProperty("away", away)
        self.style().unpolish(self)
        self.style().polish(self)
        self._make_room(text)

    def _make_room(self, text: str) -> None:
        words = self._value.fontMetrics().horizontalAdvance(text) + self._name.sizeHint().width()
        needed = words + 16 + 14 + 3 * 7 + 10 + 8 + 6  # pictures, gaps, margins, frame
        self.setMinimumWidth(max(self._width - self._yields, needed if self._whole else 0))
        self.setMaximumWidth(max(self._width, needed if self._whole else min(needed, self._width + self._grows)))

    def changeEvent(self, event: QEvent) -> None:
        """Another letter size asks for other room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room(self.value())

    def value(self) -> str:
        """What the chip says."""
        return self._value.full_text()


class SearchBox(QLineEdit):
    """The global search; keys of the result list are handed on."""

    moved = Signal(int)
    chosen = Signal(bool)
    focused = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(placeholderText="搜编号、单位、文号、拼音首字母")
        self.setObjectName("search_box")
        self._theme = theme
        self.setMinimumWidth(theme.px(170))
        self.setMaximumWidth(theme.px(420))
        self.setAccessibleName("搜索")
        self.setToolTip("搜编号、单位、问题、人员、文号；以 > 开头找命令（Ctrl+K）")
        self._hint = named(QLabel("Ctrl+K", self), "key_hint")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._show_hint)

    def sizeHint(self) -> QSize:
        """Room for the hint, which a beginner reads first."""
        return QSize(self._theme.px(300), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box with its lens."""
        super().paintEvent(event)
        side = 16
        self._theme.icon("search", "secondary").paint(QPainter(self), 11, (self.height() - side) // 2, side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the key hint at the right."""
        super().resizeEvent(event)
        self._hint.adjustSize()
        self._hint.move(self.width() - self._hint.width() - 8, (self.height() - self._hint.height()) // 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Open the results of what stands here."""
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the results, Enter opens, Esc clears."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _show_hint(self, text: str) -> None:
        self._hint.setVisible(not text)
