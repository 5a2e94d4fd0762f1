"""The demonstration from its beginning: built anew beside, then put in the place of the former one, which is moved aside and kept."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.operations.backups import local_place
from desktop.operations.demonstration import build as demonstration

_NEW, _FORMER = "新", "旧"


def begin_again(folder: Path, build: Callable[[Path], Ledger] = demonstration.build) -> Path:
    """Put a fresh demonstration where a closed one lies; returns where the former one lies now, its backups beside it.

    Nothing is removed. Until the fresh one is whole the former stays where it is; a power cut between the two renames leaves both
    under names that tell which is which. Raises KnownError where the former one cannot be moved.
    """
    fresh, aside = _free(folder, _NEW), _free(folder, _FORMER)
    build(fresh).close()
    moves = [(folder, aside), (local_place(folder), local_place(aside)), (fresh, folder)]
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            if source.exists():
                source.rename(target)
                done.append((source, target))
    except OSError as error:
        left = [target for source, target in reversed(done) if not _moved_back(source, target)]
        told = f"有的没有移回：{'、'.join(map(str, left))}" if left else "没有改动"
        raise KnownError(
            f"原来的演示账本移不开（{reason_of(error)}），{told}。新的一份在 {fresh}。请关闭占用它的程序后再重来。"
        ) from error
    return aside


def _moved_back(source: Path, target: Path) -> bool:
    try:
        target.rename(source)
    except OSError:
        return False
    return True


def _free(folder: Path, word: str) -> Path:
    """A name beside the folder that neither a ledger nor its backups have."""
    names = (folder.with_name(f"{folder.stem}（{word}{number}）{folder.suffix}") for number in count(1))
    return next(name for name in names if not name.exists() and not local_place(name).exists())
