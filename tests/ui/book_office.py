"""An office for the page of a declared book: a round, a unit, a finding, and the page with some records.

A test module takes the three fixtures by name: `ledger, office, shown = book_office.ledger, …`.
"""

from __future__ import annotations

import shutil

import pytest

from db.queries.rounds import rounds
from db.store import open_ledger
from desktop.ledgers import books
from desktop.operations.records import verbs
from desktop.ui.pages.register.page import RegisterPage
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.records.test_verbs import sample
from tests.own_book import with_tables
from tests.ui.conftest import standing_clock
from tests.ui.office import settled, show


@pytest.fixture
def ledger(tmp_path, ledger_file, own_book):
    folder = tmp_path / ledger_file.name
    shutil.copytree(with_tables(ledger_file, standing_clock), folder)
    return open_ledger(folder, None, standing_clock)


@pytest.fixture
def office(context):
    round_id, unit = a_round(context.ledger), a_unit(context.ledger, short="县民政局")
    finding = a_finding(context.ledger, round_id, unit, first_due_on="2026-06-30", due_kind="date")
    return {"ledger": context.ledger, "round": round_id, "unit": unit, "finding": finding, "findings": (finding,)}


@pytest.fixture
def shown(qtbot, context, office):
    def made(name, count=1):
        register = books.book(context.reader, name)
        for _ in range(count):
            verbs.add(context.ledger, EVERYONE, register, sample(register, office))
        page = show(qtbot, context, RegisterPage(context, register.title, lambda: (name,)))
        every_round(qtbot, context)
        return page

    return made


def every_round(qtbot, context):
    """Look at all rounds: a book that keeps one record a round has its records in several."""
    context.set_switches(round_ids=tuple(row.id for row in rounds(context.reader)))
    settled(qtbot, context)


def saved(qtbot, context, act):
    """Do it, and wait until it stands and the pages have read it."""
    with qtbot.waitSignal(context.changed):
        act()
    settled(qtbot, context)
