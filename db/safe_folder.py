"""The ledger's folder as a place of its own: closed to other accounts, without links that lead out of it (faults S-9).

A folder that an administrator gave to a group (2770: the group may write and hands itself on, others are shut out) stays the
group's, for a second account on the same PC; every other one is the owner's alone.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from db import atomic


class LinkInside(Exception):
    """A part of the ledger is a link to somewhere else; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def refuse_links(folder: Path) -> None:
    """Raise LinkInside where anything directly in the folder, or a folder of its pool, is a link."""
    for place in (folder, folder / "files"):
        with suppress(FileNotFoundError), os.scandir(place) as entries:
            for entry in entries:
                if entry.is_symlink():
                    raise LinkInside(entry.name)


def close_to_others(folder: Path, database: str) -> None:
    """Give folder and files their rights, those made by earlier versions too; the database file is made with its own.

    What belongs to another account stays as that account left it.
    """
    path = folder / database
    if os.name == "nt":
        path.touch()
        return
    if not atomic.is_shared(folder.stat().st_mode):
        _set(folder, 0o700)
    mode = atomic.mode_in(folder, private=True) or 0o600
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, mode))
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_mode & 0o777 != mode:
                _set(folder / entry.name, mode)


def _set(path: Path, mode: int) -> None:
    with suppress(OSError):  # a disk without rights, or another account's file
        path.chmod(mode)
