"""The drawn marks of a finding: its state chip and its deadline, made from the row and the date asked."""

from __future__ import annotations

from datetime import date

from db.records import FindingRow
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.rules.state_words import Chip, chip, standing_chip, waits_for_office

SOON_DAYS = 3
"""From so many days before the date a deadline is amber (design.md §4)."""

_SHAPES = {
    "○": Shape.EMPTY,
    "◔": Shape.QUARTER,
    "◑": Shape.HALF,
    "◕": Shape.THREE_QUARTERS,
    "✗": Shape.CROSS,
    "✓": Shape.CHECK,
    "→": Shape.ARROW,
    "◉": Shape.DOT,
    "⊘": Shape.SLASH,
    "⇢": Shape.MERGE,
    "⇶": Shape.SPLIT,
}
_TONES = {"active": Tone.BLUE, "steady": Tone.BLUE, "good": Tone.GREEN, "wait": Tone.AMBER, "bad": Tone.AMBER}


def mark_of(shown: Chip) -> Mark:
    """A chip of the state table as a mark."""
    if shown.shape == "◕":
        return Mark(Shape.THREE_QUARTERS, shown.word, Tone.GREEN)
    return Mark(_SHAPES[shown.shape], shown.word, _TONES.get(shown.tone, Tone.PLAIN))


def state_mark(row: FindingRow) -> Mark:
    """What the two lanes say together."""
    return mark_of(standing_chip(row.claim, row.verdict, row.claim_newer, "" if row.present else row.presence_kind))


def claim_mark(state: str) -> Mark:
    """The state of the unit's lane alone: its done is 自报完成, never 已销号."""
    if state == "done":
        return Mark(Shape.DOT, "自报完成", Tone.AMBER)
    return mark_of(chip("not_started", state, False))


def verdict_mark(state: str) -> Mark:
    """The state of the office's lane alone."""
    return mark_of(chip("not_started", state, False))


def is_waiting(row: FindingRow) -> bool:
    """待核实: the unit says done and the office has not answered."""
    return row.present and waits_for_office(row.claim, row.verdict, row.claim_newer)


def deadline_mark(row: FindingRow, on: str, overdue_days: int | None) -> Mark:
    """The deadline as seen on a date; `overdue_days` by the one rule of overdue, None where it is not overdue."""
    if not row.present or row.verdict in ("done", "transferred"):
        return Mark(Shape.DASH, "")
    if is_waiting(row) and row.claim_on:
        return Mark(Shape.DASH, f"{month_day(row.claim_on)} 报", tooltip=f"单位 {row.claim_on} 自报完成，等巡察办核实")
    if overdue_days is not None:
        return Mark(Shape.TRIANGLE, f"逾期 {overdue_days} 天", Tone.RED, f"时限 {row.due_on or row.review_on}")
    if row.verdict == "long_term" and row.review_on:
        return Mark(Shape.DASH, f"{int(row.review_on[5:7])}月复查", tooltip=f"长期坚持，{row.review_on} 复查")
    if not row.due_on:
        return Mark(Shape.DASH, "长期" if row.due_kind == "long_term" else "未定")
    days = (date.fromisoformat(row.due_on) - date.fromisoformat(on)).days
    if days <= SOON_DAYS:
        return Mark(Shape.DIAMOND, f"剩 {days} 天" if days else "今天到期", Tone.AMBER, f"时限 {row.due_on}")
    return Mark(Shape.DIAMOND_OUTLINE, f"剩 {days} 天", tooltip=f"时限 {row.due_on}")


def month_day(iso: str) -> str:
    """6月2日"""
    return f"{int(iso[5:7])}月{int(iso[8:10])}日"
