"""This round beside the one before: at equal days after feedback, or both at the end of their periods, else not at all (P-1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from db.queries import report as queries
from db.queries import rounds as round_queries
from db.records import RoundRow, Scope
from desktop.documents.figures import Figure
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.sheet import Sheet
from desktop.statistics.rectification_rate import rate_table


def words(sheet: Sheet) -> dict[str, Any]:
    """Both rates with both dates; nothing where either round cannot be looked at on a comparable day."""
    own = sheet.occasion.round
    before = queries.round_before(sheet.reader, own.id)
    other = round_queries.round_by_id(sheet.reader, before.id) if before is not None else None
    days = comparable_days(own, other, sheet.shot.as_of) if other is not None else None
    if other is None or days is None:
        return {}
    ours, theirs, after = days
    rate, previous = _rate(sheet, "本轮比较率", own.id, ours), _rate(sheet, "上轮率", other.id, theirs)
    if rate is None or previous is None:
        return {}
    words: dict[str, Any] = {"上轮率": previous, "上轮截止日": theirs, "本轮比较率": rate, "本轮比较日": ours}
    return words | ({"比较天数": after} if after else {})


def comparable_days(own: RoundRow, other: RoundRow, as_of: str) -> tuple[date, date, int] | None:
    """The days on which two rounds are alike, and the days after feedback; 0 days where both are at their periods' end."""
    if not own.feedback_on or not other.feedback_on:
        return None
    if own.ends_on and other.ends_on and max(own.ends_on, other.ends_on) <= as_of:
        return date.fromisoformat(own.ends_on), date.fromisoformat(other.ends_on), 0
    after = (date.fromisoformat(as_of) - date.fromisoformat(own.feedback_on)).days
    theirs = date.fromisoformat(other.feedback_on) + timedelta(days=after)
    if after <= 0 or theirs.isoformat() > as_of:
        return None
    return date.fromisoformat(as_of), theirs, after


def _rate(sheet: Sheet, name: str, round_id: int, on: date) -> Figure | None:
    shot = sheet.shot
    basis = replace(shot.basis, level="problem")
    table = rate_table(sheet.reader, basis, on.isoformat(), shot.known_at, scope=Scope(rounds=(round_id,)))
    rate = table.total.rate
    if not rate.denominator:
        return None
    numbers = queries.numbers_of(sheet.reader, [item.finding_id for item in table.total.behind_denominator])
    printed = PrintedRate(rate.numerator, rate.denominator, rate.on_paper)
    return Figure(
        name, printed, tuple(numbers), basis=shot.moment.basis, as_of=on.isoformat(), known_at=shot.known_at or ""
    )


WORDS: dict[str, Any] = {}
TOGETHER = ((("上轮率", "上轮截止日", "本轮比较率", "本轮比较日", "比较天数"), words),)
