"""What each answer of a report would enter, and what a person must look at: in sentences with the paragraph as Word counts it."""

import pytest

from desktop.exchange.unit_reports.reading import Item, ReportReading
from desktop.operations import progress
from desktop.operations.importing.report_proposals import TEXT, asks, faults_of, other_unit, proposals_of
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed, no_evidence_faults


def item(
    no=1, finding="甲-1", status="done", paras=(4,), text="追回3万元。", near=(), empty=False, quote="惠农补贴" * 8
):
    return Item(no, paras, finding, status, empty, quote, text, near)


def told(*items, findings=("甲-1",)):
    return [(fault.kind, fault.row, fault.message) for fault in faults_of(ReportReading(list(items), [], findings))]


QUOTE = ("惠农补贴" * 8)[:20]


def test_an_answer_that_is_clear_is_told_by_nothing():
    assert told(item()) == []


@pytest.mark.parametrize(
    ("one", "kind", "said"),
    [
        (item(finding=None), "unmatched_answer", f"第 5 段：“{QUOTE}”对不上清单里的问题"), (item(finding=None, near=("甲-1",)), "unmatched_answer", f"第 5 段：“{QUOTE}”对不上"),
        (item(finding=None, near=("甲-1", "甲-2")), "ambiguous_answer", f"第 5 段：“{QUOTE}”对得上 甲-1、甲-2 几条"), (item(status=None), "unknown_status", f"第 5 段：“{QUOTE}”的答复看不出自报状态"),
        (item(empty=True), "empty_talk", f"第 5 段：“{QUOTE}”的答复没有数字，也没有文件名（空话）。"),
    ],
)  # fmt: skip
def test_an_answer_that_is_not_clear_is_told_with_its_paragraph_and_words(one, kind, said):
    [found] = [fault for fault in told(one) if fault[0] != "missing_answer"]
    assert found[:2] == (kind, 5) and found[2].startswith(said)


def test_answers_to_one_finding_that_differ_ask_which_and_those_that_agree_are_told():
    [(kind, row, said)] = told(item(paras=(4,)), item(2, status="in_progress", paras=(9,)))
    assert (kind, row) == ("conflicting_claims", 10) and "甲-1 有 2 处答复（第 5 段、第 10 段），自报不一：" in said
    [(kind, row, said)] = told(item(paras=(4,)), item(2, paras=(9,)))
    assert (kind, row) == ("answered_twice", 10) and said == "第 10 段：甲-1 有 2 处答复（第 5 段、第 10 段）。"


def test_a_finding_without_an_answer_is_told_at_the_end():
    assert told(item(), findings=("甲-1", "甲-2", "甲-3")) == [
        ("missing_answer", 0, "甲-2 没有答复。"), ("missing_answer", 0, "甲-3 没有答复。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "asking"),
    [("unmatched_answer", True), ("ambiguous_answer", True), ("conflicting_claims", True), ("unknown_status", True), ("other_unit", True), ("empty_talk", False), ("answered_twice", False), ("missing_answer", False)],
)  # fmt: skip
def test_only_what_the_clerk_must_decide_asks(kind, asking):
    fault = other_unit("甲", "乙")
    assert asks(type(fault)(TEXT, 1, None, None, "warning", kind, "")) is asking


def test_a_report_of_another_unit_is_told_with_both_names():
    fault = other_unit("县财政局", "县民政局")
    assert (
        (fault.sheet, fault.row, fault.kind) == (TEXT, 1, "other_unit")
        and "“县财政局”" in fault.message
        and "“县民政局”" in fault.message
    )


# -- deeds ---------------------------------------------------------------------------------------------


@pytest.fixture
def ids(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger)
    return {f"甲-{place}": a_finding(ledger, round_id, unit, f"问题{place}") for place in (1, 2)}


def deeds(ledger, ids, *items, on="2026-05-20"):
    return [
        (one.deed, one.state, one.on)
        for one in proposals_of(ledger, ReportReading(list(items), [], tuple(ids)), ids, on)
    ]


def test_a_state_becomes_a_claim_of_the_day_of_the_report_and_words_alone_a_note(ledger, ids):
    assert deeds(ledger, ids, item(), item(2, "甲-2", None, text="谈话2人。")) == [
        ("claim", "done", "2026-05-20"),
        ("note", "", "2026-05-20"),
    ]


def test_what_answers_no_finding_of_the_list_or_says_nothing_enters_nothing(ledger, ids):
    assert [
        deed
        for deed, *_rest in deeds(ledger, ids, item(finding=None), item(2, "乙-9"), item(3, "甲-2", None, text=" "))
    ] == ["", "", ""]


def test_a_finding_is_claimed_once_and_where_its_answers_differ_not_at_all(ledger, ids):
    assert [deed for deed, *_rest in deeds(ledger, ids, item(), item(2))] == ["claim", "note"]
    assert [deed for deed, *_rest in deeds(ledger, ids, item(), item(2, status="in_progress"))] == ["note", "note"]


def test_a_finding_that_is_closed_today_takes_no_claim(ledger, ids):
    claimed(ledger, ids["甲-1"], "2026-06-01")
    progress.close_out(ledger, EVERYONE, ids["甲-1"], "2026-06-02", no_evidence_faults, override_reason="纸质卷")
    assert [deed for deed, *_rest in deeds(ledger, ids, item(), item(2, "甲-2"))] == ["note", "claim"]
