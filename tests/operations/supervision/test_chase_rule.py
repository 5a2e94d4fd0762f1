"""What waits for the office is never chased, whatever the way in (page 11)."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations.records import verbs
from desktop.operations.records.rule_check import broken
from tests.builders import EVERYONE, claimed
from tests.operations.supervision.conftest import called


def test_a_call_about_what_waits_is_refused_with_the_place_and_the_remedy(ledger, county):
    number = str(ledger.reader.value("select number from finding where id = ?", (county.waits,)))[-4:]
    with pytest.raises(KnownError, match=f"{number} 待我方核实，不能催办。先去核实。"):
        called(ledger, county, county.first[0], county.waits, on="2026-06-05")
    with pytest.raises(KnownError, match="待我方核实"):
        called(ledger, county, county.waits, on="2026-06-05", channel="meeting")


def test_a_call_cannot_be_changed_into_one(ledger, county):
    made = called(ledger, county, county.first[0], on="2026-06-05")
    book = books.book(ledger.reader, "chase")
    with pytest.raises(KnownError, match="待我方核实"):
        verbs.edit(ledger, EVERYONE, book, [made], {"findings": (county.first[0], county.waits)})


def test_a_call_that_came_before_the_report_stays_right(ledger, county):
    """A report entered later for an earlier day does not make the call wrong: on its day nobody knew."""
    called(ledger, county, county.first[0], on="2026-06-02")
    claimed(ledger, county.first[0], "2026-06-01")
    assert "waits_for_office" not in {one.kind for one in broken(ledger.reader, "2026-06-05")}
    with pytest.raises(KnownError, match="待我方核实"):
        called(ledger, county, county.first[0], on="2026-06-05")
