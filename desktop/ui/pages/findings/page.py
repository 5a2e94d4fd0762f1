"""问题台账: the grid of findings with its views, and the detail pane beside, below or away (F4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.errors import KnownError
from desktop.ledgers.column import Column
from desktop.ledgers.findings import TABLE, FindingLine
from desktop.ledgers.long_list import column_of, late_in
from desktop.rules.permissions import Action
from desktop.ui.aside import Asked
from desktop.ui.asks import AskFinding, AskFindings, AskTab, AskUnit
from desktop.ui.context import AppContext
from desktop.ui.grid.cell_in_hand import put_in_hand
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.grid.left_rows import id_in_hand, row_in_hand
from desktop.ui.grid.paste_plan import plan
from desktop.ui.page import Page
from desktop.ui.pages.findings import left_list
from desktop.ui.pages.findings.actions import FindingActions, add_cell_life, fill_step_menu
from desktop.ui.pages.findings.asked import Ask
from desktop.ui.pages.findings.finding_pane import FindingPane
from desktop.ui.pages.findings.grid_and_pane import GridAndPane
from desktop.ui.pages.findings.keys import add_keys
from desktop.ui.pages.findings.listed import Listed, read
from desktop.ui.pages.findings.notice_bar import NoticeBar
from desktop.ui.pages.findings.papers import add_paper_menus
from desktop.ui.pages.findings.paste_strip import PasteStrip
from desktop.ui.pages.findings.shown_view import list_title, shown_view
from desktop.ui.pages.findings.status import Amounts
from desktop.ui.pages.findings.view_bar import ViewBar
from desktop.ui.widgets.after_paint import AfterPaint
from desktop.ui.widgets.ask_band import AskBand
from desktop.ui.widgets.clip import copied
from desktop.ui.widgets.finding_tabs import add_finding_tabs
from desktop.ui.widgets.writing_field import is_composing

SHOWN_TABLES = (
    "finding", "finding_event", "retraction", "problem", "measure", "evidence", "co_unit", "unit", "unit_name", "round", "round_unit",
    "letter", "letter_finding", "phrase", "own_field",
)  # fmt: skip


class FindingsPage(Page):
    """One list to the end."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "问题台账")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.lines: Sequence[FindingLine] = ()
        self.listed: Listed | None = None
        self.amounts, self.asked = Amounts(), Asked(self, context)
        self._wanted_id: int | None = None
        self._reading = False
        self.deeds = FindingActions(context, self, self)
        self.view_bar = ViewBar(context)
        self.table = LedgerTableView(context.theme, TABLE)
        self._after_rows = AfterPaint(self.table.grid.viewport(), self._show_rest)
        self.pane = FindingPane(context)
        self.notice, self.ask_band = NoticeBar(), AskBand()
        self.ask: Ask | None = None
        self.paste_strip = PasteStrip(context.theme)
        self._add_buttons()
        self._lay_out()
        self._connect()
        add_keys(self)

    # -- what the frame asks

    def refresh(self) -> None:
        """Read the findings of the chosen rounds as of the chosen date; what was wrong before is no longer said."""
        self.clear_error()
        self._read()

    def _read(self) -> None:
        self.asked.ask(partial(read, self.ask, self.table.grid.ids_looked_at(), self.table.arrangement()), self._take)
        if self.listed is None:
            self.table.set_empty_state("正在读取问题……")

    def when_read(self, then: Callable[[], Any]) -> None:
        """Do something as soon as the newest list stands in the grid: now, unless it is still on its way."""
        self.asked.when_done(partial(self.table.model.when_settled, then))

    def _take(self, found: Listed) -> None:
        self._reading = True
        row = row_in_hand(self.table)
        self.listed, self.lines = found, found.lines
        self.ask_band.say(found.sentence) if found.sentence else self.ask_band.hide()
        self.table.set_editable(not self.context.why_not(Action.EDIT_FINDING, writes=True), self.context.actor.rights)
        self.table.take_table(found.table)
        self.table.show_records(self.lines)
        self.context.note_reading(self.table.model.behind)
        self.table.model.when_settled(partial(self._stand, row))

    def _stand(self, row: int) -> None:
        """The rows stand in the grid: what depends on them follows."""
        self.entry_button.setVisible(bool(self.lines))
        self._set_empty_state()
        self.view_bar.show_lines(self.lines)
        self._settle(row)
        if late_in(self.lines) is None:
            self._show_rest()
        else:
            self._after_rows.start()  # of a long list the rows are painted first

    def _show_rest(self) -> None:
        self._fill_steps()
        self._reading = False
        self._show_current()

    def show_all(self) -> None:
        """Back from what was asked to the findings of the chosen rounds."""
        self._show_ask(None)

    def _show_ask(self, ask: Ask | None) -> None:
        self.ask = ask
        self._read()
        self.when_read(partial(self.view_bar.choose, "all"))
        self.when_read(self._take_first)

    def _take_first(self) -> None:
        wanted = self.ask.field if isinstance(self.ask, AskFindings) else ""
        if self.table.model.shown and not (wanted and put_in_hand(self.table, wanted)):
            self.table.select_id(self.table.model.shown[0].id)

    def on_changed(self, changes: Any) -> None:
        """Read again what the action may have touched."""
        if changes.touches("saved_view"):
            self.view_bar.reload()
        if changes.touches(*SHOWN_TABLES):
            self._read()

    def status_texts(self) -> Sequence[str]:
        """共 189 条 · 筛选后 16 · 选中 1 · 涉及金额合计 221.42 万元"""
        if not self.table.model.is_read:
            return ()
        shown, chosen = self.table.model.shown, self.table.chosen_records()
        return self.amounts.status_texts(len(self.lines), shown, chosen, self.listed.carried if self.listed else 0)

    def zones(self) -> Sequence[QWidget]:
        """Views, grid, pane."""
        return (self.view_bar, self.table.grid, self.pane)

    def open_with(self, payload: object) -> None:
        """This finding, exactly these findings, this unit's, or a view by its key."""
        if isinstance(payload, AskFinding):
            self._open_finding(payload)
        elif isinstance(payload, AskFindings | AskUnit):
            self._show_ask(payload)
        elif isinstance(payload, AskTab):
            self._show_ask(None)
            self.when_read(partial(self.view_bar.choose, payload.key))

    def _open_finding(self, ask: AskFinding) -> None:
        """In the ledger where the finding is listed there, else by itself."""
        if self.ask is not None:
            self._show_ask(None)
        self.when_read(partial(self.view_bar.choose, "all"))
        self.when_read(partial(self._select_or_ask, ask))

    def _select_or_ask(self, ask: AskFinding) -> None:
        if not self.table.select_id(ask.finding_id):
            self._show_ask(ask)

    def keepsake(self) -> object:
        """The view with its filters, what was asked for, and the finding in hand."""
        return self.view_bar.tabs.current(), self.ask, self.table.arrangement(), id_in_hand(self.table)

    def take_keepsake(self, kept: Any) -> None:
        """The same rows and the same finding for the next person; a view of the one before only where it is shared."""
        view, ask, how, finding_id = kept
        if ask is not None:
            self._show_ask(ask)
        self.when_read(partial(self.view_bar.choose, view))
        self.when_read(partial(self.table.arrange, how))
        self.when_read(partial(self.table.select_id, finding_id))

    def let_go(self) -> Sequence[object]:
        """The list."""
        return left_list.let_go(self)

    def leave(self) -> None:
        """What is being typed goes to the ledger."""
        self.pane.keep()

    # -- what the steps ask

    def in_hand(self) -> FindingLine | None:
        """The row in hand."""
        return self.table.current_record()

    def chosen(self) -> Sequence[FindingLine]:
        """The ticked rows, else the selected ones, else the one in hand."""
        return self.table.chosen_records() or [line for line in [self.in_hand()] if line is not None]

    def selected_cells(self) -> tuple[Sequence[FindingLine], str]:
        """The selected rows and the field that the marker stands in."""
        column = self.table.model.column_at(self.table.grid.currentIndex().column())
        return self.table.selected_records(), column.field if column else ""

    def shown(self) -> Sequence[FindingLine]:
        """The rows in sight, in their order."""
        return self.table.records()

    def effect(self) -> tuple[int, int]:
        """How many findings the round of the row in hand has, and how many of them are closed out."""
        line = self.in_hand()
        told = zip(column_of(self.lines, "round_id"), column_of(self.lines, "verdict"), strict=True)
        same = [verdict for round_id, verdict in told if line is None or round_id == line.round_id]
        return len(same), same.count("done")

    # -- commands

    def log_progress(self) -> None:
        """Ctrl+J"""
        self.frame.show_pane()
        if self.in_hand() is None and self.table.records():
            self.table.select_id(self.table.records()[0].id)
        self.pane.start_entry()

    def save_and_next(self) -> None:
        """Ctrl+Enter; while a word is being composed it belongs to the input method."""
        if not is_composing(self.focusWidget()):
            self.pane.save_and_next()

    def export(self) -> None:
        """Ctrl+E: what is shown."""
        if self.table.records():
            fields = [column.field for column in self.table.model.columns]
            self.deeds.export(shown_view(self), list_title(self), fields)

    def print_list(self) -> None:
        """Ctrl+P: what is shown, on the page for printing."""
        shown = shown_view(self)
        self.pane.keep()
        whose = "台账中勾选的" if self.table.ticked_ids() else "来自台账的视图"
        handed = {"criteria": shown.criteria, "count": len(shown.rows), "whose": whose}
        self.context.open_page(
            "print", {**handed, "title": list_title(self), "list_title": list_title(self), "scope": shown.scope}
        )

    def paste(self) -> None:
        """Ctrl+V: what was copied in Excel or WPS, shown before it is written."""
        if self.context.why_not(Action.EDIT_FINDING, writes=True):
            return
        try:
            block = copied()
        except KnownError as error:
            self.show_error(error)
            return
        if not block.sheet.rows:
            return
        index, model = self.table.grid.currentIndex(), self.table.model
        at = max(index.row(), 0), index.column() - int(model.ticks)
        wanted = plan(block, self.shown(), model.columns, *at, self.context.today)
        self.paste_strip.show_plan(wanted)

    def turn_pane(self) -> None:
        """F4: right, below, hidden."""
        self.frame.turn()

    def open_letter(self) -> None:
        """Ctrl+G: a 督办函 for the units of the chosen findings."""
        chosen = self.chosen()
        if chosen:
            self.pane.keep()
            units = list(dict.fromkeys(line.unit_id for line in chosen))
            ids = [line.id for line in chosen]
            self.context.open_page("letters", {"kind": "supervision_letter", "unit_ids": units, "finding_ids": ids})

    # -- inside

    def _settle(self, row: int) -> None:
        """After reading: the row in hand stays; where it left the view, the one that took its place."""
        shown = self.table.records()
        self._look_for_wanted()
        if self.table.current_record() is None and shown:
            self.table.select_id(shown[min(max(row, 0), len(shown) - 1)].id)

    def _show_current(self, _record: object = None) -> None:
        if self._reading:
            return  # shown once, when everything is read
        self.pane.show_finding(self.in_hand())
        self._hold_focus()
        self.status_changed.emit()

    def _hold_focus(self) -> None:
        """Keys reach the page only while something in it has the focus: what hides must not take it away."""
        focus = self.window().focusWidget()
        if self.isVisible() and (focus is None or not focus.isVisible() or not focus.isEnabled()):
            (self.table.grid if self.table.grid.isVisible() else self).setFocus()

    def showEvent(self, event: Any) -> None:
        """The grid is where the keys go first."""
        super().showEvent(event)
        self.table.grid.setFocus()

    def _entered(self, finding_id: int) -> None:
        self._wanted_id = finding_id
        self.view_bar.choose("all")
        self.table.model.when_settled(self._look_for_wanted)

    def _look_for_wanted(self) -> None:
        if self._wanted_id is not None and self.table.select_id(self._wanted_id):
            self._wanted_id = None

    def _set_empty_state(self) -> None:
        if self.context.why_not(Action.ADD_FINDING, writes=True):
            self.table.set_empty_state("这一轮还没有问题。")
        else:
            self.table.set_empty_state(
                "这一轮还没有问题。可以导入清单，也可以逐条新增。",
                "导入问题清单",
                partial(self.context.open_page, "import"),
            )

    def _open_columns(self) -> None:
        folded = not self.columns_button.isVisible()
        self.table.open_columns(self.menu_button if folded else self.columns_button)

    def _failed(self, error: KnownError) -> None:
        self.show_error(error)

    def _edited(self, line: FindingLine, field: str, typed: object) -> None:
        self.clear_error()
        self.deeds.edit_cell(line, field, typed)

    def _scope_changed(self) -> None:
        if not self._reading:
            self.status_changed.emit()

    def _fill_menu(self, menu: QMenu, column: Column | None) -> None:
        """Right click and the Menu key: the steps of the finding in hand, and the life of the cell."""
        fill_step_menu(menu, self.deeds, self.context, self.in_hand())
        menu.addSeparator()
        add_cell_life(menu, self.deeds, column)

    def _add_buttons(self) -> None:
        add_finding_tabs(self.head_middle, self.context)
        self.add_button("新增 Ctrl+N", self.deeds.add, icon="plus", action=Action.ADD_FINDING, writes=True)
        self.add_button(
            "批量修改", self.deeds.batch, icon="pencil", action=Action.EDIT_FINDING, writes=True, tooltip="Ctrl+B"
        )
        self.columns_button = self.add_button("列设置", self._open_columns, icon="columns")
        export_button = self.add_button("导出", self.export, icon="download", tooltip="Ctrl+E")
        self.add_button("打印 Ctrl+P", self.print_list, icon="printer")
        self.entry_button = self.add_button(
            "登记进展 Ctrl+J", self.log_progress, primary=True, action=Action.LOG_PROGRESS, writes=True
        )
        self.fold_when_narrow(self.columns_button, export_button)
        bin_entry = self.add_menu("回收站…", self.deeds.recycle_bin)
        self.menu.aboutToShow.connect(partial(add_paper_menus, self, bin_entry))
        self.add_menu("向下填充（Ctrl+D）", self.deeds.fill_down, action=Action.EDIT_FINDING, writes=True)
        self.add_menu("自设栏目…", self.deeds.own_fields, action=Action.EDIT_FINDING, writes=True)
        self.add_menu("标准行高 / 紧凑行高", self._turn_density)

    def _turn_density(self) -> None:
        self._compact = not getattr(self, "_compact", False)
        self.table.set_density(self._compact)

    def _fill_steps(self) -> None:
        """The steps of the finding in hand, as the table of deeds lets them be taken."""
        fill_step_menu(self.pane.head.menu, self.deeds, self.context, self.in_hand())

    def _lay_out(self) -> None:
        self.frame = GridAndPane(self.context.theme, self.view_bar, self.table, self.pane)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.ask_band)
        self.body.addWidget(self.paste_strip)
        self.body.addWidget(self.frame, 1)

    def _connect(self) -> None:
        self.view_bar.attach(self.table)
        self.table.current_changed.connect(self._show_current)
        self.table.scope_changed.connect(self._scope_changed)
        self.table.ticks_changed.connect(self._scope_changed)
        self.table.grid.selectionModel().selectionChanged.connect(self._scope_changed)
        self.table.edited.connect(self._edited)
        self.pane.head.menu.aboutToShow.connect(self._fill_steps)
        self.table.activated.connect(self.log_progress)  # Enter
        self.pane.step_asked.connect(self.table.step_by)
        self.pane.failed.connect(self._failed)
        self.pane.extension_asked.connect(self.deeds.extend)
        self.pane.letter_asked.connect(self.open_letter)
        self.pane.edit_measure_asked.connect(self.deeds.edit_measure)
        self.pane.paper_asked.connect(self.deeds.add_paper)
        self.view_bar.failed.connect(self._failed)
        self.ask_band.left.connect(self.show_all)
        self.table.set_menu(self._fill_menu)
        self.deeds.failed.connect(self._failed)
        self.deeds.entered.connect(self._entered)
        self.deeds.removed.connect(self.notice.show_done)
        self.paste_strip.accepted.connect(self.deeds.paste)
        self.notice.undo_asked.connect(self.deeds.undo_action)
