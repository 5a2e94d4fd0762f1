"""A small plain ledger with three findings and a piece of evidence, made once for the files that check ledgers."""

from __future__ import annotations

from desktop.operations import ledgers, rounds, units
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft, add
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Action
from tests.conftest import SteppingClock


def made(folder):
    """The folder of the ledger, closed."""
    clock = SteppingClock("2026-06-05T09:00:00")
    new = ledgers.new_ledger(folder, clock=clock, plain=True)
    ledger, actor = new.ledger, new.actor
    (unit_id,), _ = units.add(ledger, actor, [UnitDraft("县教育局党组")])
    round_id, _ = rounds.add(ledger, actor, "十五届县委第六轮（常规）", {"feedback_on": "2026-03-10"})
    for number in range(3):
        add(ledger, actor, FindingDraft(round_id, unit_id, f"问题 {number}"))
    with change(ledger, actor, Action.ADD_EVIDENCE, "佐证") as changes:
        stored = ledger.pool.add(b"scan")
        changes.writer.insert("pool_file", {"sha256": stored.sha256, "size": stored.size})
        changes.writer.insert(
            "evidence", {"finding_id": 1, "title": "纪要", "sha256": stored.sha256, "file_name": "会议纪要.pdf"}
        )
    ledger.close()
    return folder
