"""An office whose every state occurs, for the tests of figures: closed out, waiting, reopened, long-term, handed over, withdrawn."""

from __future__ import annotations

from db.store import create_ledger
from desktop.operations import defaults, progress, rounds
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.builders import CLAIMANT, EVERYONE, no_evidence_faults
from tests.ui.office import an_office, prove

COUNT = 26
CLOSED_EARLY, CLOSED_LATE = 5, 4


def counted_folder(place, clock):
    """A folder with the counted office, to be copied by each test."""
    folder = place / "云岭县委巡察办.ledger"
    ledger = create_ledger(folder, None, clock)
    a_counted_office(ledger)
    ledger.close()
    return folder


def a_counted_office(ledger):
    """26 findings of two units: 5 closed out by 31 May, 4 since, one reopened since, 4 waiting; one withdrawn."""
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "新建账本") as changes:
        defaults.put_defaults(changes)
    round_id, units, ids = an_office(ledger, count=COUNT)
    dates = {"plan_due_on": "2026-04-02", "reminder_on": "2026-05-03", "ends_on": "2026-06-18"}
    rounds.edit(ledger, EVERYONE, round_id, dates)
    rest = iter(ids)
    early = [next(rest) for _ in range(CLOSED_EARLY)]
    late = [next(rest) for _ in range(CLOSED_LATE)]
    for finding_id in early:
        _closed(ledger, finding_id, "2026-05-20", "2026-05-25")
    for finding_id in late:
        _closed(ledger, finding_id, "2026-05-28", "2026-06-02")
    progress.reopen(ledger, EVERYONE, early[0], "2026-06-03", "抽查发现又有发生")
    for finding_id in [ids[-1], ids[-2], ids[-3], next(rest)]:
        progress.claim(ledger, CLAIMANT, finding_id, "done", "2026-06-04", "已整改", said_by="县城市管理局")
    progress.stage_done(ledger, EVERYONE, next(rest), "2026-05-30", "2026-09-30")
    progress.transfer(ledger, EVERYONE, next(rest), "2026-05-30", "问题线索", "县纪委监委")
    progress.withdraw(ledger, EVERYONE, [next(rest)], "2026-06-01", "重复反馈", "陈书记")
    progress.claim(ledger, EVERYONE, next(rest), "in_progress", "2026-05-10", "正在整改")
    return round_id, units, ids


def _closed(ledger, finding_id, claimed_on, closed_on):
    progress.claim(ledger, CLAIMANT, finding_id, "done", claimed_on, "已整改", said_by="县城市管理局")
    prove(ledger, finding_id)
    progress.close_out(ledger, EVERYONE, finding_id, closed_on, no_evidence_faults)
