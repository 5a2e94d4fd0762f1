"""Words of one paper that a template may not fix, and marks that would print as they stand (P-5)."""

import pytest

from desktop.documents.fixed_words import NUMBER_CELL, fixed_words, strange_marks


def wrong(text):
    return [(words, said) for words, said, _meant in fixed_words(text)]


@pytest.mark.parametrize("text, words, said", [
    ("截至2026年6月5日止", "2026年6月5日", "日期"), ("2026年6月", "2026年6月", "日期"), ("二〇二六年六月五日", "二〇二六年六月", "日期"), ("2026-06-05", "2026-06-05", "日期"), ("2026.6.5", "2026.6.5", "日期"), ("于6月5日前", "6月5日", "日期"),
    ("整改率64.0%", "64.0%", "比率"), ("百分之六十四", "百分之六十四", "比率"), ("共3个问题", "3个", "数"), ("三个问题", "三个", "数"), ("12条", "12条", "数"), ("3.5万元", "3.5万元", "数"), ("督办7次", "7次", "数"), ("整改率64，", "64", "数"), ("总数12", "12", "数"),
    ("第六轮", "第六轮", "轮次"), ("第12轮", "第12轮", "轮次"), (" 青巡督〔2026〕7号 ", "青巡督〔2026〕7号", "发文字号"), ("青巡督[2026]第7号", "青巡督[2026]第7号", "发文字号"),
])  # fmt: skip
def test_what_changes_from_paper_to_paper_must_be_a_tag_p5(text, words, said):
    """P-5"""
    assert (words, said) in [(found, told.removeprefix("是写死的")) for found, told in wrong(text)]


@pytest.mark.parametrize(
    "text",
    [
        "《2026年工作要点》",
        "5个工作日内",
        "3个月",
        "15天内",
        "一、总体情况",
        "请于规定期限前",
        "县委第\x00轮",
        "中办发〔2026〕\x00号",
        "（一）",
    ],
)
def test_what_is_the_same_on_every_paper_may_be_fixed(text):
    assert wrong(text) == []


@pytest.mark.parametrize(
    "text, count",
    [
        ("｛｛甲｝｝", 1),
        ("{甲}", 1),
        ("{", 1),
        ("}}", 2),
        ("〔缺甲〕", 1),
        ("None", 1),
        ("NaN", 1),
        ("〔2026〕", 0),
        ("Nonesuch", 0),
    ],
)
def test_marks_that_would_print_as_they_stand_are_told(text, count):
    assert len(list(strange_marks(text))) == count


def test_a_cell_of_digits_alone_is_a_number():
    assert NUMBER_CELL.fullmatch(" 12.5 ") and not NUMBER_CELL.fullmatch("12条")


OF_ONE_PAPER = (
    "2026年9月10日", "2026.9.10", "2026/9/10", "9月10日前", "10月底前", "9月上旬", "二〇二六年九月十日", "九月十日前", "九月底前",
    "共五个问题", "有３个问题未完成", "12项整改任务", "二十三条措施", "逾期20天", "逾期二十天", "3 个", "12 万元", "96.5万", "1.2亿",
    "88.6 %", "88.6％", "百分之八十八", "达到九成", "第六轮", "第 六 轮", "第6轮", "青巡督〔2026〕6号", "编号14-06-0001", "06-06-V01-001",
)  # fmt: skip
OF_EVERY_PAPER = (
    "十个工作日内", "10个工作日内", "三十天内", "两个维护", "三个方面", "一是", "完成整改", "请于月底前", "《关于第六轮巡察的意见》",
    "0000-6123456", "十四届县委", "第一责任人", "一个月内", "中旬",
)  # fmt: skip


@pytest.mark.parametrize("text", OF_ONE_PAPER)
def test_a_word_of_one_paper_is_told_p5(text):
    assert list(fixed_words(text))


@pytest.mark.parametrize("text", OF_EVERY_PAPER)
def test_a_word_of_every_paper_stands_p5(text):
    assert not list(fixed_words(text))
