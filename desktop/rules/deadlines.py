"""Due dates of a round: calendar days, working days, months (ledger.md §2); days are ISO text.

A year whose 调休 nobody has entered never counts in silence: the date comes with a warning.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """So many days after an event; `unit` is day, workday or month, `warn_before` days of warning."""

    event: str
    days: int
    unit: str
    warn_before: tuple[int, ...] = (20, 10, 3)


IMMEDIATE = "立行立改"
OBJECTION = "提出异议"
PLAN = "整改方案"
PROGRESS_REPORT = "整改进展报告"
SUPERVISION_REPLY = "督办回复"
SUPERVISION_NEW_DUE = "督办新期限"
RECOMMENDATION_REPLY = "建议书回复"
DEFAULT_RULES = {
    rule.event: rule
    for rule in (
        DeadlineRule(IMMEDIATE, 15, "day", (5, 3, 1)),
        DeadlineRule(OBJECTION, 10, "workday", (3, 1)),
        DeadlineRule(PLAN, 15, "day", (5, 3, 1)),
        DeadlineRule(PROGRESS_REPORT, 3, "month"),
        DeadlineRule(SUPERVISION_REPLY, 5, "workday", (2, 1)),
        DeadlineRule(SUPERVISION_NEW_DUE, 30, "day", (10, 5, 3)),
        DeadlineRule(RECOMMENDATION_REPLY, 3, "month"),
    )
}


def rules_in_force(rows: Iterable[tuple[str, int, str, tuple[int, ...]]]) -> dict[str, DeadlineRule]:
    """The rules of an office or round by event, the defaults for what it does not say."""
    return {**DEFAULT_RULES, **{row[0]: DeadlineRule(*row) for row in rows}}


@dataclass(frozen=True, slots=True)
class Due:
    """A computed date; `warning` is a sentence where the calendar of its year is not known, else empty."""

    on: str
    warning: str = ""


@dataclass(frozen=True)
class WorkCalendar:
    """Working days: the office's own rows first, then the published calendar, else Monday to Friday with a warning."""

    own: Mapping[str, str] = field(default_factory=dict)

    def is_workday(self, day: str) -> bool:
        """Whether offices work on that day."""
        if day in self.own:
            return self.own[day] == "workday"
        published = _published(day)
        return date.fromisoformat(day).weekday() < 5 if published is None else published

    def knows(self, year: int) -> bool:
        """Whether the holidays of a year were published or entered."""
        return _published(f"{year}-01-01") is not None or any(day.startswith(f"{year}-") for day in self.own)

    def warning(self, days: Iterable[str]) -> str:
        """A sentence for years among the days that nobody has entered."""
        years = sorted({int(day[:4]) for day in days})
        missing = [str(year) for year in years if not self.knows(year)]
        if not missing:
            return ""
        return f"{'、'.join(missing)}年调休尚未录入，暂按周一至周五推算。请在“系统—工作日历”录入后核对。"


@lru_cache(maxsize=4096)  # the same few days are asked for with every letter of a batch and every row of a list
def _published(day: str) -> bool | None:
    """Whether the published calendar has a working day; None for a year it does not hold."""
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(date.fromisoformat(day)))
    except NotImplementedError:
        return None


def add_days(day: str, count: int) -> str:
    """Calendar days later."""
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def add_months(day: str, count: int) -> str:
    """The same day some months later; the month's last day where it has no such day."""
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).isoformat()


def add_workdays(day: str, count: int, work: WorkCalendar) -> Due:
    """Working days later, the day itself not counted."""
    passed = [day]
    left = count
    while left:
        passed.append(add_days(passed[-1], 1))
        left -= work.is_workday(passed[-1])
    return Due(passed[-1], work.warning(passed[1:]))


def days_between(first: str, last: str) -> int:
    """Calendar days from the first to the last, negative where it lies before."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def due_by(rule: DeadlineRule, base: str, work: WorkCalendar) -> Due:
    """The last day of a rule that runs from a day; calendar days and months are not moved by holidays."""
    if rule.unit == "workday":
        return add_workdays(base, rule.days, work)
    return Due(add_months(base, rule.days) if rule.unit == "month" else add_days(base, rule.days))


@dataclass(frozen=True, slots=True)
class Timetable:
    """The dates of a round as its rules propose them."""

    plan_due_on: str
    objection_due_on: Due
    immediate_due_on: str
    reminder_on: str
    report_due_on: str
    ends_on: str


def timetable(feedback_on: str, months: int, rules: Mapping[str, DeadlineRule], work: WorkCalendar) -> Timetable:
    """What a round's dates should be: plan, objection, immediate items, half-time reminder, report, end of the period."""

    def by(event: str) -> Due:
        return due_by(rules.get(event, DEFAULT_RULES[event]), feedback_on, work)

    ends_on = add_months(feedback_on, months)
    half_time = add_days(feedback_on, days_between(feedback_on, ends_on) // 2)
    return Timetable(by(PLAN).on, by(OBJECTION), by(IMMEDIATE).on, half_time, by(PROGRESS_REPORT).on, ends_on)
