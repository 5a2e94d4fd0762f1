"""Several papers put by in one step, one for each record that was ticked; each waits for what its record does not say (page 17)."""

from __future__ import annotations

from collections.abc import Sequence

from db.queries import papers
from db.queries.books import Record
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.talks import TALKS
from desktop.operations.change import Changes, change
from desktop.operations.papers import catalogue, making
from desktop.rules.permissions import Action, Actor


def _steps_from(name: str) -> tuple[str, ...]:
    step = TALKS.step(name)
    assert step is not None
    return step.frm


_BEFORE_HELD, _BEFORE_NOTIFIED = _steps_from("hold"), _steps_from("notify")
"""The states of a talk of which a notice still tells something, and those of which it tells it for the first time."""


def to_notify(talks: Sequence[Record]) -> tuple[Record, ...]:
    """Those of which nobody was told yet."""
    return tuple(one for one in talks if one.state in _BEFORE_NOTIFIED)


def notified(talks: Sequence[Record]) -> tuple[Record, ...]:
    """Those that are still to be held and of which the unit was told: another notice is a second one."""
    return tuple(one for one in talks if one.state in _BEFORE_HELD and one.state not in _BEFORE_NOTIFIED)


def prepare_notices(
    ledger: Ledger, actor: Actor, kind: str, talks: Sequence[Record], *, again: bool = False
) -> Changes:
    """A notice for each talk that is still to be held, under its number; one that waits under that number already is left as it is,
    and so is one that was notified, unless a second notice is what is wanted (`again`).
    """
    reader = ledger.writing()
    recipe = catalogue.recipe(reader, kind)
    waiting = {one.name for one in papers.prepared(reader, kind)}
    wanted = [*to_notify(talks), *(notified(talks) if again else ())]
    new = [one for one in talks if one in wanted and one.number not in waiting]
    if not new:
        counts = {
            "已谈过": sum(one.state not in _BEFORE_HELD for one in talks),
            "已通知过": 0 if again else len(notified(talks)),
            "的通知已备好": len(wanted),
        }
        told = "，".join(f"{count} 次{word}" for word, count in counts.items() if count)
        raise KnownError(
            f"所选{TALKS.title}{told}，没有再备。请另选待约谈的，或到“文书—单份出文”里选待发件。", "nothing_due"
        )
    with change(ledger, actor, Action.PREPARE_PAPER, f"备好{recipe.title} {len(new)} 份") as changes:
        for one in new:
            fields = making.words_of_record(reader, one.number, recipe)
            row = {"kind": recipe.kind, "round_id": one.stored["round"], "name": one.number, "fields": fields}
            changes.writer.insert("prepared_paper", row)
    return changes
