"""Text fields that know when an input method is composing: no key of ours acts on half a word."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class WritingField(QPlainTextEdit):
    """Several lines of text; Tab leaves the field, Enter makes a line."""

    left = Signal()

    def __init__(self, placeholder: str = "", lines: int = 2) -> None:
        super().__init__()
        self.composing = False
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.set_lines(lines)

    def set_lines(self, lines: int) -> None:
        """How many lines are seen at once; one line has no room for a scroll bar."""
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if lines == 1 else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 18)

    def text(self) -> str:
        """What was typed, without blanks at its ends."""
        return self.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Show another text; the marker stands at its end."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self.moveCursor(self.textCursor().MoveOperation.End)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether a word is being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field ends the composition."""
        super().focusOutEvent(event)
        self.composing = False
        self.left.emit()


class WritingLine(QLineEdit):
    """One line of text."""

    def __init__(self, text: str = "", placeholder: str = "") -> None:
        super().__init__(text)
        self.composing = False
        self.setPlaceholderText(placeholder)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether a word is being composed."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class WrappedLine(WritingField):
    """One text without line breaks that is read whole over two lines, such as a title; Enter does not break it."""

    textEdited = Signal(str)

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder, 2)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._showing = False
        self.textChanged.connect(self._changed)

    def text(self) -> str:
        """What was typed, on one line."""
        return " ".join(super().text().split("\n"))

    def setText(self, text: str) -> None:
        """Show another text; nobody typed it."""
        self._showing = True
        self.set_text(text)
        self._showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _changed(self) -> None:
        if not self._showing:
            self.textEdited.emit(self.text())


def is_composing(widget: QWidget | None) -> bool:
    """Whether the widget with the focus holds a word that is still being composed."""
    return bool(getattr(widget, "composing", False))
