"""Backups: one verified file and the pool of files beside it; looked into and restored aside, never over the ledger.

They are made by SQLite's own backup over a snapshot, so people may go on working meanwhile.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from db import (
    atomic,
    audit,
    backup_places,
    container,
    digest,
    dump,
    integrity,
    mending,
    migrations,
    room,
    safe_folder,
    vault,
)
from db.backup_places import candidates, pool_folder, thin
from db.connections import WrongKey, reading
from db.container import Manifest
from db.driver import UNREADABLE, connect
from db.mending import Files
from db.pool import Pool
from db.pool_marks import Marks
from db.reader import Reader
from db.store import DATABASE, FILES

COUNTED = ("round", "unit", "finding", "measure", "finding_event", "pool_file", "letter", "change_log")
_DATABASE_FILES = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm")
_SPOTS = 20


class NoSpace(Exception):
    """The disk has no room for the backup; both in bytes."""

    def __init__(self, needed: int, free: int) -> None:
        super().__init__(f"{needed} > {free}")
        self.needed, self.free = needed, free


class NotVerified(Exception):
    """What was written does not read back as what was to be written; nothing was kept."""


@dataclass(frozen=True)
class Made:
    """A backup that equals its ledger row by row; `files` says what was verified of the files beside it.

    `broken` is what is wrong with the ledger itself, in the database's words: a faithful copy of a damaged ledger is damaged.
    """

    path: Path
    sha256: str
    size: int
    manifest: Manifest
    files: Files = Files()
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Restored:
    """A ledger folder restored aside: whether it reads as its manifest says, its counts, and pooled files that are wanting."""

    folder: Path
    manifest: Manifest
    sound: bool
    counts: dict[str, int]
    spots_equal: int
    missing: tuple[str, ...]


def make(
    folder: Path,
    key: bytes | None,
    place: Path,
    *,
    now: datetime,
    occasion: str,
    other_places: Sequence[Path] = (),
    mend: bool = True,
) -> Made:
    """Back a ledger up into a folder. Raises NoSpace before anything is written, NotVerified after.

    A damaged file is healed from any intact copy: in the ledger (with `mend`), in this place, in `other_places`.
    """
    atomic.make_folder(place, private=True)
    ledger_id = _ledger_id(folder)
    files = pool_folder(place, folder.stem, ledger_id)
    atomic.clear_leftovers(place, start=f"{folder.stem}-")  # a person's own disk: nothing else there is ours
    atomic.clear_leftovers(files, depth=1)
    atomic.clear_work(place)
    _check_space(folder, place, files)
    with tempfile.TemporaryDirectory(prefix=atomic.work_prefix(), dir=place) as work:
        copy = Path(work) / DATABASE
        manifest = _copy_database(folder, key, copy, now, occasion)
        manifest = replace(manifest, serial=backup_places.next_serial(place, folder.stem))
        with closing_reader(copy, key) as reader:
            if digest.file_digest(reader) != manifest.digest or counts_of(reader) != manifest.counts:
                raise NotVerified(folder.name)
            broken = integrity.broken_pages(reader, encrypted=key is not None)
        levelled = _level(folder, key, files, other_places, manifest, mend=mend)
        keys = next((folder / name for name in vault.NAMES if (folder / name).exists()), None)
        target = backup_places.free_name(place, folder.stem, now)
        container.pack(target, copy, b"" if keys is None else _whole_keys(folder), manifest, room.carried(folder))
    if container.manifest_of(target) != manifest:
        target.unlink()
        raise NotVerified(target.name)
    return Made(target, container.sha256_of(target), target.stat().st_size, manifest, levelled, broken)


def pools_in(places: Iterable[Path], stem: str, ledger_id: str, keys: Sequence[bytes]) -> tuple[Marks, ...]:
    """The pools of files beside the backups of a ledger, one for each place that has one."""
    folders = [pool_folder(place, stem, ledger_id) for place in places]
    return tuple(Marks(_pool(folder, keys)) for folder in dict.fromkeys(folders) if folder.is_dir())


def ring_of(folder: Path, key: bytes | None) -> tuple[bytes, ...]:
    """All data keys of a ledger, the present one first: they open every file it ever kept."""
    if key is None:
        return ()
    earlier: tuple[bytes, ...] = ()
    if vault.is_there(folder):
        with suppress(vault.KeysDamaged):  # a change of keys that is not settled yet: the present key is all there is
            earlier = vault.earlier_keys(vault.load(folder, mend=False), key)
    return (key, *reversed(earlier))


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


def restore_aside(
    path: Path,
    target: Path,
    key: bytes | None,
    more_files: Sequence[Path] = (),
    keys: Sequence[bytes] = (),
    *,
    at: str,
) -> Restored:
    """Build a ledger folder from a backup beside what there is; `target` must not exist yet.

    Each pooled file is the first intact copy beside the backup or in `more_files` (the present ledger's pool and those of its
    other backups); `keys` are further keys in hand that open them. The folder appears with the record of this restore (`at`, ISO
    time) in its keys: without it the backups of the history put aside would tell of lost entries.
    """
    atomic.make_folder(target.parent)
    work = atomic.part_of(target)
    atomic.clear_leftovers(target.parent, start=target.name)
    atomic.make_folder(work, private=True)
    try:
        manifest = container.unpack(path, work)
        content = (work / container.KEYS).read_bytes()
        (work / container.KEYS).unlink()
        if content:
            for name in vault.NAMES:
                atomic.write(work / name, content)
        atomic.make_folder(work / FILES)
        kept = _pool(work / FILES, ring_of(work, key))
        ring = tuple(dict.fromkeys((*ring_of(work, key), *keys)))
        sources = (*backup_places.pool_folders(path, manifest.ledger_name, manifest.ledger_id), *more_files)
        missing = mending.gather(manifest.pool, Marks(kept), [Marks(_pool(each, ring)) for each in sources])
        with closing_reader(work / DATABASE, key) as reader:
            sound = digest.file_digest(reader) == manifest.digest
            counts, spots = counts_of(reader), spots_of(reader)
        equal = sum(spots.get(number) == spot for number, spot in manifest.spots.items())
        _record_restore(work, key, manifest, at)
        safe_folder.close_to_others(work, DATABASE)
        _restore_room(path, work)
        if target.exists():
            raise FileExistsError(str(target))
        work.rename(target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return Restored(target, manifest, sound, counts, equal, missing)


def _restore_room(path: Path, work: Path) -> None:
    """The room of leads as it lay, under its own keys; whoever restores need not be able to open it."""
    container.unpack_beside(path, work, room.is_of_room)
    if room.is_there(work):
        atomic.make_folder(room.folder_of(work) / FILES)
        safe_folder.close_to_others(room.folder_of(work), DATABASE)


def _record_restore(folder: Path, key: bytes | None, manifest: Manifest, at: str) -> None:
    """Note, sealed by the data key, from which entry of the log this copy goes its own way."""
    if not vault.is_there(folder):
        return
    box = vault.load(folder)
    record = {"at": at, "seq": manifest.head_seq, "hash": manifest.head_hash, "mark": secrets.token_hex(8)}
    vault.save(folder, vault.with_restore(box, vault.slot_key(box, key), record))


def schema_of(reader: Reader) -> str:
    """The last step that a ledger has been through."""
    return migrations.last_of(dump.steps(reader))


def counts_of(reader: Reader) -> dict[str, int]:
    """How many rows there are of what people count, rows in the recycle bin left out."""
    counts = {}
    for table in COUNTED:
        living = "where removed_in is null" if table in ("round", "unit", "finding", "measure", "letter") else ""
        counts[table] = int(reader.value(f"select count(*) from [{table}] {living}"))
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
            ledger_id=_ledger_id(folder),
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
            schema=schema_of(reader),
        )
    except UNREADABLE as error:
        raise NotVerified(str(error)) from error
    finally:
        target.close()
        source.close()


def _whole_keys(folder: Path) -> bytes:
    vault.load(folder)  # mends a broken copy, or says that none is whole
    return (folder / vault.NAMES[0]).read_bytes()


def _level(
    folder: Path, key: bytes | None, files: Path, other_places: Sequence[Path], manifest: Manifest, *, mend: bool
) -> Files:
    atomic.make_folder(files, private=True)
    ring = ring_of(folder, key)
    home, copy = Marks(_pool(folder / FILES, ring)), Marks(_pool(files, ring))
    others = [
        marks
        for marks in pools_in(other_places, folder.stem, manifest.ledger_id, ring)
        if marks.pool.folder.resolve() != files.resolve()
    ]
    return mending.level(manifest.pool, home, copy, others, mend_home=mend)


def _pool(folder: Path, ring: Sequence[bytes]) -> Pool:
    return Pool(folder, ring[0] if ring else None, tuple(ring[1:]))


def _ledger_id(folder: Path) -> str:
    return vault.load(folder, mend=False).ledger_id if vault.is_there(folder) else ""


def _check_space(folder: Path, place: Path, there: Path) -> None:
    size = sum((folder / name).stat().st_size for name in _DATABASE_FILES if (folder / name).exists())
    size += sum(
        len(content) if isinstance(content, bytes) else content.stat().st_size for _, content in room.carried(folder)
    )
    for path in (folder / FILES).glob("??/*"):
        if not (there / path.parent.name / path.name).exists():
            size += path.stat().st_size
    needed, free = size * 2 + 64 * 1024 * 1024, shutil.disk_usage(place).free
    if free < needed:
        raise NoSpace(needed, free)


__all__ = [
    "COUNTED",
    "Files",
    "Made",
    "NoSpace",
    "NotVerified",
    "Restored",
    "candidates",
    "closing_reader",
    "counts_of",
    "key_of",
    "keys_in",
    "looked_into",
    "make",
    "pools_in",
    "restore_aside",
    "ring_of",
    "schema_of",
    "spots_of",
    "thin",
]
