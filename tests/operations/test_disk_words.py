"""S-2: a disk that takes nothing is told in words that help, and never as damage."""

import errno

import pytest

from db.disk import DiskFault
from db.driver import OperationalError
from desktop.operations import disk_words

ERRORS = {
    DiskFault.FULL: [OSError(errno.ENOSPC, "x"), OperationalError("database or disk is full")],
    DiskFault.READ_ONLY: [OSError(errno.EROFS, "x"), OperationalError("attempt to write a readonly database")],
    DiskFault.FAILING: [OSError(errno.EIO, "x"), OperationalError("disk I/O error")],
}


@pytest.mark.parametrize("kind", list(DiskFault))
def test_each_fault_of_the_disk_has_words_and_a_cause_s2(kind):
    """S-2"""
    for error in ERRORS[kind]:
        told = disk_words.known(error)
        assert told.kind == str(kind) and str(told).startswith("这一步没有办成，没有登记：") and "重做" in str(told)
        assert "从" not in str(told) or "恢复备份" not in str(told) or "不需要恢复备份" in str(told)
        assert str(disk_words.known(error, disk_words.UNSURE)).startswith(disk_words.UNSURE)
        assert disk_words.cause(error)


@pytest.mark.parametrize("error", [OSError(errno.ENOENT, "x"), OperationalError("no such table"), ValueError("x")])
def test_what_is_no_fault_of_the_disk_is_not_told_as_one(error):
    assert disk_words.known(error) is None and disk_words.cause(error) == ""


def test_the_three_kinds_are_told_apart():
    assert len({disk_words.cause(errors[0]) for errors in ERRORS.values()}) == len(DiskFault)
