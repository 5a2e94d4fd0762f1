"""A passphrase line that notices a capital lock and an input method that composes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

CAPITALS = "大写锁定已打开。"
LEAST_NOTICE = 18
COMPOSING = "输入法在中文状态，请切换到英文后再输口令。"


class _Line(QLineEdit):
    noticed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter whose case contradicts Shift means the capital lock is on."""
        text = event.text()
        if text.isalpha() and text.isascii():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.noticed.emit(CAPITALS if text.isupper() != shift else "")
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A composition, or Chinese characters, do not belong here."""
        if event.preeditString() or not event.commitString().isascii():
            self.noticed.emit(COMPOSING)
        super().inputMethodEvent(event)


class PasswordEdit(QWidget):
    """The line with its notice below."""

    entered = Signal()
    edited = Signal()

    def __init__(self, placeholder: str = "口令") -> None:
        super().__init__()
        self.line = _Line(placeholderText=placeholder)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(placeholder)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhPreferLatin)
        self.line.noticed.connect(self._notice)
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(self.edited)
        self.notice = QLabel(wordWrap=True)
        self.notice.setProperty("role", "secondary")
        self.notice.setMinimumHeight(LEAST_NOTICE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self.notice)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Empty the line."""
        self.line.clear()

    def show_notice(self, text: str) -> None:
        """Say something below the line."""
        self._notice(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wants other lines."""
        super().resizeEvent(event)
        self._give_room()

    def _notice(self, text: str) -> None:
        self.notice.setText(text)
        self._give_room()

    def _give_room(self) -> None:
        """All lines of the notice are seen, wherever the line stands: a layout that centres it would not ask how high it is so wide."""
        self.notice.setMinimumHeight(0)  # what was asked for before would count as its height
        self.notice.setMinimumHeight(max(LEAST_NOTICE, self.notice.heightForWidth(self.width())))
