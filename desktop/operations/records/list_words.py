"""What lists said of the records of a book, and which record a row of a list names (the base of X5, for every book).

A row names the record whose number it bears; without a number, the record of which the last list said just the same, or which says
just the same now. Each record is named once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from db.queries import books as queries
from db.queries import list_rows
from db.queries.books import Record
from db.queries.standing import EVER
from db.reader import Reader
from desktop.errors import KnownError
from desktop.ledgers.field import Field
from desktop.ledgers.register import Register
from desktop.operations.records.person_keys import key_known
from desktop.operations.records.words import lookup

if TYPE_CHECKING:
    from desktop.exchange.register_list import ListRow

NOTHING = (None, "", 0, ())


@dataclass
class Words:
    """The last word of lists on one record, field by field: the text as written, and the unit of its amounts."""

    texts: dict[str, str] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)

    def has(self, name: str, text: str, unit: int | None) -> bool:
        """Whether the last list that filled a field said just this."""
        return plain(self.texts.get(name, "")) == plain(text) and self.units.get(name, 1) == (unit or 1)


def plain(text: str) -> str:
    """A text without white space: what texts are compared by."""
    return "".join(text.split())


def said_of(register: Register, row: ListRow, without: Collection[str] = ()) -> dict[str, Any]:
    """What a row says, to be kept as the base of the next list, `without` some fields; of persons who are kept as keys nothing."""
    kept = [name for name in row.texts if name != "number" and name not in without and not _is_salted(register, name)]
    texts = {name: row.texts[name] for name in kept}
    units = {name: unit for name, unit in row.units.items() if unit not in (None, 1) and name in texts}
    return {"texts": texts, "units": units}


class KnownRecords:
    """The living records of a book beside what lists said of them."""

    def __init__(self, reader: Reader, register: Register) -> None:
        self._reader, self._register = reader, register
        self._named: set[int] = set()

    @cached_property
    def records(self) -> dict[int, Record]:
        """By id, as they are now."""
        return {one.id: one for one in queries.records(self._reader, self._register.shape, EVER)}

    @cached_property
    def words(self) -> dict[int, Words]:
        """By record: of each field the word of the last list that filled it."""
        found: dict[int, Words] = {}
        for record, said in list_rows.said_of_records(self._reader, self._register.name):
            told, content = found.setdefault(record, Words()), json.loads(said)
            for name, text in content.get("texts", {}).items():
                told.texts[name] = text
                told.units[name] = content.get("units", {}).get(name, 1)
        return found

    @cached_property
    def _by_words(self) -> dict[frozenset[tuple[str, str]], list[int]]:
        found: dict[frozenset[tuple[str, str]], list[int]] = {}
        for record, words in self.words.items():
            if record in self.records:
                found.setdefault(_key(words.texts), []).append(record)
        return found

    def find(self, row: ListRow, values: Mapping[str, Any], usual: Collection[str] = ()) -> int | None:
        """The record that a row names; None for a new one, or one in the recycle bin (`in_bin`).

        `usual` are the fields whose values hold for the whole list.
        """
        number = row.texts.get("number", "")
        if number:
            found = queries.record_id(self._reader, self._register.name, number)
            return self._name(found) if found in self.records else None
        texts = {name: text for name, text in row.texts.items() if not _is_salted(self._register, name)}
        told = {name: values[name] for name in (*row.texts, *usual) if name in values}
        if any(one.needed and one.name not in told for one in self._register.all_fields):
            return None
        spoken = self._by_words.get(_key(texts), ())
        same = [one for one in spoken if self._agrees(one, {name: values[name] for name in usual if name in values})]
        same = [one for one in same or self._equal(told) if one not in self._named]
        return self._name(same[0]) if same else None

    def in_bin(self, row: ListRow) -> bool:
        """Whether a row bears the number of a record in the recycle bin."""
        number = row.texts.get("number", "")
        found = queries.record_id(self._reader, self._register.name, number) if number else None
        return found is not None and found not in self.records

    def left(self) -> list[Record]:
        """The records that no row named so far, in order of entry."""
        return [one for one in self.records.values() if one.id not in self._named]

    def stored(self, record: int) -> dict[str, Any]:
        """A living record as `verbs.stored` tells it."""
        found = self.records[record]
        return {**found.stored, "id": record, "number": found.number, "state": found.state, "removed": False}

    def value_said(self, record: int, one: Field) -> Any:
        """What the last list said of a field, as it would be stored today; `NotImplemented` where it no longer means anything."""
        words = self.words.get(record, Words())
        unit = words.units.get(one.name, 1)
        try:
            return one.read(words.texts.get(one.name, ""), lookup(self._reader, money_unit=unit))
        except KnownError:
            return NotImplemented

    def as_kept(self, one: Field, value: Any) -> Any:
        """A value as the record would show it: persons who are kept as keys by their key."""
        return key_known(self._reader, str(value)) if one.salted and value else value

    def _name(self, record: int | None) -> int | None:
        if record is not None:
            self._named.add(record)
        return record

    def _agrees(self, record: int, usual: Mapping[str, Any]) -> bool:
        return record not in self._named and all(
            self.records[record].stored.get(name) == value for name, value in usual.items()
        )

    def _equal(self, told: Mapping[str, Any]) -> list[int]:
        """The records that say all that a row says."""
        fields = {name: self._register.field(name) for name in told}
        kept = {name: self.as_kept(one, told[name]) for name, one in fields.items() if one is not None}
        if not kept:
            return []
        names = tuple(sorted(kept))
        return self._index(names).get(_frozen(kept[name] for name in names), [])

    def _index(self, names: tuple[str, ...]) -> dict[tuple[Any, ...], list[int]]:
        """The records by what they say in some fields; lists fill few different sets of fields."""
        if names not in self._indexes:
            made: dict[tuple[Any, ...], list[int]] = {}
            for record in self.records.values():
                made.setdefault(_frozen(record.stored.get(name) for name in names), []).append(record.id)
            self._indexes[names] = made
        return self._indexes[names]

    @cached_property
    def _indexes(self) -> dict[tuple[str, ...], dict[tuple[Any, ...], list[int]]]:
        return {}


def _frozen(values: Any) -> tuple[Any, ...]:
    return tuple(tuple(one) if isinstance(one, list) else one for one in values)


def _is_salted(register: Register, name: str) -> bool:
    found = register.field(name)
    return found is not None and found.salted


def _key(texts: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset((name, plain(text)) for name, text in texts.items() if name != "number")
