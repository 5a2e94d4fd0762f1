"""The ends of a report: what stands before its first answer, and where closing words, signature and annexes begin."""

import pytest

from desktop.exchange.unit_reports.ends import behind, front, inside, tail
from desktop.exchange.unit_reports.lines import Lines
from desktop.exchange.unit_reports.matching import Findings
from desktop.exchange.word_reading.paragraphs import Paragraph
from tests.exchange.unit_reports.papers import LISTED, bold

LINES = Lines(Findings(LISTED))


def line(part):
    return LINES.line(part if isinstance(part, Paragraph) else Paragraph((0,), part))


def lines(*parts):
    return [line(part) for part in parts]


def begins(one):
    """An answer begins with 针对."""
    return one.paragraph.text.startswith("针对")


ANSWER = "针对“惠农补贴发放把关不严”问题，追回3万元。"
TITLE, UNIT = "云台镇党委关于巡察整改进展情况的报告", "县委巡察办："


# -- front ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "kinds"),
    [
        ([TITLE, UNIT, "现报告如下。", ANSWER], ["title", "salutation", "intro"]), ([TITLE, "（进展情况）", UNIT, ANSWER], ["title", "title", "salutation"]),
        ([TITLE, "现报告如下。", "县纪委：", "又及", ANSWER], ["title", "intro", "intro", "intro"]), ([ANSWER], []), ([TITLE, UNIT], ["title", "salutation"]),
        (["长" * 80, ANSWER], ["title"]), (["长" * 81, ANSWER], ["intro"]), (["长" * 39 + "：", ANSWER], ["salutation"]), (["长" * 40 + "：", ANSWER], ["title"]), (["长" * 80 + "：", ANSWER], ["intro"]),
        (["学习不深，", ANSWER], ["intro"]),
    ],
)  # fmt: skip
def test_title_salutation_and_introduction_stand_before_the_first_answer(parts, kinds):
    """Behind the salutation nothing is a title any more."""
    assert front(lines(*parts), begins) == kinds


@pytest.mark.parametrize("first", ["一、整改情况", Paragraph((0,), "整改情况", level=1)])
def test_a_number_or_a_heading_ends_the_front_but_is_the_title_where_it_comes_first(first):
    assert front(lines(TITLE, first, "现报告。"), begins) == ["title"]
    assert front(lines(first, "现报告。", ANSWER), begins) == ["title", "intro"]
    assert front(lines(TITLE, Paragraph((0,), "本镇高度重视。", level=1), ANSWER), begins) == ["title", "intro"]


# -- tail ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "body"),
    [
        ([ANSWER, "特此报告。", "中共云台镇委员会", "2025年7月1日", "附件：清单"], 1), ([ANSWER], 1), ([ANSWER, "中共云台镇委员会"], 1), ([ANSWER, "2025-7-1"], 1), ([ANSWER, "二〇二五年七月一日"], 1),
        ([ANSWER, "追回的款已入账。", "云台镇党委"], 2), ([ANSWER, "长" * 29 + "局"], 2), ([ANSWER, "甲" * 26 + "局"], 1), ([ANSWER, "联系人：张三"], 1), ([ANSWER, "一、联系人：张三"], 2),
        ([ANSWER, "如有意见，请告知。", "云台镇党委"], 1), ([ANSWER, "1.特此报告。", "云台镇党委"], 2), ([ANSWER, "整改措施：特此报告。"], 2),
        ([ANSWER, "妥否，请批示。", "以上情况属实。", "云台镇党委"], 1),
    ],
)  # fmt: skip
def test_closing_words_and_signature_begin_where_the_answers_end(parts, body):
    assert tail(lines(*parts), 0, begins) == body


def test_the_tail_never_begins_before_its_bound():
    assert tail(lines("云台镇党委", "2025年7月1日"), 1, begins) == 1 and tail(lines("特此报告。"), 0, begins) == 0


def test_a_signature_in_the_midst_ends_the_report_only_where_no_answer_follows():
    second = ["关于履行责任情况", "领办2个问题。"]
    assert tail(lines(ANSWER, "云台镇党委", "2025年7月1日", *second), 0, begins) == 1
    assert tail(lines(ANSWER, "云台镇党委", "2025年7月1日", *second, ANSWER), 0, begins) == 6


def test_what_comes_next_closes_the_report_unless_answers_end_with_it():
    """下一步…… behind the last answer is the report's own, unless an earlier answer has one too."""
    other = "针对“三资”问题，登记15处。"
    assert tail(lines(ANSWER, other, "下一步，我镇将常抓不懈。"), 0, begins) == 2
    assert tail(lines(ANSWER, "下一步，继续追缴。", other, "下一步，继续登记。"), 0, begins) == 4
    assert tail(lines(ANSWER, "下一步，继续追缴。", "（二）三资", "下一步，继续登记。"), 0, begins) == 4
    assert tail(lines(ANSWER, "追缴。", other, "云台镇党委将继续登记。", "特此报告。"), 0, begins) == 3


# -- inside and behind ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("主要负责人（签名）：", "signature"), ("2025年7月1日", "signature"), ("于2025年7月1日完成", None), ("关于履行责任情况的报告", "title"), ("工作汇报", "title"), ("工作汇报。", None),
        ("情况说明", None), ("（一）关于履行责任情况的报告", None), ("长" * 72 + "情况的报告", "title"), ("长" * 77 + "情况的报告", None),
    ],
)  # fmt: skip
def test_a_signature_or_a_second_title_in_the_midst_is_told(text, kind):
    assert inside(line(text)) == kind


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("附件：清单", "attachment"), ("附表1", "attachment"), ("中共云台镇委员会", "signature"), ("特此报告。", "closing"), ("下一步，常抓不懈。", "closing"), ("履行责任情况", "title"), ("情况说明", "title"),
        ("一、履行责任情况", "heading"), (bold("其他事项"), "heading"), ("其他事项", "narrative"), ("领办2个问题。", "narrative"), (bold("领办2个问题。"), "narrative"),
    ],
)  # fmt: skip
def test_what_stands_behind_the_report_is_told_by_what_it_is(part, kind):
    assert behind(line(part)) == kind
