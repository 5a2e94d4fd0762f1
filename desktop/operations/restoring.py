"""Looking into a backup, restoring it aside or over the present ledger, and the restore drill (B3, B4)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from db import backup, container, keyring, swap, vault
from db.connections import WrongKey
from db.container import BackupDamaged, NotABackup
from db.driver import UNREADABLE
from db.keyslots import WrongPassphrase
from db.queries import backups as queries
from db.queries import history
from db.queries import users as user_queries
from db.queries.history import ActionRow
from db.recovery_code import plain_signs
from db.store import Ledger, open_ledger
from desktop.errors import KnownError, reason_of
from desktop.operations import disk_words, key_changes
from desktop.operations.backups import COUNT_WORDS, OCCASION_WORDS, Occasion, back_up, known_places, local_place
from desktop.operations.change import Changes, change
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action, Actor


@dataclass(frozen=True)
class Look:
    """What is inside a backup, beside today's ledger where one is open."""

    path: Path
    made_at: str
    occasion: str
    counts: dict[str, int]
    present: dict[str, int]
    last_actions: tuple[ActionRow, ...]

    def sentence(self) -> str:
        """'此备份 189 条，现账本 192 条，恢复后少 3 条。'"""
        then, now = self.counts["finding"], self.present.get("finding")
        if now is None:
            return f"此备份 {then} 条。"
        told = f"此备份 {then} 条，现账本 {now} 条"
        return f"{told}，恢复后{'少' if now > then else '多'} {abs(now - then)} 条。" if now != then else f"{told}。"


@dataclass(frozen=True)
class SaysOfItself:
    """What a backup tells without its key: of which ledger, when, why, how much."""

    ledger_name: str
    made_at: str
    occasion: str
    counts: dict[str, int]
    plain: bool

    def sentence(self) -> str:
        """'云岭县委巡察办 · 2026-06-04 17:42（退出）· 189 条问题、1,204 条进展 · 加密'."""
        counts = f"{self.counts['finding']:,} 条问题、{self.counts['finding_event']:,} 条进展"
        sealed = "未加密" if self.plain else "加密"
        moment = to_minute(self.made_at)
        return f"{self.ledger_name.removesuffix('.ledger')} · {moment}（{self.occasion}）· {counts} · {sealed}"


@dataclass(frozen=True)
class DrillAnswer:
    """The record of a restore drill, with the fields of papers/33."""

    file: str
    backed_up_at: str
    on: str
    restored_to: str
    seconds: float
    sha256: str
    digest_equal: bool
    counts: tuple[tuple[str, int, int], ...]
    spot_checks: int
    spots_equal: int
    faults: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether the drill came out well (合格)."""
        return self.digest_equal and not self.faults and self.spots_equal == self.spot_checks

    def as_json(self) -> dict[str, Any]:
        """For the register and the command line."""
        return {**asdict(self), "passed": self.passed}


def keys_in_hand(ledger: Ledger | None) -> tuple[bytes, ...]:
    """The present key and former ones: they open every backup of this ledger."""
    if ledger is None or ledger.key is None:
        return ()
    return (ledger.key, *reversed(ledger.earlier_keys))


def keys_by_passphrase(path: Path, passphrase: str) -> tuple[bytes, ...]:
    """The key of a backup by a passphrase or recovery code of the time it was made; none for a plain one."""
    with _sentences(path):
        if container.manifest_of(path).plain:
            return ()
        box = backup.keys_in(path)
    if box is None:
        raise KnownError(f"备份 {path.name} 里没有口令文件，打不开。请换一个备份。")
    if not passphrase:
        raise KnownError(f"备份 {path.name} 是加密的。请给出制作备份时的口令或恢复码。")
    for slot in box.slots:
        try:
            typed = passphrase if slot.kind == "user" else plain_signs(passphrase)
            keys = vault.unlock(box, slot, typed)
        except WrongPassphrase:
            continue
        return (keys.key, *keys.earlier)
    raise KnownError(f"口令打不开备份 {path.name}。请用制作备份时的口令或恢复码。")


def says_of_itself(path: Path) -> SaysOfItself:
    """Read the outside of a backup; KnownError where the file is none or is damaged."""
    with _sentences(path):
        manifest = container.manifest_of(path)
        word = OCCASION_WORDS.get(Occasion(manifest.occasion), "") if manifest.occasion in {*Occasion} else ""
        return SaysOfItself(manifest.ledger_name, manifest.made_at, word, dict(manifest.counts), manifest.plain)


def restore_here(path: Path, target: Path, passphrase: str) -> backup.Restored:
    """A backup becomes a ledger on a PC that has none: opened by the passphrase or recovery code of its time (B3).

    One that does not come out as it went in is told and left for nobody: KnownError, with its folder named.
    """
    restored = restore_aside(path, target, keys_by_passphrase(path, passphrase))
    if not restored.sound:
        raise KnownError(f"备份 {path.name} 恢复后与备份时的摘要不一致。恢复出的 {target.name} 请勿使用，换一个备份。")
    return restored


def look_into(path: Path, keys: Sequence[bytes], present: Ledger | None = None) -> Look:
    """先看内容: counts and the last five actions, beside today's."""
    with _sentences(path):
        manifest = container.manifest_of(path)
        with backup.looked_into(path, backup.key_of(path, keys)) as reader:
            return Look(
                path,
                manifest.made_at,
                manifest.occasion,
                backup.counts_of(reader),
                backup.counts_of(present.newest) if present is not None else {},
                history.latest_actions(reader, 5),
            )


def schema_of(path: Path, keys: Sequence[bytes]) -> str:
    """The last step of the ledger in a backup, read from the ledger itself where the backup does not say it."""
    with _sentences(path):
        told = container.manifest_of(path).schema
        if told:
            return told
        with backup.looked_into(path, backup.key_of(path, keys)) as reader:
            return backup.schema_of(reader)


def restore_aside(
    path: Path,
    target: Path,
    keys: Sequence[bytes],
    *,
    more_files: Sequence[Path] = (),
    clock: Callable[[], datetime] = datetime.now,
) -> backup.Restored:
    """恢复到旁边: a copy of the ledger as it was, beside the present one, which is not touched.

    Each file is the first intact copy beside the backup or in `more_files`. The restore is recorded under the seal of the copy's
    keys: by it anchors of the history put aside are understood.
    """
    if target.exists():
        raise KnownError(f"{target} 已经存在。请换一个名称，恢复不会覆盖已有的文件夹。")
    with _sentences(path):
        key = backup.key_of(path, keys)
        return backup.restore_aside(path, target, key, more_files, keys, at=clock().isoformat())


def missing_sentence(restored: backup.Restored) -> str:
    """What to say of files that no place at hand has intact; empty where all are there."""
    if not restored.missing:
        return ""
    return (
        f"恢复出的账本缺少或损坏佐证等文件 {len(restored.missing)} 份，手边各处都没有完好的一份。"
        "请插上其他备份盘，打开它做一次备份，程序会从完好的一份补好。"
    )


def files_at_hand(ledger: Ledger) -> tuple[Path, ...]:
    """Where else intact copies may lie: the ledger's own pool and those beside its backups."""
    places = (local_place(ledger.folder), *known_places(ledger))
    name = vault.load(ledger.folder, mend=False).ledger_id if vault.is_there(ledger.folder) else ""
    pools = backup.pools_in(places, ledger.folder.stem, name, keys_in_hand(ledger))
    return (ledger.files, *(marks.pool.folder for marks in pools))


def replace_present(ledger: Ledger, actor: Actor, path: Path, reason: str) -> backup.Restored:
    """替换现账本: back the present one up, close it, put the restored one in its place, and enter that into its log.

    The ledger given is closed afterwards; people log in to the restored one with the passphrases of its time, those who left
    since then not at all.
    """
    if not reason.strip():
        raise KnownError("替换现账本要写明原因。")
    if not actor.may(Action.MANAGE_USERS):
        raise KnownError(f"{actor.name} 没有“管理”权限，不能替换现账本。可以“恢复到旁边”查看。")
    folder, clock, keys = ledger.folder, ledger.clock, keys_in_hand(ledger)
    back_up(ledger, actor, Occasion.BEFORE_RESTORE)
    exchange = swap.planned(folder, f"{clock():%Y%m%d-%H%M%S}")
    try:
        with _sentences(path):
            exchange.begin()
        left = tuple(row.name for row in user_queries.users(ledger.writing()) if not row.active)
        restored = _built(ledger, actor, path, exchange.aside, keys, reason, left)
        ledger.close()
        with _sentences(path):
            exchange.carry_out()
    finally:
        swap.finish(folder)
    return replace(restored, folder=folder)


def _built(
    ledger: Ledger, actor: Actor, path: Path, aside: Path, keys: Sequence[bytes], reason: str, left: Sequence[str]
) -> backup.Restored:
    """The restored ledger beside the present one, with the restore in its log."""
    restored = restore_aside(path, aside, keys, more_files=files_at_hand(ledger), clock=ledger.clock)
    if not restored.sound:
        raise KnownError(f"备份 {path.name} 恢复后与备份时的摘要不一致，现账本没有改动。请换一个备份。")
    with _sentences(path):
        _log_restore(aside, backup.key_of(path, keys), ledger.clock, actor, restored, reason, left)
    return restored


def _log_restore(
    folder: Path,
    key: bytes | None,
    clock: Callable[[], datetime],
    actor: Actor,
    restored: backup.Restored,
    reason: str,
    left: Sequence[str],
) -> None:
    """Enter the restore into the log of the restored ledger; who left since the backup stays out of it (R-3)."""
    manifest = restored.manifest
    if restored.missing:
        reason = f"{reason}（缺少或损坏文件 {len(restored.missing)} 份）"
    ledger = open_ledger(folder, key, clock)
    ledger.clock_confirmed = True
    try:
        title = f"从 {manifest.made_at[:16]} 的备份恢复"
        with change(ledger, actor, Action.BACK_UP, title, reason=reason) as changes:
            _put_out(changes, ledger, left)
        if vault.is_there(folder):
            keyring.settle(ledger)
    finally:
        ledger.close()


def _put_out(changes: Changes, ledger: Ledger, left: Sequence[str]) -> None:
    """People of the backup's time who are no longer in service; somebody who can manage users stays in any case."""
    people = [row for row in user_queries.users(changes.writer) if row.active]
    for row in [row for row in people if row.name in left]:
        if row.may_manage and not any(one.may_manage and one.name not in left for one in people):
            continue
        changes.writer.update("user", row.id, {"active": False, "slot": ""})
        if row.slot:
            key_changes.demand(changes, ledger)


def drill(path: Path, keys: Sequence[bytes], clock: Callable[[], datetime], scratch: Path | None = None) -> DrillAnswer:
    """Restore a backup into a scratch folder, compare everything with what it says of itself, and clear the folder.

    Only the files beside the backup count, each read whole: it must stand alone.
    """
    started = clock()
    with tempfile.TemporaryDirectory(prefix="drill-", dir=scratch) as work:
        target = Path(work) / "drill.ledger"
        restored = restore_aside(path, target, keys, clock=clock)
        manifest = restored.manifest
        faults = [] if restored.sound else ["恢复后的内容与备份时的摘要不一致"]
        if restored.missing:
            faults.append(f"缺少或损坏佐证文件 {len(restored.missing)} 个")
        counts = {**restored.counts, "pool_file": restored.counts["pool_file"] - len(restored.missing)}
        return DrillAnswer(
            file=path.name,
            backed_up_at=manifest.made_at,
            on=started.date().isoformat(),
            restored_to=str(target),
            seconds=round((clock() - started).total_seconds(), 1),
            sha256=container.sha256_of(path),
            digest_equal=restored.sound,
            counts=tuple((COUNT_WORDS[name], manifest.counts[name], counts[name]) for name in COUNT_WORDS),
            spot_checks=len(manifest.spots),
            spots_equal=restored.spots_equal,
            faults=tuple(faults),
        )


def register_drill(ledger: Ledger, actor: Actor, answer: DrillAnswer) -> int:
    """Keep the record of a drill in the ledger, for the printed one; returns its number in the year."""
    with change(ledger, actor, Action.BACK_UP, f"备份恢复演练（{'合格' if answer.passed else '不合格'}）") as changes:
        number = queries.drills_of_year(changes.writer, int(changes.known_on[:4])) + 1
        fields = {"made_at": changes.recorded_at, "path": answer.file, "result": {**answer.as_json(), "number": number}}
        changes.writer.insert("drill_record", {**fields, "action_id": changes.action_id})
    return number


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """What can be wrong with a backup file, in words for the clerk."""
    try:
        yield
    except NotABackup as error:
        raise KnownError(f"{path.name} 不是本程序的备份文件。请选择以 .bak 结尾的备份。") from error
    except BackupDamaged as error:
        raise KnownError(f"备份 {path.name} 已损坏，与写成时不一致，没有恢复。请换一个备份。") from error
    except WrongKey as error:
        raise KnownError(f"现有的钥匙打不开备份 {path.name}。请给出制作备份时的口令或恢复码。") from error
    except (*UNREADABLE, vault.KeysDamaged) as error:
        raise disk_words.known(error, "没有恢复") or KnownError(
            f"备份 {path.name} 里的数据读不出来，没有恢复。请换一个备份。"
        ) from error
    except OSError as error:
        raise disk_words.known(error, "没有恢复") or KnownError(
            f"{error.filename or path}：{reason_of(error)}。请检查文件和磁盘后再试。"
        ) from error
