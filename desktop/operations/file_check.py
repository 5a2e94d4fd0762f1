"""The files of a ledger against their names: in its own pool and beside its backups (`check`, faults S-1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from db import backup, vault
from db.pool import FileState, Pool
from db.pool_marks import Marks
from db.queries import health
from db.store import Ledger


@dataclass(frozen=True)
class FileFault:
    """A copy that is not what its name says: what people call it, where it lies, and one sentence with the remedy."""

    where: str
    message: str


def faults(
    ledger: Ledger, places: tuple[Path, ...], *, thorough: bool = True, stop: Callable[[], bool] = lambda: False
) -> Iterator[FileFault]:
    """Every damaged or missing copy; `thorough` reads every file whole, else only what is new or was touched, in the ledger.

    `places` are the folders in which this ledger has backups.
    """
    names = dict(health.pooled_files(ledger.reader))
    own = Marks(ledger.pool)
    pools = _pools(ledger, places) if thorough else ()
    states = {marks: _states(marks, names, thorough, stop) for marks in (own, *pools)}
    for marks, found in states.items():
        if any(state is FileState.CHANGED for state in found.values()):
            marks.keep()  # a mark that said otherwise is dropped, so that the next backup reads the file again and heals it
    for sha256, name in names.items():
        known = name or f"文件 {sha256[:12]}"
        sound = next((marks for marks in pools if states[marks].get(sha256) is FileState.INTACT), None)
        mine = states[own].get(sha256, FileState.INTACT)
        if mine is not FileState.INTACT:
            yield FileFault(known, f"“{known}”{_WORDS[mine]}。{_remedy(sound)}")
        for marks in pools:
            if states[marks].get(sha256) is FileState.CHANGED:
                place = marks.pool.folder
                yield FileFault(str(place / sha256[:2] / sha256), _of_backup(known, place, mine))


_WORDS = {
    FileState.MISSING: "在 files 文件夹中缺失",
    FileState.CHANGED: "已变动或损坏，与入库时不一致",
}


def _remedy(sound: Marks | None) -> str:
    if sound is None:
        return "手边的备份里也没有完好的一份。请插上其他备份盘后做一次备份，程序会从完好的一份补好。"
    return f"{sound.pool.folder} 中有完好的一份，做一次备份就会自动补好。"


def _of_backup(name: str, place: Path, mine: FileState) -> str:
    told = f"“{name}”在备份文件夹 {place} 中的一份已损坏，与入库时不一致。"
    return told + (
        "向那里再做一次备份就会补好。" if mine is FileState.INTACT else "账本中的一份也不完好，请从其他备份补回。"
    )


def _pools(ledger: Ledger, places: tuple[Path, ...]) -> tuple[Marks, ...]:
    name = vault.load(ledger.folder, mend=False).ledger_id if vault.is_there(ledger.folder) else ""
    ring = () if ledger.key is None else (ledger.key, *reversed(ledger.earlier_keys))
    return backup.pools_in(places, ledger.folder.stem, name, ring)


def _states(marks: Marks, names: dict[str, str], thorough: bool, stop: Callable[[], bool]) -> dict[str, FileState]:
    found = {}
    for sha256 in names:
        if stop():
            break
        found[sha256] = marks.read_whole(sha256) if thorough else marks.state(sha256)
    return found


def beside(path: Path, wanted: tuple[str, ...], folders: tuple[Path, ...], ring: tuple[bytes, ...]) -> tuple[str, ...]:
    """Contents of one backup file that lie intact in none of the folders beside it."""
    pools = [Pool(folder, ring[0] if ring else None, ring[1:]) for folder in folders]
    return tuple(each for each in wanted if all(pool.state(each) is not FileState.INTACT for pool in pools))
