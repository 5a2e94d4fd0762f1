"""A state is read from column or bracket, else the last sentence, else the section; nothing is guessed (RULES §§6, 10)."""

import pytest

from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.unit_reports.claim import claimed, of_section, without_marks
from desktop.exchange.unit_reports.parts import Piece, Role


def of(progress, quote="党费收缴不及时", state=""):
    found = [Piece(Role.QUOTE, quote), Piece(Role.PROGRESS, progress)]
    return claimed(found + ([Piece(Role.STATE, state, True)] if state else []))


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        ("追回3万元。该问题已完成整改。", "done"),
        ("追回3万元，已全部整改到位。", "done"),
        ("该问题尚未完成整改。", "not_done"),
        ("目前整改还没有到位。", "not_done"),
        ("该问题基本完成整改。", "basically_done"),
        ("已完成整改，并长期坚持。", "long_term"),
        ("该问题需长期坚持。", "long_term"),
        ("目前正在整改，预计2025年12月底前完成。", "in_progress"),
        ("追回3万元。预计9月底前完成。", "in_progress"),
        ("该问题已完成整改。下一步，持续巩固。", "done"),
        ("9户已复核，剩余2户正在办理。", "in_progress"),
        ("1处出租，租金1.8万元，另1处正在洽谈。", "in_progress"),
        ("追回3户，另有2户尚未完成整改。", "not_done"),
        ("清退5人，另2人已离职。", None),
        ("专题研究2次，相关工作有序推进。", "in_progress"),
        ("尚未启动。", "not_started"),
        ("已移交县纪委监委处理。", "transferred"),
        ("追回3万元（已完成）。", "done"),
        ("【整改状态：基本完成，完成时间：2025年6月】督导6次。", "basically_done"),
        ("该问题已移交县纪委监委处理。", "transferred"),
        ("退缴2万元，目前正在编制方案。", "in_progress"),
        ("印发办法，尚未组织验收。", "not_done"),
        ("还需进一步整改。", "in_progress"),
        ("该项工作已取得阶段性成效。", "partly_done"),
        ("排查21家，建档21家。", None),
        ("责任已落实到人。", None),
        ("推进制度建设，组织学习5次。", None),
    ],
)
def test_the_last_sentence_says_the_state(progress, state):
    assert of(progress) == state


def test_the_column_is_before_the_bracket_and_the_bracket_before_the_sentence():
    assert of("该问题正在推进。", "党费收缴不及时（已完成）") == "done"
    assert of("该问题正在推进。", "（已完成）党费收缴不及时", "部分完成") == "partly_done"
    assert of("该问题正在推进。", "党费收缴不及时（牵头领导：李文）") == "in_progress"


@pytest.mark.parametrize(
    ("bracket", "state"),
    [
        ("已完成，详见附件2", "done"), ("部分完成，剩余追责程序9月底前完成", "partly_done"), ("已完成，剩余2项正在推进", "in_progress"),
        ("未完成，计划9月底前完成", "not_done"), ("已完成，牵头领导李文", None), ("其中已完成，详见附件", None),
    ],
)  # fmt: skip
def test_a_bracket_may_say_behind_its_state_what_is_left_or_where_it_is_proved(bracket, state):
    assert of("", f"党费收缴不及时（{bracket}）") == state


def test_what_a_clause_behind_but_says_is_left_keeps_the_answer_from_being_done():
    assert of("已处理3人，但2个标段结算尚未完成，预计8月底完成。") == "not_done"
    assert of("虽有困难，但进展顺利。该问题已完成。") == "done"


def test_of_several_states_of_measures_the_most_backward_counts():
    assert of("", state="1.已完成；2.正在推进") == "in_progress"
    assert of("", state="①已完成②尚未启动") == "not_started"


@pytest.mark.parametrize(
    ("heading", "state"),
    [
        ("已完成整改的问题（5个）", "done"), ("正在推进的问题", "in_progress"), ("需要长期坚持的事项", "long_term"), ("尚未完成整改的问题", "not_done"),
        ("已完成的整改事项", "done"), ("尚在推进的问题（1项）", "in_progress"), ("仍在推进的事项", "in_progress"), ("正在推进的整改任务（2项）", "in_progress"), ("未完成的反馈问题", "not_done"), ("持续整改问题", "in_progress"),
        ("取得阶段性成效的问题", "partly_done"), ("逐条整改情况", None), ("整改完成情况", None), ("整改落实情况", None), ("组织领导情况", None),
        ("党的建设方面（正在推进）", "in_progress"), ("其他方面【已完成】", "done"), ("党的建设方面（3个，已完成2个）", None), ("推进问题整改（共5个）", None),
    ],
)  # fmt: skip
def test_a_heading_says_the_state_of_its_answers_where_it_names_one(heading, state):
    assert of_section(heading) == state


def test_words_that_the_office_taught_are_states_and_marks_leave_the_quote():
    office = OfficeWords(states={"挂账": "in_progress"})
    assert claimed([Piece(Role.QUOTE, "党费收缴不及时（挂账）")], office) == "in_progress"
    assert without_marks("党费收缴不及时（挂账）（附表）", office) == "党费收缴不及时（附表）"


_SUBJECTS = (
    "", "该问题", "该问题现", "该两项问题", "此项整改任务", "此问题", "上述2个问题", "以上两项整改", "本问题", "目前此项工作", "两项均", "两个问题都",
    "3个问题全部", "各项措施均", "现", "业", "任务均",
)  # fmt: skip


@pytest.mark.parametrize(("said", "state"), [("已完成整改", "done"), ("已基本完成", "basically_done")])
@pytest.mark.parametrize("subject", _SUBJECTS)
def test_a_state_is_the_same_whatever_it_is_said_of(subject, said, state):
    """An answer to two findings closes with 两项均已完成整改: the state holds for each."""
    assert of(f"追回3万元。{subject}{said}。") == state


@pytest.mark.parametrize("part", ["3个问题", "1项", "其中2个问题", "该镇", "本单位", "工程", "该系统"])
def test_what_is_said_of_a_part_or_of_another_thing_is_no_state_of_the_finding(part):
    assert of(f"追回3万元。{part}已完成。") is None


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        ("3个问题全部完成，其余2个问题正在整改。", "in_progress"), ("2项全部完成，其余正在推进。", "in_progress"), ("2项均已完成，3项正在推进。", None),
        ("5项措施中，3项全部完成，2项正在推进。", None), ("各项均已完成，个别正在推进。", "in_progress"), ("两个村已完成，3项均已完成，剩余1项正在推进。", "in_progress"),
        ("2项正在推进。3项均已完成。", None), ("3项均已完成，2项基本完成。", None), ("有2户尚未退款。各项均已完成。", None), ("均已完成，其余正在推进。", "in_progress"),
    ],
)  # fmt: skip
def test_where_a_part_stands_otherwise_the_finding_is_not_done(progress, state):
    assert of(progress) == state


@pytest.mark.parametrize("done", ["已整改到位", "已完成整改", "已全部完成"])
@pytest.mark.parametrize(
    ("behind", "state"),
    [
        ("正在巩固提升", "done"), ("正在推进长效机制", "done"), ("正在办理其余2户", "in_progress"), ("其余正在推进", "in_progress"),
        ("尚未验收", "not_done"), ("但2户尚未完成", "not_done"),
    ],
)  # fmt: skip
def test_what_goes_on_behind_done_takes_back_only_what_it_says_is_left(done, behind, state):
    """RULES §6, 8: “已完成，正在巩固” is done where the unit reports it."""
    assert of(f"追回3万元，{done}，{behind}。") == state


@pytest.mark.parametrize("vague", ["相关工作", "有关工作", "各项工作", "相关任务", "有关制度建设工作"])
def test_what_is_said_of_related_work_is_no_state_of_the_finding(vague):
    assert of(f"高度重视。{vague}已完成。") is None and of(f"{vague}已全部完成。") is None


@pytest.mark.parametrize(
    ("heading", "state"),
    [
        ("二、廉洁建设方面（1个问题，已全部完成）", "done"), ("（一）政治方面（共3项，均已整改到位）", "done"), ("二、作风方面（两个问题，正在推进）", "in_progress"),
        ("一、政治建设方面（2个问题，已完成1个，正在推进1个）", None), ("一、政治建设方面（2个问题）", None),
    ],
)  # fmt: skip
def test_a_heading_may_count_before_it_says_how_its_answers_stand(heading, state):
    assert of_section(heading) == state
