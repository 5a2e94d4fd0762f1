"""What words mean in this ledger: units by any name, rounds by name or code, findings by number, letters by 文号, records of books by number or name, dates as people write them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from db.queries import books as book_queries
from db.queries import facts, naming, register
from db.reader import Reader
from desktop.errors import KnownError
from desktop.later import Later
from desktop.ledgers.field import Holds, Lookup
from desktop.operations.unit_lookup import unit_named

if TYPE_CHECKING:
    from desktop.exchange.normalise import dates, money
    from desktop.operations.papers import numbers
else:  # most questions need no more than the days and names of the ledger itself
    dates, money = Later("desktop.exchange.normalise.dates"), Later("desktop.exchange.normalise.money")
    numbers = Later("desktop.operations.papers.numbers")

PEOPLE = "inspector"
"""The book in which people have numbers."""
_RANGE = re.compile(r"[至到~～—]|日\s*[-－]|\d-\d+-\d+-")


def lookup(reader: Reader, *, money_unit: int = 1) -> Lookup:
    """The meaning of words; a bare amount is in `money_unit` yuan (10,000 where it is typed under a head 万元)."""

    def of(holds: str, typed: str) -> Any:
        if holds == Holds.DATE:
            return day(typed)
        if holds == Holds.MONTH:
            return month(typed)
        if holds == Holds.MONEY:
            return money.read_amount(typed, money_unit)[0]
        if holds == Holds.PERSON:
            return _person(reader, typed)
        return _target(reader, holds, typed)

    return of


def day(typed: str) -> str | None:
    """One day, ISO: written in full, with any of the usual marks. A range, a month or a day that is not in the calendar is none."""
    plain = typed[:10] if len(typed) > 10 and typed[10] in "T " else typed
    try:
        return date.fromisoformat(plain).isoformat()
    except ValueError:
        found = None if _RANGE.search(plain) else dates.read_date(plain, None)
    return found.on.isoformat() if found and found.on and found.kind == "date" else None


def month(typed: str) -> str | None:
    """A month as 2026-05."""
    plain = typed.replace("年", "-").removesuffix("月").replace("/", "-").replace(".", "-")
    year, _, number = plain.partition("-")
    if not (len(year) == 4 and year.isdecimal() and number.isdecimal() and 1 <= int(number) <= 12):
        return None
    return f"{year}-{int(number):02d}"


def _target(reader: Reader, holds: str, typed: str) -> int | None:
    if holds in (Holds.UNIT, Holds.UNITS):
        return unit_named(reader, typed)
    if holds == Holds.ROUND:
        return register.round_id(reader, typed)
    if holds in (Holds.FINDING, Holds.FINDINGS):
        return facts.finding_id(reader, typed)
    if holds == Holds.LETTER:
        return numbers.paper_named(reader, typed)
    return _record(reader, holds, typed)


def _person(reader: Reader, typed: str) -> str | None:
    """How a person of the pool is written: the name, with the number where two bear it; None for whoever is not in it."""
    found = _record(reader, PEOPLE, typed)
    return None if found is None else book_queries.word_of(reader, PEOPLE, found)


def _record(reader: Reader, book: str, typed: str) -> int | None:
    """A record by its number or its name; a name that several have is no answer, and is told."""
    found = naming.records_named(reader, book, typed)
    if len(found) > 1:
        known = "、".join(book_queries.word_of(reader, book, one) for one in found[:5])
        raise KnownError(f"“{typed}”有 {len(found)} 个：{known}。请写编号。", "several")
    return found[0] if found else None
