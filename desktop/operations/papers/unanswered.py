"""Papers that a unit did not answer by their day, return books that it did not hand in, and what a reminder says of each (papers/27)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from db.queries import books as record_queries
from db.queries import papers as queries
from db.queries.books import Record
from db.reader import Reader
from desktop.ledgers import books
from desktop.ledgers.return_books import REFUSED, REPLACED, RETURN_BOOKS, SENT
from desktop.ledgers.ways_out import RETURN_BOOK
from desktop.operations.papers import catalogue
from desktop.operations.papers.sheet import Occasion
from desktop.rules.deadlines import days_between

MATTER = "办理情况"
"""What is asked for where the kind of the paper does not say what its reply brings."""


def kind_of_letter(reader: Reader) -> str:
    """The kind that is made for each paper that was not answered, by its declaration."""
    return next(one.kind for one in catalogue.recipes(reader) if one.per == "letter")


def of_round(occasion: Occasion) -> Sequence[queries.Unanswered]:
    """Papers of the round, without reminders of replies themselves, and return books that are still out, in the order of their days."""
    as_of = occasion.request.as_of.isoformat()
    found = queries.unanswered(occasion.reader, occasion.round.id, as_of)
    letters = [one for one in found if one.kind != occasion.recipe.kind]
    return sorted([*letters, *_late(occasion.records(RETURN_BOOKS.name), as_of)], key=lambda one: one.reply_by)


def units(reader: Reader, round_id: int, as_of: str, known_at: str | None = None) -> tuple[int, ...]:
    """The units of a round that owe a reply or a return book."""
    book = record_queries.records(reader, books.book(reader, RETURN_BOOKS.name).shape, as_of, known_at)
    late = _late([one for one in book if one.stored.get("round") == round_id], as_of)
    return tuple(dict.fromkeys(one.unit_id for one in (*queries.unanswered(reader, round_id, as_of), *late)))


def _late(records: Iterable[Record], as_of: str) -> list[queries.Unanswered]:
    """The last return book of each unit, where its day has passed and it did not come back, or came back wrong."""
    last = {one.stored["unit"]: one for one in sorted(records, key=lambda one: one.id) if one.state != REPLACED}
    return [
        queries.Unanswered(0, RETURN_BOOKS.name, unit, "", str(one.stored["sent_on"]), str(one.stored["due_on"]))
        for unit, one in last.items()
        if one.state in (SENT, REFUSED) and one.stored["due_on"] and str(one.stored["due_on"]) < as_of
    ]


def words(occasion: Occasion, letter: queries.Unanswered) -> dict[str, Any]:
    """The words of a reminder: which paper, what it asked for and by when, and how often that was said before."""
    matter = occasion.once("matters", lambda: _matters(occasion)).get(letter.kind) or MATTER
    figure = occasion.shot.moment.figure
    late = days_between(letter.reply_by, occasion.request.as_of.isoformat())
    return {
        "事项": matter,
        "次数": figure("次数", len(_before(occasion, letter, matter)) + 1),
        "原函文号": letter.number or None,
        "原函日期": date.fromisoformat(letter.issued_on),
        "原期限": date.fromisoformat(letter.reply_by),
        "超期天数": figure("超期天数", late),
    }


def _matters(occasion: Occasion) -> dict[str, str]:
    of_papers = {one.kind: one.reply_matter for one in catalogue.recipes(occasion.reader)}
    return {**of_papers, RETURN_BOOKS.name: RETURN_BOOK.title}


def _before(occasion: Occasion, letter: queries.Unanswered, matter: str) -> list[queries.SentBefore]:
    """Reminders of the same matter since the paper went out."""
    place, kinds = occasion.request.place, (occasion.recipe.kind,)
    sent = queries.sent_before(occasion.reader, letter.unit_id, occasion.round.id, place, kinds)
    return [one for one in sent if one.issued_on >= letter.issued_on and one.title.endswith(f"催报{matter}的函")]
