"""送达登记 follows the paper: who enters that a paper went out or was signed for need not enter it again on the copy that is that paper."""

from __future__ import annotations

from db.queries import books as queries
from db.queries.letters import letter, went_on
from db.queries.naming import holding
from db.store import Ledger
from desktop.ledgers import books
from desktop.ledgers.copies import COPY_REPORTS
from desktop.operations.change import Changes
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor

STEPS = {"sent": "send", "receipt": "receipt"}
"""What may happen to a paper, and the step of a copy that tells the same."""


def follow(ledger: Ledger, actor: Actor, changes: Changes, letter_id: int, kind: str, on: str) -> None:
    """Take the copies along that name a paper, inside the action that enters what happened to it on a day.

    Only those that wait for it: what was entered on the copy itself stands. One that was not sent yet is sent first, on the day of the paper.
    """
    if kind not in STEPS:
        return
    register = books.book(changes.writer, COPY_REPORTS.name)
    ids = [one for one, _number in holding(changes.writer, register.shape, ("letter",), letter_id)]
    if not ids:
        return
    paper = letter(changes.writer, letter_id)
    told = went_on(paper) if paper is not None else ""
    for copy in queries.records(changes.writer, register.shape, ledger.today(), ids=ids, bare=True):
        state, sent_on = copy.state, copy.stored["sent_on"]
        if state == "open":
            went = sent_on or (on if kind == "sent" else told or on)
            _take(ledger, actor, changes, copy.id, "send", {"sent_on": went})
            state, sent_on = "sent", went
        if kind == "receipt" and state == "sent" and str(sent_on) <= on:
            _take(ledger, actor, changes, copy.id, "receipt", {"receipt_on": on})


def _take(ledger: Ledger, actor: Actor, changes: Changes, copy: int, name: str, values: dict[str, str]) -> None:
    register = books.book(changes.writer, COPY_REPORTS.name)
    step = register.step(name)
    assert step is not None
    verbs.move(ledger, actor, changes, register, copy, step, values)
