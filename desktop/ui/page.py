"""What every page is: a head with title and buttons, a red bar for known problems, a job bar, and the body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import KnownError
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.sight import Sight
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.error_bar import ErrorBar
from desktop.ui.widgets.job_bar import JobBar
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.segment_tabs import SegmentTabs

NARROW_BELOW = 1400
"""Windows narrower than this, in px at 100 %, have icons in the rail, a narrow pane and fewer buttons in the head."""


@dataclass(frozen=True)
class RailCount:
    """A number beside a page's name in the rail; `warning` draws it as ▲ in red."""

    text: str
    warning: bool = False


@dataclass(frozen=True)
class PageEntry:
    """One page of the window: its place in the rail and how it is made when first shown."""

    key: str
    title: str
    group: str
    icon: str
    make: Callable[[AppContext], Page]
    count: Callable[[Sight], RailCount | None] | None = None
    """The number beside its title: asked beside the window where the ledger is large."""
    shortcut: str = ""
    """Its digit (ux/pages.md §0): bound to the page, whatever its place."""
    place: str = ""
    """The page under whose entry of the rail it is reached, where it has none of its own."""


class Page(QWidget):
    """A page of the window. Subclasses fill `body` and read in `refresh`."""

    status_changed = Signal()

    def __init__(self, context: AppContext, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context = context
        self.page_shortcuts: list[tuple[str, str]] = []
        self.page_commands: list[tuple[str, str, Callable[[], Any]]] = []
        self._folding: list[tuple[QPushButton, QAction]] = []
        self._guarded: list[tuple[QPushButton | QAction, Action | None, bool, str]] = []
        self._build_head(title, subtitle)
        context.switches_changed.connect(self._guard)

    # -- to override

    def refresh(self) -> None:
        """Read everything shown again."""

    def run_anew(self) -> None:
        """F5 of the frame: read again; a page whose result is kept does its work anew."""
        self.refresh()

    def escape(self) -> bool:
        """Esc, before 回到今天: whether the page had something to close or to leave."""
        return False

    def on_changed(self, changes: Any) -> None:
        """Something in the ledger changed while this page is in sight."""
        self.refresh()

    def status_texts(self) -> Sequence[str]:
        """The left part of the status bar."""
        return ()

    def zones(self) -> Sequence[QWidget]:
        """The focus zones of the page, in the order of F6."""
        return (self,)

    def open_with(self, payload: object) -> None:
        """Another page opened this one with something to show."""

    def leave(self) -> None:
        """Another page is about to be shown, or the window locks: what is being typed must be kept."""

    def let_go(self) -> Sequence[object]:
        """Hand over the many rows that the page keeps, while it is out of sight; nothing where they are few.

        `refresh` reads them again when it comes back, and all stands as it was left. Whoever took them lets go of them elsewhere.
        """
        return ()

    def undo_here(self) -> bool:
        """Ctrl+Z on a page that has an undo of its own: done here, and nothing in the ledger is taken back."""
        return False

    def keepsake(self) -> object:
        """Where the page stands, for the person who goes on after this one; None where there is nothing to keep."""
        tabs = getattr(self, "tabs", None)
        return tabs.current() if isinstance(tabs, SegmentTabs) else None

    def take_keepsake(self, kept: Any) -> None:
        """Stand where the page of the person before stood."""
        tabs = getattr(self, "tabs", None)
        if isinstance(tabs, SegmentTabs) and kept in tabs.keys():
            tabs.set_current(str(kept))

    # -- to call

    def add_button(
        self,
        text: str,
        slot: Callable[[], Any],
        *,
        icon: str = "",
        primary: bool = False,
        action: Action | None = None,
        writes: bool = False,
        tooltip: str = "",
    ) -> QPushButton:
        """A button at the right of the head; grey with the reason where the person or the day does not allow it."""
        button = QPushButton(text)
        button.setProperty("primary", primary)
        if icon:
            button.setIcon(self.context.theme.icon(icon, "on_primary" if primary else "text"))
        button.setToolTip(tooltip)
        button.clicked.connect(slot)
        self._buttons.addWidget(button)
        self.guard(button, action=action, writes=writes, tooltip=tooltip)
        return button

    def guard(
        self, control: QPushButton | QAction, *, action: Action | None = None, writes: bool = False, tooltip: str = ""
    ) -> None:
        """Keep a control of the page grey, with the reason as tooltip, while it may not be used."""
        self._guarded.append((control, action, writes, tooltip))
        self._guard()

    def add_menu(
        self, text: str, slot: Callable[[], Any], *, action: Action | None = None, writes: bool = False
    ) -> QAction:
        """An entry of the head's ⋯ menu (F10)."""
        entry = self.menu.addAction(text)
        entry.triggered.connect(slot)
        self.guard(entry, action=action, writes=writes)
        self.menu_button.show()
        return entry

    def add_shortcut(self, key: str, title: str, slot: Callable[[], Any]) -> QShortcut:
        """A key that works while the page is in sight; it is listed under F1."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)
        self.page_shortcuts.append((key, title))
        self.page_commands.append((key, title, slot))
        return shortcut

    def fold_when_narrow(self, *buttons: QPushButton) -> None:
        """These buttons stand in the ⋯ menu instead where the window is narrow (ux/pages.md §3)."""
        for button in buttons:
            entry = self.menu.addAction(button.text())
            entry.triggered.connect(button.click)
            entry.setVisible(False)
            self.menu_button.show()
            self._folding.append((button, entry))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What may fold is folded where the window is narrow."""
        super().resizeEvent(event)
        narrow = self.window().width() < self.context.theme.px(NARROW_BELOW)
        for button, entry in self._folding:
            button.setVisible(not narrow)
            entry.setVisible(narrow)

    def set_title(self, text: str) -> None:
        """Change the title."""
        self.title_label.setText(text)

    def set_subtitle(self, text: str) -> None:
        """Change the line beside the title."""
        self.subtitle_label.set_full_text(text)
        self.subtitle_label.setVisible(bool(text))

    def show_error(self, error: KnownError | str) -> None:
        """A known problem, as a red bar inside the page."""
        self.error_bar.show_text(str(error))

    def clear_error(self) -> None:
        """Take the red bar away, with what it said."""
        self.error_bar.forget()

    def say(self, text: str) -> None:
        """A success, in the status bar."""
        self.context.notify(text)

    # -- inside

    def _build_head(self, title: str, subtitle: str) -> None:
        theme = self.context.theme
        self.title_label = QLabel(title)
        self.title_label.setProperty("role", "page-title")
        self.subtitle_label = ElidedLabel(subtitle, "secondary")  # gives way to the tabs, whose words are whole
        if not subtitle:
            self.subtitle_label.hide()
        self.menu = QMenu(self)
        self.menu_button = QToolButton()
        self.menu_button.setIcon(theme.icon("dots"))
        self.menu_button.setToolTip("更多（F10）")
        self.menu_button.setAccessibleName("更多")
        self.menu_button.setMenu(self.menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.hide()
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.title_label)
        self.head.addWidget(self.subtitle_label)
        self.head_middle = QHBoxLayout()
        self.head.addLayout(self.head_middle)
        self.head.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self.head.addLayout(self._buttons)
        self.head.addWidget(self.menu_button)
        self.error_bar = ErrorBar(theme)
        self.job_bar = JobBar(theme)
        content = named(QWidget(), "page_body")
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        self.scroller = named(QScrollArea(widgetResizable=True), "page_scroller")
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setWidget(content)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(self.head)
        layout.addWidget(self.error_bar)
        layout.addWidget(self.job_bar)
        self.below = QVBoxLayout()
        """What stays in sight under the body, however the body scrolls: the sum of a piece of work and its verbs."""
        layout.addWidget(self.scroller, 1)  # with large letters a page scrolls as a whole rather than paint over itself
        layout.addLayout(self.below)

    def _guard(self) -> None:
        for control, action, writes, tooltip in self._guarded:
            reason = self.context.why_not(action, writes)
            control.setEnabled(not reason)
            control.setToolTip(reason or tooltip)
