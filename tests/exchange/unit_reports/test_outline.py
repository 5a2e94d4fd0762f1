"""Running text: titles, headings, answers with what goes on with them, signatures; a second report behind the first."""

from types import SimpleNamespace

import pytest

from desktop.exchange.unit_reports.outline import Walk
from desktop.exchange.word_reading.paragraphs import Paragraph
from tests.exchange.unit_reports.papers import FRONT, read, told


def reasons(reading):
    return dict(reading.context)


def test_the_front_and_the_end_of_a_paper_are_told():
    reading = read(
        *FRONT, "一、整改情况", "（一）针对“惠农补贴发放把关不严”问题，追回3万元。", "特此报告。", "中共云台镇委员会", "2025年7月1日", "附件：清单"
    )  # fmt: skip
    found = reasons(reading)
    assert [found[para] for para in (0, 1, 2, 3)] == ["title", "salutation", "intro", "heading"]
    assert [found[para] for para in (5, 6, 7, 8)] == ["closing", "signature", "signature", "attachment"]


def test_what_an_introduction_quotes_is_no_answer():
    reading = read(
        FRONT[0],
        FRONT[1],
        "针对反馈的“3个方面17项问题”，我镇召开会议5次。",
        "一、强化组织领导",
        "针对“三资”问题，成立专班。",
    )
    assert reading.items == []


def test_a_second_report_behind_the_signature_answers_nothing_by_its_numbers():
    reading = read(
        *FRONT, "一、逐条整改情况", "（一）问题QY-02。惠农补贴发放把关不严。状态：完成。完成情况：追回3万元。",
        "主要负责人（签名）：", "云台镇党委主要负责人组织落实整改情况报告", "一、履行责任情况。领办重点问题2个。", "二、真实性说明。（手写承诺）",
    )  # fmt: skip
    assert told(reading) == [("QY-02", "done", (4,))]
    assert reasons(reading)[5] == "signature" and reasons(reading)[6] == "title"


def test_answers_without_numbers_stand_below_a_heading_of_their_state():
    reading = read(
        *FRONT, "一、已完成整改的问题", "惠农补贴发放把关不严。追回3万元。", "集体“三资”底数不清。登记15处。"
    )
    assert told(reading) == [("QY-02", "done", (4,)), ("QY-05", "done", (5,))]


def test_an_answer_whose_number_is_followed_by_digits_is_an_answer():
    reading = read(
        *FRONT, "一、逐条整改情况", "1.惠农补贴发放把关不严", "追回3万元。已完成。", "2.3处村级合同未备案", "补备案3份。已完成。",
        "3.5个村集体“三资”底数不清", "登记15处。已完成。",
    )  # fmt: skip
    assert [one.paras for one in reading.items] == [(4, 5), (6, 7), (8, 9)]
    assert [one.finding for one in reading.items][::2] == ["QY-02", "QY-05"]


def test_a_numbered_answer_about_no_finding_stands_for_itself_however_those_beside_it_begin():
    """It is no part of the answer before it, of which it would say what was done."""
    reading = read(
        *FRONT, "二、整改情况", "1.QY-02 惠农补贴把关不严。追回3万元。整改状态：已完成。", "2.QY-05 集体三资。清出合同6份。整改状态：已完成。",
        "3.关于窗口人员着装不规范的问题。统一配发工装40套。整改状态：已完成。",
    )  # fmt: skip
    assert told(reading) == [("QY-02", "done", (4,)), ("QY-05", "done", (5,)), (None, "done", (6,))]
    assert not any(item.empty_talk for item in reading.items)


def test_a_number_that_its_words_contradict_names_neither():
    reading = read(*FRONT, "一、整改情况", "（一）反馈问题：QY-02集体“三资”底数不清", "整改情况：登记15处。")
    assert reading.items[0].finding is None and set(reading.items[0].near) >= {"QY-02", "QY-05"}


def test_a_quotation_too_short_to_be_sure_stays_an_answer_about_no_finding():
    reading = read(
        *FRONT,
        "一、整改情况",
        "（一）针对“公务接待”问题。整改情况：退缴2万元。",
        "（二）针对“惠农补贴发放把关不严”问题，追回3万元。",
    )
    assert [item.finding for item in reading.items] == [None, "QY-02"]


def line(ordinal, depth=1):
    return SimpleNamespace(ordinal=ordinal, depth=depth)


@pytest.mark.parametrize(
    ("lines", "alike", "place", "follows"),
    [
        ([line(1), line(2), line(3)], (0, 2), 1, True),
        ([line(1), line(3), line(3)], (0, 2), 1, False),
        ([line(2), line(2), line(4)], (0, 2), 1, False),
        ([line(1), line(9)], (0,), 1, True),
        ([line(1), line(2)], (1,), 0, True),
        ([line(2), line(2)], (1,), 0, False),
        ([line(0, 0), line(1)], (1,), 0, True),
        ([line(0, 2), line(1)], (1,), 0, False),
        ([line(1, 2), line(4, 1), line(1, 2)], (0,), 2, True),
        ([line(1, 2), line(4, 1), line(2, 2)], (0,), 2, False),
        ([line(1, 2), line(4, 2), line(2, 2)], (0,), 2, True),
        ([line(1)], (), 0, True),
        ([line(2)], (), 0, False),
        ([line(3), line(1), line(2)], (0, 1), 2, False),
    ],
)
def test_a_number_follows_those_of_the_answers_beside_it_below_the_same_heading(lines, alike, place, follows):
    """Steps of an answer begin anew at one; behind a heading the first is one."""
    assert Walk._is_next(None, lines, alike, place) is follows


def test_a_heading_of_a_higher_style_ends_the_answer_whatever_part_it_names():
    def styled(text, level):
        return Paragraph((0,), text, level=level)

    reading = read(
        *FRONT, styled("整改情况", 1), styled("惠农补贴发放把关不严问题", 2), "追回3万元。", styled("下一步打算", 1), "持续用力。"
    )  # fmt: skip
    assert told(reading) == [("QY-02", None, (4, 5))]
    assert reasons(reading)[6] == "heading"


def test_a_short_name_of_a_finding_before_its_rectification_is_no_label():
    """学习传达走形式问题整改情况：…… is as long as a label may be."""
    reading = read(
        *FRONT,
        "二、整改情况",
        "学习传达走形式问题整改情况：研讨6次，已完成。",
        "惠农补贴发放把关不严问题整改情况：追回3万元。",
    )
    assert told(reading) == [("QY-01", "done", (4,)), ("QY-02", None, (5,))]


def test_names_of_annexes_at_the_very_end_belong_to_no_answer():
    answer = "（一）针对“惠农补贴发放把关不严”问题，追回3万元。"
    reading = read(*FRONT, "一、整改情况", answer, "附件：1.惠农补贴核查表", "2.学习传达走形式整改佐证")
    assert told(reading) == [("QY-02", None, (4,))] and reasons(reading)[5] == "attachment"
    evidence = read(
        *FRONT, "一、整改情况", answer, "附件：核查表3份。", "（二）针对“集体‘三资’底数不清”问题，登记15处。"
    )
    assert told(evidence) == [("QY-02", None, (4, 5)), ("QY-05", None, (6,))]
