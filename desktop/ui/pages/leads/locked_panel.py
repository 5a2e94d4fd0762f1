"""The page of leads while it is locked: a panel, and nothing else (ux/18-leads-locked)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.password_edit import PasswordEdit

LOCKED, NOT_ENABLED = "线索台账已锁定", "线索台账没有启用"
_ASK = "输入二次口令。口令与登录口令不同，由本人保管。"
_HOW = "启用须由有“管理”权限和有“审核”权限的两人共同办理。"
_RULES = "3 分钟无操作自动锁定。查看、显示姓名、打印都记日志。\n线索不进搜索、统计、首页和导出。"
_TRIES = "连错 5 次等待 30 分钟；用错一次记一次日志"
PANEL_WIDTH, FIELD_WIDTH = 420, 300


class LockedPanel(QWidget):
    """Asks for the passphrase of the room, or offers to enable it."""

    open_asked = Signal(str)
    enable_asked = Signal()
    forgotten = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        card = Card()
        card.setFixedWidth(theme.px(PANEL_WIDTH))
        card.body.setContentsMargins(28, 28, 28, 22)
        card.body.setSpacing(12)
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        picture.setPixmap(theme.picture("lock", "primary", 30))
        self.title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.title.setProperty("role", "page-title")
        self.ask = _secondary("")
        self.field = PasswordEdit("线索口令")
        self.field.entered.connect(self._asked)
        self.button = QPushButton()
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self._asked)
        for shown in (self.field, self.button):
            shown.setFixedWidth(theme.px(FIELD_WIDTH))
        self.tries = _secondary(_TRIES)
        self.forgot = QPushButton("忘记口令…")
        self.forgot.setProperty("link", True)
        self.forgot.clicked.connect(self.forgotten)
        for widget in (picture, self.title, self.ask):
            card.body.addWidget(widget)
        for shown in (self.field, self.button):
            card.body.addWidget(shown, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.tries)
        row.addWidget(self.forgot)
        row.addStretch(1)
        card.body.addLayout(row)
        line = QFrame(frameShape=QFrame.Shape.HLine)
        line.setProperty("rule", True)
        card.body.addWidget(line)
        card.body.addWidget(_secondary(_RULES))
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self._enabled = True

    def show_state(self, enabled: bool, why_not: str = "") -> None:
        """Locked, or not enabled yet; `why_not` greys the button with its reason."""
        self._enabled = enabled
        self.title.setText(LOCKED if enabled else NOT_ENABLED)
        self.ask.setText(_ASK if enabled else _HOW)
        for widget in (self.field, self.tries, self.forgot):
            widget.setVisible(enabled)
        self.button.setText("打开线索台账 Enter" if enabled else "两人启用…")
        self.button.setEnabled(not why_not)
        self.button.setToolTip(why_not)
        self.field.clear()
        self.field.show_notice("")

    def refuse(self, text: str) -> None:
        """The passphrase was wrong, or the room cannot be opened now."""
        self.field.clear()
        self.field.show_notice(text)
        self.button.setEnabled(True)
        self.field.setFocus()

    def _asked(self) -> None:
        if not self._enabled:
            self.enable_asked.emit()
            return
        if self.button.isEnabled() and self.field.text():
            self.button.setEnabled(False)
            self.open_asked.emit(self.field.text())


def _secondary(text: str) -> QLabel:
    label = QLabel(text, wordWrap=False)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setProperty("role", "secondary")
    return label
