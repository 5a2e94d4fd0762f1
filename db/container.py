"""The file of a backup: an archive of database, keys and manifest whose last 64 signs are the SHA-256 of all before them.

So every bit counts: whatever flips in it is noticed before anything is believed.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from db import atomic

DATABASE, KEYS, MANIFEST = "ledger.db", "ledger.keys", "manifest.json"
_FORMAT = 1
_SEAL = 64
_PIECE = 1024 * 1024


class NotABackup(Exception):
    """The file is no backup of this program."""


class BackupDamaged(Exception):
    """The file is a backup but not as it was written."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `counts` by table, `spots` are digests of single findings, `pool` the hashes of all files.

    `serial` counts the backups of one place in the order in which they were made, whatever the clock said. `schema` is the last step of
    the ledger within, '' where the program that made the backup did not say it yet.
    """

    ledger_id: str
    ledger_name: str
    made_at: str
    occasion: str
    plain: bool
    digest: str
    head_seq: int
    head_hash: str
    last_entry: str
    counts: Mapping[str, int]
    spots: Mapping[str, str] = field(default_factory=dict)
    pool: tuple[str, ...] = ()
    serial: int = 0
    schema: str = ""
    format: int = _FORMAT


def pack(
    target: Path, database: Path, keys: bytes, manifest: Manifest, beside: Iterable[tuple[str, bytes | Path]] = ()
) -> None:
    """Write the file whole or not at all; `beside` are files, by name, that are carried as they lie."""
    method = zipfile.ZIP_DEFLATED if manifest.plain else zipfile.ZIP_STORED
    with atomic.replacing(target, private=True) as file:
        with zipfile.ZipFile(file, "w", method) as archive:
            archive.comment = b"0" * _SEAL
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
            archive.writestr(KEYS, keys)
            archive.write(database, DATABASE)
            for name, content in beside:
                if isinstance(content, Path):
                    archive.write(content, name)
                else:
                    archive.writestr(name, content)
        file.flush()
        seal = _digest_without_seal(Path(file.name))
        file.seek(-_SEAL, 2)
        file.write(seal.encode("ascii"))


def manifest_of(path: Path, *, verify: bool = True) -> Manifest:
    """What the file says of itself; with `verify` every byte of it is checked first."""
    if verify:
        _check(path)
    try:
        with zipfile.ZipFile(path) as archive:
            stored: dict[str, Any] = json.loads(archive.read(MANIFEST))
        known = {each.name: stored[each.name] for each in fields(Manifest) if each.name in stored}
        return Manifest(**{**known, "pool": tuple(stored["pool"])})
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, NotImplementedError) as error:
        raise NotABackup(path.name) from error


def unpack(path: Path, folder: Path) -> Manifest:
    """Put database and keys of a verified file into a folder."""
    manifest = manifest_of(path)
    with zipfile.ZipFile(path) as archive:
        for name in (DATABASE, KEYS):
            archive.extract(name, folder)
    return manifest


def unpack_beside(path: Path, folder: Path, wanted: Callable[[str], bool]) -> None:
    """Put what a verified file carries beside the ledger into a folder: the names that are wanted."""
    with zipfile.ZipFile(path) as archive:
        for name in filter(wanted, archive.namelist()):
            archive.extract(name, folder)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, for the register of backups."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(4)
        size = file.seek(0, 2)
        if size < _SEAL:
            raise NotABackup(path.name)
        file.seek(-_SEAL, 2)
        seal = file.read(_SEAL)
    if seal == _digest_without_seal(path).encode("ascii"):
        return
    looks_like_one = start == b"PK\x03\x04" or all(sign in b"0123456789abcdef" for sign in seal)
    raise BackupDamaged(path.name) if looks_like_one else NotABackup(path.name)


def _digest_without_seal(path: Path) -> str:
    digest = hashlib.sha256()
    left = path.stat().st_size - _SEAL
    with path.open("rb") as file:
        while left > 0:
            piece = file.read(min(_PIECE, left))
            digest.update(piece)
            left -= len(piece)
    return digest.hexdigest()
