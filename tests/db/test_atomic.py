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
