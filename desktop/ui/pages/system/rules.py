"""工作日历 and 时限规则."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from db.queries import dictionaries as queries
from desktop.errors import KnownError
from desktop.ledgers.book_table import table_from
from desktop.ledgers.dictionaries import CALENDAR_BOOK
from desktop.operations import dictionaries
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.rule_dialog import RULES, RuleDialog
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.widgets.date_edit import read_date

CALENDAR = table_from(CALENDAR_BOOK, name="calendar")


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
        RuleDialog(self.context, self, self.row_in_hand()).exec()
