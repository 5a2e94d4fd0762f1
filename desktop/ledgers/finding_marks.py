"""The drawn marks of a finding: its state chip, the chips of its two lanes, and its deadline on the date asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from db.queries.briefs import Told
from db.records import FindingRow
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.marks import mark_of, overdue_mark, quiet_mark, remaining_mark
from desktop.rules.overdue import deadline
from desktop.rules.state_words import chip, standing_chip


def state_mark(row: FindingRow) -> Mark:
    """What the two lanes say together."""
    return mark_of(
        standing_chip(row.claim, row.verdict, bool(row.claim_newer), "" if row.present else row.presence_kind)
    )


def claim_mark(state: str) -> Mark:
    """The state of the unit's lane alone: its done is 自报完成, never 已销号."""
    if state == "done":
        return Mark(Shape.DOT, "自报完成", Tone.AMBER)
    return mark_of(chip("not_started", state, False))


def verdict_mark(state: str) -> Mark:
    """The state of the office's lane alone."""
    return mark_of(chip("not_started", state, False))


def deadline_mark(row: FindingRow, on: str) -> Mark:
    """The deadline as seen on a date: overdue, near, ahead, reported, or the month of a long-term review."""
    stands = deadline(row, on)
    if stands.kind == "overdue":
        return overdue_mark(stands.days)
    if stands.kind == "reported":
        return quiet_mark(f"{month_day(row.claim_on)} 报" if row.claim_on else "已报")
    if stands.kind == "none":
        return quiet_mark("")
    if stands.due_on and row.verdict == "long_term":
        return quiet_mark(f"{int(stands.due_on[5:7])}月复查")
    return remaining_mark(stands.days)


def month_day(iso: str) -> str:
    """6月2日"""
    return f"{int(iso[5:7])}月{int(iso[8:10])}日"


NAMED_UNITS = 2
"""Of many units so many are named."""


def whom(rows: Sequence[Told]) -> str:
    """县城管局 2、柳坪乡 2 等 5 家: whose findings, those with most of them first."""
    counted = Counter(row.unit_short or row.unit_name for row in rows).most_common()
    named = "、".join(f"{name} {count}" for name, count in counted[:NAMED_UNITS])
    return named if len(counted) <= NAMED_UNITS else f"{named} 等 {len(counted)} 家"
