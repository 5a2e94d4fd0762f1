"""Installing an update beside what runs, and the switch to it. Whatever fails or is cut off, version and ledger are as they were."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from db import atomic
from db.store import DATABASE, Ledger
from desktop.errors import KnownError, Refused, reason_of
from desktop.exchange import update_file
from desktop.exchange.update_file import APP, MANIFEST, SIGNATURE, Entry, Release, Source
from desktop.host import versions
from desktop.host.versions import Pointer, Version
from desktop.operations import backups, disk_words
from desktop.operations.backups import BackupAnswer, Occasion
from desktop.operations.updating import judging, rehearsal
from desktop.operations.updating.program import Program
from desktop.rules.permissions import Action, Actor, require

Report = Callable[[int, int, str], Any]
CANCELLED = "cancelled"
_ROOM = 64 * 1024**2


@dataclass(frozen=True)
class Placed:
    """A new version that lies whole beside the one in use, and passed its selftest; nothing starts it yet.

    `again` where its files had been lost and the pointer names it already.
    """

    version: Version
    files: int
    steps: int
    again: bool = False


@dataclass(frozen=True)
class Switched:
    """A new version that is started from now on; `backup` and `counts` where a ledger was open."""

    version: str
    former: str
    backup: BackupAnswer | None = None
    counts: dict[str, int] | None = None


def place(program: Program, path: Path, report: Report) -> Placed:
    """Verify an update while it is written beside, and have it test itself. KnownError, with nothing left behind, where anything is wrong."""
    found = judging.found_in(path, program.platform)
    with update_file.opened(found) as source, _sentences(program.folder):
        release = judging.fitting(program, source, found.name)
        atomic.make_folder(program.folder, private=True)
        atomic.clear_leftovers(program.folder)
        _refuse_full(program.folder, release.size)
        target = program.place_of(release.version)
        named = program.pointer().current
        again = named is not None and named.name == release.version
        work = _unpack(source, release, target, report)
    try:
        report(len(release.entries), len(release.entries), "新版本自检")
        steps = rehearsal.selftest(versions.program_of(program.folder, work.name, console=True))
        _stop_if_asked(report)
        with _sentences(program.folder):
            _give_name(work, target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return Placed(Version(release.version, release.schema), len(release.entries), steps, again)


def switch(program: Program, placed: Placed, ledger: Ledger | None, actor: Actor | None, report: Report) -> Switched:
    """Back the ledger up, have the new version bring a copy of it up to date, then have it started from now on."""
    try:
        return _switch(program, placed, ledger, actor, report)
    except BaseException:
        if placed.again:  # what did not pass is lost as before: the pointer would have it started
            shutil.rmtree(program.place_of(placed.version.name), ignore_errors=True)
        raise


def _switch(program: Program, placed: Placed, ledger: Ledger | None, actor: Actor | None, report: Report) -> Switched:
    done: tuple[BackupAnswer | None, dict[str, int] | None] = (None, None)
    if ledger is not None and actor is not None:
        require(actor, Action.UPDATE_PROGRAM)
        report(0, 3, "更新前备份")
        made = backups.back_up(ledger, actor, Occasion.BEFORE_MIGRATION)
        _stop_if_asked(report)
        report(1, 3, "在账本的副本上试升级")
        with _sentences(program.folder):
            _refuse_full(program.folder, 3 * (ledger.folder / DATABASE).stat().st_size)
            today = ledger.clock().date()
            new = versions.program_of(program.folder, placed.version.name, console=True)
            same = rehearsal.rehearse(new, made.path, ledger.key, program.folder, today)
        done = (made, same["counts"])
    _stop_if_asked(report)
    report(2, 3, "换用新版本")
    former = _former(program, placed.version.name)
    if not versions.program_of(program.folder, placed.version.name).is_file():
        raise KnownError(f"{placed.version.name} 的文件不见了，没有换用。请重新更新。", "missing")
    with _sentences(program.folder):
        versions.point(program.folder, Pointer(placed.version, former))
    return Switched(placed.version.name, former.name, *done)


def _former(program: Program, name: str) -> Version:
    """What 换回 leads to from a version: the one in use, or where its files were lost the one before it; never the version itself."""
    pointer = program.pointer()
    found = [one for one in (pointer.current, pointer.former) if one is not None and one.name != name]
    return next((one for one in found if program.has(one.name)), program.as_version)


def _unpack(source: Source, release: Release, target: Path, report: Report) -> Path:
    """Every file written, held against both sums and synced in a folder beside; that folder, which has no version's name yet."""
    work = atomic.part_of(target)
    shutil.rmtree(work, ignore_errors=True)
    count = len(release.entries)
    writing = _Writing(work)
    try:
        atomic.make_folder(work / APP, private=True)
        done = 0

        def tell(entry: Entry) -> None:
            nonlocal done
            _stop_if_asked(report)
            report(done, count, entry.path)
            done += 1

        source.take(release, writing.sink_for, tell)
        writing.finish(release)
        for name in (MANIFEST, SIGNATURE):
            atomic.write(work / name, source.part(name))
    except BaseException:
        writing.let_go()
        shutil.rmtree(work, ignore_errors=True)
        raise
    return work


def _give_name(work: Path, target: Path) -> None:
    """A version that passed its selftest takes its name; what lay there (a cut update, the rest of a lost version) goes after that."""
    former = atomic.part_of(target.with_name(f"{target.name}-former"))
    shutil.rmtree(former, ignore_errors=True)
    there = target.exists()
    if there:
        target.rename(former)
    try:
        work.rename(target)
    except BaseException:
        if there:
            former.rename(target)
        raise
    atomic.sync_folder(target.parent)
    shutil.rmtree(former, ignore_errors=True)


class _Writing:
    """The files of a version as they come, one open at a time; links are laid when all they may lead to is there."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._file: BinaryIO | None = None

    def sink_for(self, entry: Entry) -> Callable[[bytes], object]:
        """Where the bytes of a file go."""
        self._close()
        if entry.link:
            return len
        path = self._work / APP / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb")
        return self._file.write

    def finish(self, release: Release) -> None:
        """The last file, the links, and who may be started."""
        self._close()
        for entry in release.entries:
            path = self._work / APP / entry.path
            if entry.link:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.symlink_to(entry.link)
            elif entry.runs:
                path.chmod(0o755)

    def let_go(self) -> None:
        """Of a file that could not be written whole: Windows removes none that is open."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()

    def _close(self) -> None:
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None


def _refuse_full(folder: Path, size: int) -> None:
    free, needed = shutil.disk_usage(folder).free, size + _ROOM
    if free < needed:
        raise KnownError(
            f"{folder} 所在磁盘只剩 {free // 2**20} MB，更新约需 {needed // 2**20} MB，没有更新。请清理磁盘后再试。",
            "disk_full",
        )


def _stop_if_asked(report: Report) -> None:
    if getattr(report, "cancelled", False):
        raise Refused(CANCELLED, "已取消更新，程序和账本都没有改动。")


@contextmanager
def _sentences(folder: Path) -> Iterator[None]:
    """Faults of the disk, in words."""
    try:
        yield
    except OSError as error:
        told = disk_words.known(error, f"更新没有写成，{rehearsal.NOTHING_CHANGED.rstrip('。')}", folder)
        raise told or KnownError(
            f"更新写不进 {folder}：{reason_of(error)}。{rehearsal.NOTHING_CHANGED}请核对磁盘和权限后再试。"
        ) from error
