"""Words of one paper that a template may not fix, and marks that would print as they stand (P-5)."""

import pytest

from desktop.documents.fixed_words import NUMBER_CELL, cut_words, fixed_words, strange_marks


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
    "2026年整改任务", "2025年度", "二〇二五年度", "本月底前", "下月10日前", "今年底前", "涉及两户", "三家企业", "抽查四份档案", "五名干部", "3家企业",
    "督办两次", "三条措施", "第3条问题", "第三、4条措施", "第三十九条问题",
    "88.6 %", "88.6％", "百分之八十八", "达到九成", "第六轮", "第 六 轮", "第6轮", "青巡督〔2026〕6号", "编号14-06-0001", "06-06-V01-001",
    "总分 79", "得分8.5分", "佐证9页",
)  # fmt: skip
OF_EVERY_PAPER = (
    "十个工作日内", "10个工作日内", "三十天内", "两个维护", "三个方面", "一是", "完成整改", "请于月底前", "《关于第六轮巡察的意见》",
    "根据《条例》第三十九条", "第三十九条第二款第（三）项", "条例第39条、第40条", "第四十条至第四十二条", "第三十九、四十条规定", "第十二条之一", "第二章", "第12条第3款第10项",
    "（2024年修订）", "（2024年2月修订）", "（2018年8月18日修订）", "（2018年修正）", "一式两份", "两名以上工作人员", "中央八项规定", "三会一课", "二次全会", "六项纪律", "四个意识", "月底前", "本年度",
    "0000-6123456", "十四届县委", "第一责任人", "一个月内", "中旬", "第3页", "5分钟内", "3分之一",
)  # fmt: skip


@pytest.mark.parametrize("text", OF_ONE_PAPER)
def test_a_word_of_one_paper_is_told_p5(text):
    assert list(fixed_words(text))


@pytest.mark.parametrize("text", OF_EVERY_PAPER)
def test_a_word_of_every_paper_stands_p5(text):
    assert not list(fixed_words(text))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("截至2026年9", "月10日", "2026年9月10日"),
        ("关于十四届县委第六", "轮巡察整改情况的报告", "第六轮"),
        ("共有3", "个问题", "3个"),
        ("整改率88.", "6%", "88.6%"),
    ],
)
def test_a_word_that_the_end_of_a_paragraph_cuts_is_told_p5(before, after, words):
    """P-5"""
    assert [found for found, _wrong, _meant in cut_words(before, after)] == [words]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("截至9月10日", "前完成"),
        ("第六轮", "巡察"),
        ("共3个问题。", "个别单位"),
        ("\x00", "个问题"),
        ("", "3个"),
        ("一、总体情况", "（一）基本情况"),
        ("第三十", "九条规定"),
    ],
)
def test_what_one_paragraph_says_alone_or_what_nothing_joins_is_not_told_again(before, after):
    assert list(cut_words(before, after)) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("共3", "个问题", ["3个"]),
        ("于2026年6", "月5日前", ["2026年6月5日"]),
        ("", "6月5日", []),
        ("   ", "个问题", []),
        ("共3。", "个问题", []),
        ("共3，", "个问题", []),
        ("共3个", "问题", []),
    ],
)
def test_what_is_cut_by_the_end_of_a_paragraph_is_found_and_two_sentences_are_not_one(before, after, words):
    found = [said for said, _wrong, _meant in cut_words(before, after)]
    assert bool(found) is bool(words) and all(any(one in said or said in one for said in found) for one in words)


@pytest.mark.parametrize("before, after", [("", "12个"), ("   ", "12个"), ("共12", ""), ("", "")])
def test_nothing_is_cut_where_one_of_the_paragraphs_is_empty(before, after):
    assert list(cut_words(before, after)) == []
