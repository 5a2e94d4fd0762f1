"""Tabs of which some stand in a menu behind the last one; one that is chosen there is shown as a tab while it is (ux/pages.md §0)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QToolButton

from desktop.ui.widgets.segment_tabs import SegmentTabs


class FoldedTabs(SegmentTabs):
    """`folded` are the keys behind the menu."""

    def __init__(self, tabs: Sequence[tuple[str, str, int | None]], folded: Collection[str], title: str) -> None:
        super().__init__(tabs)
        self._folded = frozenset(folded)
        self.more = QToolButton()
        self.more.setText(f"{title} ▾")
        self.more.setAccessibleName(title)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for key, word, _count in tabs:
            if key in self._folded:
                menu.addAction(word).triggered.connect(partial(self.set_current, key))
        self.more.setMenu(menu)
        self.more.setVisible(bool(self._folded))
        self._layout.insertWidget(len(tabs), self.more)
        self.changed.connect(self._fold)
        self._fold()

    def _fold(self, _key: str = "") -> None:
        current = self.current()
        for key in self._folded:
            self.button(key).setVisible(key == current)
