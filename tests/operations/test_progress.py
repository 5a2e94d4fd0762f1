"""Claims, verdicts and the close-out gate (W1–W4, L4)."""

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.operations import measures, progress
from desktop.operations.findings import FindingDraft
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed, no_evidence_faults


def verdicts(ledger, finding_id):
    return ledger.reader.column(
        "select verdict_state from finding_event where finding_id = ? and verdict_state is not null order by id",
        (finding_id,),
    )


def with_evidence(ledger, finding_id):
    with ledger.writer.transaction():
        ledger.writer.begin_action({"recorded_at": "2026-06-05T09:00:00", "user_name": "试", "kind": "k", "title": "t"})
        ledger.writer.insert("evidence", {"finding_id": finding_id, "title": "凭证", "paper": "卷3"})
    return finding_id


def test_the_gate_names_everything_that_is_missing_at_once_w1(ledger, reviewer):
    finding_id = a_finding(ledger, measures_=3)

    with pytest.raises(KnownError, match="措施 3/3 未完成；缺佐证至少 1 份"):
        progress.close_out(ledger, reviewer, finding_id, "2026-06-05", no_evidence_faults)

    assert verdicts(ledger, finding_id) == ("not_started",) * 1 + ("not_started",) * 3


def test_a_finding_with_evidence_and_a_claim_of_another_is_closed_out_w1(ledger, reviewer):
    finding_id = with_evidence(ledger, claimed(ledger, a_finding(ledger)))

    progress.close_out(ledger, reviewer, finding_id, "2026-06-05", no_evidence_faults)

    assert verdicts(ledger, finding_id)[-1] == "done"


def test_who_entered_the_claim_may_not_close_it_out_w1(ledger, reviewer):
    finding_id = with_evidence(ledger, a_finding(ledger))
    progress.claim(ledger, reviewer, finding_id, "done", "2026-06-01")

    with pytest.raises(KnownError, match="请换人核实"):
        progress.close_out(ledger, reviewer, finding_id, "2026-06-05", no_evidence_faults)


def test_a_clerk_without_the_right_cannot_close_out(ledger, clerk):
    finding_id = with_evidence(ledger, claimed(ledger, a_finding(ledger)))

    with pytest.raises(Forbidden, match="审核"):
        progress.close_out(ledger, clerk, finding_id, "2026-06-05", no_evidence_faults)


def test_an_override_needs_a_reason_and_is_counted(ledger, reviewer):
    finding_id = a_finding(ledger)

    progress.close_out(
        ledger, reviewer, finding_id, "2026-06-05", no_evidence_faults, override_reason="领导小组会议决定"
    )

    assert ledger.reader.value("select overridden from action order by id desc") == 1


@pytest.mark.parametrize("day, word", [("2026-03-01", "早于反馈日期"), ("2026-06-06", "晚于今天")])
def test_the_completion_date_lies_between_feedback_and_today(ledger, reviewer, day, word):
    finding_id = with_evidence(ledger, claimed(ledger, a_finding(ledger)))

    with pytest.raises(KnownError, match=word):
        progress.close_out(ledger, reviewer, finding_id, day, no_evidence_faults)


def test_an_opening_balance_needs_no_scan(ledger, reviewer):
    finding_id = claimed(ledger, a_finding(ledger, opening=True))

    progress.close_out(ledger, reviewer, finding_id, "2026-06-05", no_evidence_faults)

    assert verdicts(ledger, finding_id)[-1] == "done"


def test_a_refusal_returns_the_claim_unless_unticked(ledger, reviewer):
    first, second = claimed(ledger, a_finding(ledger)), claimed(ledger, a_finding(ledger))

    progress.refuse(ledger, reviewer, first, "2026-06-05", "缺凭证")
    progress.refuse(ledger, reviewer, second, "2026-06-05", "缺凭证", return_to_unit=False)

    claims = "select claim_state from finding_event where finding_id = ? and claim_state is not null order by id desc"
    assert ledger.reader.value(claims, (first,)) == "in_progress"
    assert ledger.reader.value(claims, (second,)) == "done"


def test_an_extension_keeps_the_first_date_w4(ledger, reviewer):
    finding_id = a_finding(ledger, first_due_on="2026-06-18", due_kind="date")

    progress.extend(ledger, reviewer, finding_id, "2026-07-30", "2026-06-05", "审批未下", "领导小组")

    assert ledger.reader.value("select first_due_on from finding where id = ?", (finding_id,)) == "2026-06-18"
    with pytest.raises(KnownError, match="不晚于现定时限 2026-07-30"):
        progress.extend(ledger, reviewer, finding_id, "2026-07-01", "2026-06-05", "再延", "领导小组")


def test_reopening_opens_the_measures_too_w3(ledger, reviewer):
    finding_id = a_finding(ledger, measures_=2)
    for measure_id in ledger.reader.column("select id from measure"):
        measures.set_done(ledger, reviewer, finding_id, measure_id, "2026-06-01", done=True)
    progress.close_out(ledger, reviewer, finding_id, "2026-06-02", no_evidence_faults, override_reason="会议决定")

    progress.reopen(ledger, reviewer, finding_id, "2026-06-05", "回访不实")

    assert ledger.reader.value("select count(*) from finding_event where kind = 'reopen'") == 3


def test_a_split_gives_new_numbers_and_keeps_the_lineage_l4(ledger, reviewer):
    round_id, unit_id = a_round(ledger), a_unit(ledger)
    finding_id = a_finding(ledger, round_id, unit_id)
    parts = [FindingDraft(round_id, unit_id, "其一"), FindingDraft(round_id, unit_id, "其二")]

    made, _changes = progress.split(ledger, reviewer, finding_id, parts, "2026-06-05", "镇村责任分开")

    assert ledger.reader.column("select number from finding order by id") == ("15-06-0001", "15-06-0002", "15-06-0003")
    assert (
        ledger.reader.value("select related from finding_event where kind = 'split'") == '["15-06-0002","15-06-0003"]'
    )
    assert len(made) == 2


def test_merging_into_one_that_exists_keeps_it_where_it_stands_l4(ledger, reviewer):
    round_id, unit_id = a_round(ledger), a_unit(ledger)
    first, second = a_finding(ledger, round_id, unit_id), a_finding(ledger, round_id, unit_id, "另一条")

    target, _changes = progress.merge(ledger, EVERYONE, [first, second], first, "2026-06-05", "同一事项")

    assert target == first
    assert ledger.reader.column("select finding_id from finding_event where presence = 'out'") == (second,)


def test_progress_in_the_future_is_refused(ledger, clerk):
    finding_id = a_finding(ledger)

    with pytest.raises(KnownError, match="晚于今天"):
        progress.claim(ledger, clerk, finding_id, "done", "2026-06-06")
