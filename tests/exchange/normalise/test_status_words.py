"""RULES §6, rule 9: nothing remains of the clause but a word of completion."""

import pytest

from desktop.exchange.normalise.status_words import (
    FRACTION,
    NEGATED,
    NO_NEGATION,
    ONLY_WAITING,
    PERCENT,
    SOME_OF_ALL,
    is_exactly_done,
)


@pytest.mark.parametrize(
    "clause",
    [
        "完成",
        "已完成",
        "该问题已按期完成整改",
        "已全部整改完毕",
        "整改到位",
        "已销号",
        "验收合格",
        "已经整改",
        "均已整改",
        "同意销号",
        "问题已解决",
    ],
)
def test_words_of_completion_in_any_dress_are_done(clause):
    assert is_exactly_done(clause)


@pytest.mark.parametrize("clause", ["整改", "完成一半", "已补缴", "正在完成", "", "问题", "完成审批后销号登记"])
def test_anything_more_is_not(clause):
    assert not is_exactly_done(clause)


def test_shares_and_counts_are_read_whole():
    assert PERCENT.match("整改完成率达到85.5%").group(1) == "85.5" and not PERCENT.match("85%以上")
    assert FRACTION.match("已完成3/5").group("some", "all") == ("3", "5") and not FRACTION.match("3/5项")
    assert SOME_OF_ALL.search("完成3项，共5项").group("some", "all") == ("3", "5") and SOME_OF_ALL.search(
        "共5项，已完成3项"
    ).group("all2", "some2") == ("5", "3")


def test_denial_stands_before_the_word_and_some_words_only_look_like_it():
    assert (
        NEGATED.search("尚未完成")
        and NEGATED.search("不予销号")
        and not NEGATED.search("已完成")
        and NO_NEGATION.search("不断完成")
    )
    assert (
        ONLY_WAITING.fullmatch("待核实")
        and ONLY_WAITING.fullmatch("已提交销号申请")
        and not ONLY_WAITING.fullmatch("核实")
    )
