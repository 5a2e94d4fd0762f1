"""The register of backups and drills, and whether anything happened since the last one."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup as registered; `counts` is JSON text by table."""

    id: int
    made_at: str
    occasion: str
    place: str
    path: str
    size: int
    sha256: str
    digest: str
    counts: str
    verified: int


@dataclass(frozen=True, slots=True)
class DrillRow:
    """One restore drill; `result` is JSON text with the fields of the record (papers/33)."""

    id: int
    made_at: str
    path: str
    result: str


_BACKUPS = "select id, made_at, occasion, place, path, size, sha256, digest, counts, verified from backup_record"


def backups(reader: Reader, limit: int = 100) -> tuple[BackupRow, ...]:
    """The last backups, newest first."""
    return reader.rows(BackupRow, f"{_BACKUPS} order by id desc limit ?", (limit,))


def last_backup(reader: Reader, place: str) -> BackupRow | None:
    """The newest backup in a kind of place: local or external."""
    return reader.row(BackupRow, f"{_BACKUPS} where place = ? order by id desc limit 1", (place,))


def drills(reader: Reader, limit: int = 20) -> tuple[DrillRow, ...]:
    """The last drills, newest first."""
    return reader.rows(
        DrillRow, "select id, made_at, path, result from drill_record order by id desc limit ?", (limit,)
    )


def drills_of_year(reader: Reader, year: int) -> int:
    """How many drills were recorded in a year: they are numbered by it."""
    return int(reader.value("select count(*) from drill_record where substr(made_at, 1, 4) = ?", (f"{year:04}",)))


def changed_since_backup(reader: Reader) -> bool:
    """Whether anything was entered after the last backup that was registered; that somebody logged in is no entry."""
    last = reader.number("select max(action_id) from backup_record")
    return reader.number("select max(id) from action where kind <> 'log_in'") != last
