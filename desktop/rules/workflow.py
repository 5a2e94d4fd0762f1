"""Which step a finding may take next, and what closing it out needs (ledger.md §4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CLOSED_VERDICTS = frozenset({"done", "transferred"})


@dataclass(frozen=True)
class CloseOutFacts:
    """What the gate looks at. Dates are ISO text; `evidence_faults` names pieces that are missing or were altered."""

    measures: int
    measures_done: int
    evidence: int
    evidence_faults: Sequence[str]
    opening: bool
    feedback_on: str | None
    completed_on: str
    today: str
    claimed_by: str
    actor: str
    verdict: str
    present: bool


def close_out_faults(facts: CloseOutFacts) -> list[str]:
    """What still stands against closing out, each in words; empty when the gate is open."""
    faults = []
    if not facts.present:
        faults.append("该问题已核减、拆分或合并，不再整改")
    if facts.verdict == "done":
        faults.append("该问题已经销号")
    if facts.measures_done < facts.measures:
        faults.append(f"措施 {facts.measures - facts.measures_done}/{facts.measures} 未完成")
    if not facts.evidence and not facts.opening:
        faults.append("缺佐证至少 1 份")
    faults.extend(facts.evidence_faults)
    if facts.feedback_on and facts.completed_on < facts.feedback_on:
        faults.append(f"完成日期 {facts.completed_on} 早于反馈日期 {facts.feedback_on}")
    if facts.completed_on > facts.today:
        faults.append(f"完成日期 {facts.completed_on} 晚于今天 {facts.today}")
    if facts.claimed_by and facts.claimed_by == facts.actor:
        faults.append(f"自报完成由 {facts.claimed_by} 登记，请换人核实")
    return faults


def gate_sentence(number: str, faults: Sequence[str]) -> str:
    """The refusal of the gate, with place and remedy."""
    return f"{number} 还不能销号：{'；'.join(faults)}。请补齐后再认定，或由有“审核”权限的人写明理由后例外销号。"
