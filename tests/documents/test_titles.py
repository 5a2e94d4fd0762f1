"""GB/T 9704 7.3.1, P-16: a title in balanced lines that keep words whole, no rectangle, no hourglass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.lines import width
from desktop.documents.titles import _cost, _may_break, _short_enough, title_lines

TITLES = [
    "关于加强农村集体资金资产资源管理的巡察建议书",
    "中共青岩县委巡察工作领导小组办公室关于十五届县委第六轮巡察整改综合情况的报告",
    "关于再次督办县住房和城乡建设局党组逾期整改问题的函",
]
WORDS = ["农村", "集体", "资金", "巡察建议书", "领导小组", "办公室", "综合情况", "住房和城乡建设局", "第六轮", "十五届"]


@pytest.mark.parametrize("text", ["督办函", "字" * 20])
def test_a_title_that_fits_is_one_line(text):
    assert title_lines(text, 20) == (text,)


@pytest.mark.parametrize("text", TITLES)
@pytest.mark.parametrize("measure", [16, 18, 20])
def test_words_stay_whole_and_lines_are_balanced_p16(text, measure):
    """P-16"""
    lines = title_lines(text, measure)
    assert "".join(lines) == text and len(lines) >= 2
    for word in WORDS:
        assert word not in text or any(word in line for line in lines), word
    widths = [width(line) for line in lines]
    assert max(widths) <= measure and min(widths) >= 4
    assert not any(line[0] in "的了和与及、，。）》”等之" or line[-1] in "（《“对在和与及为从向按" for line in lines)
    assert len(lines) != 3 or widths[1] >= min(widths[0], widths[2])
    assert len(lines) == max(-int(-sum(widths) // measure), 2), "no more lines than it needs"


NAMES = (
    "县发展和改革局", "县住房和城乡建设局", "县粮食和物资储备中心", "县文化旅游发展有限公司", "县人民检察院", "县第一中学", "县柳坪乡", "县人力资源和社会保障局",
)  # fmt: skip
ABOUT = ("关于巡察云岭{}党组的反馈意见", "关于{}党组整改方案联审意见的函", "关于约谈{}党组书记的通知", "中共云岭{}党组关于十五届县委第六轮巡察反馈问题整改进展情况的报告")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("about", ABOUT)
def test_the_name_of_a_unit_is_a_word_whatever_words_it_is_made_of(name, about):
    text = about.format(name)
    for measure in (16, 18, 20):
        lines = title_lines(text, measure)
        assert "".join(lines) == text and any(name in line for line in lines), lines


@pytest.mark.parametrize("text, whole", [
    ("关于巡察云岭县柳坪乡双河村党支部的反馈意见", ("云岭县柳坪乡", "双河村")), ("关于移交十五届县委第六轮巡察选人用人专项检查问题的函", ("十五届", "第六轮", "检查")),
    ("关于巡察云岭县国有资产监督管理和企业改革发展服务中心党组的反馈意见", ("资产", "监督", "管理", "服务")),
])  # fmt: skip
def test_a_village_is_not_broken_and_a_name_longer_than_a_line_only_between_its_words(text, whole):
    assert all(any(word in line for line in title_lines(text, 18)) for word in whole)


def test_no_line_reads_as_the_first_of_the_text_does():
    text, opening = "青岩县住房和城乡建设局党组整改问题清单", "青岩县住房和城乡建设局党组"
    assert title_lines(text, 20) == (text,)
    lines = title_lines(text, 20, opening)
    assert len(lines) == 2 and not any(opening in line for line in lines)
    assert title_lines("短题：" + opening[:5], 20, opening[:5]) == ("短题：" + opening[:5],)


@given(st.text("字甲乙的和（）1a", min_size=1, max_size=50), st.integers(8, 22))
def test_no_title_is_lost_on_the_way(text, measure):
    assert "".join(title_lines(text, measure)) == text


@pytest.mark.parametrize(
    "before, after, may",
    [
        ("巡察", "的", False),
        ("（", "甲", False),
        ("巡察", "整改", True),
        ("关于", "甲", True),
        ("对", "甲", False),
        ("甲", "”", False),
    ],
)
def test_a_line_breaks_where_a_reader_draws_breath(before, after, may):
    assert _may_break(before, after) is may


@pytest.mark.parametrize(
    "lines, cost",
    [
        (("字" * 10, "字" * 10), 6), (("字" * 10, "字" * 9), 6.25), (("字" * 10, "字" * 8), 1), (("字" * 10, "字" * 6), 4), (("字" * 10, "字" * 4), 9),
        (("字" * 10, "字" * 3), float("inf")), (("字" * 21, "字" * 20), float("inf")), (("字" * 20, "字" * 18), 1),
        (("字" * 10, "字" * 6, "字" * 10), 44), (("字" * 6, "字" * 10, "字" * 6), 4), (("字" * 6, "字" * 8, "字" * 10), 4), (("字" * 10, "字" * 8, "字" * 8), 1),
        (("字" * 10, "字" * 8, "字" * 10, "字" * 8), 1),
    ],
)  # fmt: skip
def test_the_cheapest_lines_are_balanced_no_rectangle_no_hourglass_p16(lines, cost):
    """P-16: a line of three characters or one wider than the measure is never taken."""
    assert _cost(lines, 20) == cost


@pytest.mark.parametrize(
    "text, opening, lines",
    [
        ("青岩县民政局整改清单", "青岩县民政局", 1),
        ("青岩县民政局整改清单一览", "青岩县民政局", 1),
        ("青岩县民政局整改问题清单一览", "青岩县民政局", 2),
        ("青岩县民政局整改问题清单一览", "青岩县民政", 1),
        ("青岩县民政局整改问题清单一览", "乙岩县民政局", 1),
    ],
)
def test_a_title_of_more_than_twelve_characters_is_broken_where_it_begins_as_the_text_does(text, opening, lines):
    assert len(title_lines(text, 18, opening)) == lines


def test_a_bracketed_phrase_longer_than_a_line_is_broken_after_all():
    assert (
        _short_enough("《" + "字" * 14 + "》", 18) == ["《" + "字" * 14 + "》"]
        and len(_short_enough("《" + "字" * 15 + "》", 18)) == 17
    )
    assert len(_short_enough("字" * 11, 10)) == 11 and _short_enough("字" * 10, 10) == ["字" * 10]
    assert len(title_lines("关于印发《" + "字" * 30 + "》的函", 18)) >= 2


def test_a_title_that_nowhere_may_break_stays_one_line():
    assert title_lines("（" * 30, 18) == ("（" * 30,)
