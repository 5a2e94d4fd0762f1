"""Replies that come before their letter is registered: kept under its number, tied to it when it comes (ledger.md §7)."""

from __future__ import annotations

from dataclasses import asdict

from db.queries import papers as queries
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.papers import numbers
from desktop.operations.papers.happenings import Happening, dates_of
from desktop.rules.document_numbers import read_number
from desktop.rules.paper_dates import PaperDates, faults
from desktop.rules.permissions import Action, Actor


def enter(ledger: Ledger, actor: Actor, letter_number: str, reply: Happening) -> Changes:
    """Keep a reply to a paper that is not in the register yet; KnownError where the number is none, or the paper is there."""
    wanted = read_number(letter_number)
    if wanted is None:
        raise KnownError(f"“{letter_number}”不是文号。请写成青巡督〔2026〕1号这样。", "unknown_record")
    if numbers.taken_by(ledger.writing(), letter_number) is not None:
        raise KnownError(f"文号“{wanted.text}”已在发文登记中。请在那一件上登记回复。", numbers.TAKEN)
    numbers.refuse(PaperDates(ledger.today(), event="reply", happened_on=reply.on, adopted=reply.adopted))
    with change(ledger, actor, Action.LOG_LETTER, f"登记先到的回复 {wanted.text}") as changes:
        changes.writer.insert("early_reply", {"letter_number": wanted.text, **reply.fields(changes, ledger)})
    return changes


def tie(changes: Changes, letter_id: int, number: str) -> None:
    """Give a paper that comes into the register the replies that waited for it.

    One that could not be logged to the paper (it is older, or adopts more than was advised) waits on.
    """
    wanted = read_number(number)
    for one in queries.early_replies(changes.writer):
        if wanted is None or read_number(one.letter_number) != wanted:
            continue
        if faults(dates_of(changes.writer, letter_id, changes.known_on, "reply", one.happened_on, one.adopted)):
            continue
        kept = {name: value for name, value in asdict(one).items() if name not in ("id", "letter_number")}
        changes.writer.insert("letter_event", {"letter_id": letter_id, "kind": "reply", **kept})
        changes.writer.update("early_reply", one.id, {"removed_in": changes.action_id})
