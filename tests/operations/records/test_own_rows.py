"""The rows of the books with tables of their own, as they stood on a day: each thing counts from its own day on."""

from __future__ import annotations

import pytest

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import measures
from desktop.operations.papers import happenings, registering
from desktop.operations.papers.registering import SentPaper
from desktop.operations.records.own_rows import OWN_ROWS
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
