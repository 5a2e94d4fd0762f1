"""registers.md §5: talks that the ledger proposes: low rates and unanswered letters, once a unit and round, until a talk answers them."""

import pytest

from db.queries.settings import setting
from desktop.errors import KnownError
from desktop.ledgers.talks import TALKS
from desktop.operations import progress
from desktop.operations.office import set_up
from desktop.operations.papers import registering
from desktop.operations.papers.happenings import Happening
from desktop.operations.records import proposals, verbs
from tests.builders import EVERYONE, a_finding, a_round, a_unit, no_evidence_faults

TODAY = "2026-06-05"


def told(ledger, as_of=TODAY, **named):
    return [
        (one.unit_id, one.reason, one.kind, one.talk != "")
        for one in proposals.proposals(ledger.reader, as_of, **named)
    ]


def close(ledger, finding):
    progress.close_out(ledger, EVERYONE, finding, "2026-06-01", no_evidence_faults, override_reason="会议")


def test_a_rate_below_the_line_is_proposed_and_one_on_it_is_not(ledger, office):
    assert proposals.line(ledger.reader) == 60 and setting(ledger.reader, proposals.LINE_SETTING) == ""
    assert told(ledger) == [(office["unit"], "low_rate", "reminder", False)]
    findings = [office["finding"], *(a_finding(ledger, office["round"], office["unit"]) for _ in range(4))]
    for one in findings[:3]:
        close(ledger, one)
    assert told(ledger) == [], "60 of 100 is not below 60"
    set_up(ledger, EVERYONE, {proposals.LINE_SETTING: "61"})
    [one] = proposals.proposals(ledger.reader, TODAY)
    assert one.matter == "整改率 60.0%（3/5），低于 61%" and one.findings == () and one.unit == "县民政局党组"
    assert told(ledger, as_of="2026-03-17") == [], "before the feedback nothing is proposed"


def test_overdue_findings_stand_with_the_proposal_and_are_counted(ledger, office):
    late = a_finding(ledger, office["round"], office["unit"], first_due_on="2026-05-20", due_kind="date")
    [one] = proposals.proposals(ledger.reader, TODAY)
    assert one.findings == (late,) and one.matter.endswith("；逾期 1 条") and len(one.numbers) == 1


def test_an_unanswered_supervision_letter_leads_where_something_is_still_overdue(ledger, office):
    a_finding(ledger, office["round"], office["unit"], first_due_on="2026-05-20", due_kind="date")
    paper = registering.SentPaper(
        "supervision_letter",
        "督办函",
        "巡督〔2026〕7号",
        "2026-05-25",
        "县民政局党组",
        office["unit"],
        office["round"],
        reply_by="2026-06-04",
    )
    letter, _changes = registering.register(ledger, EVERYONE, paper)
    [one] = proposals.proposals(ledger.reader, TODAY)
    assert (one.reason, one.kind, one.matter) == ("overdue", "secretary", "督办函逾期未回，仍有 1 条逾期，最长 16 天")
    assert told(ledger, as_of="2026-06-04") == [(office["unit"], "low_rate", "reminder", False)], (
        "on its day it is still in time"
    )
    registering.log_event(ledger, EVERYONE, letter, "reply", Happening("2026-06-05"))
    assert told(ledger) == [(office["unit"], "low_rate", "reminder", False)]


def test_rounds_narrow_and_each_unit_is_proposed_once_a_round(ledger, office):
    other = a_round(ledger, "十五届县委第七轮")
    a_finding(ledger, other, office["unit"]), a_finding(ledger, other, a_unit(ledger, "县财政局党组"))
    assert len(told(ledger)) == 3 and len(told(ledger, rounds=(other,))) == 2


def test_a_talk_answers_the_proposal_and_a_waived_one_too(ledger, office):
    [one] = proposals.proposals(ledger.reader, TODAY)
    made, _changes = verbs.add(
        ledger,
        EVERYONE,
        TALKS,
        {**one.as_values(), "talker": "顾", "talked_to": "程", "held_on": "2026-06-01", "demands": "限期"},
    )
    assert told(ledger)[0][3] and proposals.open_proposals(ledger.reader, TODAY) == ()
    assert proposals.proposals(ledger.reader, TODAY)[0].stands == "6月1日待约谈"
    verbs.take(ledger, EVERYONE, TALKS, made.id, TALKS.step("hold"))
    [one] = proposals.proposals(ledger.reader, TODAY)
    assert (one.talk, one.stands, one.state) == (made.number, "6月1日已约谈", "held")


def test_not_to_talk_is_one_step_of_a_reviewer_with_a_reason(ledger, office):
    [one] = proposals.proposals(ledger.reader, TODAY)
    changes = proposals.waive(ledger, EVERYONE, one, "已另行约谈")
    assert changes.title == "不约谈 县民政局党组" and ledger.reader.value("select count(*) from talk") == 1
    [again] = proposals.proposals(ledger.reader, TODAY)
    assert again.state == "waived" and proposals.open_proposals(ledger.reader, TODAY) == ()
    with pytest.raises(KnownError, match="县民政局党组已经登记约谈，不再登记不约谈"):
        proposals.waive(ledger, EVERYONE, one, "窗口里还是旧的一行")
    assert ledger.reader.value("select count(*) from talk") == 1
