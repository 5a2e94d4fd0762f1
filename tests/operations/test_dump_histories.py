"""X8, L-4: whatever was done in a ledger, what comes back from a dump answers as it did, as true and as known on any day."""

from __future__ import annotations

import shutil
import zipfile
from datetime import datetime

import pytest

from db.digest import content_digest
from db.queries import book_facts, facts, history
from db.queries.findings import list_findings
from db.queries.tallies import tally
from db.records import Basis, FindingCriteria
from db.store import create_ledger, open_ledger
from desktop.ledgers import books
from desktop.operations import dumping, maintenance
from tests.builders import EVERYONE
from tests.conftest import SteppingClock
from tests.histories import run
from tests.test_upgrade import RELEASES

DAYS = ("2026-03-18", "2026-05-10", "2026-05-19", "2026-05-21", "2026-05-23", "2026-06-01", "2026-07-01", "2027-01-01")
LATER = SteppingClock("2027-02-01T09:00:00")


def moments():
    return [(day, known) for day in DAYS for known in (None, *DAYS)]


def answers(ledger):
    """What a ledger says of its findings, rates, claimants and entries, without numbers of rows and actions."""
    reader = ledger.reader
    rows = [
        [(one.number, one.claim, one.verdict, one.present, one.unit_name, one.nature, one.category1, one.due_on, one.evidence_count)
         for one in list_findings(reader, FindingCriteria(presence="any"), *moment)]
        for moment in moments()
    ]  # fmt: skip
    rates = [
        tally(reader, Basis(verified_only=verified), *moment) for moment in moments() for verified in (True, False)
    ]
    claims = {one: facts.claimants(reader, one) for one in reader.column("select id from finding_event order by id")}
    entries = {one.name: book_facts.entries_of(reader, one.name) for one in books.declared()}
    return rows, rates, claims, entries, content_digest(reader)


def brought(ledger, folder):
    """What a dump of a ledger becomes in a new one, made after it."""
    made = dumping.write(ledger, EVERYONE, folder / "全部.json")
    other = create_ledger(folder / "新.ledger", None, LATER)
    dumping.read_back(other, EVERYONE, made.path)
    return other


def problems(ledger):
    """What the health check finds, beside the file of keys: none is made in these tests."""
    return [one for one in maintenance.check(ledger).problems if one.kind != "keys"]


def compared(ledger, folder):
    other = brought(ledger, folder)
    try:
        assert answers(other) == answers(ledger)
        assert problems(other) == problems(ledger)
        done = [(one.recorded_at, one.user_name, one.title) for one in history.latest_actions(ledger.reader, 10_000)]
        there = {(one.recorded_at, one.user_name, one.title) for one in history.latest_actions(other.reader, 10_000)}
        assert [one for one in done if one not in there] == []
    finally:
        other.close()


@pytest.mark.parametrize("seed", range(4))
def test_a_random_history_comes_back_as_it_was(ledger, clock, seed, tmp_path):
    """X8, L-3"""
    run(ledger, clock, 700 + seed, 25)
    compared(ledger, tmp_path)


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
def test_two_hundred_random_histories_come_back_as_they_were(tmp_path, clock, empty_folder):
    """X8, L-3"""
    for number in range(200):
        place = tmp_path / str(number)
        shutil.copytree(empty_folder, place / "office.ledger")
        ledger = open_ledger(place / "office.ledger", None, clock)
        try:
            run(ledger, clock, 80_000 + number, 25)
            compared(ledger, place)
        finally:
            ledger.close()
            shutil.rmtree(place)


@pytest.mark.parametrize("release", RELEASES, ids=[path.stem for path in RELEASES])
def test_a_ledger_of_a_former_release_comes_back_as_it_was(release, tmp_path):
    """L-4: also what its migration entered."""
    with zipfile.ZipFile(release) as archive:
        archive.extractall(tmp_path)
    ledger = open_ledger(tmp_path / "office.ledger", None, lambda: datetime(2026, 6, 6, 9))
    try:
        compared(ledger, tmp_path)
    finally:
        ledger.close()
