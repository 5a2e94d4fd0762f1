"""The backups of one ledger in a folder: found by their names, ordered as they were made, thinned with age (faults S-7).

The order is the one in which they were made (the place's own count, then the log's length), never the clock: a PC that once
stood in 2035 must not hold places for ten years. Names are compared, never globbed: `[县]台账` is a name like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db import container
from db.container import NotABackup

SUFFIX = ".bak"
DAILY, WEEKLY, MONTHLY = 12, 10, 9
BEFORE_MIGRATION = "before_migration"
"""The occasion of a backup that a former version of the program may need once more."""
_REST = re.compile(r"-(\d{8}-\d{6})(?:\((\d+)\))?\.bak")


@dataclass(frozen=True)
class Kept:
    """A backup file by what it says of itself; `ledger_id` is empty where it cannot be read."""

    path: Path
    made: datetime
    ledger_id: str
    order: tuple[int, int, str, int]
    occasion: str = ""
    schema: str = ""


def candidates(place: Path, stem: str) -> tuple[Path, ...]:
    """The backups of one ledger in a folder, by name only, the last one first."""
    return tuple(kept.path for kept in _newest_first(place, stem))


def thin(place: Path, stem: str, ledger_id: str = "") -> tuple[Path, ...]:
    """Remove old backups; returns what went.

    The last 12 of the last day stay, and the last of each of 12 days, 10 weeks and 9 months; and whatever their age the backups that
    a way back to a former version rests on. Backups of another ledger of the same name, and files that cannot be read, are neither
    counted nor removed.
    """
    files = [each for each in _newest_first(place, stem) if each.ledger_id == ledger_id and each.order[1] >= 0]
    if not files:
        return ()
    kept = set([each.path for each in files if _day(each.made) == _day(files[0].made)][:DAILY])
    for group, limit in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        kept |= set(_last_of_each(files, group)[:limit])
    kept |= _for_former_versions(files)
    gone = tuple(each.path for each in files if each.path not in kept)
    for path in gone:
        path.unlink()
    return gone


def next_serial(place: Path, stem: str) -> int:
    """The count of the next backup made here."""
    return max((each.order[0] for each in _kept(place, stem)), default=0) + 1


def pool_folder(place: Path, stem: str, ledger_id: str) -> Path:
    """Where the files of a ledger's backups lie in a place: a ledger that shares its name with another has a folder of its own."""
    own = place / f"{stem}-{ledger_id[:8]}.files"
    strangers = any(each.ledger_id not in ("", ledger_id) for each in _kept(place, stem))
    return own if ledger_id and (strangers or own.is_dir()) else place / f"{stem}.files"


def pool_folders(path: Path, stem: str, ledger_id: str) -> tuple[Path, ...]:
    """Where the files of one backup may lie, the likeliest first."""
    named = [f"{stem}-{ledger_id[:8]}.files", f"{stem}.files"]
    return tuple(folder for name in named if (folder := path.parent / name).is_dir())


def free_name(place: Path, stem: str, now: datetime) -> Path:
    """A name for a backup that no file has."""
    start = f"{stem}-{now:%Y%m%d-%H%M%S}"
    target, number = place / f"{start}{SUFFIX}", 2
    while target.exists():
        target, number = place / f"{start}({number}){SUFFIX}", number + 1
    return target


def _newest_first(place: Path, stem: str) -> list[Kept]:
    return sorted(_kept(place, stem), key=lambda each: each.order, reverse=True)


def _kept(place: Path, stem: str) -> Iterator[Kept]:
    with suppress(OSError):
        for path in sorted(place.iterdir()):
            found = _REST.fullmatch(path.name[len(stem) :]) if path.name.startswith(stem) else None
            if found is not None:
                yield _read(path, found[1], int(found[2] or 1))


def _read(path: Path, stamp: str, number: int) -> Kept:
    try:
        made = datetime.strptime(stamp, "%Y%m%d-%H%M%S")
    except ValueError:
        made = datetime.min
    try:
        said = container.manifest_of(path, verify=False)
    except (NotABackup, OSError):
        return Kept(path, made, "", (0, -1, stamp, number))
    order = (said.serial, said.head_seq, stamp, number)
    return Kept(path, made, said.ledger_id, order, said.occasion, said.schema)


def _for_former_versions(files: list[Kept]) -> set[Path]:
    """Of what was backed up before an update the last in each form of the ledger; where the form is not told, of each day that had one.

    Updates that failed are backed up too, in the later form: they must not displace the one before the update that was done.
    """
    last: dict[str, Path] = {}
    for each in files:
        if each.occasion == BEFORE_MIGRATION:
            last.setdefault(each.schema or _day(each.made), each.path)
    return set(last.values())


def _last_of_each(files: list[Kept], group: Callable[[datetime], str]) -> list[Path]:
    last: dict[str, Path] = {}
    for each in files:
        last.setdefault(group(each.made), each.path)
    return list(last.values())


def _day(made: datetime) -> str:
    return f"{made:%Y-%m-%d}"


def _week(made: datetime) -> str:
    return "{}-{:02}".format(*made.isocalendar())


def _month(made: datetime) -> str:
    return f"{made:%Y-%m}"
