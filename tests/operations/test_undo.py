"""Undo takes back any action, also after a restart, and erases nothing (B5, X6)."""

import pytest

from db.queries import history
from db.store import open_ledger
from desktop.errors import KnownError
from desktop.operations import findings, progress, undo
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, claimed


def living(ledger):
    return ledger.reader.column("select text from finding where removed_in is null order by id")


def standing(ledger, finding_id):
    return ledger.reader.column(
        """select claim_state from finding_event where finding_id = ? and claim_state is not null
            and not exists (select 1 from retraction where event_id = finding_event.id) order by effective_on, id""",
        (finding_id,),
    )


def test_undoing_an_entry_puts_the_finding_into_the_recycle_bin_and_keeps_its_number(ledger):
    finding_id = a_finding(ledger)

    undo.undo(ledger, EVERYONE)

    assert living(ledger) == ()
    assert standing(ledger, finding_id) == ()
    assert ledger.reader.value("select number from finding where id = ?", (finding_id,))


def test_a_number_that_was_undone_is_never_given_again_l1(ledger):
    first = a_finding(ledger)
    number = ledger.reader.value("select number from finding where id = ?", (first,))
    round_id, unit_id = ledger.reader.tuples("select round_id, unit_id from finding")[0]
    undo.undo(ledger, EVERYONE)

    second = a_finding(ledger, round_id, unit_id)

    assert ledger.reader.value("select number from finding where id = ?", (second,)) != number


def test_an_edit_is_taken_back_after_a_restart(ledger, clock):
    finding_id = a_finding(ledger)
    findings.edit(ledger, EVERYONE, [finding_id], {"owner": "周立群"})
    ledger.close()

    reopened = open_ledger(ledger.folder, None, clock)
    undo.undo(reopened, EVERYONE)

    assert reopened.reader.value("select owner from finding") == ""
    reopened.close()


def test_undo_redo_and_undo_again_move_a_claim_to_and_fro(ledger):
    finding_id = claimed(ledger, a_finding(ledger))

    undo.undo(ledger, EVERYONE)
    assert standing(ledger, finding_id) == ("not_started",)
    undo.redo(ledger, EVERYONE)
    assert standing(ledger, finding_id) == ("not_started", "done")
    undo.undo(ledger, EVERYONE)
    assert standing(ledger, finding_id) == ("not_started",)
    undo.redo(ledger, EVERYONE)
    assert standing(ledger, finding_id) == ("not_started", "done")


@pytest.mark.parametrize("kind", [Action.PRINT, Action.BACK_UP, Action.EXPORT])
def test_a_print_or_a_copy_in_between_takes_no_redo_away_and_work_does(ledger, kind):
    finding_id = claimed(ledger, a_finding(ledger))
    undo.undo(ledger, EVERYONE)
    with change(ledger, EVERYONE, kind, "其间"):
        pass

    assert undo.last_redoable(ledger.reader) is not None
    undo.redo(ledger, EVERYONE)
    assert standing(ledger, finding_id) == ("not_started", "done")

    undo.undo(ledger, EVERYONE)
    findings.edit(ledger, EVERYONE, [finding_id], {"owner": "周立群"})
    assert undo.last_redoable(ledger.reader) is None


def test_undo_walks_back_step_by_step(ledger):
    finding_id = a_finding(ledger)
    findings.edit(ledger, EVERYONE, [finding_id], {"owner": "甲"})
    findings.edit(ledger, EVERYONE, [finding_id], {"owner": "乙"})

    undo.undo(ledger, EVERYONE)
    assert ledger.reader.value("select owner from finding") == "甲"
    undo.undo(ledger, EVERYONE)
    assert ledger.reader.value("select owner from finding") == ""


def test_later_work_is_listed_and_may_be_kept(ledger):
    finding_id = a_finding(ledger)
    entry = undo.last_undoable(ledger.reader)
    findings.edit(ledger, EVERYONE, [finding_id], {"owner": "甲"})

    with pytest.raises(undo.TouchedSince, match="又改过"):
        undo.undo(ledger, EVERYONE, entry.id, later=undo.Later.ASK)
    undo.undo(ledger, EVERYONE, entry.id, later=undo.Later.KEEP)

    assert living(ledger) == ("党费收缴不及时，欠缴3个月",)


def test_removed_findings_come_back_with_their_events(ledger):
    finding_id = claimed(ledger, a_finding(ledger))
    findings.remove(ledger, EVERYONE, [finding_id], "重复录入")

    undo.undo(ledger, EVERYONE)

    assert living(ledger)
    assert standing(ledger, finding_id) == ("not_started", "done")


def test_what_was_undone_twice_is_refused_in_words(ledger):
    a_finding(ledger)
    entry = undo.last_undoable(ledger.reader)
    undo.undo(ledger, EVERYONE, entry.id)

    with pytest.raises(KnownError, match="已经撤销过"):
        undo.undo(ledger, EVERYONE, entry.id)


def test_every_action_has_a_chinese_name_in_the_list(ledger):
    finding_id = a_finding(ledger)
    progress.stage_done(ledger, EVERYONE, finding_id, "2026-05-01", "2026-09-01")
    progress.reopen(ledger, EVERYONE, finding_id, "2026-06-01", "反弹")

    titles = [row.title for row in history.latest_actions(ledger.reader, 5)]

    assert titles[0].startswith("重新打开")


def test_only_work_of_others_that_still_stands_is_later_work(ledger):
    """L-3: taken back it is none, brought back it is again; what the action itself did to its rows is never later."""
    finding = a_finding(ledger)
    entered = ledger.reader.value("select max(id) from action")
    assert undo.later_work(ledger.reader, entered) == ()
    changes = findings.edit(ledger, EVERYONE, [finding], {"owner": "甲"})
    later = [("finding", finding, changes.title)]

    def told():
        return [(one.table, one.row_id, one.by) for one in undo.later_work(ledger.reader, entered)]

    assert told() == later
    undo.undo(ledger, EVERYONE)
    assert told() == []
    undo.redo(ledger, EVERYONE)
    assert told() == later
