"""What a card of the board says: how long it is, until when, and what was done about it last."""

from types import SimpleNamespace

import pytest

from desktop.rules import chasing
from desktop.ui.pages.supervision.card_words import NO_DATE, beside, days_words, foot_words, tip, titles

DAY = "2026-06-20"


def a_card(due, column=chasing.SOON, said="", asked=False, sent=(), calls=(), **row):
    facts = {
        "number": "14-06-0090", "unit_name": "县民政局党组", "unit_id": 1, "text": "票据不规范", "nature": "", "verdict": "", "first_due_on": None,
        "ends_on": "2026-09-10", "extensions": 0, "named_by_secretary": False,
    }  # fmt: skip
    return SimpleNamespace(
        row=SimpleNamespace(**{**facts, **row}),
        due_on=due,
        column=column,
        said=said,
        asked=asked,
        sent=sent,
        calls=calls,
    )


@pytest.mark.parametrize(("card", "words"), [
    (a_card(None), NO_DATE),
    (a_card("2026-06-19"), "逾期 1 天"),
    (a_card(DAY), "今天到期"),
    (a_card("2026-06-22"), "剩 2 天"),
    (a_card("2026-08-05", chasing.KEPT), "8月5日"),
    (a_card("2026-08-05", chasing.KEPT, nature="long_term"), "8月复查"),
    (a_card("2026-06-28", chasing.KEPT, verdict="long_term"), "6月28日复查"),
    (a_card("2026-06-19", chasing.KEPT, nature="long_term"), "逾期 1 天"),
])  # fmt: skip
def test_days_are_told_by_what_the_date_means(card, words):
    assert days_words(card, DAY) == words


@pytest.mark.parametrize(("card", "words"), [
    (a_card(DAY, said="27 号函未回"), "0090 27 号函未回"),
    (a_card(DAY, said="27 号函未回", asked=True), "0090 延期待批 · 27 号函未回"),
    (a_card(DAY, chasing.KEPT, first_due_on="2026-06-18"), "0090 延期，原6月18日"),
    (a_card(DAY, chasing.KEPT), "0090 延期"),
    (a_card(DAY, chasing.KEPT, nature="long_term"), "0090 长期坚持"),
    (a_card(DAY, chasing.KEPT, said="电话催办", calls=("x",)), "0090 电话催办"),
])  # fmt: skip
def test_the_foot_says_what_was_done_last_and_without_it_why_it_is_kept(card, words):
    assert foot_words(card) == words


def test_the_last_column_is_told_by_its_two_kinds_and_the_others_by_units():
    kept = (a_card(DAY), a_card(DAY, nature="long_term"), a_card(DAY, verdict="long_term"))
    assert beside(chasing.KEPT, kept) == "延 1 长 2"
    assert beside(chasing.LATE, (a_card(DAY), a_card(DAY), a_card(DAY, unit_id=2))) == "2 家"
    assert beside(chasing.LATE, ()) == beside(chasing.KEPT, ()) == ""


def test_a_column_is_before_the_end_of_the_period_only_where_all_its_dates_are():
    def named(*cards):
        board = SimpleNamespace(days=SimpleNamespace(soon=7, near=30), column=lambda _key: cards)
        return titles(board)[chasing.AHEAD]

    assert named() == named(a_card("2026-09-10"), a_card(None)) == "期满前"
    assert named(a_card("2026-09-10"), a_card("2026-09-11")) == "30 日以后"


def test_the_tip_tells_the_secretarys_word_and_every_extension():
    told = tip(a_card(DAY, said="未催", named_by_secretary=True, extensions=2, first_due_on="2026-05-18"), DAY).split(
        "\n"
    )
    assert told[2:] == ["今天到期 · 未催", "书记点题", "原定时限 2026-05-18，已延期 2 次"]
    assert len(tip(a_card(DAY), DAY).split("\n")) == 3
