"""工作日历 and 时限规则."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from db.queries import dictionaries as queries
from desktop.errors import KnownError
from desktop.ledgers.book_table import table_from
from desktop.ledgers.dictionaries import CALENDAR_BOOK, RULE_BOOK, TERM_WORDS
from desktop.operations import dictionaries
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.widgets.date_edit import read_date


def _warnings(text: str) -> str:
    days = json.loads(text)
    return "、".join(str(day) for day in days) + " 天" if days else "—"


CALENDAR = table_from(CALENDAR_BOOK, name="calendar")
_SHOWN = {"warn_before": _warnings, "round": lambda name: name or "全部轮次"}
RULES = table_from(RULE_BOOK, name="rules", shows=_SHOWN)


class CalendarPart(SystemPart):
    """The office's own days, which come before the published calendar."""

    tables = ("calendar_day",)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        note = QLabel(
            "程序自带国务院办公厅已公布的放假安排；新的一年公布后在这里录入，录入的以本单位为准。", wordWrap=True
        )
        note.setProperty("role", "secondary")
        self.layout_.addWidget(note)
        self.add_table(CALENDAR, "还没有录入本单位的放假和调休日期。", stretched="name")
        self.add_verb("录入放假与调休…", self._add, action=Action.EDIT_DICTIONARY)
        self.add_verb("移除", self._remove, action=Action.EDIT_DICTIONARY, needs_row=True)

    def refresh(self) -> None:
        """Read the days."""
        self.show_records(queries.calendar(self.context.reader))

    def _add(self) -> None:
        _DaysDialog(self.context, self).exec()

    def _remove(self) -> None:
        self.context.write(dictionaries.remove, "calendar_day", self.row_in_hand().id, failed=self.failed.emit)


class _DaysDialog(FormDialog):
    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context, "录入放假与调休", "录入", parent, width=520)
        self.note("一行一天，或用“至”写一段，如 2027-02-06 至 2027-02-12。")
        self.name = QLineEdit(placeholderText="如 春节")
        self.free, self.work = QPlainTextEdit(), QPlainTextEdit()
        for field in (self.free, self.work):
            field.setFixedHeight(context.theme.px(92))
        self.row("名称", self.name)
        self.row("放假", self.free)
        self.row("调休上班", self.work)

    def carry_out(self) -> None:
        """Enter all days as one action."""
        days = {day: "holiday" for day in self._days(self.free.toPlainText())}
        days |= {day: "workday" for day in self._days(self.work.toPlainText())}
        self.run(dictionaries.put_days, days, self.name.text().strip())

    def _days(self, text: str) -> list[str]:
        found: list[str] = []
        for line in filter(None, (line.strip() for line in text.splitlines())):
            ends = [read_date(part, self.context.today) for part in line.replace("—", "至").split("至")]
            first, last = ends[0], ends[-1]
            if first is None or last is None or last < first or len(ends) > 2:
                raise KnownError(f"“{line}”不是日期。请改成如 2027-02-06 或 2027-02-06 至 2027-02-12。")
            found += [type(first).fromordinal(n).isoformat() for n in range(first.toordinal(), last.toordinal() + 1)]
        return found


class RulesPart(SystemPart):
    """After which event so many days run."""

    tables = ("deadline_rule",)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.add_table(RULES, "还没有时限规则。", stretched="event")
        self.add_verb("修改…", self._edit, action=Action.EDIT_DICTIONARY, needs_row=True)
        assert self.table is not None
        self.table.activated.connect(self._open)

    def refresh(self) -> None:
        """Read the rules."""
        self.show_records(queries.rules(self.context.reader))

    def _open(self, _row: Any) -> None:
        if not self.context.why_not(Action.EDIT_DICTIONARY, writes=True):
            self._edit()

    def _edit(self) -> None:
        _RuleDialog(self.context, self, self.row_in_hand()).exec()


class _RuleDialog(FormDialog):
    def __init__(self, context: AppContext, parent: QWidget, rule: queries.RuleRow) -> None:
        super().__init__(context, "修改时限规则", "修改", parent)
        self._rule = rule
        self.head(f"{rule.event}（{rule.round or '全部轮次'}）")
        self.note("只影响以后推算的日期，已经定下的日期不变。")
        self.days = QSpinBox(minimum=0, maximum=720, value=rule.days)
        self.unit = QComboBox()
        for code, word in TERM_WORDS.items():
            self.unit.addItem(word, code)
        self.unit.setCurrentIndex(list(TERM_WORDS).index(rule.unit))
        self.warnings = QLineEdit("、".join(str(day) for day in json.loads(rule.warn_before)))
        self.row("时限", self.days)
        self.row("单位", self.unit)
        self.row("提前几天提醒", self.warnings)

    def carry_out(self) -> None:
        """Change the rule."""
        words = self.warnings.text().replace("、", ",").replace("，", ",").split(",")
        days = [word.strip() for word in words if word.strip()]
        if not all(day.isdigit() for day in days):
            raise KnownError("“提前几天提醒”请写天数，如 20、10、3。")
        needed("、".join(days) or "0", "提前几天提醒")
        fields = {
            "days": self.days.value(),
            "unit": self.unit.currentData(),
            "warn_before": sorted((int(day) for day in days), reverse=True),
        }
        self.run(dictionaries.put, "deadline_rule", fields, self._rule.id)
