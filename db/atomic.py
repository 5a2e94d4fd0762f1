"""Files that are either the old one or the new one, never half: written beside, synced, renamed."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_FEW = 4  # files: for more of them one sync of the file system costs less than one sync each


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of `path` when all of it is on the disk."""
    beside = place_beside(path)
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


def write(path: Path, content: bytes) -> None:
    """Replace `path` by `content`, atomically."""
    with replacing(path) as file:
        file.write(content)


def place_beside(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def move_all(files: Sequence[tuple[Path, Path]]) -> None:
    """Move whole files from beside their places (first) to them (second): synced before and after, all together."""
    _sync_all([beside for beside, _path in files])
    for beside, path in files:
        beside.replace(path)
    folders = sorted({path.parent for _beside, path in files})
    if len(files) <= _FEW or not _sync_file_system(folders[0]):
        for folder in folders:
            sync_folder(folder)


def _sync_all(paths: Sequence[Path]) -> None:
    if len(paths) > _FEW and _sync_file_system(paths[0]):
        return
    for path in paths:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _sync_file_system(path: Path) -> bool:
    """Bring everything written to the file system of `path` to the disk; False where the system has no such call."""
    if not sys.platform.startswith("linux"):
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        return False
    handle = os.open(path, os.O_RDONLY)
    try:
        if call(handle):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(path))
    finally:
        os.close(handle)
    return True


def sync_folder(folder: Path) -> None:
    """Make a rename last; Windows syncs folders by itself and cannot open one."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
