"""The tabs of views above the grid, with 保存 and 另存为视图 for what was changed (S3)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton

from db.late_rows import Ended
from desktop.ledgers.column import Column
from desktop.ledgers.findings import TABLE, FindingLine
from desktop.operations import views
from desktop.ui.aside import Aside, few
from desktop.ui.context import AppContext
from desktop.ui.dialogs.view_dialog import ViewDialog
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.grid.rows import Arrangement
from desktop.ui.pages.findings.views import THIS_WEEK, View, built_in, count_all, saved
from desktop.ui.widgets.segment_tabs import SegmentTabs


class ViewBar(QFrame):
    """Views of one grid. A built-in view filters; a saved one brings its columns too."""

    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("card_head")
        self._context = context
        self._table: LedgerTableView | None = None
        self._views: dict[str, View] = {}
        self._lines: Sequence[FindingLine] = ()
        self._is_read = False
        self._applying = False
        self._own_columns: dict[str, Any] = {}
        self._to_count = False
        self._star = ""
        self._kept: dict[str, int] = {}
        self._kept_of: Sequence[Column] | None = None
        self._aside = Aside(self)
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._changed)
        self.label = QLabel("视图")
        self.label.setProperty("role", "secondary")
        self.tabs = SegmentTabs()
        self.save_button = _link("保存", self.save)
        self.save_as_button = _link("另存为视图…", self.save_as)
        self.more_button = QToolButton()
        self.more_button.setIcon(context.theme.icon("dots"))
        self.more_button.setToolTip("更多视图")
        self.more_button.setAccessibleName("更多视图")
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_menu = QMenu(self)
        self.more_menu.aboutToShow.connect(self._fill_menu)
        self.more_button.setMenu(self.more_menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 6, 0)
        layout.setSpacing(4)
        layout.addWidget(self.label)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.save_button)
        layout.addWidget(self.save_as_button)
        layout.addWidget(self.more_button)
        self.tabs.changed.connect(self._choose)
        self.reload()

    def attach(self, table: LedgerTableView) -> None:
        """The grid whose views these are."""
        self._table = table
        table.definition_changed.connect(self._changed)
        self._own_columns = _columns_of(table.view_definition())

    def show_lines(self, lines: Sequence[FindingLine]) -> None:
        """Count anew, once the page is painted; what falls due this week is of the week of 截至."""
        if self._week_of != self._context.as_of:
            self.reload()
            if self.tabs.current() == THIS_WEEK:
                self._choose(THIS_WEEK)
        self._lines, self._to_count, self._kept, self._is_read = lines, True, {}, True
        self.update()

    def let_go(self) -> Sequence[FindingLine]:
        """The lines are for nobody any more until others are shown; what was counted of them stays on the tabs."""
        lines, self._lines, self._to_count, self._is_read = self._lines, (), False, False
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        """What waits to be counted is counted after this paint: the rows come first."""
        super().paintEvent(event)
        if self._to_count:
            self._to_count = False
            self._counting.start()

    def reload(self) -> None:
        """Read the saved views again."""
        self._week_of = self._context.as_of
        found = (*built_in(self._context.switches.as_of), *saved(self._context.reader, self._context.actor.name))
        self._views = {view.key: view for view in found}
        self._fill_tabs()

    def current(self) -> View:
        """The chosen view."""
        return self._views.get(self.tabs.current()) or self._views["all"]

    def choose(self, key: str) -> None:
        """Choose a view by its key, also the one that is chosen already: its own filters come back."""
        if key not in self._views:
            return
        if self.tabs.current() != key:
            self.tabs.set_current(key)
        else:
            self._choose(key)

    def next_view(self) -> None:
        """Ctrl+T"""
        self.tabs.step(1)

    def previous_view(self) -> None:
        """Ctrl+Shift+T"""
        self.tabs.step(-1)

    def save(self) -> None:
        """Keep the changed filters and columns in the saved view."""
        view = self.current()
        if view.saved_id is not None and self._table is not None:
            self._context.write(
                views.save, view.saved_id, self._table.view_definition(), done=self._saved, failed=self.failed.emit
            )

    def save_as(self) -> None:
        """Keep them under a new name."""
        if self._table is None:
            return
        dialog = ViewDialog(self._context, self._table.view_definition(), self.window())
        if dialog.exec() and isinstance(dialog.result_value, tuple):
            self.reload()
            self.tabs.set_current(f"saved-{dialog.result_value[0]}")
        dialog.deleteLater()

    def remove(self) -> None:
        """Take the saved view away; 撤销 brings it back."""
        view = self.current()
        if view.saved_id is not None:
            self._context.write(views.remove, view.saved_id, done=self._saved, failed=self.failed.emit)

    def _choose(self, key: str) -> None:
        if self._table is None:
            return
        view = self._views[key]
        self._applying = True
        self._table.keeps_columns = view.saved_id is None
        if view.saved_id is not None:
            self._table.apply_definition(view.definition)
        else:
            self._table.apply_definition({**self._own_columns, **view.definition})
        self._applying = False
        self._table.model.when_settled(self._take_first)
        self._table.grid.setFocus()  # last: without a row in hand the focus would take the first without choosing it
        self._changed()
        self._fit()

    def _take_first(self) -> None:
        if self._table is not None and self._table.current_record() is None and self._table.model.shown:
            self._table.select_id(self._table.model.shown[0].id)

    def _changed(self) -> None:
        if self._table is None or self._applying:
            return
        view, now = self.current(), self._table.view_definition()
        if view.saved_id is None:
            self._own_columns = _columns_of(now)
        changed = _differs(view, now)
        self.save_button.setVisible(changed and view.saved_id is not None)
        self._show_counts("*" if changed else "")

    def _count(self, view: View) -> int | None:
        """How many findings the view holds; kept until the lines change, None while it is counted beside the window."""
        return self._kept.get(_key_of(view))

    def _count_missing(self) -> None:
        columns = self._table.model.all_columns if self._table else TABLE.columns
        if self._kept_of is not columns:
            self._kept_of, self._kept = columns, {}
        missing = [view for view in self._views.values() if _key_of(view) not in self._kept]
        if missing and self._is_read and not self._aside.busy:
            work = partial(_counted, missing, self._lines, columns)
            self._aside.do(work, self._take_counts, at_once=few(self._lines))

    def _take_counts(self, counted: tuple[Sequence[FindingLine], dict[str, int]]) -> None:
        lines, found = counted
        if lines is self._lines:
            self._kept.update(found)
        if not few(lines):  # else the one who asked shows them
            self._show_counts(self._star)

    def _saved(self, _changes: object) -> None:
        self.reload()
        self._changed()

    def _show_counts(self, star: str = "") -> None:
        self._star = star
        self._count_missing()
        counts: dict[str, Any] = {key: self._count(view) for key, view in self._views.items()}
        current = self.tabs.current()
        if current in counts and star:
            counts[current] = f"{'' if counts[current] is None else counts[current]}{star}"
        self.tabs.set_counts(counts)
        self._fit()

    def _fill_tabs(self) -> None:
        self.tabs.set_tabs([(view.key, view.title, None) for view in self._views.values()])
        for view in self._views.values():
            if view.warning:
                self.tabs.set_tone(view.key, "red")
        self.save_button.hide()
        self._show_counts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other tabs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the tabs that have room, the chosen one always; the ⋯ menu has them all."""
        fixed = (
            self.label.sizeHint().width() + self.save_as_button.sizeHint().width() + self.more_button.sizeHint().width()
        )
        if not self.save_button.isHidden():
            fixed += self.save_button.sizeHint().width()
        room = self.width() - fixed - 48
        buttons = {key: self.tabs.button(key) for key in self.tabs.keys()}
        current = buttons.get(self.tabs.current())
        room -= current.sizeHint().width() + 2 if current else 0
        for button in buttons.values():
            if button is current:
                continue
            room -= button.sizeHint().width() + 2
            button.setVisible(room >= 0)
        if current is not None:
            current.show()

    def _fill_menu(self) -> None:
        self.more_menu.clear()
        for key, view in self._views.items():
            held = self._count(view)
            entry = self.more_menu.addAction(view.title if held is None else f"{view.title}　{held}")
            entry.setData(key)
            entry.triggered.connect(self._chosen_in_menu)
        if self.current().saved_id is not None:
            self.more_menu.addSeparator()
            self.more_menu.addAction(f"删除视图“{self.current().title}”").triggered.connect(self.remove)

    def _chosen_in_menu(self) -> None:
        entry = self.sender()
        assert isinstance(entry, QAction), "only entries of the menu are connected to this"
        self.choose(entry.data())


def _key_of(view: View) -> str:
    return json.dumps(view.definition.get("filters", {}), sort_keys=True, ensure_ascii=False)


def _counted(
    views: Sequence[View], lines: Sequence[FindingLine], columns: Sequence[Column], _stop: Callable[[], bool]
) -> tuple[Sequence[FindingLine], dict[str, int]]:
    try:
        return lines, dict(zip(map(_key_of, views), count_all(views, lines, columns), strict=True))
    except Ended:
        return lines, {}  # another list is shown by now, and waits to be counted


def _link(text: str, slot: Any) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("link", True)
    button.clicked.connect(slot)
    return button


def _columns_of(definition: dict[str, Any]) -> dict[str, Any]:
    return {name: definition[name] for name in ("columns", "widths", "frozen") if name in definition}


def _differs(view: View, now: dict[str, Any]) -> bool:
    """Whether filters, order or (for a saved view) columns were changed since the view was chosen."""
    same = Arrangement.from_words(view.definition) == Arrangement.from_words(now)
    if view.saved_id is None:
        return not same
    return not same or any(view.definition.get(name) != now.get(name) for name in ("columns", "frozen"))
