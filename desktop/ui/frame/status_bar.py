"""The bottom line: what the page counts at the left; saving, both backups and the standing alone at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from desktop.ui.theme import Theme
from desktop.ui.widgets.properties import named

NOTICE_MS = 4000
_SAVED = "最近一次保存的时间"


class StatusBar(QFrame):
    """Every text at the right is a button that opens its matter."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("status_bar")
        self._theme = theme
        self.setFixedHeight(theme.px(27))
        self._left = QHBoxLayout()
        self._left.setSpacing(0)
        self._texts: list[QLabel] = []
        self._notice = QLabel()
        self._notice.setProperty("tone", "green")
        self._notice.hide()
        self._timer = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._timer.timeout.connect(self._notice.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 0)
        layout.setSpacing(0)
        layout.addLayout(self._left)
        layout.addWidget(self._notice)
        layout.addStretch(1)
        self.saved = self._button("saved", _SAVED)
        self.local = self._button("backup", "本机备份")
        self.external = self._button("external_backup", "外置备份")
        self.health = self._button("health", "打开“系统—体检”，逐条查看和处理")
        self.health.hide()
        self.alone = self._button("alone", "本程序不联网，账本只在本机")
        self.alone.setText("单机运行 · 无网络")
        for button in (self.health, self.saved, self.local, self.external, self.alone):
            layout.addWidget(button)
        self.set_saved("")

    def show_texts(self, texts: Sequence[str]) -> None:
        """The page's own texts."""
        for label in self._texts:
            self._left.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._texts = [QLabel(text, textFormat=Qt.TextFormat.PlainText) for text in texts]
        for label in self._texts:
            self._left.addWidget(label)

    def texts(self) -> tuple[str, ...]:
        """What stands at the left."""
        return tuple(label.text() for label in self._texts)

    def show_notice(self, text: str) -> None:
        """A success, for four seconds."""
        self._notice.setText(text)
        self._notice.show()
        self._timer.start()

    def set_saved(self, time: str) -> None:
        """When something was last saved; empty where nothing was since opening."""
        self._saved_at = time
        self.saved.setText(f"已保存 {time}" if time else "已全部保存")

    def set_whole(self, whole: bool) -> None:
        """Whether everything saved lies in the one file; until it does, a copy of the folder needs the files beside it too."""
        if whole:
            self.set_saved(self._saved_at)
            self.saved.setToolTip(_SAVED)
            return
        self.saved.setText(f"已保存 {self._saved_at}，文件待整理".replace("  ", " "))
        self.saved.setToolTip("保存的内容都在账本中，只是还没有并入主文件（正被占用或磁盘已满），稍后自动再整理。")

    def set_backup(self, button: QToolButton, text: str, tone: str) -> None:
        """A backup's age: tone green, amber, red or secondary with its shape."""
        icons = {"green": "badge_check", "amber": "badge_diamond", "red": "badge_triangle"}
        button.setText(text)
        button.setProperty("tone", tone)
        if tone in icons:
            button.setIcon(self._theme.icon(icons[tone], tone))
        button.style().unpolish(button)
        button.style().polish(button)

    def _button(self, name: str, tooltip: str) -> QToolButton:
        button = named(QToolButton(), name)
        button.setToolTip(tooltip)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(13, 13))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("tone", "secondary" if name == "alone" else "")
        button.clicked.connect(self._ask)
        return button

    def _ask(self) -> None:
        self.asked.emit(self.sender().objectName())
