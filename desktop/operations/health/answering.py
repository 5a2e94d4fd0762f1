"""What a clerk decides about two findings that say the same: one record of the book of such decisions (page 26, S5)."""

from __future__ import annotations

from db.queries.book_facts import places_of
from db.store import Ledger
from desktop.ledgers import books
from desktop.ledgers.recurrences import ANSWERS, RECURRENCES
from desktop.operations.change import Changes, change
from desktop.operations.records import verbs
from desktop.rules.permissions import RECORD_ACTIONS, Actor


def answer(ledger: Ledger, actor: Actor, first: int, again: int, code: str, note: str = "") -> Changes:
    """Remember what two findings have to do with each other; `again` is the later one, whose round the decision is of."""
    register = books.book(ledger.writing(), RECURRENCES.name)
    values = {
        "on": ledger.today(),
        "first": first,
        "again": again,
        "answer": code,
        "note": note.strip(),
        "round": places_of(ledger.writing(), [again])[again][0],
    }
    action = RECORD_ACTIONS[register.add_right]
    with change(ledger, actor, action, f"{RECURRENCES.title}：{ANSWERS[code]}") as changes:
        verbs.insert(ledger, changes, register, verbs.Draft(values))
    return changes
