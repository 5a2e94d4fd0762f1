"""A hand at work in an office with one round, one unit and one finding."""

from pathlib import Path

import pytest

from desktop.operations.deeds.catalogue import deeds
from desktop.operations.deeds.hand import Hand
from tests.builders import EVERYONE, a_finding, a_round, a_unit


@pytest.fixture
def office(ledger, tmp_path):
    a_round(ledger), a_unit(ledger)
    a_finding(ledger, 1, 1, first_due_on="2026-06-18", due_kind="date", measures_=2)
    return ledger


@pytest.fixture
def do(office, tmp_path):
    """`do("finding.claim", state="done")` runs the deed and answers what it answered."""

    def run(deed, actor=EVERYONE, folder: Path = tmp_path, **args):
        book, name = deed.split(".")
        if book == "finding" and name != "add":
            args.setdefault("number", "15-06-0001")
        return deeds(book, office.reader)[name].run(Hand(office, actor, folder, args))

    return run
