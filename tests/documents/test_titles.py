"""GB/T 9704 7.3.1, P-16: a title in balanced lines that keep words whole, no rectangle, no hourglass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.lines import width
from desktop.documents.titles import title_lines

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


def test_no_line_reads_as_the_first_of_the_text_does():
    text, opening = "青岩县住房和城乡建设局党组整改问题清单", "青岩县住房和城乡建设局党组"
    assert title_lines(text, 20) == (text,)
    lines = title_lines(text, 20, opening)
    assert len(lines) == 2 and not any(opening in line for line in lines)
    assert title_lines("短题：" + opening[:5], 20, opening[:5]) == ("短题：" + opening[:5],)


@given(st.text("字甲乙的和（）1a", min_size=1, max_size=50), st.integers(8, 22))
def test_no_title_is_lost_on_the_way(text, measure):
    assert "".join(title_lines(text, measure)) == text
