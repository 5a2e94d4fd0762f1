"""S-7: whatever moment an exchange of folders is cut off at, a whole ledger is at its place after the next look."""

import json
import os

import pytest

from db import swap
from tests.crash_points import snapshots


def folder_of(path, word):
    path.mkdir()
    (path / "ledger.db").write_text(word, encoding="utf-8")


@pytest.fixture
def office(tmp_path):
    work = tmp_path / "w"
    work.mkdir()
    folder_of(work / "[县]台账.ledger", "present")
    return work / "[县]台账.ledger"


def exchange(folder):
    planned = swap.planned(folder, "20260605-090000")
    planned.begin()
    folder_of(planned.aside, "restored")
    planned.carry_out()
    swap.finish(folder)


def test_an_exchange_leaves_the_restored_one_and_nothing_beside(office):
    exchange(office)
    assert (office / "ledger.db").read_text(encoding="utf-8") == "restored"
    assert list(office.parent.iterdir()) == [office]


def test_a_kill_at_every_write_leaves_the_present_or_the_restored_one(office, tmp_path):
    taken = snapshots(office.parent, tmp_path / "kills", lambda: exchange(office))
    found = []
    for folder in taken:
        place = folder / office.name
        swap.settle(place)
        found.append((place / "ledger.db").read_text(encoding="utf-8"))
        assert [path.name for path in folder.iterdir() if not path.name.endswith(".part")] == [office.name]
    assert found == sorted(found)  # present … present, restored … restored: never back
    assert set(found) == {"present", "restored"}


def test_one_that_still_runs_is_left_alone(office):
    planned = swap.planned(office, "20260605-090000")
    planned.begin()
    folder_of(planned.aside, "half")
    assert not swap.settle(office)
    assert planned.aside.exists()
    swap.finish(office)
    assert not planned.aside.exists()


@pytest.mark.parametrize(
    "names",
    [
        {"aside": "../x.ledger", "former": "[县]台账.replaced-1", "process": 0},
        {"aside": "other", "former": "[县]台账.replaced-1", "process": 0},
        {"aside": "[县]台账.restored-1", "former": "", "process": 0},
        ["nothing"],
    ],
)
def test_a_journal_that_is_not_ours_removes_nothing(office, names):
    (office.parent / "other").mkdir()
    (office.parent / f".{office.name}.swap").write_text(json.dumps(names), encoding="utf-8")
    assert not swap.settle(office)
    assert (office.parent / "other").is_dir()


def test_where_the_second_rename_fails_the_first_is_taken_back(office):
    planned = swap.planned(office, "20260605-090000")
    planned.begin()
    with pytest.raises(FileNotFoundError):
        planned.carry_out()
    swap.finish(office)
    assert (office / "ledger.db").read_text(encoding="utf-8") == "present"
    assert os.listdir(office.parent) == [office.name]
