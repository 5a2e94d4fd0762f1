"""Backups: one verified file, the pool beside it, thinned with age; looked into and restored aside, never over the ledger.

They are made by SQLite's own backup over a snapshot, so people may go on working meanwhile.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db import atomic, audit, container, digest, pool, vault
from db.connections import WrongKey, reading
from db.container import Manifest
from db.driver import UNREADABLE, connect
from db.pool import FileState, Pool
from db.reader import Reader
from db.store import DATABASE, FILES

SUFFIX = ".bak"
COUNTED = ("round", "unit", "finding", "measure", "finding_event", "pool_file", "letter", "change_log")
DAILY, WEEKLY, MONTHLY = 12, 10, 9
_SPOTS = 20
_STAMP = re.compile(r"-(\d{8}-\d{6})(?:\(\d+\))?\.bak$")


class NoSpace(Exception):
    """The disk has no room for the backup; both in bytes."""

    def __init__(self, needed: int, free: int) -> None:
        super().__init__(f"{needed} > {free}")
        self.needed, self.free = needed, free


class NotVerified(Exception):
    """What was written does not read back as what was to be written; nothing was kept."""


@dataclass(frozen=True)
class Made:
    """A verified backup."""

    path: Path
    sha256: str
    size: int
    manifest: Manifest


@dataclass(frozen=True)
class Restored:
    """A ledger folder restored aside: whether it reads as its manifest says, its counts, and pooled files that are wanting."""

    folder: Path
    manifest: Manifest
    sound: bool
    counts: dict[str, int]
    spots_equal: int
    missing: tuple[str, ...]


def make(folder: Path, key: bytes | None, place: Path, *, now: datetime, occasion: str) -> Made:
    """Back a ledger up into a folder. Raises NoSpace before anything is written, NotVerified after."""
    place.mkdir(parents=True, exist_ok=True)
    _check_space(folder, place)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=place) as work:
        copy = Path(work) / DATABASE
        manifest = _copy_database(folder, key, copy, now, occasion)
        with closing_reader(copy, key) as reader:
            if digest.file_digest(reader) != manifest.digest or counts_of(reader) != manifest.counts:
                raise NotVerified(folder.name)
        pool.copy_new(folder / FILES, place / _pool_name(folder), frozenset(manifest.pool))
        keys = next((folder / name for name in vault.NAMES if (folder / name).exists()), None)
        target = _free_name(place, f"{folder.stem}-{now:%Y%m%d-%H%M%S}")
        container.pack(target, copy, b"" if keys is None else _whole_keys(folder), manifest)
    if container.manifest_of(target) != manifest:
        target.unlink()
        raise NotVerified(target.name)
    return Made(target, container.sha256_of(target), target.stat().st_size, manifest)


def candidates(place: Path, stem: str) -> tuple[Path, ...]:
    """The backups of one ledger in a folder, newest first, by name only."""
    found = [path for path in place.glob(f"{stem}-*{SUFFIX}") if _STAMP.search(path.name)]
    return tuple(sorted(found, key=lambda path: path.name, reverse=True))


def thin(place: Path, stem: str, today: datetime) -> tuple[Path, ...]:
    """Remove old backups: the last 12 of today stay, the last of each of 12 days, 10 weeks and 9 months; returns what went."""
    files = candidates(place, stem)
    kept = set([path for path in files if _made(path).date() == today.date()][:DAILY])
    for groups, limit in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        newest: dict[str, Path] = {}
        for path in files:
            newest.setdefault(groups(_made(path)), path)
        kept |= {newest[group] for group in sorted(newest, reverse=True)[:limit]}
    gone = tuple(path for path in files if path not in kept)
    for path in gone:
        path.unlink()
    return gone


def key_of(path: Path, keys: Sequence[bytes]) -> bytes | None:
    """Which of the keys in hand opens a backup (None for a plain one). Raises WrongKey where none does."""
    manifest = container.manifest_of(path)
    if manifest.plain:
        return None
    with tempfile.TemporaryDirectory(prefix="look-") as work:
        container.unpack(path, Path(work))
        for key in keys:
            try:
                reading(Path(work) / DATABASE, key).close()
            except WrongKey:
                continue
            return key
    raise WrongKey(path.name)


def keys_in(path: Path) -> vault.Vault | None:
    """The slots that a backup carries, to open it by passphrase; None where it has none."""
    with tempfile.TemporaryDirectory(prefix="look-") as work:
        container.unpack(path, Path(work))
        return vault.from_bytes((Path(work) / container.KEYS).read_bytes())


@contextmanager
def looked_into(path: Path, key: bytes | None) -> Iterator[Reader]:
    """Questions to the ledger inside a backup, which stays as it is."""
    with tempfile.TemporaryDirectory(prefix="look-") as work:
        container.unpack(path, Path(work))
        with closing_reader(Path(work) / DATABASE, key) as reader:
            yield reader


def restore_aside(path: Path, target: Path, key: bytes | None, more_files: Path | None = None) -> Restored:
    """Build a ledger folder from a backup beside what there is; `target` must not exist yet.

    Pooled files come from beside the backup, and from `more_files` (the pool of the present ledger) where they lack there.
    """
    work = target.with_name(f".{target.name}.part")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        manifest = container.unpack(path, work)
        content = (work / container.KEYS).read_bytes()
        (work / container.KEYS).unlink()
        if content:
            for name in vault.NAMES:
                atomic.write(work / name, content)
        wanted = frozenset(manifest.pool)
        (work / FILES).mkdir()
        for source in (path.parent / f"{manifest.ledger_name}.files", more_files):
            if source is not None and source.is_dir():
                pool.copy_new(source, work / FILES, wanted)
        with closing_reader(work / DATABASE, key) as reader:
            sound = digest.file_digest(reader) == manifest.digest
            counts, spots = counts_of(reader), spots_of(reader)
            missing = _missing(work, key, reader, manifest)
        equal = sum(spots.get(number) == spot for number, spot in manifest.spots.items())
        if target.exists():
            raise FileExistsError(str(target))
        work.rename(target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return Restored(target, manifest, sound, counts, equal, missing)


def counts_of(reader: Reader) -> dict[str, int]:
    """How many rows there are of what people count, rows in the recycle bin left out."""
    counts = {}
    for table in COUNTED:
        living = "where removed_in is null" if table in ("round", "unit", "finding", "measure", "letter") else ""
        counts[table] = int(reader.value(f"select count(*) from {table} {living}"))
    return counts


def spots_of(reader: Reader) -> dict[str, str]:
    """Digests of up to twenty findings with their events, spread evenly over the ledger: for the spot check of a drill."""
    numbers = reader.tuples("select id, number from finding order by id")
    step = max(1, len(numbers) // _SPOTS)
    spots = {}
    for finding_id, number in numbers[::step][:_SPOTS]:
        rows = reader.tuples("select * from finding where id = ?", (finding_id,))
        events = reader.tuples("select * from finding_event where finding_id = ? order by id", (finding_id,))
        spots[number] = hashlib.sha256(json.dumps([rows, events]).encode("ascii")).hexdigest()
    return spots


@contextmanager
def closing_reader(database: Path, key: bytes | None) -> Iterator[Reader]:
    """A reader that lets go of the file at the end."""
    reader = Reader(reading(database, key))
    try:
        yield reader
    finally:
        reader.close()


def _copy_database(folder: Path, key: bytes | None, copy: Path, now: datetime, occasion: str) -> Manifest:
    source = reading(folder / DATABASE, key)
    target = connect(str(copy), isolation_level=None)
    try:
        source.execute("begin")
        reader = Reader(source)
        end = audit.head(reader)  # the first read: from here on one snapshot
        if key is not None:
            target.execute(f"pragma key = \"x'{key.hex()}'\"")
        source.backup(target)
        target.execute("pragma journal_mode = delete")  # one file, readable where nothing can be written
        return Manifest(
            ledger_id=vault.load(folder, mend=False).ledger_id if vault.is_there(folder) else "",
            ledger_name=folder.stem,
            made_at=now.isoformat(timespec="seconds"),
            occasion=occasion,
            plain=key is None,
            digest=digest.file_digest(reader),
            head_seq=end.seq,
            head_hash=end.hash,
            last_entry=reader.value("select coalesce(max(recorded_at), '') from action"),
            counts=counts_of(reader),
            spots=spots_of(reader),
            pool=tuple(reader.column("select sha256 from pool_file order by sha256")),
        )
    except UNREADABLE as error:
        raise NotVerified(str(error)) from error
    finally:
        target.close()
        source.close()


def _whole_keys(folder: Path) -> bytes:
    vault.load(folder)  # mends a broken copy, or says that none is whole
    return (folder / vault.NAMES[0]).read_bytes()


def _check_space(folder: Path, place: Path) -> None:
    size = sum(path.stat().st_size for path in folder.glob("ledger.db*"))
    there = place / _pool_name(folder)
    for path in (folder / FILES).glob("??/*"):
        if not (there / path.parent.name / path.name).exists():
            size += path.stat().st_size
    needed, free = size * 2 + 64 * 1024 * 1024, shutil.disk_usage(place).free
    if free < needed:
        raise NoSpace(needed, free)


def _missing(work: Path, key: bytes | None, reader: Reader, manifest: Manifest) -> tuple[str, ...]:
    earlier: tuple[bytes, ...] = ()
    if key is not None and vault.is_there(work):
        earlier = vault.earlier_keys(vault.load(work, mend=False), key)
    kept = Pool(work / FILES, key, earlier)
    return tuple(sha256 for sha256 in manifest.pool if kept.state(sha256) is not FileState.INTACT)


def _pool_name(folder: Path) -> str:
    return f"{folder.stem}.files"


def _free_name(place: Path, stem: str) -> Path:
    target, number = place / f"{stem}{SUFFIX}", 2
    while target.exists():
        target, number = place / f"{stem}({number}){SUFFIX}", number + 1
    return target


def _made(path: Path) -> datetime:
    found = _STAMP.search(path.name)
    return datetime.strptime(found[1], "%Y%m%d-%H%M%S") if found else datetime.min


def _day(made: datetime) -> str:
    return f"{made:%Y-%m-%d}"


def _week(made: datetime) -> str:
    return "{}-{:02}".format(*made.isocalendar())


def _month(made: datetime) -> str:
    return f"{made:%Y-%m}"
