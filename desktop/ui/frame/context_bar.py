"""The bar under the title: the three switches always together, the search, the bell, and who is at work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from desktop.rules.permissions import RIGHT_WORDS, Actor
from desktop.ui.frame.chips import SearchBox, SwitchChip
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.popup import PopupPanel

HEIGHT = 50


class ContextBar(QFrame):
    """Tells what was asked for; the window answers."""

    round_asked = Signal()
    date_asked = Signal()
    basis_asked = Signal()
    settings_asked = Signal()
    undo_list_asked = Signal()
    other_user_asked = Signal()
    lock_asked = Signal()

    def __init__(self, theme: Theme, actor: Actor, machine_mark: str) -> None:
        super().__init__()
        self.setObjectName("context_bar")
        self._theme = theme
        self.setFixedHeight(theme.px(HEIGHT))
        self.round_chip = SwitchChip(theme, "flag", "轮次", "Alt+R", theme.px(268), grows=theme.px(72))
        self.date_chip = SwitchChip(theme, "calendar", "截至", "Alt+T", theme.px(208), yields=18, whole=True)
        self.basis_chip = SwitchChip(theme, "scale", "口径", "Alt+B", theme.px(244))
        for chip, signal in (
            (self.round_chip, self.round_asked),
            (self.date_chip, self.date_asked),
            (self.basis_chip, self.basis_asked),
        ):
            chip.clicked.connect(signal)
        self.search = SearchBox(theme)
        self.mark = ElidedLabel(machine_mark, "secondary")
        self.mark.setMaximumWidth(theme.px(236))
        self.bell = _tool(theme, "bell", "通知：完成的任务和提醒")
        self.bell.clicked.connect(self.show_news)
        self._news: list[str] = []
        self.user = _tool(theme, "user", "")
        self._build_user_menu(actor)
        self._lay_out()

    def show_news(self) -> None:
        """Finished jobs and warnings since login."""
        self.bell.setIcon(self._theme.icon("bell"))
        panel = PopupPanel(self, self._theme.px(340))
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = self._news[-10:][::-1] or ["登录以来没有新的通知。"]
        panel.body.setContentsMargins(14, 10, 14, 10)
        for line in lines:
            panel.body.addWidget(ElidedLabel(line))
        panel.show_below(self.bell)

    def add_news(self, text: str) -> None:
        """A finished job or a warning; nothing pops up, the bell turns amber."""
        self._news.append(text)
        self.bell.setIcon(self._theme.icon("bell", "amber"))
        self.bell.setToolTip(f"通知 {len(self._news)} 条")

    def show_person(self, actor: Actor) -> None:
        """Who is at work now."""
        rights = rights_text(actor)
        self.user.setText(f" {actor.name} · {rights.split('、')[0]}")
        self.user.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        words = QFontMetrics(self._theme.font(13)).horizontalAdvance(self.user.text())
        self.user.setStyleSheet(f"min-width: {words + 24}px;")  # who is at work is never cut; the search gives way
        self.user.setToolTip(f"{actor.name}：{rights}")

    def _build_user_menu(self, actor: Actor) -> None:
        self.show_person(actor)
        menu = QMenu(self)
        entries: Sequence[tuple[str, SignalInstance]] = (
            ("我的设置…", self.settings_asked),
            ("撤销记录…", self.undo_list_asked),
            ("换用户…\tCtrl+U", self.other_user_asked),
            ("锁屏\tCtrl+L", self.lock_asked),
        )
        for text, signal in entries:
            menu.addAction(text).triggered.connect(signal)
        self.user.setMenu(menu)
        self.user.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 0)
        layout.setSpacing(8)
        for chip in (self.round_chip, self.date_chip, self.basis_chip):
            layout.addWidget(chip)
        layout.addStretch(1)
        layout.addWidget(self.mark)
        layout.addWidget(self.search, 6)
        layout.addWidget(self.bell)
        layout.addWidget(self.user)


def rights_text(actor: Actor) -> str:
    """The rights of a person in words, the strongest first."""
    order = ("审核", "管理", "录入", "审计")
    held = {RIGHT_WORDS[right] for right in actor.rights}
    return "、".join(word for word in order if word in held) or "只读"


def _tool(theme: Theme, icon: str, tooltip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(icon))
    button.setIconSize(QSize(18, 18))
    button.setToolTip(tooltip)
    button.setAccessibleName(tooltip)
    return button
