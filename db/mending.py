"""One content in several pools: what is wanting or damaged in one is taken from whichever has it intact (faults S-1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.pool import FileState
from db.pool_marks import Marks


@dataclass(frozen=True)
class Healed:
    """A damaged or lost copy that was replaced: the content, whose pool it lies in, and the pool it came from."""

    sha256: str
    folder: Path
    source: Path


@dataclass(frozen=True)
class Files:
    """What became of the files of a backup: how many there are, how many were read now, what was healed, what no pool has intact.

    `unsound` are contents that the ledger's own pool still lacks though the backup has them.
    """

    total: int = 0
    read: int = 0
    healed: tuple[Healed, ...] = ()
    lacking: tuple[str, ...] = ()
    unsound: tuple[str, ...] = ()


def level(wanted: Iterable[str], home: Marks, copy: Marks, others: Sequence[Marks] = (), *, mend_home: bool) -> Files:
    """Bring a copy of a pool up to its home, verified, and heal either from the other or from further pools.

    An intact file is never written over. `mend_home` is False where the ledger is open for reading only.
    """
    names, healed = sorted(set(wanted)), []
    targets = (home, copy) if mend_home else (copy,)
    for sha256 in names:
        for marks in targets:
            before = marks.state(sha256)
            if before is FileState.INTACT:
                continue
            source = _taken(marks, [each for each in (home, copy, *others) if each is not marks], sha256)
            if source is not None and (before is FileState.CHANGED or marks is home):
                healed.append(Healed(sha256, marks.pool.folder, source.pool.folder))
    lacking = tuple(each for each in names if copy.state(each) is not FileState.INTACT)
    unsound = tuple(each for each in names if home.state(each) is not FileState.INTACT)
    for marks in (copy, *others, *((home,) if mend_home else ())):
        marks.keep()
    return Files(len(names), copy.read, tuple(healed), lacking, unsound)


def gather(wanted: Iterable[str], target: Marks, sources: Sequence[Marks]) -> tuple[str, ...]:
    """Fill a new pool from the first intact copy of each file; returns what none of the sources has."""
    return tuple(
        sha256
        for sha256 in sorted(set(wanted))
        if target.pool.state(sha256) is not FileState.INTACT and _taken(target, sources, sha256) is None
    )


def _taken(target: Marks, sources: Sequence[Marks], sha256: str) -> Marks | None:
    for source in sources:
        if target.pool.adopt(source.pool, sha256):
            target.adopted(sha256)
            return source
    return None
