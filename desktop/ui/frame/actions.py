"""What the frame itself can do: the switches' panels, search, undo, keys, zones, the status bar's buttons."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from db.queries import bases
from desktop.later import Later
from desktop.rules import basis as basis_rules
from desktop.ui.asks import AskTab, AskUnit
from desktop.ui.frame.keys import GRID_KEYS, connect_keys
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.frame.search_panel import SearchPanel
from desktop.ui.frame.switch_panels import BasisPanel, DatePanel, RoundPanel
from desktop.ui.round_figures import date_text, first_choice, rounds_text

if TYPE_CHECKING:
    from desktop.operations import undo
    from desktop.ui.frame import help_sheet
    from desktop.ui.frame.first_day_sheet import FirstDaySheet
else:
    undo, help_sheet = Later("desktop.operations.undo"), Later("desktop.ui.frame.help_sheet")


class FrameActions(QObject):
    """Connects the frame's controls and keys of one window."""

    lock_asked = Signal()
    other_user_asked = Signal()
    again_asked = Signal()
    """The demonstration is to be built anew."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window, self.context = window, window.context
        self.search = SearchPanel(self.context, window, self.commands)
        self._undoing = ""
        self._first_day: FirstDaySheet | None = None
        self._choose_first()
        self._connect()
        self._keys = connect_keys(window.cover.widget(0), self.keys())
        self.show_switches()

    # -- switches

    def show_switches(self) -> None:
        """What the three chips say."""
        bar, context = self.window.context_bar, self.context
        bar.round_chip.set_value(rounds_text(context))
        bar.date_chip.set_value(date_text(context), away=context.is_back, closed=bool(context.switches.frozen))
        basis = context.basis
        bar.basis_chip.set_value(basis.name)
        bar.basis_chip.setToolTip(f"口径：{basis_rules.title(basis)}，{basis_rules.formula(basis)}（Alt+B）")

    def open_rounds(self) -> None:
        """轮次 (Alt+R)."""
        RoundPanel(self.window, self.context).open_below(self.window.context_bar.round_chip)

    def open_date(self) -> None:
        """截至 (Alt+T)."""
        DatePanel(self.window, self.context).open_below(self.window.context_bar.date_chip)

    def open_basis(self) -> None:
        """口径 (Alt+B)."""
        BasisPanel(self.window, self.context, self._open_bases).open_below(self.window.context_bar.basis_chip)

    def _open_bases(self) -> None:
        self.window.show_page("system", AskTab("bases"))

    # -- keys and commands

    def keys(self) -> list[tuple[str, str, Any]]:
        """The keys of the window with their words."""
        pages = [(entry.shortcut, entry.title, partial(self._show, key)) for key, entry in self.window.entries.items()]
        own = [
            ("Alt+R", "轮次", self.open_rounds),
            ("Alt+T", "截至", self.open_date),
            ("Alt+B", "口径", self.open_basis),
            ("Ctrl+K", "搜索", self.focus_search),
            ("Ctrl+Z", "撤销", self.undo),
            ("Ctrl+Y", "重做", self.redo),
            ("Ctrl+S", "保存", self.save),
            ("F5", "刷新", self.refresh),
            ("F6", "下一区", self.next_zone),
            ("Shift+F6", "上一区", self.previous_zone),
            ("F10", "页面菜单 ⋯", self.open_menu),
            ("Ctrl+L", "锁屏", self.lock_asked.emit),
            ("Ctrl+U", "换用户", self.other_user_asked.emit),
            ("F1", "帮助", self.show_help),
            ("Esc", "关闭、取消、回到今天", self.escape),
        ]
        if "import" in self.window.entries:
            own.append(("Ctrl+I", "导入", partial(self._show, "import")))
        return [entry for entry in pages if entry[0]] + own

    def commands(self) -> list[tuple[str, str, Any]]:
        """What `>` in the search box finds: the window's keys and the page's."""
        page = self.window.current_page()
        training = [("", "第一天：十二项练习", self.show_first_day)] if self.window.demo_band is not None else []
        return self.keys() + training + (list(page.page_commands) if page is not None else [])

    def show_help(self) -> None:
        """F1: the help of the page in sight."""
        page = self.window.current_page()
        own = [(key, title) for key, title, _ in self.keys()]
        groups = [("本页", page.page_shortcuts if page is not None else []), ("全程序", own), ("表格", GRID_KEYS)]
        titles = {key: entry.title for key, entry in self.window.entries.items()}
        sheet = help_sheet.HelpSheet(
            self.window,
            self.context.theme,
            titles,
            self.window.current_key,
            groups,
            trains=self.window.demo_band is not None,
        )
        sheet.exec()
        if sheet.training_asked:
            self.show_first_day()

    def show_first_day(self) -> None:
        """第一天, in a demonstration: the cards stand beside the work."""
        from desktop.ui.frame.first_day_sheet import FirstDaySheet  # not needed for the first paint

        if self._first_day is None:
            self._first_day = FirstDaySheet(self.window, self.context, datetime.now().isoformat(timespec="seconds"))
            self._first_day.again_asked.connect(self.again_asked)
        self._first_day.show()
        self._first_day.raise_()
        self._first_day.activateWindow()

    def escape(self) -> None:
        """Close the search, else what the page closes, else come back to today."""
        page = self.window.current_page()
        if self.search.isVisible():
            self.search.hide()
        elif page is not None and page.escape():
            return
        elif self.context.is_back:
            self.window.back_to_today()

    def refresh(self) -> None:
        """F5."""
        page = self.window.current_page()
        if page is not None:
            page.run_anew()
        self.window.show_counts()
        self.window.show_status()

    def save(self) -> None:
        """Ctrl+S: what is being typed is kept; answers with the time."""
        page = self.window.current_page()
        if page is not None:
            page.leave()
        self.context.notify(f"已保存 {self.context.ledger.clock():%H:%M}")

    def open_menu(self) -> None:
        """F10."""
        page = self.window.current_page()
        if page is not None and not page.menu.isEmpty():
            page.menu_button.showMenu()

    def focus_search(self) -> None:
        """Ctrl+K."""
        self.window.context_bar.search.setFocus()
        self.window.context_bar.search.selectAll()

    # -- zones

    def zones(self) -> list[QWidget]:
        """Context bar, rail, the page's own zones, status bar."""
        page, frame = self.window.current_page(), self.window
        rail = frame.rail.buttons.get(frame.place_of(frame.current_key))
        own = list(page.zones()) if page is not None else []
        ends = [rail] if rail is not None else []
        return [frame.context_bar.round_chip, *ends, *own, frame.status.saved]

    def next_zone(self) -> None:
        """F6."""
        self._step_zone(1)

    def previous_zone(self) -> None:
        """Shift+F6."""
        self._step_zone(-1)

    def _step_zone(self, step: int) -> None:
        zones, focus = self.zones(), QApplication.focusWidget()
        inside = [place for place, zone in enumerate(zones) if zone is focus or _holds(zone, focus)]
        place = (inside[-1] + step) % len(zones) if inside else 0
        target = zones[place]
        inner = target if target.focusPolicy() else target.nextInFocusChain()
        if inner is not None:
            inner.setFocus()

    # -- undo

    def undo(self) -> None:
        """Ctrl+Z: takes back the last action, by name; on a page with an undo of its own, the last one there."""
        page = self.window.current_page()
        if page is not None and page.undo_here():
            return
        found = undo.last_undoable(self.context.reader)
        if found is None:
            self.context.notify("没有可以撤销的操作。")
            return
        self._undoing = found.title
        self.context.write(undo.undo, found.id, done=self._undone, label="正在撤销")

    def redo(self) -> None:
        """Ctrl+Y."""
        if undo.last_redoable(self.context.reader) is None:
            self.context.notify("没有可以重做的操作。")
            return
        self.context.write(undo.redo, done=self._redone, label="正在重做")

    def show_undo_list(self) -> None:
        """撤销记录."""
        from desktop.ui.frame.undo_list import UndoList  # not needed for the first paint

        UndoList(self.window, self.context).exec()

    def _undone(self, _changes: Any) -> None:
        self.context.notify(f"已撤销：{self._undoing}")

    def _redone(self, changes: Any) -> None:
        self.context.notify(f"已重做：{changes.title}")

    # -- inside

    def _connect(self) -> None:
        bar, box = self.window.context_bar, self.window.context_bar.search
        bar.round_asked.connect(self.open_rounds)
        bar.date_asked.connect(self.open_date)
        bar.basis_asked.connect(self.open_basis)
        bar.undo_list_asked.connect(self.show_undo_list)
        bar.settings_asked.connect(self._open_settings)
        bar.lock_asked.connect(self.lock_asked)
        bar.other_user_asked.connect(self.other_user_asked)
        self.window.rail.lock_asked.connect(self.lock_asked)
        if self.window.demo_band is not None:
            self.window.demo_band.first_day_asked.connect(self.show_first_day)
            self.context.training_asked.connect(self.show_first_day)
        box.textChanged.connect(self._search)
        box.focused.connect(self._search_again)
        box.moved.connect(self.search.move_choice)
        box.chosen.connect(self.search.open_choice)
        self.search.opened.connect(self._open_found)
        self.search.used.connect(box.clear)
        self.window.status.asked.connect(self._open_status)
        self.context.switches_changed.connect(self.show_switches)
        self.context.changed.connect(self._on_changed)
        self.window.page_shown.connect(self._close_search)

    def _choose_first(self) -> None:
        context = self.context
        basis = bases.default_basis(context.reader)
        context.set_switches(round_ids=first_choice(context), as_of=context.today, basis_id=basis.id or None)

    def _on_changed(self, changes: Any) -> None:
        if changes.touches("round", "basis"):
            if not self.context.switches.round_ids:
                self.context.set_switches(round_ids=first_choice(self.context))
            self.show_switches()

    def _show(self, key: str) -> None:
        self.window.show_page(key)

    def _search(self, typed: str) -> None:
        self.search.place_below(self.window.context_bar.search)
        self.search.search(typed)

    def _search_again(self) -> None:
        if self.window.context_bar.search.text():
            self._search(self.window.context_bar.search.text())

    def _open_found(self, page: str, ask: object) -> None:
        self.window.context_bar.search.clear()
        current = self.window.current_page()
        if isinstance(ask, AskUnit) and current is not None:
            from desktop.ui.dialogs.unit_card import open_unit_card  # not needed for the first paint

            open_unit_card(current, ask.unit_id)
            return
        self.window.show_page(page, ask)

    def _close_search(self, _key: str) -> None:
        self.search.hide()

    def _open_settings(self) -> None:
        self.window.show_page("system", AskTab("looks"))

    def _open_status(self, name: str) -> None:
        tabs = {"backup": "backups", "external_backup": "backups", "alone": "health", "health": "health"}
        if name == "saved":
            self.show_undo_list()
        else:
            self.window.show_page("system", AskTab(tabs[name]))


def _holds(zone: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and zone.isAncestorOf(focus)
