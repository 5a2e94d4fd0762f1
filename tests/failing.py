"""A file layer that fails: every write, sync, rename and statement is counted, and from the n-th on (or only there) there is no room.

Crashes are looked at without dying: a copy of the folder is taken before every write; each copy is what a power cut would have left.
"""

from __future__ import annotations

import errno
import os
import pathlib
import shutil
from contextlib import contextmanager

from db import atomic, connections, store
from db.driver import OperationalError

_WRITING = ("begin", "insert", "update", "delete", "commit", "pragma rekey", "pragma wal_checkpoint")


class Points:
    """Counts writes; `fails(n)` says whether the n-th one fails, `before` is called ahead of each."""

    def __init__(self, fails=lambda number: False, before=lambda number: None):
        self.count, self.active = 0, False
        self.fails, self.before = fails, before

    def pass_one(self):
        """Another write is about to happen; whether it fails."""
        if not self.active:
            return False
        self.count += 1
        self.before(self.count)
        return self.fails(self.count)


class Connection:
    """The database connection with its writes counted."""

    def __init__(self, inner, points):
        self._inner, self._points = inner, points

    def execute(self, sql, *parameters):
        if sql.strip().lower().startswith(_WRITING) and self._points.pass_one():
            raise OperationalError("database or disk is full")
        return self._inner.execute(sql, *parameters)

    def __getattr__(self, name):
        return getattr(self._inner, name)


@contextmanager
def layer(points, monkeypatch):
    """Everything that writes goes by the points, as long as they are active."""
    no_room = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    fsync, replace, open_ = os.fsync, pathlib.Path.replace, pathlib.Path.open

    def checked(function):
        def call(*arguments, **named):
            if points.pass_one():
                raise no_room
            return function(*arguments, **named)

        return call

    def opened(path, mode="r", *arguments, **named):
        if "w" in mode and points.pass_one():
            raise no_room
        return open_(path, mode, *arguments, **named)

    def writing(path, key):
        connection, context = connections.writing(path, key)
        return Connection(connection, points), context

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", checked(fsync))
        patch.setattr(pathlib.Path, "replace", checked(replace))
        patch.setattr(pathlib.Path, "open", opened)
        patch.setattr(atomic, "_created", checked(atomic._created))
        patch.setattr(store, "writing", writing)
        yield points


def snapshots(folder, into):
    """Takes a copy of the folder before each write, as a power cut would have left it."""

    def copy(number):
        return shutil.copytree(folder, into / f"{number}.ledger", ignore=shutil.ignore_patterns("*.lock", "*-shm"))

    return copy
