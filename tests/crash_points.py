"""Every write of an operation may be the last one: let the n-th fail, or keep what a kill before the n-th would have left.

    for n in points(root, operation): ...        how many writes there are, to run through
    failure = failing(n, root, operation)        the n-th write meets a full disk (`stay`: all after it too)
    for folder in snapshots(root, into, work):   the tree as a power cut before each write would leave it

A write is a file opened for writing, renamed, removed or synced below `root`, a folder made, and a statement of the database that
changes something. What happens inside one statement is the database's own promise (tests/acceptance/test_kills.py).
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

import db.backup
import db.connections
from db.driver import Connection, OperationalError, connect

_GROWING = ("open", "os.mkdir", "fsync", "os.link")
_CHANGING = (
    "insert", "update", "delete", "replace", "begin immediate", "commit", "create", "drop", "alter",
    "pragma rekey", "pragma journal_mode", "pragma wal_checkpoint",
)  # fmt: skip
_watching: list[_Watch] = []


class _Watch:
    """Counts the writes below a folder and asks `meet` at each of them."""

    def __init__(self, root, meet):
        self.root, self.meet, self.count, self.busy = str(root), meet, 0, False

    def write(self, kind, error):
        if self.busy:
            return
        self.busy = True
        try:
            self.count += 1
            self.meet(self.count, kind, error)
        finally:
            self.busy = False


def _audit(event, arguments):
    if not _watching or event not in (
        "open",
        "os.rename",
        "os.remove",
        "os.mkdir",
        "os.rmdir",
        "os.link",
        "os.truncate",
    ):
        return
    watch = _watching[-1]
    path = os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes, os.PathLike)) else ""
    inside = path.startswith(watch.root) or (not os.path.isabs(path) and event in ("os.remove", "os.rmdir"))
    if event == "open":
        flags = arguments[2] or 0
        inside = inside and (flags & (os.O_WRONLY | os.O_RDWR)) != 0
    if inside:
        watch.write(event, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path))


sys.addaudithook(_audit)


class _Watched(Connection):
    """A connection whose changing statements are writes."""

    def execute(self, sql, *arguments):
        if _watching and sql.lstrip().lower().startswith(_CHANGING):
            _watching[-1].write("sql", OperationalError("database or disk is full"))
        return super().execute(sql, *arguments)


def _connect(*arguments, **named):
    return connect(*arguments, **{"factory": _Watched, **named})


db.connections.connect = db.backup.connect = _connect  # for good: a connection may be older than the watch


@contextmanager
def _watched(root, meet):
    watch, sync = _Watch(root, meet), os.fsync

    def fsync(handle):
        watch.write("fsync", OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        sync(handle)

    os.fsync = fsync
    _watching.append(watch)
    try:
        yield watch
    finally:
        _watching.remove(watch)
        os.fsync = sync


def points(root, operation):
    """The numbers of the writes of an operation that goes well."""
    with _watched(root, lambda *_: None) as watch:
        operation()
    return range(1, watch.count + 1)


def failing(n, root, operation, *, stay=False):
    """Run an operation whose n-th write finds the disk full; returns what it raised, or None where it says it is done.

    With `stay` everything that needs room fails from then on; removing and renaming still work, as on a real full disk.
    """

    def meet(number, kind, error):
        if number == n or (stay and number > n and (kind in _GROWING or kind == "sql")):
            raise error

    raised = []
    with _watched(root, meet):
        try:
            operation()
        except Exception as error:  # noqa: BLE001 - the caller judges every kind
            raised.append(error)
    return raised[0] if raised else None


def snapshots(root, into, operation):
    """Run an operation that goes well; returns copies of `root` as a kill before each of its writes would leave it, and the last.

    Where nothing reached the disk between two writes (statements inside a transaction) they share one copy.
    """
    taken, last = [], b""

    def keep(number, _kind, _error):
        nonlocal last
        now = _content(root)
        if now != last:
            folder, last = Path(into) / f"{number:04}", now
            _copy(root, folder)
            taken.append(folder)

    with _watched(root, keep):
        operation()
    _copy(root, Path(into) / "done")
    return [*taken, Path(into) / "done"]


def _content(root):
    """What a power cut would leave, as one sum."""
    told = hashlib.blake2b()
    for path in sorted(Path(root).rglob("*")):
        if not path.name.endswith("-shm"):
            told.update(f"{path.relative_to(root)} {path.is_dir()}\n".encode())
            told.update(path.read_bytes() if path.is_file() else b"")
    return told.digest()


def _copy(root, folder):
    """As it lies: a file that goes away meanwhile cannot be, since nothing else runs."""
    shutil.copytree(root, folder, symlinks=True)
