"""Fixtures that every room uses: a fresh ledger, the people of the office, a clock that stands still."""

from __future__ import annotations

import os
import shutil
from datetime import datetime

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from db.store import create_ledger, open_ledger
from desktop.rules.permissions import Actor, Right

# The same cases on every run and no time limit per case: a push must not fail by luck or by a slow machine.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile("gate")


def pytest_configure(config):
    """The long runs look for new cases; the gate repeats the same ones."""
    if config.getoption("-m") == "acceptance":
        settings.load_profile("search")


class SteppingClock:
    """A clock that stands still until it is set."""

    def __init__(self, now: str) -> None:
        self.now = datetime.fromisoformat(now)

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: str) -> None:
        self.now = datetime.fromisoformat(now)


@pytest.fixture(scope="session", autouse=True)
def _application(qapp):
    """One application for the whole run: a print test that came first would make one in which no window can live."""
    return qapp


@pytest.fixture
def clock():
    return SteppingClock("2026-06-05T09:00:00")


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory):
    """An empty ledger, migrated once; each test works on a copy."""
    folder = tmp_path_factory.mktemp("ledgers") / "empty.ledger"
    create_ledger(folder, None, SteppingClock("2026-06-05T09:00:00")).close()
    return folder


@pytest.fixture
def ledger(request, tmp_path, clock, empty_folder):
    """An empty ledger; with the tables of the tests' own books where the test asks for `own_book`."""
    folder, source = tmp_path / "office.ledger", empty_folder
    if "own_book" in request.fixturenames:
        from tests.own_book import with_tables

        request.getfixturevalue("own_book")
        source = with_tables(empty_folder, clock)
    shutil.copytree(source, folder)
    opened = open_ledger(folder, None, clock)
    yield opened
    opened.close()


@pytest.fixture
def clerk():
    return Actor("李建国", frozenset({Right.ENTER}))


@pytest.fixture
def reviewer():
    return Actor("王敏", frozenset({Right.ENTER, Right.REVIEW}))


@pytest.fixture
def manager():
    return Actor("方向阳", frozenset(Right))


@pytest.fixture
def own_book(monkeypatch):
    """A book of the test's own, with its table in every ledger that the test makes; beside it one of every type of field."""
    from db import migrations
    from desktop.ledgers import books
    from tests import nasty_book
    from tests import own_book as declared

    monkeypatch.setattr(books, "_BOOKS", dict(books._BOOKS))  # whatever a test declares is gone with it
    monkeypatch.setitem(migrations.FURTHER, nasty_book.STEP, nasty_book.make_table)
    books.declare(nasty_book.PETITIONS)
    monkeypatch.setitem(migrations.FURTHER, declared.STEP, declared.make_table)
    books.declare(declared.VISITS)
    return declared.VISITS
