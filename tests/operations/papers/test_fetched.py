"""重新取数: figures old → new, passages that quote an old one, and what a person typed is left alone unless told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.documents.figures import Entry
from desktop.operations.papers import fetched, making
from desktop.operations.papers.fetched import FigureChange, TypedFigure, followed
from desktop.operations.papers.gathered import Request
from tests.builders import EVERYONE

TODAY = date(2026, 10, 9)
RATE = FigureChange("整改率", "88.6%", "90.0%")
OPEN = FigureChange("未销", "4", "3")


def entry(name, value, origin="ledger"):
    return Entry("f1", name, value, value, "", "", "", (), origin)


def changes(old, new):
    return tuple(
        fetched._changes(fetched._values([entry(*one) for one in old]), fetched._values([entry(*one) for one in new]))
    )


def quoted(text, *figures):
    return [(one.word, one.change.name) for one in fetched._quoted({"存在问题": [{"事实": text}]}, figures)]


# -- figures


def test_a_figure_that_stands_in_several_sentences_is_told_once():
    assert changes([("整改率", "88.6%"), ("整改率", "88.6%")], [("整改率", "90.0%"), ("整改率", "90.0%")]) == (RATE,)


def test_a_figure_that_came_or_went_is_told_with_nothing_on_the_other_side():
    assert changes([("逾期", "2")], []) == (FigureChange("逾期", "2", ""),)
    assert str(changes([], [("延期", "1")])[0]) == "延期 （没有） → 1"


def test_rows_that_were_added_are_told_by_their_values():
    assert changes([("行.总数", "3")], [("行.总数", "3"), ("行.总数", "5")]) == (FigureChange("行.总数", "3", "3、5"),)


def test_figures_that_a_hand_typed_and_equal_ones_are_no_change():
    assert changes([("甲", "1", "typed"), ("乙", "2")], [("甲", "9", "typed"), ("乙", "2")]) == ()


# -- passages


@pytest.mark.parametrize(
    "text", ["截至目前整改率为88.6%，仍须努力", "整改率88.6%。", "由88.6%起步"]
)  # fmt: skip
def test_a_passage_that_quotes_the_old_figure_is_told(text):
    assert quoted(text, RATE) == [("存在问题", "整改率")]


@pytest.mark.parametrize(
    "text", ["共14个", "于4月开会", "4日前报送", "云巡督〔2026〕4号", "4.5万元", "问题15-06-4未销", "增长4%", "2026-4-1办结"]
)  # fmt: skip
def test_the_same_digits_in_another_number_a_day_or_a_document_number_are_no_quotation(text):
    assert quoted(text, OPEN) == []


def test_figures_that_read_the_same_are_told_as_one_place_and_a_rate_without_its_counts():
    rate = FigureChange("整改率", "88.6%（62/70）", "90.0%（63/70）")
    again = FigureChange("总数", "4", "3")
    assert quoted("整改率88.6%，尚有4个", rate, OPEN, again) == [("存在问题", "整改率"), ("存在问题", "未销、总数")]
    assert quoted("尚有4个", FigureChange("行.总数", "4", "4、1")) == [], "which of them is meant nobody knows"


def test_a_count_with_its_unit_is_a_quotation_and_an_answer_that_stands_alone_is_none():
    assert quoted("尚有4个问题未销号", OPEN) == [("存在问题", "未销")]
    assert list(fetched._quoted({"份数": "4", "人数": 4}, (OPEN,))) == []


def test_only_what_was_chosen_follows_and_everything_else_stays_as_typed():
    given = {"存在问题": [{"标题": "进度慢", "事实": "尚有4个问题未销号，4月已提醒"}], "事由": "4个问题", "份数": "4"}
    found = followed(given, [TypedFigure("存在问题", OPEN, "")])
    assert found == {**given, "存在问题": [{"标题": "进度慢", "事实": "尚有3个问题未销号，4月已提醒"}]}
    assert followed(given, []) == given


# -- put by


def test_a_paper_put_by_is_asked_as_of_its_day_as_it_was_known_then(office, clock):
    ledger, round_id = office[:2]
    making.prepare(ledger, EVERYONE, "recommendation_letter", "备", {"事由": "规范管理"}, round_id)
    number = ledger.reader.value("select max(id) from prepared_paper")
    today = Request("recommendation_letter", TODAY, TODAY, round_id)
    assert fetched.as_prepared(ledger.reader, today, number) is None, "put by today"
    later = replace(today, issued_on=date(2026, 10, 20), as_of=date(2026, 10, 20))
    then = fetched.as_prepared(ledger.reader, later, number)
    assert then == replace(later, as_of=TODAY, known_at=TODAY)
    assert fetched.as_prepared(ledger.reader, replace(later, known_at=TODAY), number) is None
    assert fetched.as_prepared(ledger.reader, later, 99) is None
