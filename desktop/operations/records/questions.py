"""Which records of a book are meant: by round, unit, state, field and words; the same for command line, page, export and print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.queries import book_facts, book_search
from db.queries import books as queries
from db.queries.books import Record
from db.reader import Reader
from desktop.errors import KnownError
from desktop.ledgers.field import LINKS, NUMBERS, Holds
from desktop.ledgers.register import Register
from desktop.ledgers.scores import SCORE_SHEETS, ranked_by_rate
from desktop.operations.records.words import lookup
from desktop.operations.search import find_units
from desktop.rules.permissions import Actor

_READ = LINKS | NUMBERS | {Holds.DATE, Holds.MONTH, Holds.FLAG}
"""Fields whose words have a meaning of their own: 2026年3月 is 2026-03, 否 is no tick."""


@dataclass(frozen=True)
class Wanted:
    """The criteria; an empty one does not narrow. `where` compares a field with a code, a word or a shown text.

    `asker`: who reads, for the registers that show the entries of others to some only; None is the program itself.
    """

    rounds: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    state: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    search: str = ""
    asker: Actor | None = None
    ranked_by: str = ""
    """By which field a book that has ranks counts them; '' by its own."""


def chosen(
    reader: Reader,
    register: Register,
    as_of: str,
    known_at: str | None = None,
    wanted: Wanted | None = None,
    *,
    short: bool = False,
) -> tuple[Record, ...]:
    """The records of a book as they stood, narrowed by the criteria."""
    asked = wanted or Wanted()
    found: Sequence[Record] = queries.records(reader, register.shape, as_of, known_at, short=short)
    if register.name == SCORE_SHEETS.name and asked.ranked_by == "rate":
        found = ranked_by_rate(found)
    if asked.rounds or asked.units:
        places = book_facts.places_of(
            reader, [finding for record in found for finding in findings_of(register, record)]
        )
        found = [record for record in found if _is_of(register, record, asked, places)]
    if asked.state:
        words = [word for one in register.states for word in (one.code, one.word)]
        known_state(register.title, words, asked.state)
        found = [record for record in found if asked.state in (record.state, register.state(record.state).word)]
    for name, text in asked.where.items():
        meant = _meant(reader, register, name, text)
        found = [record for record in found if matches(register, record, name, text, meant)]
    if asked.search.strip():
        hits = search(reader, register, asked.search)
        found = [record for record in found if record.id in hits]
    return tuple(found)


def search(reader: Reader, register: Register, typed: str) -> frozenset[int]:
    """The records in which every typed word stands; a word of letters also finds units by the initials of their names."""
    words = typed.split()
    units = find_units(reader, words[0]) if len(words) == 1 and words[0].isascii() else ()
    chosen_words = {one.name: one.choices for one in register.fields if one.holds is Holds.CHOICE and not one.own}
    return book_search.matching(reader, register.shape, words, units, chosen_words)


def known_state(title: str, words: Sequence[str], asked: str) -> None:
    """Raise KnownError where a book knows no such state: an answer of no rows would say that there are none."""
    if asked not in words:
        told = f"可用：{'、'.join(words)}" if words else "它不分状态"
        raise KnownError(f"{title}没有“{asked}”这种状态。{told}。", "unknown_choice")


def _meant(reader: Reader, register: Register, name: str, text: str) -> Any:
    """What a text means in the field: the link that it names under any of its names, the day, month, number, amount or tick; None where it means none."""
    one = register.field(name)
    if one is None or not text or one.holds not in _READ:
        return None
    try:
        return lookup(reader)(one.target, text) if one.holds in LINKS else one.read(text, lookup(reader))
    except KnownError:
        return None


def matches(register: Register, record: Record, name: str, text: str, meant: Any = None) -> bool:
    """Whether a field says what is asked: its code, its word, or for lists one of its members; `meant` is what the text means there."""
    one = register.field(name)
    if name in ("state", "number"):
        word = register.state(record.state).word if name == "state" else record.number
        return text in (getattr(record, name), word)
    if one is None:
        known = "、".join(field.name for field in register.all_fields)
        raise KnownError(f"{register.title}没有“{name}”这一栏。可用：{known}。", "unknown_field")
    if meant is not None and name in record.stored:
        held = record.stored[name]
        return meant in held if isinstance(held, tuple) else meant == held
    value = record.fields.get(name)
    if isinstance(value, tuple):
        return text in value or (not text and not value)
    return text in (str("" if value is None else value), one.text(value))


def findings_of(register: Register, record: Record) -> tuple[int, ...]:
    """The findings that a record names, in order."""
    found: list[int] = []
    for link in register.links:
        value: Any = record.stored[link.name]
        found += value if isinstance(value, tuple) else [value] if value else []
    return tuple(found)


def _is_of(register: Register, record: Record, asked: Wanted, places: Mapping[int, tuple[int, int]]) -> bool:
    """Its own round and unit where it has them, else those of its findings; a book that is of no round is not narrowed by one."""
    mine = [places[finding] for finding in findings_of(register, record) if finding in places]
    rounds = _named(register, record, Holds.ROUND) or {round_id for round_id, _unit in mine}
    units = _named(register, record, Holds.UNIT) or {unit for _round, unit in mine}
    for one in register.fields:
        if one.holds is Holds.UNITS:
            units |= set(record.stored[one.name])
    rounds_matter = register.field("round") is not None or bool(register.links)
    return (not asked.rounds or not rounds_matter or bool(rounds & set(asked.rounds))) and (
        not asked.units or bool(units & set(asked.units))
    )


def _named(register: Register, record: Record, holds: Holds) -> set[int]:
    """What the fields of a kind point at."""
    return {
        target
        for one in register.fields
        if one.holds is holds and isinstance(target := record.stored.get(one.name), int)
    }
