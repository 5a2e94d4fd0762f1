"""Why a ledger does not open, in words for the clerk."""

from __future__ import annotations

import glob
from datetime import datetime
from pathlib import Path

from db import store
from db.high_water import Mark
from db.lock import LockedByOther
from db.safe_folder import LinkInside
from desktop.errors import NEWER_LEDGER, KnownError, reason_of
from desktop.host import versions
from desktop.operations import disk_words
from desktop.rules.moments import to_minute

NOT_OPENED, NOT_MADE = "没有打开", "没有建成"
RESTORED = "-更新前"
"""Behind the name of a ledger that 换回 restored, before the day of its backup."""


def not_writable(folder: Path, error: OSError, done: str = NOT_OPENED) -> KnownError:
    """The folder or its disk does not take a file; `done` says what was not done."""
    if known := disk_words.known(error, f"账本 {folder.name} {done}", folder.parent):
        return known
    return KnownError(f"{folder} 不能写入：{reason_of(error)}。请核对文件夹的权限，或把账本移到本机可写的位置。")


def in_use(error: LockedByOther) -> str:
    """Who has the ledger open, and what can be done about it."""
    if error.holder is None:
        return "账本正在另一个窗口或程序中使用。请先在那里退出。"
    since = datetime.fromisoformat(error.holder.since)
    who = f"账本正由 {error.holder.user} 在 {error.holder.machine} 使用（{since:%m}月{since:%d}日 {since:%H:%M} 打开）"
    if error.running:
        return f"{who}。请先在那里退出，再在这里打开。"
    return f"{who}，或上次没有正常退出就复制了账本。确认那边已经退出的，可以接管后打开（命令行加 --take-over）。"


def cannot_open(folder: Path, error: Exception, done: str = NOT_OPENED) -> KnownError:
    """What the database file answers where it cannot be read; a full or read-only disk is no damage."""
    if known := disk_words.known(error, f"账本 {folder.name} {done}", folder.parent):
        return known
    if isinstance(error, LinkInside):
        return KnownError(
            f"账本文件夹里的 {error.name} 是指向别处的链接，没有打开。请由管理员核对它指向哪里，把原文件移回账本文件夹。",
            "link",
        )
    if isinstance(error, store.NewerLedger):
        return too_new(folder, error.version)
    if isinstance(error, store.WrongKey):
        return KnownError(
            f"账本 {folder.name} 的数据文件与口令文件不配套，或数据文件已损坏。请从“系统—备份”恢复最近的备份。"
        )
    return KnownError(f"账本 {folder.name} 打不开：数据文件缺失或已损坏。请从“系统—备份”恢复最近的备份。")


def too_new(folder: Path, version: str = "") -> KnownError:
    """A later version brought the ledger up to date: which one, how to come by it, and what else there is to open."""
    by = f" {version} 版程序" if version else "更新的程序"
    said = f"账本 {folder.name} 已由{by}升级，本机用的是 {versions.own_version()} 版，打不开；账本没有动。"
    wanted = f" {version} 版（或更新）" if version else "那一版（或更新）"
    said += f"请用光盘里{wanted}的安装程序覆盖安装后再打开，账本和设置不受影响。"
    former = sorted(path.name for path in folder.parent.glob(f"{glob.escape(folder.stem)}{RESTORED}*.ledger"))
    if former:
        said += f"换回旧版后在用的，是旁边的 {'、'.join(former)}。"
    return KnownError(said, NEWER_LEDGER)


def entries_lost(lost: Mark) -> str:
    """What the high-water mark misses at the end of the log: from which entry, and from when."""
    when = f"{to_minute(lost.at)} 登记"
    if lost.kept >= lost.seq:
        return (
            f"操作日志第 {lost.seq} 条（{when}）已不是当时那一条：日志被改写过，或放进来的是另一份副本。"
            "请停止录入，从最近的备份恢复后核对。"
        )
    return (
        f"账本缺少最后登记的 {lost.seq - lost.kept} 条操作日志：第 {lost.kept + 1} 条至第 {lost.seq} 条，最后一条是 {when}。"
        "数据日志文件 ledger.db-wal 丢失或损坏，或打开的是旧副本。请从最近的备份恢复，或对照纸质材料补录。"
    )
