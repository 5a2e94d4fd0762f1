"""Packed rows are the rows that went in, wherever they are looked at, of every kind of value."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from db import packed
from db.packed import FEW_IDS, Ids, Packed, by_id, kept_ids, places_by_id


class Told(NamedTuple):
    """A value of each kind that a statement answers."""

    id: int
    number: str
    word: str
    same: str | None
    count: int | None
    rate: Any


def told(place: int) -> Told:
    """Unlike in every row, in few, in none."""
    return Told(
        place * 3,
        f"第{place}号𠀀\udc80" if place % 7 else "",
        ("甲", "乙", "")[place % 3],
        None,
        None if place % 5 else place % 2,
        (1, 1.0, "1", b"1", None, True, 1 << 70)[place % 7],
    )


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    monkeypatch.setattr(packed, "BLOCK", 64)


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 200])
def test_every_row_comes_back_as_it_was(count):
    rows = [told(place) for place in range(count)]
    held = Packed(Told, iter(rows))
    assert len(held) == count and bool(held) == bool(rows)
    for found in (list(held), [held[place] for place in range(count)], list(held[:])):
        assert found == rows
        assert [list(map(type, row)) for row in found] == [list(map(type, row)) for row in rows]
    assert held == tuple(rows) and (not rows or held != tuple(rows[1:]))


def test_places_count_from_the_end_and_end():
    held = Packed(Told, map(told, range(70)))
    assert held[-1] == told(69) and held[-70] == told(0) and held[60:66:2] == (told(60), told(62), told(64))
    for outside in (70, -71):
        with pytest.raises(IndexError):
            held[outside]


def test_another_order_is_a_list_of_its_own():
    rows = [told(place) for place in range(130)]
    held = Packed(Told, rows)
    turned = held.in_order(range(129, -1, -2))
    assert list(turned) == rows[::-2] and turned[1] == rows[127] and list(held) == rows
    assert list(turned.in_order([2, 0])) == [rows[125], rows[129]]
    assert list(turned.column("number")) == [row.number for row in rows[::-2]]
    assert list(held.in_order(range(130))) == rows and list(held.in_order(())) == []


def test_equal_numbers_of_other_kinds_stay_what_they_were():
    """1, 1.0 and True are one key of a dict; a block that knew one of them for another would change what a row says."""
    rows = [Told(1, "", "", None, None, (1, True, 1.0)[place % 3]) for place in range(60)]
    assert [type(row.rate) for row in Packed(Told, rows)] == [type(row.rate) for row in rows]


def test_a_column_is_read_without_the_rows():
    rows = [told(place) for place in range(150)]
    held = Packed(Told, rows)
    for field in Told._fields:
        assert list(held.column(field)) == [getattr(row, field) for row in rows]


def test_packed_rows_are_found_by_their_numbers():
    rows = [told(place) for place in range(200)]
    some = [*range(150, 70, -1), *range(3)]
    found = by_id(Packed(Told, rows).in_order(some))
    short = by_id([rows[place] for place in some])
    assert (list(found), list(found.values()), dict(found)) == (list(short), list(short.values()), dict(short))
    assert len(found) == len(some) and 3 * 71 in found and rows[72] in found.values()
    for outside in (-1, 3 * 70, 1, 10_000):
        assert found.get(outside) is None


def test_many_ids_stand_for_the_tuple_they_were():
    plain = tuple(range(7, FEW_IDS * 3 + 8, 3))
    many = kept_ids(iter(plain))

    assert isinstance(many, Ids)
    assert many == plain and plain == many and hash(many) == hash(plain) and many != plain[1:] and many != list(plain)
    assert (many[0], many[-1], many[2:4], len(many)) == (plain[0], plain[-1], plain[2:4], len(plain))
    assert kept_ids(many) is many and many == kept_ids(plain)


def test_few_ids_stay_a_tuple():
    few = tuple(range(FEW_IDS))
    assert kept_ids(few) is few
    assert kept_ids(list(few)) == few and isinstance(kept_ids(list(few)), tuple)


def test_the_place_of_an_id_is_its_first(monkeypatch):
    ids = [5, 3, 9, 3, 5, 1]
    few = places_by_id(ids, are_numbers=True)
    monkeypatch.setattr(packed, "FEW_IDS", 2)
    many = places_by_id(ids, are_numbers=True)

    assert isinstance(few, dict) and not isinstance(many, dict)
    assert dict(many) == few == {5: 0, 3: 1, 9: 2, 1: 5}
    assert len(many) == 4 and many.get(4, -1) == many.get(10, -1) == -1
    assert [many.get(one, -1) for one in (None, "甲")] == [few.get(one, -1) for one in (None, "甲")] == [-1, -1]
    assert None not in many and 9 in many
    assert isinstance(places_by_id(["乙", "甲", "丙"], are_numbers=False), dict)
