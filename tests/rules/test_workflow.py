"""The close-out gate as a rule: everything that is missing is named at once (W1)."""

from dataclasses import replace

import pytest

from desktop.rules.workflow import CloseOutFacts, close_out_faults, gate_sentence

OPEN = CloseOutFacts(
    measures=2, measures_done=2, evidence=1, evidence_faults=(), opening=False, opening_claim=False, feedback_on="2026-03-18", completed_on="2026-06-01",
    today="2026-06-05", claimed_by=frozenset({"李建国"}), actor="王敏", verdict="in_progress", present=True,
)  # fmt: skip


def test_the_gate_is_open_when_nothing_is_missing():
    assert close_out_faults(OPEN) == []


@pytest.mark.parametrize(
    "change, word",
    [
        ({"measures_done": 1}, "措施 1/2 未完成"),
        ({"evidence": 0}, "缺佐证至少 1 份"),
        ({"evidence_faults": ("佐证“凭证”已变动",)}, "已变动"),
        ({"completed_on": "2026-03-01"}, "早于反馈日期"),
        ({"completed_on": "2026-06-06"}, "晚于今天"),
        ({"actor": "李建国"}, "请换人核实"),
        ({"claimed_by": frozenset()}, "没有登记单位自报完成"),
        ({"claimed_by": frozenset({"命令行"})}, "不算另一人"),
        ({"claimed_by": frozenset({"李建国", "王敏"})}, "请换人核实"),
        ({"completed_on": "2026-02-31"}, "不是真实的日期"),
        ({"verdict": "transferred"}, "已移交"),
        ({"present": False}, "不再整改"),
        ({"verdict": "done"}, "已经销号"),
    ],
)
def test_each_condition_alone_closes_the_gate(change, word):
    [fault] = close_out_faults(replace(OPEN, **change))

    assert word in fault.text


@pytest.mark.parametrize("day", ["2026-03-18", "2026-06-05"])
def test_the_day_of_the_feedback_and_today_are_in_time(day):
    assert close_out_faults(replace(OPEN, completed_on=day)) == []
    assert close_out_faults(replace(OPEN, feedback_on=None, completed_on="2026-01-01")) == []


def test_an_opening_balance_needs_no_scan():
    assert close_out_faults(replace(OPEN, evidence=0, opening=True)) == []


def test_a_claim_of_the_opening_balances_needs_no_second_person_r2():
    """R-2"""
    assert close_out_faults(replace(OPEN, claimed_by=frozenset({"王敏"}), opening_claim=True)) == []


def test_all_faults_stand_in_one_sentence():
    said = gate_sentence("15-06-0001", close_out_faults(replace(OPEN, evidence=0, measures_done=0)))

    assert said.startswith("15-06-0001 还不能销号：措施 2/2 未完成；缺佐证至少 1 份。")


@pytest.mark.parametrize(
    "change, remedy",
    [
        ({"evidence": 0}, "例外销号"),
        ({"evidence": 0, "verdict": "done"}, "请改正后再办"),
        ({"present": False}, "请改正后再办"),
    ],
)
def test_an_exception_is_offered_only_where_one_may_pass(change, remedy):
    said = gate_sentence("15-06-0001", close_out_faults(replace(OPEN, **change)))
    assert remedy in said and ("例外销号" in said) == (remedy == "例外销号")
