"""The room of leads (线索): a ledger of its own inside the ledger's folder, behind keys that the ledger does not hold (registers.md §7).

The design, in short. The room is one more ledger of the same engine: its own SQLCipher database under its own data key, its own key
slots, change log with chain, undo and log of logins; a book in it is declared and entered like any other. It lies in `leads/` inside
the ledger's folder and is carried by backups as it lies. What keeps the two apart:

- the book `lead` is in no list of the ledger's books, and its table in no other file (`db/steps/leads.py`);
- the ledger's log, settings, users and rights say nothing of the room: who may enter stands in the room's own keys and users;
- the data key is opened by a member's own passphrase, or by the words of two people together (one with 管理, one with 审核 in the
  ledger), which are one secret: neither can give the right, take it back or replace a forgotten passphrase alone;
- whoever enters must still be at work in the ledger, and holds 审核 in the room only while the ledger says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db import attempts, keyring, lock, rekey, room, store, vault
from db.keyring import Way
from db.keyslots import Slot
from db.lock import Machine
from db.queries import users as queries
from db.steps.leads import STEPS
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import doorway, entrance, key_changes, logins, opening_words
from desktop.rules.permissions import COMMAND_LINE, Actor, Right

WAIT = 30 * 60.0
"""Seconds to wait after five failures in a row (pages.md §18)."""
TWO_PEOPLE = "授予人"
"""The name under which the two who give and take the right come in, together."""
NO_ROOM = "线索台账没有启用。启用须由有“管理”和“审核”权限的两人共同办理。"


@dataclass
class Room:
    """The open room: its ledger, and who is in it. `office` is the ledger around it, which it never writes to."""

    ledger: Ledger
    actor: Actor
    office: Ledger

    def close(self) -> None:
        """Leave: the key is gone from the room's ledger with it."""
        self.ledger.close()


def is_enabled(office: Ledger) -> bool:
    """Whether there is a room to be opened; nothing of it is read."""
    return room.is_there(office.folder)


def enter(office: Ledger, name: str, passphrase: str, *, machine: Machine | None = None) -> Room:
    """Open the room as a member, by the member's own passphrase of the room; '' for the name: whose passphrase it is.

    Raises KnownError where there is no room, WrongPassword, and KnownError where the person is no longer at work in the ledger.
    """
    box = keys_of(office)
    slots = [slot for slot in box.slots if slot.name != TWO_PEOPLE and (not name or slot.name == name)]
    if not slots:
        raise KnownError(f"{name or '本机'} 没有线索权限。权限由有“管理”和“审核”权限的两人共同授予。", "right")
    opened = opened_by(office, box, slots, passphrase, machine)
    try:
        actor = member(office, opened[1].name)
        logins.log_entry(opened[0], actor)
    except BaseException:
        opened[0].close()
        raise
    return Room(opened[0], actor, office)


def keys_of(office: Ledger) -> vault.Vault:
    """The slots of the room. Raises KnownError where there is none."""
    if not is_enabled(office):
        raise KnownError(NO_ROOM, "no_room")
    return doorway.keys_of(room.folder_of(office.folder))


def opened_by(
    office: Ledger, box: vault.Vault, slots: list[Slot], typed: str, machine: Machine | None = None
) -> tuple[Ledger, Slot]:
    """The room's ledger by one of the slots, with what is under way settled; the slot that let in."""
    folder, now = room.folder_of(office.folder), office.clock()
    way = entrance.opened(folder, box, slots, typed, now, WAIT)
    ledger = _open(office, way, machine)
    slot = entrance.admit(ledger, way, WAIT)
    try:
        keyring.settle(ledger)
        key_changes.finish(ledger)
    except BaseException:
        ledger.close()
        raise
    return ledger, slot


def member(office: Ledger, name: str) -> Actor:
    """Who is in the room: a person at work in the ledger; 审核 holds in the room as it does there."""
    row = queries.user(office.newest, name)
    if row is None or not row.active or name == COMMAND_LINE.name:
        raise KnownError(f"“{name}”不在本账本的在用用户中，不能进入线索台账。请管理员核对用户。", "right")
    return Actor(name, frozenset({Right.ENTER, *([Right.REVIEW] if row.may_review else [])}))


def alarm(office: Ledger, actor: Actor) -> str:
    """What the bell tells who has 管理 or 审计 of passphrases that were tried at the room; '' where there is nothing, or for others."""
    if not {Right.MANAGE, Right.AUDIT} & actor.rights or not tries_in_a_row(office):
        return ""
    return "线索台账的口令连续输错 5 次，此后还没有人打开过。请核对是谁在试。"


def tries_in_a_row(office: Ledger) -> bool:
    """Whether somebody typed five wrong passphrases at the room in a row and nobody has come in since: for the bell, without content."""
    if not is_enabled(office):
        return False
    try:
        box = vault.load(room.folder_of(office.folder), mend=False)
    except vault.KeysDamaged:
        return False  # who opens the room is told
    return any(attempts.of(box, name).waiting_since is not None for name in box.tries)


def _open(office: Ledger, way: Way, machine: Machine | None) -> Ledger:
    folder = room.folder_of(office.folder)
    try:
        held = _take(folder, way.slots[0].name, machine or lock.this_machine(), office)
    except OSError as error:
        raise opening_words.not_writable(folder, error) from error
    try:
        ledger = rekey.open_writing(folder, way.keys, office.clock, before_migration=lambda _key: None, further=STEPS)
    except BaseException as error:
        held.release()
        if isinstance(error, (store.NotALedger, store.NewerLedger, store.WrongKey, store.Damaged)):
            raise opening_words.cannot_open(folder, error) from error
        raise
    ledger.release, ledger.stamp, ledger.hides_names = held.release, office.stamp, True
    return ledger


def _take(folder: Path, name: str, machine: Machine, office: Ledger) -> lock.Lock:
    """The room's lock; one that came with a copied folder gives way, for the ledger around it was taken over by a person already."""
    try:
        return lock.take(folder, name, machine, office.clock())
    except lock.LockedByOther as error:
        if error.running:
            raise KnownError("线索台账已在另一处打开。请在那里锁定后再试。", "in_use") from error
        return lock.take(folder, name, machine, office.clock(), take_over=True)
