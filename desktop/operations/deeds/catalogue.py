"""All books with their deeds: the declared ones from their declarations, findings, units, rounds, users and letters from their own tables."""

from __future__ import annotations

from db.reader import Reader
from desktop.ledgers import books
from desktop.operations.deeds import finding_deeds, letter_deeds, office_deeds
from desktop.operations.deeds.hand import Deed
from desktop.operations.deeds.record_deeds import deeds_of
from desktop.operations.deeds.team_deeds import TEAM_DEEDS

_OWN: dict[str, dict[str, Deed]] = {
    "finding": finding_deeds.DEEDS,
    "unit": office_deeds.UNIT_DEEDS,
    "round": office_deeds.ROUND_DEEDS,
    "user": office_deeds.USER_DEEDS,
    "office": office_deeds.OFFICE_DEEDS,
    "letter": letter_deeds.DEEDS,
}
_MORE: dict[str, dict[str, Deed]] = {"team": TEAM_DEEDS}
"""Deeds of declared books beside those of their declaration."""


def books_with_deeds() -> tuple[str, ...]:
    """The names of all books in which something can be done."""
    return (*_OWN, *(one.name for one in books.declared()))


def deeds(book: str, reader: Reader | None = None) -> dict[str, Deed]:
    """The deeds of a book by step; empty where there is no such book. With `reader` they know the fields that the office added."""
    if book in _OWN:
        return _OWN[book]
    if not books.is_declared(book):
        return {}
    declared = deeds_of(books.book(reader, book) if reader is not None else books.as_declared(book))
    return declared | _MORE.get(book, {})
