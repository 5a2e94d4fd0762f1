"""The one search box over the finding ledger: words in every text, and units by the initials of their names (S1, S2)."""

from __future__ import annotations

from collections.abc import Mapping

from db.queries.search import matching_ids, unit_names_and_aliases
from db.reader import Reader
from desktop.ledgers.findings import SEARCHED
from desktop.rules import pinyin


def find_units(reader: Reader, typed: str, own_readings: Mapping[str, str] | None = None) -> tuple[int, ...]:
    """Units whose name, short name or alias has the text, or begins or holds its pinyin initials."""
    wanted = typed.strip().lower()
    if not wanted:
        return ()
    found = {
        unit: None
        for unit, name in unit_names_and_aliases(reader)
        if wanted in name.lower() or pinyin.matches(name, wanted, own_readings)
    }
    return tuple(found)


def find(
    reader: Reader, typed: str, *, rounds: tuple[int, ...] = (), own_readings: Mapping[str, str] | None = None
) -> tuple[int, ...]:
    """The findings that a typed text finds: every word somewhere in a finding, or initials of its unit."""
    words = tuple(typed.split())
    if not words:
        return ()
    units = find_units(reader, words[0], own_readings) if len(words) == 1 and words[0].isascii() else ()
    return matching_ids(reader, words, SEARCHED, rounds=rounds, units=units)
