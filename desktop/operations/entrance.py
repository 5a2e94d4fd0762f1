"""At the door: the keys of a ledger, failed attempts and the wait after five, the person behind a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from db import attempts, vault
from db.keyslots import Slot, WrongPassphrase
from db.queries.users import UserRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import ClockWentBack, change
from desktop.rules.permissions import Action, Actor, Right


class WrongPassword(KnownError):
    """The passphrase was wrong, or the wait after five failures is not over; `until` is its end."""

    def __init__(self, message: str, until: datetime | None = None) -> None:
        super().__init__(message)
        self.until = until


def keys_of(folder: Path) -> vault.Vault:
    """The slots of a ledger, from either copy; nothing is written."""
    try:
        return vault.load(folder, mend=False)
    except vault.KeysDamaged as error:
        raise KnownError(
            f"账本 {folder.name} 的口令文件 {vault.NAMES[0]} 缺失或已损坏，两份都不能用。请从最近的备份恢复。"
        ) from error


def opened(folder: Path, box: vault.Vault, slot: Slot, passphrase: str, now: datetime) -> vault.Keys:
    """What a slot gives, with failures counted under its name."""
    return opened_by_any(folder, box, [slot], passphrase, now)


def opened_by_any(folder: Path, box: vault.Vault, slots: Sequence[Slot], passphrase: str, now: datetime) -> vault.Keys:
    """What the first slot gives that the passphrase opens; a failure counts once, under the first name."""
    name = slots[0].name
    if until := attempts.of(folder, name).waits_until(now):
        raise WrongPassword(f"已连续输错 5 次，请在 {until:%H:%M} 以后再试。", until)
    for slot in slots:
        try:
            return vault.unlock(box, slot, passphrase)
        except WrongPassphrase:
            continue
        except vault.KeysDamaged as error:
            raise KnownError(
                f"账本 {folder.name} 的口令文件被本程序以外的工具改动过，已停止打开。请从最近的备份恢复口令文件。"
            ) from error
    failed = attempts.failed(folder, name, now)
    if until := failed.waits_until(now):
        raise WrongPassword(f"口令不对。已连续输错 5 次，请在 {until:%H:%M} 以后再试。", until)
    left = attempts.ALLOWED - failed.count
    raise WrongPassword(f"口令不对。再错 {left} 次将等待 10 分钟；请检查大写锁定和输入法。")


def log_failures(ledger: Ledger, actor: Actor, name: str) -> None:
    """Enter failed attempts into the log at the next success, and start counting anew."""
    times = attempts.of(ledger.folder, name).times
    if not times:
        return
    try:
        with change(
            ledger, actor.as_program(), Action.LOG_LOGIN, f"登录失败 {len(times)} 次：{name}", reason="、".join(times)
        ):
            pass
    except ClockWentBack:
        return  # kept beside the keys until the clock is confirmed
    attempts.succeeded(ledger.folder, name)


def actor_of(row: UserRow) -> Actor:
    """The person with the rights of the register."""
    held = {
        Right.ENTER: row.may_enter,
        Right.REVIEW: row.may_review,
        Right.MANAGE: row.may_manage,
        Right.AUDIT: row.may_audit,
    }
    return Actor(row.name, frozenset(right for right, has in held.items() if has))
