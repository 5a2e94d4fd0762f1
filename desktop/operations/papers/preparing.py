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

BEFORE_HELD = ("planned", "notified")
"""The states of a talk of which a notice still tells something."""


def prepare_notices(ledger: Ledger, actor: Actor, kind: str, talks: Sequence[Record]) -> Changes:
    """A notice for each talk that is still to be held, under its number; one that waits under that number already is left as it is."""
    reader = ledger.writing()
    recipe = catalogue.recipe(reader, kind)
    waiting = {one.name for one in papers.prepared(reader, kind)}
    held = [one.number for one in talks if one.state not in BEFORE_HELD]
    new = [one for one in talks if one.number not in held and one.number not in waiting]
    if not new:
        told = "的约谈通知都已备好"
        if held:
            there = len(talks) - len(held)
            told = f"{len(held)} 次已谈过，{there} 次的通知已备好" if there else "都已谈过，不再发通知"
        raise KnownError(f"所选{TALKS.title}{told}。请另选待约谈的，或到“文书—单份出文”里选待发件。", "nothing_due")
    with change(ledger, actor, Action.PREPARE_PAPER, f"备好{recipe.title} {len(new)} 份") as changes:
        for one in new:
            fields = making.words_of_record(reader, one.number, recipe)
            row = {"kind": recipe.kind, "round_id": one.stored["round"], "name": one.number, "fields": fields}
            changes.writer.insert("prepared_paper", row)
    return changes
