"""The lock: covers a whole window, shows nothing of the ledger, opens by the person's passphrase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.password_edit import PasswordEdit


class LockCover(QFrame):
    """Lies over `over` and keeps its size; `unlock_asked` carries the passphrase."""

    unlock_asked = Signal(str)
    other_user_asked = Signal()

    def __init__(
        self, theme: Theme, over: QWidget, person: str, locked_at: datetime, running: Callable[[], str]
    ) -> None:
        super().__init__(over)
        self.setObjectName("night")
        self._running = running
        self.field = PasswordEdit()
        self.field.setFixedWidth(theme.px(240))
        self.field.entered.connect(self._ask)
        self._over = over
        self.background = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        picture.setPixmap(theme.picture("lock", "night_text", 32))
        title = QLabel("巡察整改台账 · 已锁定", alignment=Qt.AlignmentFlag.AlignCenter)
        title.setProperty("role", "page-title")
        line = QLabel(f"{person} · {locked_at:%H:%M} 锁定 · 未保存的输入已保留", wordWrap=True)
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton("解锁 Enter")
        self.button.setProperty("light", True)
        self.button.setFixedWidth(theme.px(240))
        self.button.clicked.connect(self._ask)
        other = QPushButton("换用户")
        other.setProperty("link", True)
        other.clicked.connect(self.other_user_asked)
        self._lines = layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(1)
        for label in (picture, title, line):
            layout.addWidget(label)
        for widget in (self.field, self.button, other):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(widget)
            row.addStretch(1)
            layout.addLayout(row)
        layout.addWidget(self.background)
        layout.addStretch(1)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show_running()
        self.raise_()
        self.show()
        self._make_room()
        self.field.setFocus()

    def show_running(self) -> None:
        """`后台：正在生成 18 / 37`, without saying of what."""
        text = self._running()
        self.background.setText(f"后台：{text}" if text else "")

    def refuse(self, text: str) -> None:
        """The passphrase was wrong."""
        self.field.clear()
        self.field.show_notice(text)
        self.button.setEnabled(True)
        self.field.setFocus()

    def event(self, event: QEvent) -> bool:
        """Other words, a notice of the field too, want another room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._make_room()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering all of the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        """A small dialog grows until every word of the lock is whole; `Lock.open` gives it its size back."""
        self._lines.activate()
        wide = max(self._over.width(), self._lines.minimumSize().width())
        tall = max(self._over.height(), self._lines.totalHeightForWidth(wide))
        if (wide, tall) != (self._over.width(), self._over.height()):
            self._over.resize(wide, tall)

    def _ask(self) -> None:
        self.button.setEnabled(False)
        self.unlock_asked.emit(self.field.text())


class Lock(QObject):
    """Locks every open window of the program, and opens them again together."""

    locked = Signal()
    unlocked = Signal()
    other_user_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        person: str,
        check: Callable[[str], None],
        clock: Callable[[], datetime],
        running: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme, self._person, self._check, self._clock, self._running = theme, person, check, clock, running
        self.covers: list[LockCover] = []
        self._former: list[tuple[QWidget, str, QSize]] = []
        self._asleep: list[QWidget] = []
        self._focus: QWidget | None = None

    def set_person(self, name: str) -> None:
        """Who is at work now, for the next lock."""
        self._person = name

    @property
    def is_locked(self) -> bool:
        """Whether the windows are covered."""
        return bool(self.covers)

    def lock(self, windows: list[QWidget]) -> None:
        """Cover the windows; popups are closed, dialogs stay below their cover with what was typed."""
        if self.is_locked:
            return
        now = self._clock()
        self._focus = QApplication.focusWidget()
        for window in windows:
            self._put_to_sleep(window)
            self._former.append((window, window.windowTitle(), window.size()))
            window.setWindowTitle("已锁定")
            cover = LockCover(self._theme, window, self._person, now, self._running)
            cover.unlock_asked.connect(self._check)
            cover.other_user_asked.connect(self.other_user_asked)
            self.covers.append(cover)
        self.locked.emit()

    def refuse(self, text: str) -> None:
        """Say on every cover why it stays."""
        for cover in self.covers:
            cover.refuse(text)

    def open(self) -> None:
        """Take the covers away."""
        for cover in self.covers:
            cover.hide()
            cover.deleteLater()
        for window, title, size in self._former:
            window.setWindowTitle(title)
            if isinstance(window, QDialog):
                window.resize(size)
        for widget in self._asleep:
            widget.setEnabled(True)
        if self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.setFocus()
        self.covers, self._former, self._asleep = [], [], []
        self.unlocked.emit()

    def _put_to_sleep(self, window: QWidget) -> None:
        """Below the cover nothing takes keys: neither fields by Tab nor shortcuts."""
        child: QWidget
        for child in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child.isEnabled():
                child.setEnabled(False)
                self._asleep.append(child)

    def show_running(self) -> None:
        """Tell the covers how far the running job is."""
        for cover in self.covers:
            cover.show_running()
