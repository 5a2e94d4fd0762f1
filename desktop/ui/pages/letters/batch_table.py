"""The rows of a batch of papers: who gets one, its number to come, what the check says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.rules.round_names import short_round_name
from desktop.ui.paper_desk import Draft

if TYPE_CHECKING:
    from desktop.operations.papers.issuing import Made

_MARKS = {
    "可签发": (Shape.CHECK, Tone.GREEN),
    "缺项": (Shape.TRIANGLE, Tone.RED),
    "请确认": (Shape.DIAMOND, Tone.AMBER),
}


def state_mark(draft: Draft) -> Mark:
    """✓ 可签发, ▲ 缺：主要负责人, ◆ 请确认：联系人."""
    if draft.sent:
        return Mark(Shape.CHECK, "已签发", Tone.GREEN, tooltip=draft.sent)
    shape, tone = _MARKS[draft.state]
    lacking = draft.blocking or draft.marked
    word = {"缺项": "缺：", "请确认": "请确认："}.get(draft.state, draft.state)
    told = "、".join(lacking[:2]) + (f" 等 {len(lacking)} 项" if len(lacking) > 2 else "")
    return Mark(shape, f"{word}{told}", tone, tooltip=f"{word}{'、'.join(lacking)}")


def number_of_record(draft: Draft) -> str:
    """The number of the record of a paper that bears none of its own."""
    return draft.gathered.recipe.record_of(draft.gathered.words)


def as_sent(draft: Draft, made: Made | None) -> Draft:
    """A row after the issue, with its number; one without a number tells its title."""
    if made is None:
        return draft
    short = made.number.rpartition("〕")[2].replace("号", " 号")  # 1 号 of 云巡督〔2026〕1号
    return replace(draft, number=short or number_of_record(draft), sent=made.number or made.title)


def counted_titles(drafts: Sequence[Draft]) -> str:
    """整改通知 7 份、整改监督手册 2 份"""
    return "、".join(f"{title} {count} 份" for title, count in _titles(drafts).items())


def titled_counts(drafts: Sequence[Draft]) -> str:
    """7 份整改通知、2 份整改监督手册"""
    return "、".join(f"{count} 份{title}" for title, count in _titles(drafts).items())


def _titles(drafts: Sequence[Draft]) -> Counter[str]:
    return Counter(draft.gathered.recipe.title for draft in drafts)


def _number_shown(number: str) -> str:
    return number or "— 暂不占号"


TABLE = LedgerTable(
    "paper_batch",
    "文书",
    (
        Column("id", "序号", 42, Align.RIGHT, kind=Kind.NUMBER),
        Column("paper_for", "主送", 140),
        Column("round_name", "轮次", 64, show=short_round_name),
        Column("number", "文号", 92, show=_number_shown),
        Column("open_count", "在办", 46, Align.RIGHT, kind=Kind.NUMBER),
        Column("overdue", "逾期", 46, Align.RIGHT, kind=Kind.NUMBER),
        Column("state", "校验", 140, kind=Kind.STATE, mark=state_mark),
    ),
    unit_word="份",
)
