"""L-3, L-7: what is taken out of the recycle bin stands as before, whatever put it there, and undo and redo stay exact inverses."""

import pytest

from db import digest
from db.queries import facts
from db.queries.findings import finding
from desktop.errors import KnownError
from desktop.operations import evidence, findings, measures, progress, recycle, undo
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft
from desktop.operations.measures import MeasureDraft
from desktop.rules.permissions import Action
from tests.builders import CLAIMANT, EVERYONE, a_finding, a_round, a_unit

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
