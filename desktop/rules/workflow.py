"""The close-out gate (ledger.md §4), and the table of deeds under its name: which step a finding may take next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.errors import Fault
from desktop.rules.deeds import TABLE, Asked, Deed, Standing, action_of, faults, is_date, why_not_here
from desktop.rules.permissions import NOBODY


@dataclass(frozen=True)
class CloseOutFacts:
    """What the gate looks at. Dates are ISO text; `evidence_faults` names pieces that are missing or were altered.

    `claimed_by` are the users to whom the standing done-claim is due; it is empty where there is no such claim.
    `opening_claim`: that claim came with the opening balances, which need no second person.
    """

    measures: int
    measures_done: int
    evidence: int
    evidence_faults: Sequence[str]
    opening: bool
    opening_claim: bool
    feedback_on: str | None
    completed_on: str
    today: str
    claimed_by: frozenset[str]
    actor: str
    verdict: str
    present: bool


ABSOLUTE = frozenset({"gone", "closed", "date", "future", "before_feedback"})
"""Kinds that no override passes: they are no want of proof but a deed that the table does not know."""


def close_out_faults(facts: CloseOutFacts) -> list[Fault]:
    """What still stands against closing out, each in words; empty when the gate is open."""
    found = []
    if not facts.present:
        found.append(Fault("gone", "该问题已核减、拆分或合并，不再整改"))
    if facts.verdict == "done":
        found.append(Fault("closed", "该问题已经销号"))
    elif facts.verdict == "transferred":
        found.append(Fault("closed", "该问题已移交"))
    if facts.measures_done < facts.measures:
        found.append(Fault("measures", f"措施 {facts.measures - facts.measures_done}/{facts.measures} 未完成"))
    if not facts.evidence and not facts.opening:
        found.append(Fault("evidence", "缺佐证至少 1 份"))
    found.extend(Fault("evidence", text) for text in facts.evidence_faults)
    return found + _date_faults(facts) + _person_faults(facts)


def _date_faults(facts: CloseOutFacts) -> list[Fault]:
    if not is_date(facts.completed_on):
        return [Fault("date", f"完成日期“{facts.completed_on}”不是真实的日期")]
    found = []
    if facts.feedback_on and facts.completed_on < facts.feedback_on:
        said = f"完成日期 {facts.completed_on} 早于反馈日期 {facts.feedback_on}"
        found.append(Fault("before_feedback", said))
    if facts.completed_on > facts.today:
        found.append(Fault("future", f"完成日期 {facts.completed_on} 晚于今天 {facts.today}"))
    return found


def _person_faults(facts: CloseOutFacts) -> list[Fault]:
    """The second person: a standing done-claim that another user entered; the command line is nobody."""
    if facts.opening_claim:
        return []
    if not facts.claimed_by:
        return [Fault("second_person", "没有登记单位自报完成，请先由另一人登记自报")]
    if facts.claimed_by & NOBODY:
        return [Fault("second_person", "自报完成由命令行登记，不算另一人，请由另一人登记自报")]
    if facts.actor in facts.claimed_by:
        return [Fault("second_person", f"自报完成由 {facts.actor} 登记，请换人核实")]
    return []


def gate_sentence(number: str, found: Sequence[Fault]) -> str:
    """The refusal of the gate, with place and remedy."""
    remedy = (
        "请改正后再办。"
        if any(fault.kind in ABSOLUTE for fault in found)
        else "请补齐后再认定，或由有“审核”权限的人写明理由后例外销号。"
    )
    return f"{number} 还不能销号：{'；'.join(fault.text for fault in found)}。{remedy}"


__all__ = [
    "ABSOLUTE",
    "TABLE",
    "Asked",
    "CloseOutFacts",
    "Deed",
    "Standing",
    "action_of",
    "close_out_faults",
    "faults",
    "gate_sentence",
    "is_date",
    "why_not_here",
]
