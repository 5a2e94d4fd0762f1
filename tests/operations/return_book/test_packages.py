"""One return workbook: its number, which findings go into it, and which take nothing any more and why (X7, X9)."""

import pytest

from db.queries.return_books import standing_of_round
from desktop.operations import attributes, progress
from desktop.operations.return_book.packages import (
    Package,
    rows_for,
    rows_now,
    sent_rows,
    units_with_open_findings,
    versions,
)
from tests.builders import CLAIMANT, EVERYONE, no_evidence_faults
from tests.operations.return_book.returns import Office


@pytest.fixture
def office(ledger, tmp_path):
    return Office(ledger, tmp_path / "发出")


@pytest.mark.parametrize("package", [Package(1, 2, 3), Package(12, 345, 1), Package(1, 1, 123_456_789)])
def test_a_package_is_known_again_by_its_number(package):
    assert Package.of(package.number) == package and package.number.startswith(package.family)


@pytest.mark.parametrize(
    "number", ["", "HS-1-2", "HS-1-2-3-4", "XX-1-2-3", " HS-1-2-3", "HS-1-2-x", "HS-1-2-1234567890", "hs-1-2-3"]
)
def test_a_number_of_another_kind_is_none_of_ours(number):
    assert Package.of(number) is None


def standing(office):
    return standing_of_round(office.ledger.reader, office.round, office.ledger.today())


def numbers(office):
    return set(rows_for(standing(office), Package(office.round, office.unit, 1), "县民政局党组"))


def close(office, finding):
    progress.claim(office.ledger, CLAIMANT, finding, "done", office.ledger.today())
    progress.close_out(
        office.ledger, EVERYONE, finding, office.ledger.today(), no_evidence_faults, override_reason="试"
    )


def test_the_open_findings_of_the_unit_go_out_and_no_others(office):
    assert numbers(office) == {office.number(office.one), office.number(office.two)}
    close(office, office.one)
    assert numbers(office) == {office.number(office.two)}
    progress.withdraw(office.ledger, EVERYONE, [office.two], office.ledger.today(), "重复", "王书记")
    assert numbers(office) == set() and units_with_open_findings(standing(office)) == (office.neighbour,)


def test_units_are_named_once_in_the_order_of_their_findings(office):
    assert units_with_open_findings(standing(office)) == (office.unit, office.neighbour)


def test_what_takes_nothing_any_more_is_told_with_the_reason(office):
    package = Package(office.round, office.unit, 1)
    close(office, office.one)
    attributes.reclassify(
        office.ledger, EVERYONE, office.two, {"unit_id": office.neighbour}, office.ledger.today(), "记错单位"
    )
    rows, gone, ids = rows_now(office.ledger.reader, package, "县民政局党组", office.ledger.today())
    assert gone == {
        office.number(office.one): "row_closed", office.number(office.two): "row_moved", office.number(office.other): "row_moved",
    }  # fmt: skip
    assert set(rows) == set(ids) and ids[office.number(office.one)] == office.one


def test_a_row_says_what_the_ledger_says_and_empty_fields_are_empty(office):
    row = rows_for(standing(office), Package(office.round, office.unit, 1), "县民政局党组")[office.number(office.one)]
    assert row == {
        "unit": "县民政局党组", "category": "作风方面", "text": "党费收缴不及时", "due_on": "2026-06-30", "status": "not_started", "completed_on": None,
        "progress": None, "owner": "贺知微", "remark": None,
    }  # fmt: skip


def test_a_day_of_completion_goes_out_only_with_a_claim_of_completion(office):
    def row():
        return rows_for(standing(office), Package(office.round, office.unit, 1), "x")[office.number(office.one)]

    progress.claim(office.ledger, CLAIMANT, office.one, "in_progress", "2026-06-01")
    assert (row()["status"], row()["completed_on"]) == ("in_progress", None)
    progress.claim(office.ledger, CLAIMANT, office.one, "done", "2026-06-02")
    assert (row()["status"], row()["completed_on"]) == ("done", "2026-06-02")


def test_what_was_sent_is_told_as_it_was_when_it_was_sent(office):
    package = Package(office.round, office.unit, 1)
    office.sent()
    [book] = versions(office.ledger.reader, package)
    before = sent_rows(office.ledger.reader, package, "县民政局党组", book)
    progress.claim(office.ledger, CLAIMANT, office.one, "in_progress", office.ledger.today())
    assert sent_rows(office.ledger.reader, package, "县民政局党组", book) == before
    assert before[office.number(office.one)]["status"] == "not_started"
    office.sent()
    assert len(versions(office.ledger.reader, package)) == 2
