"""What the status bar says of the list of findings: how many, how much money, and what former rounds carried into these."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.ledgers.finding_line import FindingLine
from desktop.operations.carrying import carried_into
from desktop.ui.context import AppContext


def status_texts(
    context: AppContext, every: Sequence[FindingLine], shown: Sequence[FindingLine], chosen: Sequence[FindingLine]
) -> Sequence[str]:
    """共 189 条 · 筛选后 16 · 选中 1 · 上轮结转 6 · 涉及金额合计 221.42 万元"""
    amount = sum(line.row.amount_yuan or 0 for line in (chosen if len(chosen) > 1 else shown))
    texts = [f"共 {len(every)} 条", f"筛选后 {len(shown)}", f"选中 {len(chosen)}"]
    if carried := carried_count(context):
        texts.append(f"上轮结转 {carried}")
    return [*texts, f"涉及金额合计 {amount / 10000:,.2f} 万元"]


def carried_count(context: AppContext) -> int:
    """上轮结转: told apart, in no figure of the chosen rounds."""
    rounds = context.scope.rounds
    return len(carried_into(context.reader, rounds, context.as_of, context.known_at)) if rounds else 0
