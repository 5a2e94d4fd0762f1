"""轮次与单位: the rounds, the timetable of the one in hand, and its units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from db.queries.settings import setting
from db.records import RoundRow
from desktop.ledgers.rounds import ROUNDS
from desktop.ledgers.units import UNITS
from desktop.operations import dated_facts, rounds, units
from desktop.operations.round_opening import enter_units
from desktop.rules.permissions import Action
from desktop.ui.asks import AskRows, AskUnit
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.page import Page
from desktop.ui.pages.rounds.round_dialogs import (
    AliasDialog,
    MergeUnitDialog,
    NewRoundDialog,
    RenameUnitDialog,
    SinceWhenDialog,
    UnitsDialog,
    read_register,
)
from desktop.ui.pages.rounds.round_timetable import RoundTimetable
from desktop.ui.widgets.ask_band import AskBand
from desktop.ui.widgets.books_button import BooksButton
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.place_tabs import ROUND_TABS, PlaceTabs
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.split import Split

OF_ROUND, ALL = "of_round", "all"


class RoundsPage(Page):
    """Left the rounds, right the timetable and the units."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "轮次与单位")
        self.rounds = LedgerTableView(context.theme, ROUNDS, ticks=False, rows=LIST_ROW)
        self.rounds.bar.setMaximumHeight(0)
        self.rounds.stretch("name")
        self.rounds.set_empty_state("还没有轮次。", "新建轮次", self._new_round)
        self.timetable = RoundTimetable(context)
        self.ask_band = AskBand("回到名册")
        self._only: frozenset[int] = frozenset()
        self._filling = False
        self.tabs = SegmentTabs([(OF_ROUND, "本轮单位", None), (ALL, "全部单位", None)])
        self.units = LedgerTableView(context.theme, UNITS, ticks=True, rows=LIST_ROW)
        self.units.set_empty_state("本轮还没有列入单位。可以粘贴名册，也可以从 Excel 导入。", "粘贴名册", self._paste)
        for table in (self.rounds, self.units):
            ListVerbs(context, table)
            table.empty.make_plain()
        self._build()
        self._connect()

    # -- the page

    def refresh(self) -> None:
        """Read rounds and units again; the round of the switch is in hand at first."""
        current = self.rounds.current_record()
        self._filling = True
        self.rounds.show_records(round_queries.rounds(self.context.reader))
        if current is None:
            wanted = self.context.switches.round_id
            if wanted is None or not self.rounds.select_id(wanted):
                self.rounds.step_by(0)
        self._filling = False
        self._show_round()

    def on_changed(self, changes: Any) -> None:
        """Only rounds and units concern this page."""
        if changes.touches(
            "round", "unit", "unit_name", "unit_alias", "unit_merge", "round_unit", "term", "deadline_rule"
        ):
            self.refresh()

    def status_texts(self) -> Sequence[str]:
        """How many rounds and units."""
        chosen = len(self.units.model.ticked)
        texts = [f"轮次 {len(self.rounds.all_records())}", f"单位 {self.units.scope_text()}"]
        return [*texts, f"选中 {chosen}"] if chosen else texts

    def zones(self) -> Sequence[QWidget]:
        """Rounds, timetable, units."""
        return (self.rounds.grid, self.timetable, self.units.grid)

    def open_with(self, payload: object) -> None:
        """Put a unit in hand, or show some units and no others."""
        if isinstance(payload, AskUnit):
            self.tabs.set_current(ALL)
            self.units.select_id(payload.unit_id)
        elif isinstance(payload, AskRows):
            self._only = frozenset(payload.ids)
            self.ask_band.say(payload.title)
            self.tabs.set_current(ALL)
            self._show_round()

    def round(self) -> RoundRow | None:
        """The round in hand."""
        return self.rounds.current_record()

    # -- what is shown

    def _show_round(self) -> None:
        one = self.round()
        self.timetable.show_round(one)
        reader, day = self.context.reader, self.context.as_of
        every = unit_queries.units(reader, day)
        of_round = unit_queries.units_of_round(reader, one.id, day) if one is not None else ()
        self.tabs.set_counts({OF_ROUND: len(of_round), ALL: len(every)})
        shown = of_round if self.tabs.current() == OF_ROUND else every
        self.units.show_records([unit for unit in shown if not self._only or unit.id in self._only])
        self.units.set_editable(not self.context.why_not(Action.EDIT_UNIT, writes=True), self.context.actor.rights)
        self._judge()
        self.status_changed.emit()

    def _judge(self, _record: Any = None) -> None:
        reason = self.context.why_not(Action.EDIT_UNIT, writes=True)
        in_hand = self.units.current_record() is not None
        self.foot_hint.setText(reason or "先选单位")
        self.foot_hint.setVisible(bool(reason) or not in_hand)
        for button in (self.rename_button, self.merge_button, self.alias_button, self.remove_button):
            button.setEnabled(in_hand and not reason)
            button.setToolTip(reason or ("" if in_hand else "先在名册中选一家单位"))
        self.take_out_button.setEnabled(in_hand and not reason and self.tabs.current() == OF_ROUND)
        self.place_button.setEnabled(bool(self.units.model.ticked) and not reason and self.tabs.current() == ALL)
        self.place_button.setToolTip(reason or "在“全部单位”中勾选后，列入左边选中的轮次")
        self.take_out_button.setToolTip(reason or "本轮已有问题的单位不能移出")

    # -- verbs

    def _new_round(self) -> None:
        dialog = NewRoundDialog(self.context, self)
        if dialog.exec():
            round_id, _ = dialog.result_value
            self.rounds.select_id(round_id)
            self.say("已新建轮次。下一步可导入问题清单。")

    def _paste(self) -> None:
        one = self.round()
        if UnitsDialog(self.context, self, one.id if one else None, one.name if one else "").exec():
            self.say("已登记单位。")

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "单位名册", "", "名册 (*.xlsx *.xls *.csv *.json)")
        if chosen:
            self.clear_error()
            work = partial(read_register, Path(chosen))
            self.context.jobs.start("正在读取名册", work, done=self._enter_read, failed=self.show_error)

    def _enter_read(self, read: tuple[list[Any], tuple[str, ...]]) -> None:
        drafts, faults = read
        if faults:
            self.show_error("名册没有导入：" + "；".join(faults[:3]))
        elif drafts:
            one = self.round()
            county = setting(self.context.reader, "county")
            title = f"导入单位名册 {len(drafts)} 个"
            self.context.write(enter_units, drafts, one.id if one else None, title, county, failed=self.show_error)

    def _rename(self) -> None:
        RenameUnitDialog(self.context, self, self.units.current_record()).exec()

    def _merge(self) -> None:
        MergeUnitDialog(self.context, self, self.units.current_record()).exec()

    def _alias(self) -> None:
        AliasDialog(self.context, self, self.units.current_record()).exec()

    def _remove(self) -> None:
        unit = self.units.current_record()
        if unit is not None:
            self.context.write(units.remove, unit.id, failed=self.show_error, done=self._removed)

    def _removed(self, _changes: Any) -> None:
        self.say("已移入回收站 1 家。按 Ctrl+Z 撤销。")

    def _take_out(self) -> None:
        one, unit = self.round(), self.units.current_record()
        if one is not None and unit is not None:
            self.context.write(rounds.take_unit_out, one.id, unit.id, failed=self.show_error)

    def _place(self) -> None:
        one = self.round()
        if one is not None:
            ids = list(self.units.ticked_ids())
            self.context.write(rounds.place_units, one.id, ids, failed=self.show_error, done=self._placed)

    def _placed(self, _changes: Any) -> None:
        self.units.model.tick(list(self.units.ticked_ids()), False)
        self.tabs.set_current(OF_ROUND)

    def _edited(self, unit: Any, field: str, value: str) -> None:
        word: Any = value
        if field == "sort":
            if not value.isdigit():
                self.show_error(f"“序列”填的是“{value}”，应为整数，如 12。")
                return
            word = int(value)
        self.clear_error()
        fields = {field: word}
        if dated_facts.changes_of("unit", asdict(unit), fields):
            title = self.units.table.column(field).title
            words = f"{unit.name}：{title} {getattr(unit, field)} → {value or '（空）'}"
            if not SinceWhenDialog(self.context, self, unit, fields, words).exec():
                self._show_round()
            return
        self.context.write(units.edit, unit.id, fields, failed=self.show_error)

    def _show_all(self) -> None:
        self._only = frozenset()
        self.ask_band.hide()
        self._show_round()

    def _tab_changed(self, _key: str) -> None:
        self._show_round()

    # -- building

    def _build(self) -> None:
        edit_round, edit_unit = Action.EDIT_ROUND, Action.EDIT_UNIT
        self.head_middle.addWidget(PlaceTabs(self.context, ROUND_TABS, "rounds"))
        self.head_middle.addWidget(BooksButton(self.context, "before", "更多"))
        self.add_button("列设置", self._open_columns, icon="columns")
        self.add_button("导入名册", self._import, icon="import", action=edit_unit, writes=True)
        self.add_button("粘贴名册", self._paste, icon="copy", action=edit_unit, writes=True)
        self.add_button("新建轮次 Ctrl+N", self._new_round, icon="plus", primary=True, action=edit_round, writes=True)
        self.add_shortcut("Ctrl+N", "新建轮次", self._new_round)
        left, right = Card("轮次").flush(), Card().flush()
        left.body.addWidget(self.rounds)
        head = QHBoxLayout()
        head.setContentsMargins(12, 2, 12, 2)
        head.addWidget(self.tabs)
        right.body.addLayout(head)
        right.body.addWidget(self.ask_band)
        right.body.addWidget(self.units, 1)
        right.body.addWidget(self._foot())
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.timetable)
        layout.addWidget(right, 1)
        split = Split(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.addWidget(left)
        split.addWidget(column)
        split.setStretchFactor(1, 1)
        split.share_out([self.context.theme.px(384), self.context.theme.px(828)])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)

    def _foot(self) -> QWidget:
        foot = named(QWidget(), "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        self.rename_button, self.alias_button = QPushButton("更名…"), QPushButton("加别名…")
        self.merge_button = QPushButton("撤并…")
        self.take_out_button, self.place_button = QPushButton("移出本轮"), QPushButton("列入本轮")
        self.remove_button = QPushButton("移入回收站")
        for button, slot in (
            (self.rename_button, self._rename),
            (self.merge_button, self._merge),
            (self.alias_button, self._alias),
            (self.take_out_button, self._take_out),
            (self.place_button, self._place),
            (self.remove_button, self._remove),
        ):
            button.clicked.connect(slot)
            row.addWidget(button)
        self.foot_hint = QLabel("先选单位")
        self.foot_hint.setProperty("role", "secondary")
        row.addWidget(self.foot_hint)
        row.addStretch(1)
        return foot

    def _connect(self) -> None:
        self.ask_band.left.connect(self._show_all)
        self.rounds.current_changed.connect(self._round_changed)
        self.tabs.changed.connect(self._tab_changed)
        self.units.current_changed.connect(self._judge)
        self.units.ticks_changed.connect(self._judge)
        self.units.scope_changed.connect(self.status_changed)
        self.units.edited.connect(self._edited)
        self.timetable.failed.connect(self.show_error)

    def _round_changed(self, one: Any) -> None:
        if one is not None and not self._filling:
            self._show_round()

    def _open_columns(self) -> None:
        self.units.open_columns()
