"""The one search box over the finding ledger: words in every text, and units by the initials of their names (S1, S2)."""

from __future__ import annotations

from db.queries.search import matching_ids, unit_names_and_aliases
from db.reader import Reader
from db.search_index import SearchIndex
from desktop.ledgers.findings import SEARCHED
from desktop.operations.pinyin_readings import own_readings
from desktop.rules import pinyin


def find_units(reader: Reader, typed: str) -> tuple[int, ...]:
    """Units whose name, short name or alias has the text, or begins or holds its pinyin initials."""
    wanted = typed.strip().lower()
    if not wanted:
        return ()
    own = own_readings(reader)
    found = {
        unit: None
        for unit, name in unit_names_and_aliases(reader)
        if wanted in name.lower() or pinyin.matches(name, wanted, own)
    }
    return tuple(found)


def new_index() -> SearchIndex:
    """An index over the texts that are searched, still empty."""
    return SearchIndex(SEARCHED)


def find(
    reader: Reader,
    typed: str,
    *,
    rounds: tuple[int, ...] = (),
    index: SearchIndex | None = None,
    most: int | None = None,
) -> tuple[int, ...]:
    """The findings that a typed text finds: every word somewhere in a finding, or initials of its unit; with `most` the first of them."""
    words = tuple(typed.split())
    if not words:
        return ()
    units = find_units(reader, words[0]) if len(words) == 1 and words[0].isascii() else ()
    return matching_ids(reader, words, SEARCHED, rounds=rounds, units=units, index=index, most=most)
