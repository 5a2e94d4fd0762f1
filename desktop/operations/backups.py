"""Backing up at its occasions, the external copy and its reminder (B1, B2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from db import backup, vault
from db.queries import backups as queries
from db.queries.settings import setting
from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.operations.change import ClockWentBack, change
from desktop.rules.permissions import Action, Actor

EXTERNAL_DAYS = "external_backup_days"
_DEFAULT_EXTERNAL_DAYS = 7
_MEGABYTE = 1024 * 1024
COUNT_WORDS = {
    "round": "轮次",
    "unit": "单位",
    "finding": "问题",
    "measure": "措施",
    "finding_event": "进展",
    "pool_file": "佐证文件",
    "letter": "发文",
    "change_log": "操作日志条数",
}


class Occasion(StrEnum):
    """Why a backup is made."""

    START = "start"
    EXIT = "exit"
    BEFORE_IMPORT = "before_import"
    BEFORE_MIGRATION = "before_migration"
    BEFORE_RESTORE = "before_restore"
    MANUAL = "manual"


OCCASION_WORDS = {
    Occasion.START: "启动",
    Occasion.EXIT: "退出",
    Occasion.BEFORE_IMPORT: "导入前",
    Occasion.BEFORE_MIGRATION: "升级前",
    Occasion.BEFORE_RESTORE: "恢复前",
    Occasion.MANUAL: "手动",
}


@dataclass(frozen=True)
class BackupAnswer:
    """A verified backup as the command line tells it; `registered` where the ledger's register has it."""

    path: Path
    sha256: str
    size: int
    counts: dict[str, int]
    verified: bool
    registered: bool


def local_place(folder: Path) -> Path:
    """Where the backups of a ledger lie on its own disk."""
    return folder.with_name(f"{folder.stem}.backups")


def back_up(
    ledger: Ledger, actor: Actor, occasion: Occasion, *, to: Path | None = None, external: bool = False
) -> BackupAnswer:
    """Make one verified backup, thin the old ones of the same place by age, and register it.

    A ledger open for reading only, or one whose clock must be confirmed first, is backed up without an entry in its register.
    """
    place = to or local_place(ledger.folder)
    if place.resolve().is_relative_to(ledger.folder.resolve()):
        raise KnownError("备份不能放在账本文件夹之内。请另选文件夹，最好是另一块硬盘。")
    made = _made(ledger.folder, ledger.key, place, ledger.clock(), occasion)
    if not external:
        backup.thin(place, ledger.folder.stem, ledger.clock())
    registered = _register(ledger, actor, made, occasion, "external" if external else "local")
    return BackupAnswer(made.path, made.sha256, made.size, dict(made.manifest.counts), True, registered)


def back_up_if_changed(
    ledger: Ledger, actor: Actor, occasion: Occasion, *, to: Path | None = None
) -> BackupAnswer | None:
    """For start and exit: nothing is done where nothing was entered since the last backup and that file is still there."""
    reader = ledger.writer or ledger.reader
    last = queries.last_backup(reader, "local")
    if last is not None and not queries.changed_since_backup(reader) and Path(last.path).exists():
        return None
    return back_up(ledger, actor, occasion, to=to)


def before_migration(folder: Path, clock: Callable[[], datetime]) -> Callable[[bytes | None], None]:
    """What opening a ledger calls, with the key in use, before it is brought up to date."""

    def make(key: bytes | None) -> None:
        _made(folder, key, local_place(folder), clock(), Occasion.BEFORE_MIGRATION)

    return make


def external_reminder(ledger: Ledger, today: date) -> str:
    """The sentence that asks for an external copy; empty while the last one is young enough."""
    days = int(setting(ledger.reader, EXTERNAL_DAYS) or _DEFAULT_EXTERNAL_DAYS)
    last = queries.last_backup(ledger.reader, "external")
    if last is None:
        return "还没有外置备份。请插上移动硬盘，在“系统—备份”中备份到外置盘。"
    age = today - date.fromisoformat(last.made_at[:10])
    if age < timedelta(days=days):
        return ""
    return f"上次外置备份是 {age.days} 天前。请插上移动硬盘，在“系统—备份”中备份到外置盘。"


def _made(folder: Path, key: bytes | None, place: Path, now: datetime, occasion: str) -> backup.Made:
    try:
        return backup.make(folder, key, place, now=now, occasion=str(occasion))
    except backup.NoSpace as error:
        needed, free = error.needed // _MEGABYTE + 1, error.free // _MEGABYTE
        raise KnownError(
            f"{place} 所在磁盘只剩 {free} MB，备份约需 {needed} MB，没有备份。请清理磁盘或另选位置。"
        ) from error
    except backup.NotVerified as error:
        raise KnownError("备份写成后核对不一致，已作废。请运行“系统—体检”核对账本，或另选备份位置。") from error
    except vault.KeysDamaged as error:
        raise KnownError("账本的口令文件已损坏，没有备份。请先从最近的备份恢复口令文件。") from error
    except OSError as error:
        raise KnownError(f"备份不能写入 {place}：{reason_of(error)}。请检查磁盘是否插好、是否可写。") from error


def _register(ledger: Ledger, actor: Actor, made: backup.Made, occasion: Occasion, place: str) -> bool:
    if ledger.writer is None:
        return False
    title = f"备份（{OCCASION_WORDS[occasion]}{'，外置' if place == 'external' else ''}）"
    try:
        with change(ledger, actor, Action.BACK_UP, title) as changes:
            row = {
                "made_at": made.manifest.made_at,
                "occasion": str(occasion),
                "place": place,
                "path": str(made.path),
                "size": made.size,
                "sha256": made.sha256,
                "digest": made.manifest.digest,
                "counts": dict(made.manifest.counts),
                "verified": True,
                "action_id": changes.action_id,
            }
            changes.writer.insert("backup_record", row)
    except ClockWentBack:
        return False  # the file stands; the clock is asked about at the next entry
    return True
