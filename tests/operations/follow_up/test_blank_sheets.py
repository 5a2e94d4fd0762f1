"""Page 13: 空白督查表, one a drawn unit; none before the lock."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers.draws import DRAWS
from desktop.operations import progress
from desktop.operations.follow_up import blank_sheets
from desktop.operations.follow_up.results import results
from desktop.operations.lists.printing import Plan
from desktop.operations.records import verbs
from tests.builders import EVERYONE
from tests.operations.follow_up.conftest import SPOKEN

PLAN = Plan(blank_sheets.TITLE)


def drawn(ledger, county):
    return verbs.add(ledger, EVERYONE, DRAWS, {"round": county.round, **SPOKEN})[0]


def test_every_drawn_unit_has_a_form_with_exactly_its_findings(ledger, county):
    progress.transfer(ledger, EVERYONE, county.findings[0], "2026-06-04", "线索", "县纪委监委")
    made = drawn(ledger, county)
    verbs.take(ledger, EVERYONE, DRAWS, made.id, DRAWS.step("lock"), {})
    found = results(ledger.reader, county.round, ledger.today())

    pack = blank_sheets.layout(ledger.reader, found, PLAN, ledger.today())

    told = [[row.cells[1] for row in part.printed.rows] for part in pack.parts]
    assert told == [[row.finding.number for row in one.rows] for one in found.units] and len(told) > 1
    assert all(f"抽中 {len(rows)} 条" in part.printed.scope for rows, part in zip(told, pack.parts, strict=True))
    moved = [row.cells for part in pack.parts for row in part.printed.rows if row.cells[3].startswith("→")]
    assert [cells[1] for cells in moved] == [
        row.finding.number for row in found.rows if row.finding.verdict == "transferred"
    ]
    assert "回访等次＿" in pack.parts[0].printed.note and "组长：" in pack.parts[0].printed.note


def test_there_is_none_before_the_lock(ledger, county):
    drawn(ledger, county)

    with pytest.raises(KnownError, match="还没有锁定"):
        blank_sheets.layout(ledger.reader, results(ledger.reader, county.round, ledger.today()), PLAN, ledger.today())
