"""换回上一版, and clearing versions away: only by hand, the one in use and the one before it never.

A ledger that the later version has brought up to date is not opened by the former one. It stays as it is; beside it the backup from before its
update is restored, and the former version goes on with that. What was entered since then is in the later ledger alone, and it is told.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db import atomic, backup, backup_places, container, vault
from db.container import BackupDamaged, NotABackup
from db.store import Ledger
from desktop.errors import KnownError, Refused
from desktop.exchange import update_file
from desktop.host import versions
from desktop.host.versions import Pointer, Version
from desktop.operations import backups, restoring
from desktop.operations.backups import Occasion
from desktop.operations.opening_words import RESTORED
from desktop.operations.updating.program import Program
from desktop.operations.who_asks import Asker
from desktop.rules.permissions import Action, Actor, require


@dataclass(frozen=True)
class WayBack:
    """The version that would be started again; `restores` where a ledger of the present version must be restored for it."""

    former: Version
    restores: bool


@dataclass(frozen=True)
class WentBack:
    """What is started from now on, and the ledger that was restored for it beside the present one."""

    version: str
    restored: backup.Restored | None = None


def way_back(program: Program) -> WayBack:
    """The version before, where it is still whole. Refused otherwise."""
    pointer = program.pointer()
    current, former = pointer.current, pointer.former
    if current is None or former is None:
        raise Refused("no_former", "没有可以换回的版本：本机还没有用更新文件升级过，或已经换回。")
    if former.order < versions.order_of(program.base):
        raise Refused(
            "overtaken", f"上一版 {former.name} 比安装程序装的 {program.base} 还旧，不能换回。请用那一版的安装程序。"
        )
    if former.name != program.base:
        _refuse_damaged(program, former)
    return WayBack(former, restores=current.schema != former.schema)


def _refuse_damaged(program: Program, former: Version) -> None:
    """The former version is what was signed, to its last byte."""
    folder = program.place_of(former.name)
    if program.public is None or not versions.program_of(program.folder, former.name).is_file():
        raise Refused("former_gone", f"上一版 {former.name} 的文件已经不在，不能换回。请用那一版的安装程序。")
    with update_file.opened(folder) as source:
        release = source.release(program.public)
        source.take(release, lambda _entry: len, lambda _entry: None)


KeysOf = Callable[[Path], Sequence[bytes]]


def before_update(folder: Path, former: Version, keys_of: KeysOf) -> Path:
    """The last backup of a ledger from before an update that the former version can open. Refused where there is none.

    Later tries to update are passed over: what they backed up is in the form of the version that is to be left. `keys_of` gives what
    opens a backup that does not say its form; KnownError where that does not open it, rather than an older one be taken unseen.
    """
    own = vault.load(folder, mend=False).ledger_id if vault.is_there(folder) else ""
    for path in backup_places.candidates(backups.local_place(folder), folder.stem):
        try:
            manifest = container.manifest_of(path)
        except (NotABackup, BackupDamaged, OSError):
            continue
        if manifest.ledger_id != own or manifest.occasion != Occasion.BEFORE_MIGRATION:
            continue
        if (manifest.schema or restoring.schema_of(path, keys_of(path))) <= former.schema:
            return path
    raise Refused(
        "no_backup",
        f"找不到账本 {folder.name} 更新前、{former.name} 打得开的备份，没有换回，什么都没有动。请插上备份盘，从“系统—备份”中找更新前的备份。",
    )


def go_back(program: Program, ledger: Ledger | None, actor: Actor | None) -> WentBack:
    """From an open ledger of the version that is to be left; without one only the program goes back."""
    if actor is not None:
        require(actor, Action.UPDATE_PROGRAM)
    way = way_back(program)
    restored = None
    if ledger is not None and way.restores:
        keys = restoring.keys_in_hand(ledger)
        path = before_update(ledger.folder, way.former, lambda _path: keys)
        restored = _restored(path, ledger.folder, keys, restoring.files_at_hand(ledger))
    return _switched(program, way, restored)


def go_back_beside(program: Program, folder: Path, who: Asker) -> WentBack:
    """From outside: a ledger that stays closed, by who is let in; their keys open its backup, also of before a change of keys."""
    require(who.actor, Action.UPDATE_PROGRAM)
    way = way_back(program)
    restored = None
    if way.restores:
        path = before_update(folder, way.former, lambda _path: who.keys)
        restored = _restored(path, folder, who.keys, ())
    return _switched(program, way, restored)


def _restored(path: Path, folder: Path, keys: Sequence[bytes], more: Sequence[Path]) -> backup.Restored:
    made = container.manifest_of(path).made_at
    stem = f"{folder.stem}{RESTORED}{made[:10].replace('-', '')}"
    target, number = folder.with_name(f"{stem}.ledger"), 2
    while target.exists():
        target, number = folder.with_name(f"{stem}（{number}）.ledger"), number + 1
    restored = restoring.restore_aside(path, target, keys, more_files=more)
    if not restored.sound:
        shutil.rmtree(target, ignore_errors=True)
        raise KnownError(
            f"更新前的备份 {path.name} 恢复后与备份时不一致，没有换回，什么都没有动。请找另一份更新前的备份。"
        )
    return restored


def _switched(program: Program, way: WayBack, restored: backup.Restored | None) -> WentBack:
    """Last of all: a cut before leaves the later version, with one more folder that nobody needs."""
    versions.point(program.folder, Pointer(way.former, None))
    return WentBack(way.former.name, restored)


def clearable(program: Program) -> tuple[str, ...]:
    """Versions that came by update files and are neither in use nor the one before."""
    pointer = program.pointer()
    kept = {program.version, *(one.name for one in (pointer.current, pointer.former) if one is not None)}
    if not program.folder.is_dir():
        return ()
    found = [one.name for one in program.folder.iterdir() if one.is_dir() and versions.is_version(one.name)]
    return tuple(sorted(set(found) - kept, key=versions.order_of))


def clear(program: Program, actor: Actor | None) -> tuple[str, ...]:
    """清除旧版本; returns which went. Refused without the right, KnownError where one could not be removed whole.

    None where no ledger says who acts: the program's folder is then its own user's alone.
    """
    if actor is not None:
        require(actor, Action.UPDATE_PROGRAM)
    gone = clearable(program)
    for name in gone:
        folder = program.place_of(name)
        beside = atomic.part_of(folder)  # one step first: a cut leaves no half version under its name
        try:
            folder.rename(beside)
            shutil.rmtree(beside)
        except OSError as error:
            raise KnownError(f"{name} 没有清除：正在使用，或没有权限。请退出程序的其他窗口后再试。") from error
    return gone
