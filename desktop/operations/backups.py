"""Backing up at its occasions, the external copy and its reminder (B1, B2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from db import backup, backup_places, disk, vault
from db.disk import DiskFault
from db.driver import UNREADABLE
from db.queries import backups as queries
from db.queries import health
from db.queries.settings import setting
from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.operations import disk_words
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
    BEFORE_MIGRATION = backup_places.BEFORE_MIGRATION
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
    """A backup as the command line tells it; `registered` where the ledger's register has it.

    `verified`: the copy was read again and equals the ledger row by row, and every file it names lies beside it intact.
    `told` are sentences on what was healed, what is damaged, and what failed after the backup was made.
    """

    path: Path
    sha256: str
    size: int
    counts: dict[str, int]
    verified: bool
    registered: bool
    files: backup.Files = backup.Files()
    told: tuple[str, ...] = ()

    def verified_sentence(self) -> str:
        """What exactly was verified, and what was not."""
        files = self.files
        rest = files.total - files.read
        unread = f"，其余 {rest} 份自上次核对后没有动过" if rest > 0 else ""
        of_files = (
            f"；佐证等文件 {files.total} 份，本次通读 {min(files.read, files.total)} 份{unread}" if files.total else ""
        )
        return f"已重新打开逐行核对，与账本一致{of_files}。账本自身是否被改动过，由“体检”核对。"

    def files_json(self) -> dict[str, object]:
        """For the command line."""
        return {
            "total": self.files.total,
            "read": self.files.read,
            "healed": [
                {"sha256": each.sha256, "in": str(each.folder), "from": str(each.source)} for each in self.files.healed
            ],
            "damaged": list(self.files.lacking),
        }


def local_place(folder: Path) -> Path:
    """Where the backups of a ledger lie on its own disk."""
    return folder.with_name(f"{folder.stem}.backups")


def back_up(
    ledger: Ledger,
    actor: Actor,
    occasion: Occasion,
    *,
    to: Path | None = None,
    external: bool = False,
    more_places: Sequence[Path] = (),
) -> BackupAnswer:
    """Make one verified backup, thin the old ones of the same place by age, and register it.

    A ledger open for reading only, or one whose clock must be confirmed first, is backed up without an entry in its register.
    Damaged files are healed from whichever copy is intact: the ledger's, this place's, the local one's, those in `more_places`.
    """
    local = local_place(ledger.folder)
    place = to or local
    if place.resolve().is_relative_to(ledger.folder.resolve()):
        raise KnownError("备份不能放在账本文件夹之内。请另选文件夹，最好是另一块硬盘。")
    others = (local, *known_places(ledger), *more_places)
    made = _made(ledger.folder, ledger.key, place, ledger.clock(), occasion, others, mend=ledger.writer is not None)
    verified = not made.files.lacking and not made.broken
    told = _told(ledger, made)
    if not external and verified:
        told += _thinned(place, ledger.folder.stem, made.manifest.ledger_id)
    registered, fault = _register(ledger, actor, made, occasion, "external" if external else "local", told, verified)
    counts = dict(made.manifest.counts)
    return BackupAnswer(
        made.path, made.sha256, made.size, counts, verified, registered, made.files, (*told, *filter(None, [fault]))
    )


def known_places(ledger: Ledger) -> tuple[Path, ...]:
    """The folders on other disks where this ledger was backed up before, as far as they are at hand."""
    rows = queries.backups(ledger.newest)
    found = dict.fromkeys(Path(row.path).parent for row in rows if row.place == "external")
    return tuple(place for place in found if place.is_dir())


def file_name_of(ledger: Ledger, sha256: str) -> str:
    """What people call a pooled file."""
    names = dict(health.pooled_files(ledger.newest))
    return names.get(sha256) or f"文件 {sha256[:12]}"


def back_up_if_changed(
    ledger: Ledger, actor: Actor, occasion: Occasion, *, to: Path | None = None
) -> BackupAnswer | None:
    """For start and exit: nothing is done where nothing was entered since the last backup and that file is still there."""
    reader = ledger.newest
    last = queries.last_backup(reader, "local")
    if last is not None and not queries.changed_since_backup(reader) and Path(last.path).exists():
        return None
    return back_up(ledger, actor, occasion, to=to)


def before_migration(folder: Path, clock: Callable[[], datetime]) -> Callable[[bytes | None], None]:
    """What opening a ledger calls, with the key in use, before it is brought up to date."""

    def make(key: bytes | None) -> None:
        _made(folder, key, local_place(folder), clock(), Occasion.BEFORE_MIGRATION, (), mend=True)

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


def _made(
    folder: Path, key: bytes | None, place: Path, now: datetime, occasion: str, others: Sequence[Path], *, mend: bool
) -> backup.Made:
    try:
        return backup.make(folder, key, place, now=now, occasion=str(occasion), other_places=others, mend=mend)
    except backup.NoSpace as error:
        needed, free = error.needed // _MEGABYTE + 1, error.free // _MEGABYTE
        raise KnownError(
            f"{place} 所在磁盘只剩 {free} MB，备份约需 {needed} MB，没有备份。请清理磁盘或另选位置。", DiskFault.FULL
        ) from error
    except backup.NotVerified as error:
        raise disk_words.known(error, "没有备份") or KnownError(
            "备份写成后核对不一致，已作废。请运行“系统—体检”核对账本，或另选备份位置。"
        ) from error
    except vault.KeysDamaged as error:
        raise KnownError("账本的口令文件已损坏，没有备份。请先从最近的备份恢复口令文件。") from error
    except UNREADABLE as error:
        raise disk_words.known(error, "没有备份") or KnownError(
            "账本的数据读不出来，没有备份。请运行“系统—体检”核对账本。"
        ) from error
    except OSError as error:
        raise disk_words.known(error, f"备份没有写入 {place}") or KnownError(
            f"备份不能写入 {place}：{reason_of(error)}。请检查磁盘是否插好、是否可写。"
        ) from error


def _told(ledger: Ledger, made: backup.Made) -> tuple[str, ...]:
    """What a person must hear of the files: what was healed from where, what is damaged everywhere, what the ledger lacks."""
    told = [
        f"“{file_name_of(ledger, each.sha256)}”在{_pool_word(ledger, each.folder)}中已损坏或缺失，已用{_pool_word(ledger, each.source)}中完好的一份补好。"
        for each in made.files.healed
    ]
    told += [
        f"“{file_name_of(ledger, sha256)}”在账本和各处备份中都没有完好的一份，这次备份里没有它。请插上其他备份盘再备份一次，或找回原件重新添加。"
        for sha256 in made.files.lacking
    ]
    told += [
        f"“{file_name_of(ledger, sha256)}”在账本中已损坏或缺失，备份中有完好的一份。账本可写时再备份一次即会补好。"
        for sha256 in made.files.unsound
        if sha256 not in made.files.lacking
    ]
    if made.broken:
        told.append("账本的数据文件有损坏，备份与它一样。请保留以前的备份，运行“系统—体检”查看。")
    return tuple(told)


def _pool_word(ledger: Ledger, folder: Path) -> str:
    if folder == ledger.files:
        return "账本"
    return f"备份文件夹 {folder}"


def _thinned(place: Path, stem: str, ledger_id: str) -> tuple[str, ...]:
    try:
        backup.thin(place, stem, ledger_id)
    except OSError as error:
        return (f"备份已做成；过期的旧备份没有清掉（{reason_of(error)}）。请检查 {place} 是否可写。",)
    return ()


def _register(
    ledger: Ledger, actor: Actor, made: backup.Made, occasion: Occasion, place: str, told: Sequence[str], verified: bool
) -> tuple[bool, str]:
    """Enter a backup that stands; where that fails the file stands all the same, and the reason is told after it."""
    if ledger.writer is None:
        return False, ""
    title = f"备份（{OCCASION_WORDS[occasion]}{'，外置' if place == 'external' else ''}）"
    try:
        with change(ledger, actor, Action.BACK_UP, title, reason="".join(told)) as changes:
            row = {
                "made_at": made.manifest.made_at,
                "occasion": str(occasion),
                "place": place,
                "path": str(made.path),
                "size": made.size,
                "sha256": made.sha256,
                "digest": made.manifest.digest,
                "counts": dict(made.manifest.counts),
                "verified": verified,
                "action_id": changes.action_id,
            }
            changes.writer.insert("backup_record", row)
    except ClockWentBack:
        return False, ""  # the file stands; the clock is asked about at the next entry
    except KnownError as error:
        if disk.kind_of(error) is None:
            raise
        return False, f"备份已做成：{made.path}，但没有记入备份登记：{disk_words.cause(error)}。请清理账本所在磁盘。"
    return True, ""
