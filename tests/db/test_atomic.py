import os
import subprocess
import sys

import pytest

from db import atomic


def test_a_file_is_the_old_one_or_the_new_one(tmp_path):
    path = tmp_path / "keys"
    atomic.write(path, b"old")
    with pytest.raises(OSError, match="full"), atomic.replacing(path) as file:
        file.write(b"ne")
        raise OSError("disk full")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    atomic.write(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_program_that_runs_is_told_from_one_that_has_ended():
    child = subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE)
    assert atomic.is_running(child.pid) and atomic.is_running(os.getpid())

    child.communicate(b"\n")
    assert not atomic.is_running(child.pid)


def test_a_new_folder_is_brought_to_the_disk_in_the_one_above_it_once_and_an_old_one_not_again(tmp_path, monkeypatch):
    """Else a loss of power takes the folder along with the file that the ledger names by then."""
    synced = []
    monkeypatch.setattr(atomic, "sync_folder", synced.append)
    files = tmp_path / "files"
    atomic.make_folders([files / "ab", files / "cd"])
    assert sorted(synced) == [tmp_path, files] and (files / "cd").is_dir()
    atomic.make_folder(files / "ab")
    assert len(synced) == 2
