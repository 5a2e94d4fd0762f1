"""What a visit comes to: the grade that its checks propose, and what a rate is after a finding is opened again (page 13b, M10, W10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Basis

GOOD, FAIR, POOR = "好", "中", "差"
POOR_FROM = 2
"""Findings that are not as reported, from which on a visit is proposed as 差."""


@dataclass(frozen=True)
class Proposal:
    """The grade that follows from the checks, and the rule in words."""

    grade: str
    why: str


def proposed(found: Sequence[str], of: int) -> Proposal | None:
    """The grade by what was found of each finding (true, partly, false); None while one of the `of` drawn is not checked."""
    if not found or len(found) < of:
        return None
    false, partly = found.count("false"), found.count("partly")
    if false >= POOR_FROM:
        return Proposal(POOR, f"不属实 {false} 条，{POOR_FROM} 条及以上为差")
    if false or partly:
        told = "、".join(f"{word} {count} 条" for word, count in (("不属实", false), ("部分属实", partly)) if count)
        return Proposal(FAIR, f"{told}，为中")
    return Proposal(GOOD, "全部属实，为好")


def reopened(basis: Basis, counts: tuple[int, int], mine: tuple[int, int]) -> tuple[int, int] | None:
    """Numerator and denominator after a finding goes back to 正在推进; `mine` are its own counts before.

    None under a basis that counts something else than findings by what was verified, or leaves this one out.
    """
    if basis.level != "finding" or not basis.verified_only or not mine[1]:
        return None
    state = "in_progress"
    return counts[0] - mine[0] + int(state in basis.numerator), counts[1] - int(state in basis.exclude)
