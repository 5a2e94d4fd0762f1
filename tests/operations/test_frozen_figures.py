"""R5: a closed period asked again says what it said, in all and by group, also after an entry of the very day of freezing."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers.freezes import FREEZES
from desktop.operations import closing, findings, freezing, progress, undo
from desktop.operations.frozen_figures import frozen_table
from desktop.operations.records import verbs
from tests.builders import CLAIMANT, EVERYONE, no_evidence_faults
from tests.operations.health.sound_office import a_sound_office
from tests.ui.office import prove


@pytest.fixture
def office(ledger):
    round_id, units, ids = a_sound_office(ledger)
    verbs.add(ledger, EVERYONE, FREEZES, {"name": "6月4日", "as_of": "2026-06-04", "round": round_id})
    return ids


def asked(ledger, by=None):
    return frozen_table(ledger.newest, freezing.frozen_named(ledger.newest, "6月4日"), by)


def closed_late(ledger, finding):
    progress.claim(ledger, CLAIMANT, finding, "done", "2026-06-02", "已办")
    prove(ledger, finding)
    closing.close_out(ledger, EVERYONE, finding, "2026-06-03", no_evidence_faults)


@pytest.mark.parametrize("by", [None, "unit", "category"])
def test_a_late_close_out_of_the_same_or_of_a_later_day_moves_nothing(ledger, office, clock, by):
    before = asked(ledger, by)
    assert (before.total.rate.numerator, before.total.rate.denominator) == (1, 4)
    closed_late(ledger, office[1])
    clock.set("2026-06-09T09:00:00")
    closed_late(ledger, office[2])
    after = asked(ledger, by)
    assert [(one.key, one.rate) for one in (*after.rows, after.total)] == [
        (one.key, one.rate) for one in (*before.rows, before.total)
    ]
    if by:
        assert (
            sum(one.rate.denominator for one in after.rows) == 4 and sum(one.rate.numerator for one in after.rows) == 1
        )
    assert freezing.adjustments(ledger, freezing.frozen_named(ledger.newest, "6月4日"))


def told(table):
    return [(one.key, one.rate.numerator, one.rate.denominator) for one in (*table.rows, table.total)]


def test_one_closed_and_another_taken_back_on_the_very_day_move_no_group(ledger, office):
    """The sums agree by chance; the frozen rows decide all the same."""
    before = told(asked(ledger, "unit"))
    undo.undo(ledger, EVERYONE, ledger.newest.value("select max(id) from action where kind = 'close_out'"))
    closed_late(ledger, office[2])
    assert told(asked(ledger, "unit")) == before


@pytest.mark.parametrize("by", [None, "unit"])
def test_what_was_removed_on_the_very_day_still_counts(ledger, office, by):
    findings.remove(ledger, EVERYONE, [office[1]], "重复登记")
    table = asked(ledger, by)
    assert (table.total.rate.numerator, table.total.rate.denominator) == (1, 4)
    assert sum(one.rate.denominator for one in table.rows) == (4 if by else 0)


def test_a_period_that_there_is_not_is_said(ledger, office):
    with pytest.raises(KnownError, match="已冻结：6月4日"):
        freezing.frozen_named(ledger.newest, "5月")
