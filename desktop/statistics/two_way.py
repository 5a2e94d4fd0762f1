"""Things counted by two groups at once (R7): findings with their rates and the records of any book stand on this one piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from db.queries.books import Record
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.leaving import leaving
from desktop.ledgers.register import Register

NO_WORD = "（未填）"
_NOT_OFFERED = frozenset({Holds.LONG, Holds.FILE, Holds.MONEY})
_MONTH = 7  # of 2026-05-31

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class TwoWay(Generic[Thing]):
    """The things of each cell, row, column and of all; every thing stands once, so parts and totals agree."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[Thing, ...]]
    row_totals: Mapping[str, tuple[Thing, ...]]
    column_totals: Mapping[str, tuple[Thing, ...]]
    total: tuple[Thing, ...]


def two_way(
    placed: Iterable[tuple[str, str, Thing]], rows: Sequence[str] = (), columns: Sequence[str] = ()
) -> TwoWay[Thing]:
    """Each thing in its row and column; `rows` and `columns` give an order, else they stand as they come."""
    cells: dict[tuple[str, str], list[Thing]] = {}
    down: dict[str, list[Thing]] = {key: [] for key in rows}
    across: dict[str, list[Thing]] = {key: [] for key in columns}
    every: list[Thing] = []
    for row, column, thing in placed:
        for group in (cells.setdefault((row, column), []), down.setdefault(row, []), across.setdefault(column, [])):
            group.append(thing)
        every.append(thing)
    return TwoWay(
        tuple(down),
        tuple(across),
        {place: tuple(own) for place, own in cells.items()},
        {key: tuple(own) for key, own in down.items()},
        {key: tuple(own) for key, own in across.items()},
        tuple(every),
    )


def group_word(field: Field, text: str) -> str:
    """The group of what a field says: dates by month, nothing as 未填."""
    return (text[:_MONTH] if field.holds is Holds.DATE else text) or NO_WORD


def in_order(field: Field, words: Iterable[str]) -> list[str]:
    """Groups as the field declares its choices, numbers by size, others by their words; 未填 last."""
    declared = {word: place for place, word in enumerate(field.choices.values())}

    def place(word: str) -> tuple[bool, int, int, str]:
        number = int(word) if field.holds is Holds.INT and word.isdecimal() else 0
        return word == NO_WORD, declared.get(word, len(declared)), number, word

    return sorted(set(words), key=place)


def state_field(register: Register) -> Field:
    """The state of a book as a field to count by."""
    return Field("state", "状态", Holds.CHOICE, choices={one.code: one.word for one in register.states})


def book_fields(register: Register) -> tuple[Field, ...]:
    """The fields by which the records of a book can be counted, its state first; long texts, files, sums of money and what stays inside group nothing."""
    states = (state_field(register),) if register.states else ()
    return (*states, *(field for field in leaving(register.all_fields) if field.holds not in _NOT_OFFERED))


def count_records(records: Iterable[Record], row: Field, column: Field) -> TwoWay[Record]:
    """The records of a book by two of its fields; each stands once, also one that names several findings."""
    placed = [(_word(row, one), _word(column, one), one) for one in records]
    rows, columns = [group[0] for group in placed], [group[1] for group in placed]
    return two_way(placed, in_order(row, rows), in_order(column, columns))


def _word(field: Field, record: Record) -> str:
    value = record.state if field.name == "state" else record.fields.get(field.name)
    return group_word(field, field.text(value))
