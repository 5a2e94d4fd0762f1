"""Values made again from one text are the values that were laid down."""

import math
from array import array
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import NamedTuple

import pytest

from db.packed import FEW_IDS, kept_ids
from desktop.host import anew


class Colour(Enum):
    RED = "红"


class Pair(NamedTuple):
    left: str
    right: int


@dataclass(frozen=True)
class Plain:
    name: str
    parts: tuple = ()

    @cached_property
    def count(self):
        return len(self.parts)


@dataclass(frozen=True, slots=True)
class Slotted:
    name: str
    parts: list = field(default_factory=list)


class Bare:
    __slots__ = ("one", "two")

    def __init__(self):
        self.one = [1]

    def __eq__(self, other):
        return self.one == other.one and not hasattr(other, "two")


def again(value):
    return anew.read_back(anew.lay_down(value))


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, 1.5, -(2**70), "甲\ud800\n", "", (), [[]], {1, 2}, frozenset("甲乙"), {1: "甲", (2, 3): [None]},
        array("q", [1, -5]), array("B"), Pair("甲", 1), Plain("甲", ("乙",)), Slotted("甲", [1]), Bare(), Colour.RED, date(2026, 6, 6),
        Plain, math.sqrt, OrderedDict(a=1), b"\0\xff", kept_ids(range(FEW_IDS * 2)), 1 == 1.0,
    ],
)  # fmt: skip
def test_every_kind_of_value_comes_back_as_it_was(value):
    made = again({"one": value})["one"]

    assert type(made) is type(value) and made == value


def test_one_and_true_and_a_float_stay_apart():
    assert [type(one) for one in again([1, True, 1.0])] == [int, bool, float]


def test_what_was_worked_out_already_stays_worked_out():
    value = Plain("甲", (1, 2))
    assert value.count == 2

    assert vars(again(value)) == {"name": "甲", "parts": (1, 2), "count": 2}


def test_the_copy_shares_no_text_list_or_object_with_what_it_was_made_from():
    value = Slotted("甲乙", [Plain("丙丁"), array("q", [1])])

    made = again(value)

    assert made is not value and made.name is not value.name
    assert made.parts is not value.parts and made.parts[0] is not value.parts[0] and made.parts[1] is not value.parts[1]
