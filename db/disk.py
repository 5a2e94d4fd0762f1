"""What the disk answers when it is full, read-only or failing: one mapping for the system's errors and the database's.

The database says these things in words of its own ("database or disk is full"); they are no damage to the ledger.
"""

from __future__ import annotations

import errno
import os
import shutil
from enum import StrEnum
from pathlib import Path

from db.driver import DatabaseError


class DiskFault(StrEnum):
    """Why the disk took nothing."""

    FULL = "disk_full"
    READ_ONLY = "disk_read_only"
    FAILING = "disk_failing"


class Shut(DatabaseError):  # type: ignore[misc]  # the driver says no types
    """A database in a folder that takes no file: it needs one beside it even where it is only read."""


_BY_NUMBER = {
    errno.ENOSPC: DiskFault.FULL,
    errno.EDQUOT: DiskFault.FULL,
    errno.EFBIG: DiskFault.FULL,
    errno.EROFS: DiskFault.READ_ONLY,
    errno.EIO: DiskFault.FAILING,
}
_WINDOWS = {112: DiskFault.FULL, 39: DiskFault.FULL, 19: DiskFault.READ_ONLY}  # ERROR_DISK_FULL and the like
_BY_CODE = {13: DiskFault.FULL, 8: DiskFault.READ_ONLY, 10: DiskFault.FAILING}  # SQLITE_FULL, _READONLY, _IOERR
_CANTOPEN = 14
_BY_WORDS = {
    "database or disk is full": DiskFault.FULL,
    "attempt to write a readonly database": DiskFault.READ_ONLY,
    "disk i/o error": DiskFault.FAILING,
}


_ROOM_TO_WORK = (
    64 * 1024
)  # bytes: the index beside the write-ahead log takes half of it before the first page is written


def kind_of(error: BaseException, place: Path | None = None) -> DiskFault | None:
    """Which fault of the disk an error tells of, also where it stands only in its cause; None where it is something else.

    Where the index of the write-ahead log finds no room the database says "disk I/O error": at a `place` whose disk is full to
    the brim that is what it means.
    """
    kind = _kind_told(error)
    if kind is DiskFault.FAILING and place is not None and _free(place) < _ROOM_TO_WORK:
        return DiskFault.FULL
    return kind


def _free(place: Path) -> int:
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return _ROOM_TO_WORK


def _kind_told(error: BaseException) -> DiskFault | None:
    seen: BaseException | None = error
    while seen is not None:
        if found := _own_kind(seen):
            return found
        seen = seen.__cause__
    return None


def _own_kind(error: BaseException) -> DiskFault | None:
    if isinstance(error, OSError):
        return _WINDOWS.get(getattr(error, "winerror", None) or 0) or _BY_NUMBER.get(error.errno or 0)
    if isinstance(error, Shut):
        return DiskFault.READ_ONLY
    if isinstance(error, DatabaseError):
        code = _code_of(error)
        return _BY_CODE.get(code) or _BY_WORDS.get(str(error).lower())
    return None


def _code_of(error: BaseException) -> int:
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_shut(error: BaseException, path: Path) -> bool:
    """Whether a database that is there could not be opened since nothing can be written beside it."""
    told = _code_of(error) == _CANTOPEN or str(error).lower() == "unable to open database file"
    return told and path.is_file() and _takes_no_file(path.parent)


def _takes_no_file(folder: Path) -> bool:
    """Tried, since Windows answers yes when it is only asked; of a disc too."""
    beside = folder / f".try.{os.getpid()}.part"
    try:
        beside.touch(exist_ok=False)
        beside.unlink()
    except OSError:
        return True
    return False
