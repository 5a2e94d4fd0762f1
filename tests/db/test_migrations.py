"""Bringing a ledger up to this version: all the steps that are due, or none."""

import zipfile
from pathlib import Path

import pytest

from db import migrations
from db.connections import reading
from db.reader import Reader
from db.store import DATABASE, create_ledger, open_ledger
from db.writer import LOGGED

RELEASE = Path(__file__).parents[1] / "samples" / "ledgers" / "0.1.0.zip"


@pytest.fixture
def former(tmp_path):
    with zipfile.ZipFile(RELEASE) as archive:
        archive.extractall(tmp_path)
    return tmp_path / "office.ledger"


def inside(folder):
    """The steps a ledger has been through, and its tables."""
    reader = Reader(reading(folder / DATABASE, None))
    try:
        steps = reader.tuples("select name from _sqlite_migrations order by name")
        return [name for (name,) in steps], reader.tuples("select name, sql from sqlite_master order by name")
    finally:
        reader.close()


def test_a_step_that_fails_takes_those_before_it_along(former, clock, monkeypatch):
    """I2: a failure leaves version and ledger as they were."""
    before = inside(former)

    def fails(db):
        db.execute("create table half (id integer)")
        raise RuntimeError("no room")

    monkeypatch.setattr(migrations, "FURTHER", {"m9999_fails": fails})
    with pytest.raises(RuntimeError, match="no room"):
        open_ledger(former, None, clock)

    assert len(before[0]) < len(migrations.STEP_NAMES) and inside(former) == before


def test_after_a_failure_the_same_ledger_is_brought_up_to_date(former, clock, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(migrations, "FURTHER", {"m9999_fails": lambda _db: 1 / 0})
        open_ledger(former, None, clock)

    open_ledger(former, None, clock).close()

    assert inside(former)[0] == sorted(migrations.STEP_NAMES)


def test_each_form_in_which_an_action_tells_of_the_bin_has_its_step_and_a_ledger_of_the_form_before_opens(
    tmp_path, clock
):
    """By the step a program of the form before refuses ledger and packages, which it would misread."""
    steps = [name for name in migrations.STEP_NAMES if "_bin_" in name]
    assert len(steps) == LOGGED["tells_bin"]
    ledger = create_ledger(tmp_path / "a.ledger", None, clock)
    connection = ledger.writing()._connection
    connection.execute("delete from _sqlite_migrations where name = ?", (steps[-1],))
    connection.commit()
    ledger.close()

    open_ledger(tmp_path / "a.ledger", None, clock).close()

    assert inside(tmp_path / "a.ledger")[0] == sorted(migrations.STEP_NAMES)
