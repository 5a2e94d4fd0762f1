"""Which pooled files were read whole, and the size and time they had then: what is unchanged since need not be read again.

A mark saves time in backups, never in a check or a drill. It lies inside its pool; one that cannot be read counts as none.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from db import atomic
from db.pool import FileState, Pool

FILE = ".read-whole"


class Marks:
    """The marks of one pool."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.read = 0
        self._path = pool.folder / FILE
        self._known = _stored(self._path)
        self._moved = False

    def state(self, sha256: str) -> FileState:
        """What became of a file; it is read only where it is new or was touched since."""
        stamp = _stamp(self.pool.path_of(sha256))
        if stamp is not None and self._known.get(sha256) == stamp:
            return FileState.INTACT
        return self.read_whole(sha256)

    def read_whole(self, sha256: str) -> FileState:
        """Read a file now, whatever is known of it."""
        stamp, state = _stamp(self.pool.path_of(sha256)), self.pool.state(sha256)
        self.read += state is not FileState.MISSING
        self._set(sha256, stamp if state is FileState.INTACT else None)
        return state

    def adopted(self, sha256: str) -> None:
        """A file was just taken in and read back."""
        self.read += 1
        self._set(sha256, _stamp(self.pool.path_of(sha256)))

    def keep(self) -> None:
        """Write them down; a pool that cannot be written to is read again next time."""
        if self._moved and self.pool.folder.is_dir():
            with suppress(OSError):
                atomic.write(self._path, json.dumps(self._known).encode("ascii"))

    def _set(self, sha256: str, stamp: list[int] | None) -> None:
        if self._known.get(sha256) != stamp:
            self._moved = True
            if stamp is None:
                self._known.pop(sha256, None)
            else:
                self._known[sha256] = stamp


def _stamp(path: Path) -> list[int] | None:
    """Size, time of content and time of the entry: a flipped byte moves the second, a replaced file the third."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _stored(path: Path) -> dict[str, list[int]]:
    try:
        stored = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}
