"""重来: a fresh demonstration takes the place of the former one, which is moved aside with its backups and stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.queries.settings import setting
from db.store import create_ledger, open_for_reading
from desktop.errors import KnownError
from desktop.operations import backups, clocks
from desktop.operations.backups import Occasion
from desktop.operations.demonstration.again import begin_again
from tests.builders import EVERYONE, a_unit
from tests.conftest import SteppingClock


def small(folder):
    ledger = create_ledger(folder, None, SteppingClock("2026-06-05T09:00:00"))
    clocks.mark_demonstration(ledger, EVERYONE)
    return ledger


@pytest.fixture
def former(tmp_path):
    """A demonstration in which somebody worked, with a backup of it."""
    ledger = small(tmp_path / "演示.ledger")
    a_unit(ledger)
    backups.back_up(ledger, EVERYONE, Occasion.MANUAL)
    ledger.close()
    return tmp_path / "演示.ledger"


def units_in(folder):
    ledger = open_for_reading(folder, None, SteppingClock("2026-06-05T09:00:00"))
    try:
        assert setting(ledger.reader, "demo") == "1"
        return ledger.reader.value("select count(*) from unit")
    finally:
        ledger.close()


def names(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_the_fresh_one_stands_in_its_place_and_the_former_beside_with_its_backups(former, tmp_path):
    aside = begin_again(former, small)
    assert (units_in(former), units_in(aside)) == (0, 1)
    assert names(tmp_path) == ["演示.ledger", "演示（旧1）.backups", "演示（旧1）.ledger"]
    assert begin_again(former, small).name == "演示（旧2）.ledger" and units_in(aside) == 1


def test_a_build_that_fails_leaves_everything_where_it_was(former, tmp_path):
    def fails(_folder):
        raise KnownError("磁盘已满。")

    before = names(tmp_path)
    with pytest.raises(KnownError, match="磁盘已满"):
        begin_again(former, fails)
    assert names(tmp_path) == before and units_in(former) == 1


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_move_that_is_refused_is_taken_back(former, monkeypatch, fails_at):
    rename, calls = Path.rename, []

    def refused(self, target):
        calls.append(self)
        if len(calls) == fails_at:
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    def built(folder):
        ledger = small(folder)
        monkeypatch.setattr(Path, "rename", refused)
        return ledger

    with pytest.raises(KnownError, match="移不开"):
        begin_again(former, built)
    monkeypatch.setattr(Path, "rename", rename)
    assert units_in(former) == 1 and backups.local_place(former).is_dir()
