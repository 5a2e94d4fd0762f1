"""Files that are either the old one or the new one, never half: written beside, synced, renamed.

In a folder that only its owner may enter, files are the owner's too; where a folder was set up for a group, the group's (S-9).
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_MAY_ASK, _NOT_ALLOWED, _STILL_ACTIVE = 0x1000, 5, 259
"""Of Windows: the right PROCESS_QUERY_LIMITED_INFORMATION, ERROR_ACCESS_DENIED, and the code of a process that has not ended."""
_SYNCING = 8  # waiting side by side: a disk takes many files down in one go
_BESIDE = re.compile(r"\..*?(?:\.(\d+))?\.part")
_WORK = re.compile(r"\.backup-(?:(\d+)-)?.*")


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of `path` when all of it is on the disk; `private` in any folder."""
    beside = part_of(path)
    try:
        with _created(beside, private) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_all(writers: Mapping[Path, Callable[[BinaryIO], object]]) -> None:
    """Many new files together: all are written, then synced side by side, then renamed; the disk is waited for once, not for each.

    A fault leaves no half file; some of them may be in place, some absent.
    """
    from concurrent.futures import ThreadPoolExecutor  # the login page waits for this module, never for this work

    beside = {path: part_of(path) for path in writers}
    try:
        for path, writer in writers.items():
            with _created(beside[path]) as file:
                writer(file)
        with ThreadPoolExecutor(_SYNCING) as threads:
            list(threads.map(_each(_sync_file), _shared_out([*beside.values()])))
            for path, part in beside.items():
                part.replace(path)
            list(threads.map(_each(sync_folder), _shared_out([*{path.parent for path in writers}])))
    except BaseException:
        for part in beside.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
        raise


def _shared_out(paths: Sequence[Path]) -> list[Sequence[Path]]:
    """The paths in as many shares as wait side by side: one errand for each of them would cost more than its wait."""
    return [share for begin in range(_SYNCING) if (share := paths[begin::_SYNCING])]


def _each(act: Callable[[Path], None]) -> Callable[[Sequence[Path]], None]:
    def on_all(paths: Sequence[Path]) -> None:
        for path in paths:
            act(path)

    return on_all


def write(path: Path, content: bytes) -> None:
    """Replace `path` by `content`, atomically."""
    with replacing(path) as file:
        file.write(content)


def make_folder(folder: Path, *, private: bool = False) -> None:
    """A folder with all above it; inside a private or a group's folder, or where asked, closed to others from the start."""
    make_folders((folder,), private=private)


def make_folders(folders: Iterable[Path], *, private: bool = False) -> None:
    """Several folders; what is new is on the disk before anything names a file in it, and each folder above waits for the disk once."""
    for above in {made.parent for folder in folders for made in _made(folder, private)}:
        sync_folder(above)


def _made(folder: Path, private: bool) -> list[Path]:
    """Make a folder with all above it; returns those that are new."""
    if folder.is_dir():
        return []
    new = [*_made(folder.parent, False), folder]
    mode = mode_in(folder.parent, private=private)
    if mode is None:
        folder.mkdir(exist_ok=True)
        return new
    rights = 0o2770 if mode & 0o060 else 0o700
    folder.mkdir(mode=rights, exist_ok=True)
    with suppress(OSError):  # a disk without such rights (FAT) takes none
        folder.chmod(rights)
    return new


def mode_in(folder: Path, *, private: bool = False) -> int | None:
    """The rights of a new file in a folder: 0600, or 0660 where the folder is set up for a group; None for the system's default."""
    if os.name == "nt":
        return None
    mode = folder.stat().st_mode
    if is_shared(mode):
        return 0o660
    return 0o600 if private or not mode & 0o077 else None


def is_shared(mode: int) -> bool:
    """Whether a folder was set up for a second account: its group may write and hands itself on, and others are shut out."""
    return bool(mode & stat.S_ISGID) and mode & 0o020 != 0 and mode & 0o007 == 0


def clear_leftovers(folder: Path, *, depth: int = 0, start: str = "") -> tuple[Path, ...]:
    """Remove what a killed run left half written in a folder, and so many levels below it; returns what went.

    With `start` only what was to become a name that begins so. What a program that still runs is writing stays.
    """
    gone: list[Path] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            if entry.name.startswith(f".{start}"):
                found = _BESIDE.fullmatch(entry.name)
                if found is not None and not _is_in_use(found[1]):
                    _remove(path)
                    gone.append(path)
            elif depth and entry.is_dir(follow_symlinks=False):
                gone += clear_leftovers(path, depth=depth - 1)
    return tuple(gone)


def clear_work(folder: Path) -> None:
    """Remove the folders in which killed backups had their copy of a database; one that holds anything else is not ours."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _WORK.fullmatch(entry.name)
            if found is None or not entry.is_dir(follow_symlinks=False) or _is_in_use(found[1]):
                continue
            if all(path.name.startswith("ledger.db") for path in Path(entry.path).iterdir()):
                _remove(Path(entry.path))


def work_prefix() -> str:
    """How a folder for passing work is named, so that the next run knows whose it was."""
    return f".backup-{os.getpid()}-"


def part_of(path: Path) -> Path:
    """The name under which a file or folder is written before it takes its place."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def _created(path: Path, private: bool = False) -> BinaryIO:
    mode = mode_in(path.parent, private=private)
    if mode is None:
        return path.open("wb")

    def opener(name: str, flags: int) -> int:
        handle = os.open(name, flags | getattr(os, "O_NOFOLLOW", 0), mode)
        with suppress(OSError):  # the mask of the process may have taken the group's rights away
            os.fchmod(handle, mode)
        return handle

    return open(path, "wb", opener=opener)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _is_in_use(process: str | None) -> bool:
    """Whether another program with this number runs."""
    return process is not None and int(process) != os.getpid() and is_running(int(process))


def is_running(process: int) -> bool:
    """Whether a program with this number runs; one that this person may not ask about does."""
    if sys.platform == "win32":
        return _runs_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _runs_on_windows(process: int) -> bool:
    """By the handle of the process: `os.kill` would end it there."""
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined, unused-ignore]  # known on Windows
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(_MAY_ASK, False, process & 0xFFFFFFFF)
    if not handle:
        return bool(ctypes.get_last_error() == _NOT_ALLOWED)  # type: ignore[attr-defined, unused-ignore]
    code = ctypes.c_ulong()
    try:
        told = kernel.GetExitCodeProcess(ctypes.c_void_p(handle), ctypes.byref(code))
        return bool(told) and code.value == _STILL_ACTIVE
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))


def _sync_file(path: Path) -> None:
    """Bring what was written to the disk; only a handle that may write can do that on Windows."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make a rename or a new folder last; Windows syncs folders by itself and cannot open one.

    It is done by then: a disk that refuses the sync makes it no failure (S-2).
    """
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
