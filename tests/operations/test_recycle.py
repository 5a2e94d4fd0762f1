"""L-3, L-7: what is taken out of the recycle bin stands as before, whatever put it there, and undo and redo stay exact inverses."""

import pytest

from db import digest
from db.queries import facts
from db.queries.findings import finding
from desktop.errors import Forbidden, KnownError
from desktop.operations import evidence, findings, measures, progress, recycle, undo
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft
from desktop.operations.measures import MeasureDraft
from desktop.rules.permissions import Action
from tests.builders import CLAIMANT, EVERYONE, a_finding, a_round, a_unit, claimed

ON = "2026-06-01"


def content(ledger):
    return sorted(digest.content_lines(ledger.reader))


def row(ledger, one):
    return finding(ledger.reader, one, "2026-06-05")


@pytest.fixture
def entered(ledger):
    """A finding with a measure and evidence, entered as one action into a round made by the same action, as an import does it."""
    with change(ledger, EVERYONE, Action.IMPORT, "导入") as changes:
        round_id = changes.writer.insert("round", {"code": "15-09", "name": "第九轮", "feedback_on": "2026-03-18"})
        unit_id = changes.writer.insert("unit", {"kind": "乡镇"})
        changes.writer.insert("unit_name", {"unit_id": unit_id, "name": "青石乡党委"})
        problem = changes.writer.insert("problem", {"round_id": round_id, "unit_id": unit_id, "text": "管理不严"})
        made = [
            findings.insert_finding(changes, FindingDraft(round_id, unit_id, text, parent_id=problem))[0]
            for text in "甲乙"
        ]
        measures.insert_measure(changes, made[0], MeasureDraft("一"), "2026-03-18")
        changes.writer.insert("evidence", {"finding_id": made[0], "title": "纪要", "paper": "卷1"})
    return made[0], changes.action_id


def test_what_undoing_put_into_the_bin_comes_out_whole_with_what_it_stands_in(ledger, entered):
    """L-3: measures, evidence, round, unit and its name, the coarser problem."""
    one, action = entered
    progress.claim(ledger, CLAIMANT, one, "done", ON)
    before = [line for line in content(ledger) if "乙" not in line and "15-09-0002" not in line]
    undo.undo(ledger, EVERYONE, action)
    assert not [line for line in content(ledger) if "甲" in line]

    recycle.take_out(ledger, EVERYONE, [one])

    assert [line for line in content(ledger) if "乙" not in line and "15-09-0002" not in line] == before
    assert (row(ledger, one).claim, row(ledger, one).measures_total) == ("done", 1)


def test_later_work_is_kept_with_what_it_stands_in(ledger, entered):
    """L-3: a kept finding is in no round and of no unit that left."""
    one, action = entered
    progress.claim(ledger, CLAIMANT, one, "done", ON)
    before = [line for line in content(ledger) if "乙" not in line and "15-09-0002" not in line]

    undo.undo(ledger, EVERYONE, action, later=undo.Later.KEEP)

    assert [line for line in content(ledger) if "乙" not in line and "15-09-0002" not in line] == before


def test_undo_and_redo_after_taking_out_of_the_bin_are_inverses(ledger, entered):
    """L-3: a claim, and the taking out itself, go and come back; so does the first entry."""
    one, action = entered
    undo.undo(ledger, EVERYONE, action)
    gone = content(ledger)
    taken = recycle.take_out(ledger, EVERYONE, [one]).action_id
    progress.claim(ledger, CLAIMANT, one, "done", ON)
    withdrawn = progress.withdraw(ledger, EVERYONE, [one], ON, "查无实据", "领导小组").action_id
    there = content(ledger)

    for target in (withdrawn, taken):
        back = undo.undo(ledger, EVERYONE, target).action_id
        undo.undo(ledger, EVERYONE, back)
        assert content(ledger) == there
    undo.undo(ledger, EVERYONE, taken)
    assert content(ledger) == gone
    assert row(ledger, one) is None  # nothing stands on a finding in the bin, its 核减 neither


def test_an_event_that_was_taken_back_stays_so_when_its_finding_comes_out_of_the_bin(ledger):
    """L-3"""
    one = a_finding(ledger)
    claim = progress.claim(ledger, CLAIMANT, one, "done", ON).action_id
    findings.remove(ledger, EVERYONE, [one], "录错了")
    back = undo.undo(ledger, EVERYONE, claim).action_id

    recycle.take_out(ledger, EVERYONE, [one])

    assert row(ledger, one).claim == "not_started"
    undo.undo(ledger, EVERYONE, back)
    assert row(ledger, one).claim == "done"


def test_what_is_in_the_bin_is_not_put_there_again(ledger):
    """L-2: twice removed, it would come out empty."""
    one = a_finding(ledger)
    findings.remove(ledger, EVERYONE, [one], "录错了")
    with pytest.raises(KnownError, match="已在回收站"):
        findings.remove(ledger, EVERYONE, [one], "录错了")
    recycle.take_out(ledger, EVERYONE, [one])
    assert row(ledger, one).present


def test_the_right_of_every_event_that_comes_back_is_asked(ledger, clerk):
    """R-1: a clerk brings no close-out of a reviewer back by taking the finding out of the bin."""
    one = a_finding(ledger, a_round(ledger, feedback_on=None), a_unit(ledger))
    evidence.add_paper(ledger, EVERYONE, one, "纪要", "卷1")
    progress.claim(ledger, CLAIMANT, one, "done", "2026-06-05")
    progress.close_out(ledger, EVERYONE, one, "2026-06-05", evidence.faults)
    findings.remove(ledger, EVERYONE, [one], "录错了")
    with pytest.raises(KnownError, match="没有“审核”权限"):
        recycle.take_out(ledger, clerk, [one])
    assert facts.is_removed(ledger.reader, one)


def binned(ledger, *ids):
    findings.remove(ledger, EVERYONE, list(ids), "录错")
    return ids


def lanes(ledger, one):
    held = facts.lanes(ledger.reader, one, "2026-06-05")
    return held.presence, held.claim, held.verdict, held.due_on


def test_a_finding_comes_back_as_it_was_with_its_number_and_days(ledger):
    one = a_finding(ledger, measures_=2, first_due_on="2026-06-18")
    claimed(ledger, one)
    progress.extend(ledger, EVERYONE, one, "2026-07-30", "2026-06-02", "未批", "领导小组")
    before = lanes(ledger, one)
    binned(ledger, one)
    assert lanes(ledger, one) != before
    recycle.take_out(ledger, EVERYONE, [one])
    assert lanes(ledger, one) == before
    assert (
        ledger.reader.tuples("select number, removed_in from finding") == (("15-06-0001", None),)
        or ledger.reader.value("select removed_in from finding") is None
    )
    assert facts.lanes(ledger.reader, one, "2026-06-01").due_on == "2026-06-18"


def test_what_is_not_in_the_bin_is_not_taken_out_and_nothing_of_the_step_stands(ledger):
    one, other = a_finding(ledger), a_finding(ledger)
    binned(ledger, one)
    with pytest.raises(KnownError):
        recycle.take_out(ledger, EVERYONE, [one, other])
    assert ledger.reader.column("select id from finding where removed_in is null") == (other,)


def test_only_what_the_removal_took_comes_back(ledger):
    """An event that was taken back before stays so."""
    one = a_finding(ledger)
    progress.claim(ledger, EVERYONE, one, "done", "2026-06-01")
    from desktop.operations import undo

    undo.undo(ledger, EVERYONE)
    binned(ledger, one)
    recycle.take_out(ledger, EVERYONE, [one])
    assert lanes(ledger, one)[:2] == ("in", "not_started")


@pytest.mark.parametrize("feedback_on, clerk_may", [("2026-06-05", False), ("2026-06-06", True), (None, True)])
def test_who_takes_out_needs_the_right_that_removing_needed_r1(ledger, clerk, feedback_on, clerk_may):
    """R-1"""
    one = a_finding(ledger, a_round(ledger, feedback_on=feedback_on))
    binned(ledger, one)
    if clerk_may:
        recycle.take_out(ledger, clerk, [one])
        assert ledger.reader.value("select kind from action order by id desc limit 1") == "remove"
    else:
        with pytest.raises(Forbidden):
            recycle.take_out(ledger, clerk, [one])
        recycle.take_out(ledger, EVERYONE, [one])
        assert ledger.reader.value("select kind from action order by id desc limit 1") == "remove_given"


def test_a_close_out_comes_back_only_by_who_may_close_out_r1(ledger, reviewer):
    """R-1: who may review but not enter takes out no claims, who may only enter no verdicts."""
    from desktop.rules.permissions import Actor, Right

    one = claimed(ledger, a_finding(ledger))
    evidence.add_paper(ledger, EVERYONE, one, "凭证", "卷3")
    progress.close_out(ledger, reviewer, one, "2026-06-03", evidence.faults)
    binned(ledger, one)
    for rights in ({Right.REVIEW}, {Right.ENTER}):
        with pytest.raises(Forbidden):
            recycle.take_out(ledger, Actor("缺一项", frozenset(rights)), [one])
    recycle.take_out(ledger, reviewer, [one])
    assert lanes(ledger, one)[2] == "done"
