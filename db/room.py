"""The room of leads as a backup sees it: sealed files beside the ledger, carried as they lie and never opened (registers.md §7).

The room is a ledger folder of its own inside the ledger's: database, keys and pool under another key. Its write-ahead log goes into
the database only when the room is closed, so that a copy of both, with a database that did not change meanwhile, is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from db.high_water import FILE as COUNT
from db.store import DATABASE, FILES
from db.vault import NAMES

FOLDER = "leads"
_TRIES = 5
_TOGETHER = (DATABASE, f"{DATABASE}-wal", COUNT)


class RoomBusy(OSError):
    """The room was closed again and again while it was being copied."""


def folder_of(ledger: Path) -> Path:
    """Where the room of a ledger lies, whether there is one or not."""
    return ledger / FOLDER


def is_there(ledger: Path) -> bool:
    """Whether a ledger has a room; keys are written last, so that half a room is none."""
    return any((folder_of(ledger) / name).exists() for name in NAMES)


def carried(ledger: Path) -> Iterator[tuple[str, bytes | Path]]:
    """The files of the room by their names inside the ledger's folder: contents of what may change, paths of what does not."""
    if not is_there(ledger):
        return
    room = folder_of(ledger)
    for name, content in _still(room).items():
        yield f"{FOLDER}/{name}", content
    for path in sorted((room / FILES).glob("??/*")):
        yield f"{FOLDER}/{path.relative_to(room).as_posix()}", path


def is_of_room(name: str) -> bool:
    """Whether a name inside a backup is one of the room's files."""
    return name.startswith(f"{FOLDER}/") and ".." not in name.split("/")


def _still(room: Path) -> dict[str, bytes]:
    for _ in range(_TRIES):
        before = _stamp(room)
        found = {name: (room / name).read_bytes() for name in (*_TOGETHER, *NAMES) if (room / name).exists()}
        if _stamp(room) == before:
            return found
    raise RoomBusy(room.name)


def _stamp(room: Path) -> tuple[int, int]:
    told = (room / DATABASE).stat()
    return told.st_mtime_ns, told.st_size
