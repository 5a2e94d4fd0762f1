"""Dates that a paper proposes: by the round's rules and the office's working days; the clerk may set others."""

from __future__ import annotations

from datetime import date

from db.queries import rounds as queries
from db.reader import Reader
from desktop.rules.deadlines import DEFAULT_RULES, DeadlineRule, WorkCalendar, due_by


def by_rule(reader: Reader, round_id: int | None, event: str, base: date) -> date:
    """The last day of a rule that runs from a day."""
    row = queries.deadline_rules(reader, round_id).get(event)
    rule = DeadlineRule(row[0], row[1], row[2], row[3]) if row else DEFAULT_RULES[event]
    calendar = WorkCalendar(queries.calendar_days(reader))
    return date.fromisoformat(due_by(rule, base.isoformat(), calendar).on)


def day(text: str | None) -> date | None:
    """A stored date, or None."""
    return date.fromisoformat(text) if text else None
