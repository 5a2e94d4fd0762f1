"""At the door: the keys of a ledger, failed attempts and the wait after five, the person behind a name (ledger.md §4, §6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from db import attempts, keyring, vault
from db.keyring import Way
from db.keyslots import Slot, WrongPassphrase
from db.queries.users import UserRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.rules.permissions import Actor, Right


class WrongPassword(KnownError):
    """The passphrase or recovery code was wrong, or the wait after five failures is not over; `until` is its end."""

    def __init__(self, message: str, until: datetime | None = None) -> None:
        super().__init__(message)
        self.until = until


def opened(
    folder: Path, box: vault.Vault, slots: Sequence[Slot], typed: str, now: datetime, wait: float = attempts.WAIT
) -> Way:
    """What the typed passphrase or recovery code opens among the slots; a failure counts once, under the first name.

    Whether a slot opened so still stands, only the ledger knows: see `admit`. All slots of one name are tried, because while a
    passphrase is being changed there are two of them.
    """
    name = slots[0].name
    left = attempts.of(vault.load(folder, mend=False), name).seconds_left(attempts.uptime(), wait)
    if left:
        until = _whole_minute(now, left)
        raise WrongPassword(f"已连续输错 5 次，请在 {until:%H:%M} 以后再试。", until)
    keys: vault.Keys | None = None
    found: list[Slot] = []
    for slot in slots:
        if found and slot.name != found[0].name:
            break  # 命令行 comes in by anybody's passphrase: one person is enough
        try:
            keys = vault.unlock(box, slot, typed)
        except WrongPassphrase:
            continue
        except vault.KeysDamaged as error:
            raise KnownError(
                f"账本 {folder.name} 的口令文件被本程序以外的工具改动过，已停止打开。请从最近的备份恢复口令文件。"
            ) from error
        found.append(slot)
    if keys is None:
        raise refusal(folder, slots[0], now, wait)
    return Way(tuple(found), keys)


def admit(ledger: Ledger, way: Way, wait: float = attempts.WAIT) -> Slot:
    """The slot by which somebody is let in: one that the ledger itself names. Closes the ledger where there is none."""
    slot = keyring.standing(ledger, way)
    if slot is None:
        folder, now = ledger.folder, ledger.clock()
        ledger.close()
        raise refusal(folder, way.slots[0], now, wait)
    known = attempts.of(vault.load(ledger.folder, mend=False), slot.name)
    if known.spell or known.waiting_since is not None:
        attempts.succeeded(ledger.folder, slot.name)
    return slot


def refusal(folder: Path, slot: Slot, now: datetime, wait: float = attempts.WAIT) -> WrongPassword:
    """Count a failure and say what was wrong, each in its own words; `wait` are the seconds after five in a row."""
    by_code = slot.kind != "user"
    failed = attempts.failed(
        folder, slot.name, now.isoformat(timespec="seconds"), "failed_code" if by_code else "failed"
    )
    said = "恢复码不对，与本账本现用的恢复单不符" if by_code else "口令不对"
    if left := failed.seconds_left(attempts.uptime(), wait):
        until = _whole_minute(now, left)
        return WrongPassword(f"{said}。已连续输错 5 次，请在 {until:%H:%M} 以后再试。", until)
    advice = "请对照最近一次印出的恢复单逐组核对。" if by_code else "请检查大写锁定和输入法。"
    left_tries = attempts.ALLOWED - failed.spell
    return WrongPassword(f"{said}，还可试 {left_tries} 次。都不对要等 {wait / 60:.0f} 分钟；{advice}")


def _whole_minute(now: datetime, left: float) -> datetime:
    """The end of the wait as it is told: never too early."""
    return (now + timedelta(seconds=left + 59)).replace(second=0, microsecond=0)


def actor_of(row: UserRow) -> Actor:
    """The person with the rights of the register."""
    held = {
        Right.ENTER: row.may_enter,
        Right.REVIEW: row.may_review,
        Right.MANAGE: row.may_manage,
        Right.AUDIT: row.may_audit,
    }
    return Actor(row.name, frozenset(right for right, has in held.items() if has))
