"""A row of tabs with counts, as for views and parts of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton

from desktop.ui.widgets.properties import named


class SegmentTabs(QFrame):
    """Tabs known by key; `changed` tells the key that was chosen by a person or by `set_current`."""

    changed = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str, int | None]] = ()) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QToolButton] = {}
        self._titles: dict[str, str] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addStretch(1)
        self.set_tabs(tabs)

    def set_tabs(self, tabs: Sequence[tuple[str, str, int | None]]) -> None:
        """Show other tabs; the current one stays where it still exists."""
        current = self.current()
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._buttons, self._titles = {}, {}
        for place, (key, title, count) in enumerate(tabs):
            button = named(QToolButton(), key)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(self._chosen)
            self._group.addButton(button)
            self._layout.insertWidget(place, button)
            self._buttons[key], self._titles[key] = button, title
            self._show_count(key, count)
        self._check(current if current in self._buttons else next(iter(self._buttons), ""))

    def current(self) -> str:
        """The key of the chosen tab, empty where there are none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def keys(self) -> tuple[str, ...]:
        """The keys in order."""
        return tuple(self._buttons)

    def button(self, key: str) -> QToolButton:
        """The tab of a key."""
        return self._buttons[key]

    def set_current(self, key: str) -> None:
        """Choose a tab and tell it."""
        if key in self._buttons and key != self.current():
            self._check(key)
            self.changed.emit(key)

    def step(self, by: int) -> None:
        """Choose the next or previous tab (Ctrl+T)."""
        keys = self.keys()
        if keys:
            self.set_current(keys[(keys.index(self.current()) + by) % len(keys)])

    def set_counts(self, counts: Mapping[str, int | str | None]) -> None:
        """Show how many each tab holds, or how many of how many."""
        for key, count in counts.items():
            if key in self._buttons:
                self._show_count(key, count)

    def set_tone(self, key: str, tone: str) -> None:
        """Draw a tab's words in a tone, as 已逾期 in red."""
        button = self._buttons.get(key)
        if button is not None:
            button.setProperty("tone", tone)
            button.style().unpolish(button)
            button.style().polish(button)

    def _show_count(self, key: str, count: int | str | None) -> None:
        self._buttons[key].setText(self._titles[key] + ("" if count is None else f" {count}"))

    def _check(self, key: str) -> None:
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            self.setFocusProxy(self._buttons[key])

    def _chosen(self) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton), "only the tabs are connected to this"
        self.setFocusProxy(button)
        self.changed.emit(button.objectName())
