"""S-2, S-7: a ledger is made whole or not at all; what killed runs left is brought to its end or cleared."""

import errno

import pytest

from db import half_made
from desktop.errors import KnownError
from desktop.operations import backups, doorway, leftovers

GONE = 2**22 + 1


def test_a_making_that_breaks_leaves_no_folder_and_one_that_ends_leaves_it(tmp_path):
    folder = tmp_path / "a.ledger"
    with pytest.raises(ZeroDivisionError), leftovers.making(folder):
        folder.mkdir()
        1 / 0  # noqa: B018
    assert list(tmp_path.iterdir()) == []
    with leftovers.making(folder):
        folder.mkdir()
    assert [path.name for path in tmp_path.iterdir()] == ["a.ledger"]


@pytest.mark.parametrize("number, said", [(errno.ENOSPC, "磁盘空间不足"), (errno.EACCES, "不能写入")])
def test_a_place_that_takes_nothing_is_told_s2(tmp_path, monkeypatch, number, said):
    """S-2"""
    with pytest.raises(KnownError, match=said), leftovers.making(tmp_path / "a.ledger"):
        raise OSError(number, "x")
    monkeypatch.setattr(half_made, "settle", lambda _folder: (_ for _ in ()).throw(OSError(number, "x")))
    with pytest.raises(KnownError, match=said):
        doorway.settle(tmp_path / "a.ledger")


def test_every_place_of_a_ledger_is_cleared_of_what_killed_runs_left_s7(tmp_path):
    """S-7"""
    folder = tmp_path / "a.ledger"
    local = backups.local_place(folder)
    places = {
        folder: True, folder / "files" / "ab": True, folder / "files" / "ab" / "cd": False, local: True, local / "a.files" / "cd": True, local / "a.files" / "cd" / "ef": False,
    }  # fmt: skip
    for place in places:
        place.mkdir(parents=True, exist_ok=True)
        (place / f".x.{GONE}.part").write_bytes(b"half")
    beside, other = tmp_path / f".a.restored.{GONE}.part", tmp_path / f".b.restored.{GONE}.part"
    for path in (beside, other):
        path.mkdir()
    (local / f".backup-{GONE}-xyz").mkdir()
    leftovers.clear(folder)
    assert {place: not (place / f".x.{GONE}.part").exists() for place in places} == places
    assert not beside.exists() and other.exists() and not (local / f".backup-{GONE}-xyz").exists()
