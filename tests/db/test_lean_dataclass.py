"""The lean `dataclass` does what that of the standard library does, and compiles nothing before a record is made."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from itertools import product

import pytest

from db import lean_dataclass

LIBRARY, LEAN = dataclasses.dataclass, lean_dataclass.dataclass
OPTIONS = [
    {"frozen": frozen, "slots": slots, "eq": eq} for frozen, slots, eq in product((False, True), (False, True), (True, False))
]  # fmt: skip


def declared(dataclass, **options):
    """The same class by either: a place, a default, a list of its own, a field that is not compared, one by name, one that is not given."""

    class Row:
        """A row."""

        number: int
        text: str = "空"
        parts: list[str] = field(default_factory=list)
        seen: int = field(default=0, compare=False, repr=False)
        kind: str = field(default="一", kw_only=True)
        twice: int = field(init=False, default=7)

    return dataclass(**options)(Row)


def made_both(**options):
    return declared(LIBRARY, **options), declared(LEAN, **options)


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_records_are_made_told_compared_and_copied_as_the_library_does(options):
    said = []
    for kind in made_both(**options):
        one, other = kind(1, "甲", ["乙"], seen=3, kind="二"), kind(1, parts=["乙"], text="甲", kind="二")
        third = replace(one, number=2)
        said.append(
            [
                repr(one).rpartition(".")[2], one == other, one == third, one == (1, "甲"), one != third, asdict(third),
                [(each.name, each.init, each.compare, each.kw_only) for each in fields(kind)], kind.__match_args__,
                kind(5).parts is kind(5).parts, copy.copy(one).seen, copy.deepcopy(third).parts,
                kind.__hash__ is None, kind.__doc__, hasattr(one, "__dict__"), one.twice,
            ]
        )  # fmt: skip
    assert said[0] == said[1]


@pytest.mark.parametrize("wrong", [(), (1, "甲", [], 0, "二", 3)], ids=["too few", "too many"])
def test_a_call_that_does_not_fit_is_told_in_the_librarys_words(wrong):
    words = []
    for kind in made_both(frozen=True):
        for _again in range(2):  # the first call compiles
            with pytest.raises(TypeError) as told:
                kind(*wrong)
        words.append(str(told.value))
    assert words[0] == words[1]


@pytest.mark.parametrize("slots", [False, True])
def test_a_frozen_record_refuses_changes_and_hashes_by_what_is_compared(slots):
    @LEAN(frozen=True, slots=slots)
    class Pair:
        left: int
        right: int = field(default=0, compare=False)

    one = Pair(1, 2)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'left'"):
        one.left = 5
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'right'"):
        del one.right
    assert (one.left, {one: "a"}[Pair(1, 9)]) == (1, "a")
    assert copy.copy(one).right == 2


@LEAN(frozen=True, slots=True)
class Kept:
    """At the head of a module, so that it can be pickled."""

    name: str


def test_a_frozen_record_with_slots_survives_being_pickled():
    assert pickle.loads(pickle.dumps(Kept("甲"))) == Kept("甲")


def test_what_a_class_says_itself_stays_and_what_inherits_adds_its_fields():
    @LEAN(frozen=True)
    class Base:
        name: str
        places: int = 1

        def __post_init__(self):
            if not self.name:
                raise ValueError

        def __hash__(self):
            return 4

        def __repr__(self):
            return "own"

    @LEAN(frozen=True)
    class More(Base):
        further: int = 2

    class Plain(More):
        """No dataclass: it may have attributes of its own."""

    plain = Plain("甲")
    plain.note = "x"
    assert (hash(Base("甲")), repr(Base("甲")), More("甲", 3, 4).further, plain.note) == (4, "own", 4, "x")
    with pytest.raises(ValueError):
        More("")
    assert Base("甲") != More("甲")


def test_init_false_leaves_making_to_the_class():
    @LEAN(init=False)
    class Box:
        size: int

        def __init__(self):
            self.size = 9

    assert Box() == Box() and repr(Box()).endswith("Box(size=9)")


def test_nothing_is_compiled_before_the_first_record(monkeypatch):
    compiled = []
    real = lean_dataclass._compiled_init
    monkeypatch.setattr(lean_dataclass, "_compiled_init", lambda *all_: compiled.append(1) or real(*all_))

    @LEAN
    class Row:
        number: int

    assert compiled == []
    assert [Row(1).number, Row(2).number, compiled] == [1, 2, [1]]
