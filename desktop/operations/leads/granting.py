"""The right to the room of leads: given, taken back and renewed by two people together, each with an own word (registers.md §§7, 12).

The two are one with 管理 and one with 审核 in the ledger, proven there by their passphrases when the room is enabled or when others take
their place. Their two words together are the secret of one key slot: neither opens anything alone, and nobody else can give the right.
Of all this the ledger's own log says nothing; the room's says everything.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from db import keyring, lock, room, store, vault
from db.keyslots import Kdf, WrongPassphrase, data_key, private_key
from db.queries import users as queries
from db.queries.settings import setting
from db.queries.users import UserRow
from db.steps.leads import STEPS
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import key_changes
from desktop.operations import users as people
from desktop.operations.change import Changes, change
from desktop.operations.leads.room import TWO_PEOPLE, is_enabled, keys_of, opened_by
from desktop.operations.office import put_setting
from desktop.rules.passphrases import fault_of
from desktop.rules.permissions import COMMAND_LINE, Action, Actor, Right

GIVEN_BY = "granted_by"
"""The setting of the room that names the two who give the right."""


@dataclass(frozen=True)
class Giver:
    """One of the two: name, own word for the room, and where the ledger must be asked too, the passphrase there."""

    name: str
    word: str
    passphrase: str = ""


@dataclass(frozen=True)
class Pair:
    """The two who give the right: one with 管理, one with 审核."""

    manager: Giver
    reviewer: Giver

    @property
    def secret(self) -> str:
        """What opens their slot: both words, in this order."""
        return f"{self.manager.word}\x1f{self.reviewer.word}"

    @property
    def actor(self) -> Actor:
        """Both as the one who acts in the room."""
        return Actor(f"{self.manager.name}、{self.reviewer.name}", frozenset({Right.MANAGE}))


@dataclass(frozen=True)
class Member:
    """Who is given the right, with the own passphrase for the room."""

    name: str
    passphrase: str


def enable(office: Ledger, pair: Pair, first: Member, *, kdf: Kdf | None = None) -> None:
    """Make the room, by two people together, with its first member. Interrupted, there is no room.

    Raises KnownError where the room is there, where one of the two lacks the right, or a word is too weak.
    """
    if is_enabled(office):
        raise KnownError("线索台账已经启用。", "exists")
    _prove(office, pair)
    _may_be_member(office, first)
    folder = room.folder_of(office.folder)
    shutil.rmtree(folder, ignore_errors=True)  # keys are written last: what lies here without keys was never a room
    box, key = vault.new_vault(plain=False)
    box, two = vault.with_slot(box, key, "user", TWO_PEOPLE, pair.secret, kdf=kdf or Kdf())
    box, own = vault.with_slot(box, key, "user", first.name, first.passphrase, kdf=kdf or Kdf())
    ledger = store.create_ledger(folder, key, office.clock, further=STEPS)
    try:
        ledger.stamp = office.stamp
        ledger.release = lock.take(folder, TWO_PEOPLE, lock.this_machine(), office.clock()).release
        with change(ledger, pair.actor, Action.MANAGE_USERS, f"启用线索台账，授予 {first.name}") as changes:
            put_setting(changes, "ledger_id", box.ledger_id)
            put_setting(changes, GIVEN_BY, _names(pair))
            changes.writer.insert("user", {"name": TWO_PEOPLE, "may_manage": True, "slot": two.id})
            changes.writer.insert("user", {"name": first.name, "may_enter": True, "slot": own.id})
        vault.save(folder, box)
    finally:
        ledger.close()


def grant(office: Ledger, pair: Pair, member: Member, *, kdf: Kdf | None = None) -> Changes:
    """Let one more person in, or give one who forgot the passphrase another; the data key stays, wrapped anew."""
    _may_be_member(office, member)
    ledger = together(office, pair)
    try:
        row = queries.user(ledger.writing(), member.name)
        known = row is not None and bool(row.active)
        title = f"重设线索口令 {member.name}" if known else f"授予线索权限 {member.name}"
        with (
            key_changes.announced(ledger, "user", member.name, member.passphrase, kdf) as slot,
            change(ledger, pair.actor, Action.MANAGE_USERS, title) as changes,
        ):
            if row is None:
                changes.writer.insert("user", {"name": member.name, "may_enter": True, "slot": slot.id})
            else:
                changes.writer.update("user", row.id, {"active": True, "slot": slot.id})
        return changes
    finally:
        ledger.close()


def take_back(office: Ledger, pair: Pair, name: str) -> Changes:
    """Take the right back: the slot goes, and the room gets another data key, so that what the person may have kept opens nothing."""
    ledger = together(office, pair)
    try:
        row = queries.user(ledger.writing(), name)
        if row is None or not row.active or name == TWO_PEOPLE:
            raise KnownError(f"{name} 没有线索权限，不用收回。", "unknown_user")
        with change(ledger, pair.actor, Action.MANAGE_USERS, f"收回线索权限 {name}") as changes:
            changes.writer.update("user", row.id, {"active": False, "slot": ""})
            key_changes.demand(changes, ledger)
        keyring.settle(ledger)
        key_changes.finish(ledger)
        return changes
    finally:
        ledger.close()


def pass_on(office: Ledger, pair: Pair, others: Pair, *, kdf: Kdf | None = None) -> Changes:
    """Others take the place of the two: those of now by their words, the next ones proven in the ledger; the data key is changed."""
    _prove(office, others)
    ledger = together(office, pair, proven=False)
    try:
        row = queries.user(ledger.writing(), TWO_PEOPLE)
        assert row is not None
        with (
            key_changes.announced(ledger, "user", TWO_PEOPLE, others.secret, kdf) as slot,
            change(ledger, pair.actor, Action.MANAGE_USERS, f"授予人改为 {_names(others)}") as changes,
        ):
            changes.writer.update("user", row.id, {"slot": slot.id})
            put_setting(changes, GIVEN_BY, _names(others))
            key_changes.demand(changes, ledger)
        key_changes.finish(ledger)
        return changes
    finally:
        ledger.close()


def members(ledger: Ledger) -> tuple[str, ...]:
    """Who may enter, told inside the room only."""
    return tuple(row.name for row in queries.users(ledger.newest) if row.active and row.name != TWO_PEOPLE)


def given_by(ledger: Ledger) -> str:
    """The names of the two who give the right, told inside the room only."""
    return setting(ledger.newest, GIVEN_BY)


def together(office: Ledger, pair: Pair, *, proven: bool = True) -> Ledger:
    """The room's ledger, open by both words; those who give a right are still at work in the ledger with theirs."""
    if proven:
        _two_with_rights(office, pair)
    box = keys_of(office)
    ledger, _slot = opened_by(office, box, list(box.slots_of(TWO_PEOPLE)), pair.secret)
    if given_by(ledger) != _names(pair):
        told = given_by(ledger)
        ledger.close()
        raise KnownError(f"授予人登记为 {told}，与所填的不符。请核对两人姓名。", "second_person")
    return ledger


def _names(pair: Pair) -> str:
    return f"{pair.manager.name}、{pair.reviewer.name}"


def _two_with_rights(office: Ledger, pair: Pair) -> None:
    if pair.manager.name == pair.reviewer.name:
        raise KnownError("线索权限须由两人共同办理，不能是同一人。", "second_person")
    for giver, wanted, word in ((pair.manager, "may_manage", "管理"), (pair.reviewer, "may_review", "审核")):
        row = _at_work(office, giver.name)
        if not getattr(row, wanted):
            raise KnownError(f"{giver.name} 没有“{word}”权限，不能办理线索权限。请换有权限的人。", "right")


def _prove(office: Ledger, pair: Pair) -> None:
    """Each of the two: the right in the ledger, the passphrase there, and a word of the own that is not that passphrase."""
    _two_with_rights(office, pair)
    if pair.manager.word == pair.reviewer.word:
        raise KnownError("两人的授予口令相同。请各设各的，互不告知。", "same_word")
    for giver in (pair.manager, pair.reviewer):
        if fault := fault_of(giver.word, giver.name):
            raise KnownError(f"{giver.name}：{fault}", "weak")
        people.check_passphrase(office, giver.name, giver.passphrase)
        _not_of_login(office, giver.name, giver.word)


def _may_be_member(office: Ledger, member: Member) -> None:
    _at_work(office, member.name)
    if fault := fault_of(member.passphrase, member.name):
        raise KnownError(f"{member.name}：{fault}", "weak")
    _not_of_login(office, member.name, member.passphrase)


def _at_work(office: Ledger, name: str) -> UserRow:
    row = queries.user(office.newest, name)
    if row is None or not row.active or name == COMMAND_LINE.name:
        raise KnownError(f"“{name}”不在本账本的在用用户中。请先在“系统—用户与权限”中登记。", "unknown_user")
    return row


def _not_of_login(office: Ledger, name: str, typed: str) -> None:
    """The room asks for another passphrase than the ledger; looked at without counting a failure."""
    row = _at_work(office, name)
    box = vault.load(office.folder, mend=False) if row.slot else None
    slot = None if box is None else box.slot(row.slot)
    if box is None or slot is None:
        return
    try:
        data_key(slot, box.ledger_id, private_key(slot, box.ledger_id, typed))
    except WrongPassphrase:
        return
    raise KnownError(f"{name}：线索口令不能与登录口令相同。请另设一个。", "same_word")
