"""新建轮次, the reason for a changed date, and the small dialogs about units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton, QSpinBox, QWidget

from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from db.queries.settings import setting
from desktop.errors import KnownError
from desktop.exchange.formats.pasted_units import read_units, told
from desktop.ledgers.rounds import ROUND_KINDS
from desktop.ledgers.units import UNITS
from desktop.operations import rounds, units
from desktop.operations.round_opening import enter_units, open_round
from desktop.operations.units import UnitDraft
from desktop.rules.deadlines import DeadlineRule, Timetable, WorkCalendar, timetable
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.widgets.clip import TablePasteEdit
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.eliding_choice import typed_choice
from desktop.ui.widgets.unit_picker import UnitPicker, former_units, unit_choices
from desktop.ui.widgets.writing_field import WritingLine

_NUMBERS = "零一二三四五六七八九十"


def chinese(number: int) -> str:
    """1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _NUMBERS[tens] + "十"
    return head + (_NUMBERS[ones] if ones or not tens else "")


def proposed_name(context: AppContext) -> str:
    """The name that would follow the latest round."""
    every = round_queries.rounds(context.reader)
    if not every:
        return f"{setting(context.reader, 'term') or '十五届'}县委第一轮（常规）"
    last = every[0]
    head = last.name.split("第")[0]
    return f"{head}第{chinese(last.number + 1)}轮（常规）"


def proposed_dates(context: AppContext, feedback: date, months: int, round_id: int | None = None) -> Timetable:
    """What the office's rules make of a feedback date."""
    stored = round_queries.deadline_rules(context.reader, round_id)
    rules = {event: DeadlineRule(*found) for event, found in stored.items()}
    return timetable(feedback.isoformat(), months, rules, WorkCalendar(round_queries.calendar_days(context.reader)))


class NewRoundDialog(FormDialog):
    """Name, kind, feedback date and the units, those of the last round ticked."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context, "新建轮次", "新建", parent, width=620)
        self.name = QLineEdit(proposed_name(context))
        self.code = QLineEdit(placeholderText="如 15-06；留空按届次、轮次自动编")
        self.kind = typed_choice()
        self.kind.addItems(ROUND_KINDS)
        self.feedback = DateEdit(context.today)
        self.months = QSpinBox(minimum=1, maximum=24, value=3, suffix=" 个月")
        self.proposal = QLabel("填写反馈日后，按时限规则推算方案、提醒、期满日期，建好后可逐项改。", wordWrap=True)
        self.proposal.setProperty("role", "secondary")
        self.feedback.textChanged.connect(self._propose)
        self.months.valueChanged.connect(self._propose)
        for label, widget in (
            ("名称", self.name), ("编码", self.code), ("类型", self.kind), ("反馈日", self.feedback), ("集中整改期", self.months), ("", self.proposal),
        ):  # fmt: skip
            self.row(label, widget)
        self.table = LedgerTableView(context.theme, UNITS, ticks=True, rows=LIST_ROW, prints=False)
        self.table.set_editable(False)
        self.table.setFixedHeight(context.theme.px(280))
        self.table.set_empty_state("名册中还没有单位。建好轮次后再登记。")
        self.form.addRow(self.table)
        self._fill()

    def carry_out(self) -> None:
        """Make the round."""
        if self.feedback.is_faulty():
            raise KnownError(self.feedback.fault())
        words: dict[str, Any] = {"kind": self.kind.currentText().strip(), "months": self.months.value()}
        words["code"] = self.code.text().strip()
        day = self.feedback.date()
        if day is not None:
            dates = proposed_dates(self.context, day, self.months.value())
            words |= {
                "feedback_on": day.isoformat(),
                "plan_due_on": dates.plan_due_on,
                "reminder_on": dates.reminder_on,
                "ends_on": dates.ends_on,
            }
        self.run(open_round, needed(self.name.text(), "名称"), words, self.table.ticked_ids())

    def _propose(self) -> None:
        day = self.feedback.date()
        if day is not None:
            dates = proposed_dates(self.context, day, self.months.value())
            self.proposal.setText(
                f"方案报备 {dates.plan_due_on} · 异议 {dates.objection_due_on.on} · 中期提醒 {dates.reminder_on} · "
                f"期满 {dates.ends_on}{dates.objection_due_on.warning}"
            )

    def _fill(self) -> None:
        reader, day = self.context.reader, self.context.as_of
        self.table.show_records(unit_queries.units(reader, day))
        every = round_queries.rounds(reader)
        if every:
            last = unit_queries.units_of_round(reader, every[0].id, day)
            self.table.model.tick([row.id for row in last], True)


class RoundDateDialog(FormDialog):
    """A date of the timetable is changed: why."""

    def __init__(
        self, context: AppContext, parent: QWidget, round_id: int, field: str, title: str, new: date | None
    ) -> None:
        super().__init__(context, f"修改{title}", "修改", parent)
        self._round_id, self._field, self._new = round_id, field, new
        self.head(f"{title}改为 {new.isoformat() if new else '（空）'}")
        self.reason = QLineEdit(placeholderText="如 领导小组 6月3日会议决定")
        self.row("理由", self.reason)

    def carry_out(self) -> None:
        """Change the date, with the reason in the log."""
        value = self._new.isoformat() if self._new else None
        self.run(rounds.edit, self._round_id, {self._field: value}, reason=needed(self.reason.text(), "理由"))


class RenameUnitDialog(FormDialog):
    """更名: the new name is valid from a date."""

    def __init__(self, context: AppContext, parent: QWidget, unit: Any) -> None:
        super().__init__(context, "单位更名", "更名", parent)
        self._unit = unit
        self.head(f"现名：{unit.name}")
        self.note("以前的文书和报表仍用旧名，从起用日起用新名。")
        self.name, self.start = QLineEdit(), DateEdit(context.today, optional=False)
        self.paper = QLineEdit(placeholderText="依据文号，可空")
        self.start.set_date(context.today)
        self.row("新全称", self.name)
        self.row("起用日", self.start)
        self.row("依据", self.paper)

    def carry_out(self) -> None:
        """Enter the new name."""
        day = self.start.date()
        if day is None:
            raise KnownError("请填起用日，如 2026-06-18。")
        name = needed(self.name.text(), "新全称")
        self.run(units.rename, self._unit.id, name, day.isoformat(), self.paper.text().strip())


class MergeUnitDialog(FormDialog):
    """撤并: a unit goes into another since a date."""

    def __init__(self, context: AppContext, parent: QWidget, unit: Any) -> None:
        super().__init__(context, "单位撤并", "并入", parent)
        self._unit = unit
        self.head(unit.name)
        self.note("已有的问题留在原单位名下，历史数据不变；此后新登记的事项请选承接单位，原单位不再出现在选择框里。")
        choices = [one for one in unit_choices(context) if one[0] != unit.id]
        self.into, self.start = UnitPicker(choices, former_units(context)), DateEdit(context.today, optional=False)
        self.paper = QLineEdit(placeholderText="依据文号，可空")
        self.start.set_date(context.today)
        self.row("并入", self.into)
        self.row("撤并日", self.start)
        self.row("依据", self.paper)

    def carry_out(self) -> None:
        """Tell which unit stands for it from now on."""
        day, into = self.start.date(), self.into.unit_id()
        if into is None:
            raise KnownError("请选择承接单位，可输入简称或拼音首字母。")
        if day is None:
            raise KnownError("请填撤并日，如 2026-06-18。")
        self.run(units.merge, self._unit.id, into, day.isoformat(), self.paper.text().strip())


class SinceWhenDialog(FormDialog):
    """What decides figures was changed: from a day on (变更), or was it wrong all along (更正)."""

    def __init__(self, context: AppContext, parent: QWidget, unit: Any, fields: Mapping[str, Any], words: str) -> None:
        super().__init__(context, "从什么时候起", "保存", parent)
        self._unit, self._fields = unit, fields
        self.head(words)
        self.changed, self.corrected = QRadioButton("变更：从这一天起才是这样"), QRadioButton("更正：当时就填错了")
        self.changed.setChecked(True)
        self.start = DateEdit(context.today, optional=False)
        self.start.set_date(context.today)
        self.changed.toggled.connect(self.start.setEnabled)
        self.reason = WritingLine(placeholder="如 县领导分工调整")
        for label, widget in (("", self.changed), ("起始日", self.start), ("", self.corrected), ("理由", self.reason)):
            self.row(label, widget)

    def carry_out(self) -> None:
        """Figures of earlier days keep the former value of a change; of a correction they take the new one."""
        day = self.start.date()
        if day is None and self.changed.isChecked():
            raise KnownError("请填起始日，如 2026-06-18。")
        reason, corrects = needed(self.reason.text(), "理由"), self.corrected.isChecked()
        on = "" if corrects or day is None else day.isoformat()
        self.run(units.edit, self._unit.id, self._fields, reason, on=on, corrects=corrects)


class AliasDialog(FormDialog):
    """Another way lists write a unit."""

    def __init__(self, context: AppContext, parent: QWidget, unit: Any) -> None:
        super().__init__(context, "加别名", "记住", parent)
        self._unit = unit
        self.head(unit.name)
        self.note("导入的表里写成这样的，也认作这个单位。")
        self.alias = QLineEdit()
        self.row("别名", self.alias)

    def carry_out(self) -> None:
        """Remember the alias."""
        self.run(units.add_alias, self._unit.id, needed(self.alias.text(), "别名"))


class UnitsDialog(FormDialog):
    """Units pasted one a line, put into the round in hand."""

    def __init__(self, context: AppContext, parent: QWidget, round_id: int | None, round_name: str) -> None:
        super().__init__(context, "登记单位", "登记", parent, width=560)
        self._round_id = round_id
        where = f"，并列入{round_name}" if round_id is not None else ""
        self.note(f"一行一个单位全称，第二列可写简称；可从 Excel 复制两列粘贴。名册中已有的不会重复登记{where}。")
        self.names = TablePasteEdit()
        self.names.setMinimumHeight(context.theme.px(220))
        self.names.textChanged.connect(self._count)
        self.body.addWidget(self.names)
        self.counted = self.note("")

    def _count(self) -> None:
        """What will be entered, and which rows make no unit, before anything is."""
        self.counted.setText(told(self.names.toPlainText()))
        self.grow()

    def carry_out(self) -> None:
        """Enter them."""
        drafts = [UnitDraft(name=name, short=short) for name, short in read_units(self.names.toPlainText())]
        if not drafts:
            raise KnownError("还没有填单位名称。请一行写一个全称。")
        county = setting(self.context.reader, "county")
        self.run(enter_units, drafts, self._round_id, f"登记单位 {len(drafts)} 个", county)


def read_register(path: Path) -> tuple[list[UnitDraft], tuple[str, ...]]:
    """The units of a register file, and what could not be taken; runs in the worker."""
    from desktop.exchange.formats import units as unit_format

    reading = unit_format.read(path)
    known = {entry.name for entry in fields(UnitDraft)}
    drafts = []
    for unit in reading.units:
        said = {key: value for key, value in {**asdict(unit), "sort": unit.order}.items() if value is not None}
        drafts.append(UnitDraft(**{key: value for key, value in said.items() if key in known}))
    return drafts, reading.faults
