"""The timetable of a round: its dates in the order of the work, each to be changed with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from db.queries.rounds import calendar_days
from db.records import RoundRow
from desktop.errors import KnownError
from desktop.operations import rounds
from desktop.rules.deadlines import WorkCalendar
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.pages.rounds.round_dialogs import RoundDateDialog, proposed_dates
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.date_edit import DateEdit

DATES = (
    ("mobilised_on", "动员部署"),
    ("on_site_from", "进驻"),
    ("on_site_to", "进驻结束"),
    ("leading_group_on", "领导小组听取"),
    ("secretary_meeting_on", "书记专题会"),
    ("feedback_on", "反馈"),
    ("plan_due_on", "整改方案报备"),
    ("reminder_on", "中期提醒"),
    ("ends_on", "集中整改期满"),
    ("review_due_on", "回访督查"),
)
PER_ROW = 5
WEEKDAYS = "一二三四五六日"


class RoundTimetable(Card):
    """Ten dates in two rows; empty ones may be filled by the rules."""

    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__("时间表", " ", "按规则填空日期")
        self._context = context
        self._round: RoundRow | None = None
        self.fields: dict[str, DateEdit] = {}
        self._labels: dict[str, tuple[QLabel, str]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        for place, (name, title) in enumerate(DATES):
            label = QLabel(title)
            label.setProperty("role", "secondary")
            field = DateEdit(context.today, placeholder="未定")
            field.setObjectName(name)
            field.setAccessibleName(title)
            field.changed.connect(self._changed)
            label.setBuddy(field)
            self._labels[name] = (label, title)
            row, column = divmod(place, PER_ROW)
            grid.addWidget(label, row * 2, column)
            grid.addWidget(field, row * 2 + 1, column)
            self.fields[name] = field
        self.body.addLayout(grid)
        self.link: QPushButton
        self.link_clicked.connect(self._fill_by_rules)

    def show_round(self, one: RoundRow | None) -> None:
        """Show a round's dates."""
        self._round = one
        reason = self._context.why_not(Action.EDIT_ROUND, writes=True)
        for name, field in self.fields.items():
            day = getattr(one, name) if one is not None else None
            field.set_date(date.fromisoformat(day) if day else None)
            field.setEnabled(one is not None and not reason)
            self._say_weekday(name, day)
        self.title_label.setText("时间表" if one is None else f"{one.name} 时间表")
        self.note_label.set_full_text(self._standing(one))
        self.link.setEnabled(one is not None and bool(one.feedback_on) and not reason)
        self.link.setToolTip(reason or "按反馈日和时限规则，填写还空着的日期")

    def _say_weekday(self, name: str, day: str | None) -> None:
        """反馈 · 周三; amber where offices do not work on that day."""
        label, title = self._labels[name]
        working = not day or WorkCalendar(calendar_days(self._context.reader)).is_workday(day)
        label.setText(f"{title} · 周{WEEKDAYS[date.fromisoformat(day).weekday()]}" if day else title)
        label.setProperty("tone", "" if working else "amber")
        label.setToolTip("" if working else "这一天不上班，请核对")
        label.style().unpolish(label)
        label.style().polish(label)

    def _standing(self, one: RoundRow | None) -> str:
        if one is None or not one.ends_on:
            return ""
        left = (date.fromisoformat(one.ends_on) - self._context.today).days
        months = f"集中整改期 {one.months} 个月"
        return f"{months}，还有 {left} 天" if left >= 0 else f"{months}，已于 {one.ends_on} 期满"

    def _changed(self) -> None:
        field = self.sender()
        one = self._round
        if one is None or not isinstance(field, DateEdit):
            return
        name, new = field.objectName(), field.date()
        old = getattr(one, name)
        if (new.isoformat() if new else None) == old:
            return
        if not old:
            self._write({name: new.isoformat() if new else None})
        elif not RoundDateDialog(self._context, self, one.id, name, dict(DATES)[name], new).exec():
            field.set_date(date.fromisoformat(old))

    def _fill_by_rules(self) -> None:
        one = self._round
        if one is None or not one.feedback_on:
            return
        dates = proposed_dates(self._context, date.fromisoformat(one.feedback_on), one.months, one.id)
        wanted = {"plan_due_on": dates.plan_due_on, "reminder_on": dates.reminder_on, "ends_on": dates.ends_on}
        missing = {name: day for name, day in wanted.items() if not getattr(one, name)}
        if missing:
            self._write(missing)
        else:
            self._context.notify("方案、提醒、期满日期都已填写。")

    def _write(self, fields: dict[str, Any]) -> None:
        assert self._round is not None
        self._context.write(rounds.edit, self._round.id, fields, failed=self._fail)

    def _fail(self, error: KnownError) -> None:
        self.failed.emit(error)
        self.show_round(self._round)
