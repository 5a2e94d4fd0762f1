"""Files that are either the old one or the new one, never half: written beside, synced, renamed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_SYNCING = 8  # waiting side by side: a disk takes many files down in one go


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of `path` when all of it is on the disk."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_all(writers: Mapping[Path, Callable[[BinaryIO], object]]) -> None:
    """Many new files together: all are written, then synced side by side, then renamed; the disk is waited for once, not for each.

    A fault leaves no half file; some of them may be in place, some absent.
    """
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in writers}
    try:
        for path, writer in writers.items():
            with beside[path].open("wb") as file:
                writer(file)
        with ThreadPoolExecutor(_SYNCING) as threads:
            list(threads.map(_sync_file, beside.values()))
            for path, part in beside.items():
                part.replace(path)
            list(threads.map(sync_folder, {path.parent for path in writers}))
    except BaseException:
        for part in beside.values():
            part.unlink(missing_ok=True)
        raise


def write(path: Path, content: bytes) -> None:
    """Replace `path` by `content`, atomically."""
    with replacing(path) as file:
        file.write(content)


def _sync_file(path: Path) -> None:
    """Bring what was written to the disk; only a handle that may write can do that on Windows."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make a rename last; Windows syncs folders by itself and cannot open one."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
