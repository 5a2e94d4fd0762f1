"""期初建账 of a round is declared complete: from then on only ordinary imports are taken (ledger.md §3)."""

from __future__ import annotations

from db.queries import imports as queries
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor


def declare_complete(ledger: Ledger, actor: Actor, round_name: str) -> Changes:
    """Close the opening of a round; 撤销 opens it again."""
    row = next((one for one in queries.rounds(ledger.writing()) if one.name == round_name), None)
    if row is None:
        raise KnownError(f"没有名为“{round_name}”的轮次。请先选轮次。")
    if row.opening_closed:
        raise KnownError(f"“{row.name}”的期初建账已经声明完成。")
    with change(ledger, actor, Action.OPENING, f"声明 {row.name} 期初建账完成") as changes:
        changes.writer.update("round", row.id, {"opening_closed": True})
    return changes
