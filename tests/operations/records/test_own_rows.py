"""The rows of the books with tables of their own, as they stood on a day: each thing counts from its own day on."""

from __future__ import annotations

import pytest

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import measures
from desktop.operations.papers import happenings, registering
from desktop.operations.papers.registering import SentPaper
from desktop.operations.records.own_rows import OWN_ROWS, narrowed
from desktop.operations.records.questions import Wanted
from tests.builders import EVERYONE


@pytest.fixture
def sent(ledger, office):
    paper = SentPaper("supervision_letter", "督办函", "云巡督〔2026〕7号", "2026-05-01", "县民政局党组")
    registering.register(ledger, EVERYONE, paper)
    return ledger.reader.value("select id from letter")


def letters(ledger, as_of, known_at=None):
    return OWN_ROWS["letter"](ledger, as_of, known_at, Wanted())


@pytest.mark.parametrize(("day", "count"), [("2026-04-30", 0), ("2026-05-01", 1), ("2026-05-02", 1)])
def test_a_letter_stands_in_the_register_from_the_day_of_its_issue(ledger, sent, day, count):
    assert len(letters(ledger, day)) == count


def test_a_letter_that_was_entered_later_was_not_known_before(ledger, sent):
    assert len(letters(ledger, "2026-06-05", "2026-06-05")) == 1
    assert letters(ledger, "2026-06-05", "2026-06-04") == []


@pytest.mark.parametrize(("day", "received"), [("2026-05-03", ""), ("2026-05-04", "2026-05-04")])
def test_a_receipt_counts_from_its_own_day(ledger, sent, day, received):
    registering.log_event(ledger, EVERYONE, sent, "receipt", happenings.Happening("2026-05-04", person="张三"))
    [row] = letters(ledger, day)
    assert (row["received_on"] or "") == received


@pytest.mark.parametrize("name", OWN_ROWS)
def test_a_state_that_a_book_does_not_know_is_told_and_its_own_are_taken_by_code_and_word_w2(ledger, sent, name):
    """W-2: nothing found is said only where there is nothing."""
    with pytest.raises(KnownError, match="没有“乱写”这种状态") as refused:
        OWN_ROWS[name](ledger, "2026-06-05", None, Wanted(state="乱写"))
    assert refused.value.kind == "unknown_choice"
    for state in books.told_book(name).states:
        by_code, by_word = (
            OWN_ROWS[name](ledger, "2026-06-05", None, Wanted(state=word)) for word in (state.code, state.word)
        )
        assert by_code == by_word


def test_measures_are_asked_for_by_the_words_of_both_lanes(ledger, office):
    measures.add(ledger, EVERYONE, office["finding"], [measures.MeasureDraft("补缴")], "2026-05-20")

    asked = [
        OWN_ROWS["measure"](ledger, "2026-06-05", None, Wanted(state=word))
        for word in ("not_started", "未启动", "已完成")
    ]
    assert [len(rows) for rows in asked] == [1, 1, 0]


ROWS = [
    {"name": "甲", "unit": "县民政局", "rights": ["enter", "review"], "active": True, "kind": "round", "note": None},
    {"name": "乙", "unit": "柳坪乡", "rights": [], "active": False, "kind": "special", "note": "民政"},
]


@pytest.mark.parametrize(
    ("search", "names"),
    [("", "甲乙"), ("民政", "甲乙"), ("县民政", "甲"), ("民政 乙", "乙"), ("review", "甲"), ("没有", "")],
)
def test_every_word_that_is_searched_stands_somewhere_in_the_row_or_its_lists(search, names):
    assert "".join(row["name"] for row in narrowed("unit", ROWS, Wanted(search=search))) == names
    assert narrowed("unit", ROWS, Wanted(search=search), searched=True) == ROWS, "the reader has searched already"


@pytest.mark.parametrize(
    ("asked", "text", "names"),
    [
        ("unit", "柳坪乡", "乙"), ("unit", "柳坪", ""), ("rights", "enter", "甲"), ("rights", "ent", ""), ("note", "", "甲"), ("note", "民政", "乙"),
        ("active", "是", "甲"), ("active", "true", "甲"), ("active", "1", "甲"), ("active", "否", "乙"), ("active", "false", "乙"), ("active", "0", "乙"), ("active", "", "乙"),
    ],
)  # fmt: skip
def test_a_column_is_asked_for_its_whole_value_one_of_its_list_or_yes_and_no(asked, text, names):
    assert "".join(row["name"] for row in narrowed("unit", ROWS, Wanted(where={asked: text}))) == names


def test_a_column_with_choices_is_asked_by_code_and_by_word_and_an_unknown_one_is_told():
    name, chosen = next(
        (name, one)
        for name in OWN_ROWS
        for one in books.told_fields(name)
        if len(set(filter(None, one.choices.values()))) == len(one.choices) > 1
    )
    (code, word), (other, _) = list(chosen.choices.items())[:2]
    rows = [{"name": "甲", chosen.name: code}, {"name": "乙", chosen.name: other}]
    for text in (code, word):
        assert [row["name"] for row in narrowed(name, rows, Wanted(where={chosen.name: text}))] == ["甲"]
    with pytest.raises(KnownError, match="没有“别的”这一栏") as refused:
        narrowed("unit", rows, Wanted(where={"别的": "x"}))
    assert refused.value.kind == "unknown_field" and narrowed("unit", [], Wanted(where={"别的": "x"})) == []


def test_units_and_rounds_are_those_that_were_asked_for(ledger, sent, office):
    unit, round_id = ledger.reader.value("select id from unit"), ledger.reader.value("select id from round")
    for name, wanted in (("unit", "units"), ("round", "rounds")):
        for known_at in (None, "2026-06-05"):
            every = OWN_ROWS[name](ledger, "2026-06-05", known_at, Wanted())
            own = unit if wanted == "units" else round_id
            assert OWN_ROWS[name](ledger, "2026-06-05", known_at, Wanted(**{wanted: (own,)})) == [
                row for row in every if row["id"] == own
            ]
            assert every and OWN_ROWS[name](ledger, "2026-06-05", known_at, Wanted(**{wanted: (999,)})) == []
