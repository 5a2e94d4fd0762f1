"""Taking findings out of the recycle bin under their old numbers, with everything that was registered on them."""

from __future__ import annotations

from collections.abc import Sequence

from db.queries import facts, history
from db.queries.purges import is_purged
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import events, toggling
from desktop.operations.change import Changes, change
from desktop.operations.returning import Returning
from desktop.rules.permissions import Action, Actor


def take_out(ledger: Ledger, actor: Actor, finding_ids: Sequence[int]) -> Changes:
    """Bring findings back: the events that their removal, or undoing, took away are entered again with their old dates.

    It needs the right of every event that it enters.
    """
    returning = Returning(ledger.writing())
    action = Action.REMOVE_GIVEN if any(_is_given(ledger, one) for one in finding_ids) else Action.REMOVE
    with change(ledger, actor, action, f"从回收站取回 {len(finding_ids)} 条") as changes:
        for finding_id in finding_ids:
            if history.fields_of(changes.writer, "finding", finding_id).get("removed_in") is None:
                raise KnownError("所选问题已不在回收站中。请刷新后再看。")
            if is_purged(changes.writer, "finding", finding_id):
                raise KnownError("所选问题的内容已经清除，不能取回。")
            removed_in = toggling.rescue(changes, finding_id)
            for event_id in returning.events("finding", finding_id, removed_in):
                events.enter_again(changes, event_id)
            toggling.settle_events(changes, finding_id)
        toggling.check(ledger, actor, changes, changes.action_id)
    return changes


def _is_given(ledger: Ledger, finding_id: int) -> bool:
    feedback_on = facts.feedback_of(ledger.writing(), finding_id)
    return feedback_on is not None and feedback_on <= ledger.today()
