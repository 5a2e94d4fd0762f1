"""What units handed in, with the opinions of the parties that reviewed it, for tests of papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.queries import books as queries
from desktop.ledgers import books
from desktop.operations.records import verbs
from tests.builders import EVERYONE

ON = "2026-04-10"


def enter(ledger, book: str, on: str = ON, also: Mapping[str, Any] | None = None, **values: Any) -> int:
    """A record of a book, entered as of a day; its id. `also` are fields whose names are arguments here."""
    return verbs.add(ledger, EVERYONE, books.as_declared(book), {**values, **(also or {})}, on=on)[0].id


def step(ledger, book: str, record: int, name: str, on: str = ON, why: str = "", **values: Any) -> None:
    """A step of a record, as of a day, with its reason where it asks for one."""
    register = books.as_declared(book)
    verbs.take(ledger, EVERYONE, register, record, register.step(name), values, on=on, reason=why)


def plan_under_review(
    ledger, round_id: int, unit_id: int, *opinions: tuple[str, int | None, str], kind: str = "plan"
) -> int:
    """A plan with opinions as (party, finding, text); parties that the round lacks come into being in their order."""
    submission = enter(
        ledger, "submission", unit=unit_id, kind=kind, received_on=ON, round=round_id, signed_by="周柏川"
    )
    names = dict.fromkeys(party for party, _finding, _text in opinions)
    known = queries.records(ledger.writing(), books.as_declared("review_party").shape, "9999-12-31")
    parties = {one.stored["name"]: one.id for one in known if one.stored["round"] == round_id}
    for name in names:
        if name not in parties:
            parties[name] = enter(ledger, "review_party", name=name, order=len(parties) + 1, round=round_id)
    for party, finding, text in opinions:
        enter(ledger, "opinion", submission=submission, party=parties[party], stage="first", finding=finding, text=text)
    step(ledger, "submission", submission, "review")
    return submission
