"""The words of a kind: what their absence does, in lists too, and how they are told in the field list (P-3, P-15)."""

from datetime import date

import pytest

from desktop.documents.figures import Typed
from desktop.documents.vocabulary import (
    BLANK,
    BLOCKS,
    LEFT_OUT,
    LIST,
    MARKED,
    RECORD,
    ZERO,
    Field,
    chinese_date,
    example_text,
    is_missing,
    missing_words,
)

FIELDS = (
    Field("甲", "a"), Field("乙", "b", missing=MARKED), Field("丙", "c", missing=LEFT_OUT), Field("丁", "d", missing=BLANK), Field("戊", "e", missing=ZERO), Field("己", "f", when="丙"),
    Field("清单", "rows", LIST, items=(Field("编号", "n"), Field("注", "m", missing=LEFT_OUT), Field("联", "p", missing=MARKED, when="注"))), Field("人", "who", RECORD, missing=LEFT_OUT, items=(Field("名", "x"),)),
)  # fmt: skip
FULL = {"甲": "x", "乙": "x", "清单": [{"编号": "1"}]}


def lacking(**words):
    return [(str(one), one.blocks) for one in missing_words(FIELDS, {**FULL, **words})]


@pytest.mark.parametrize(
    "value, missing",
    [
        (None, True),
        ("", True),
        ((), True),
        ([], True),
        ({}, True),
        (Typed(""), True),
        (0, False),
        (False, False),
        ("x", False),
        ([0], False),
        (Typed("x"), False),
    ],
)
def test_nothing_is_missing_but_nought_and_no_are_words(value, missing):
    assert is_missing(value) is missing


@pytest.mark.parametrize("words, found", [
    ({}, []), ({"甲": None}, [("甲", True)]), ({"乙": ""}, [("乙", False)]), ({"甲": 0, "乙": False}, []), ({"丙": "x"}, [("己", True)]), ({"丙": 0}, []), ({"丙": "x", "己": "y"}, []), ({"清单": []}, [("清单", True)]),
    ({"清单": [{"编号": "1"}, {"编号": ""}]}, [("清单.编号（第2行）", True)]), ({"清单": [{"编号": "1", "注": "x"}]}, [("清单.联（第1行）", False)]), ({"人": {"名": ""}}, [("人.名", True)]), ({"人": {"名": "x"}}, []),
])  # fmt: skip
def test_what_blocks_and_what_is_in_red_is_told_in_order(words, found):
    assert lacking(**words) == found


def test_a_field_is_described_with_its_inner_words_under_both_names():
    lines = list(FIELDS[6].described())
    assert [(line["field"], line["identifier"]) for line in lines] == [
        ("清单", "rows"),
        ("清单.编号", "rows.n"),
        ("清单.注", "rows.m"),
        ("清单.联", "rows.p"),
    ]
    assert (lines[0]["type"], lines[0]["missing"], lines[2]["missing"]) == (LIST, BLOCKS, LEFT_OUT)


@pytest.mark.parametrize(
    "value, text",
    [
        (date(2026, 9, 1), "2026年9月1日"),
        (("甲", date(2026, 9, 1)), "甲、2026年9月1日"),
        ([{"a": 1}, "乙"], "乙"),
        (None, ""),
        ({"a": 1}, ""),
        (True, "是"),
        (False, "False"),
        (3, "3"),
    ],
)
def test_examples_are_shown_as_words(value, text):
    assert example_text(value) == text


def test_a_date_has_no_leading_noughts():
    assert chinese_date(date(2026, 10, 31)) == "2026年10月31日"


def test_a_word_is_the_ledgers_unless_its_kind_says_that_a_clerk_types_it():
    """Else the list of figures would call a number of the ledger 手填, and ask the clerk for it."""
    assert [one.name for one in (Field("问题数", "n"), Field("会议号", "m", typed=True)) if one.typed] == ["会议号"]
