"""What of the first day happens outside the demonstration: a ledger made on this PC, a backup restored in another folder."""

from __future__ import annotations

from pathlib import Path

from db import audit, backup_places, container, vault
from db.audit import Anchor
from db.container import BackupDamaged, Manifest, NotABackup
from db.queries import first_day as queries
from db.vault import KeysDamaged, Vault
from desktop.operations import backups
from desktop.operations.first_day.training import Training

UNITS = 12
_RECOVERY = "recovery"


def new_ledger_missing(training: Training) -> tuple[str, ...]:
    """T1: an encrypted ledger with a recovery sheet and twelve units, made since; read from the outside of its backups."""
    best: int | None = None
    for folder, box in _others(training):
        if box.plain or all(slot.kind != _RECOVERY for slot in box.slots):
            continue
        kept = _backups_of(folder, box.ledger_id)
        if kept and min(one.made_at for one in kept) >= training.mark.began_at[:19]:
            best = max(best or 0, max(kept, key=lambda one: one.made_at).counts.get("unit", 0))
    if best is None:
        return ("还没有看到新建的加密账本（要有口令和恢复单，并且正常退出过一次，程序按退出时的备份核对）",)
    return () if best >= UNITS else (f"新账本里有 {best} 家单位，还差 {UNITS - best} 家",)


def restored_missing(training: Training) -> tuple[str, ...]:
    """T12: the last outside backup became a ledger in another folder, with the log up to that backup and nothing else."""
    made = queries.outside_backups_since(training.reader, training.since)
    if not made:
        return ("还没有把本账本备份到另一块盘",)
    for _folder, box in _others(training):
        if any(_is_of(training, box, record, made[-1].seq) for record in box.restores):
            return ()
    return ("还没有在另一个文件夹里看到由最后一次外置备份恢复、并且打开过的账本",)


def _is_of(training: Training, box: Vault, record: object, seq: int) -> bool:
    """Whether a restore began from the last entry of that backup, by the log's own hash."""
    if not isinstance(record, dict) or record.get("seq") != seq or box.ledger_id != _id_of(training.folder):
        return False
    return not audit.disagreeing(training.reader, (Anchor(seq, str(record.get("hash"))),))


def _others(training: Training) -> list[tuple[Path, Vault]]:
    """The ledgers that this PC opened and still has, this one left out."""
    found = []
    for folder in training.recent:
        if folder != training.folder and folder.is_dir() and vault.is_there(folder):
            try:
                found.append((folder, vault.load(folder, mend=False)))
            except (KeysDamaged, OSError):
                continue
    return found


def _id_of(folder: Path) -> str:
    return vault.load(folder, mend=False).ledger_id if vault.is_there(folder) else ""


def _backups_of(folder: Path, ledger_id: str) -> list[Manifest]:
    """What the local backups of a ledger say of themselves, without its key."""
    told = []
    for path in backup_places.candidates(backups.local_place(folder), folder.stem):
        try:
            told.append(container.manifest_of(path, verify=False))
        except (NotABackup, BackupDamaged, OSError):
            continue
    return [one for one in told if one.ledger_id == ledger_id]
