"""Who asks something of a ledger that stays closed, such as one that the version before is to go on with: let in as a command lets in,
while the ledger is neither locked nor brought up to date."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db import keyring, safe_folder, store, vault
from db.backup import closing_reader
from db.driver import UNREADABLE
from db.keyring import Way
from db.queries import users as queries
from db.reader import Reader
from db.recovery_code import is_whole, plain_signs
from db.store import Clock
from desktop.errors import KnownError
from desktop.operations import doorway, entrance, ledgers, opening_words
from desktop.rules.permissions import Actor, Right

_CLOSED = (store.NotALedger, store.NewerLedger, store.WrongKey, safe_folder.LinkInside, *UNREADABLE)


@dataclass(frozen=True)
class Asker:
    """The person with the rights of the register, and the keys, latest first, that open the ledger and what was written under earlier ones."""

    actor: Actor
    keys: tuple[bytes, ...] = ()


def let_in(folder: Path, user_name: str, typed: str, *, clock: Clock) -> Asker:
    """By passphrase, or by the recovery code, which gives the one right to manage. KnownError where nobody is let in."""
    doorway.settle(folder)
    if not (folder / store.DATABASE).exists():
        raise KnownError(f"找不到账本 {folder}。请核对路径。")
    way = _by_recovery(folder, typed, clock) or ledgers.way_for_command(folder, user_name, typed, clock)
    keys = () if way is None or doorway.keys_of(folder).plain else (way.keys.key, *way.keys.earlier)
    try:
        with closing_reader(folder / store.DATABASE, keys[0] if keys else None) as reader:
            return Asker(_actor(folder, reader, user_name, way, clock), keys)
    except _CLOSED as error:
        raise opening_words.cannot_open(folder, error) from error


def _by_recovery(folder: Path, typed: str, clock: Clock) -> Way | None:
    """None where no recovery code was typed, or the ledger has none."""
    if not is_whole(typed) or not vault.is_there(folder):
        return None
    box = doorway.keys_of(folder)
    slots = [slot for slot in box.slots if slot.kind != "user"]
    return entrance.opened(folder, box, slots, plain_signs(typed), clock()) if slots else None


def _actor(folder: Path, reader: Reader, user_name: str, way: Way | None, clock: Clock) -> Actor:
    slot = keyring.standing_in(folder, reader, way) if way is not None else None
    if way is not None and slot is None:
        raise entrance.refusal(folder, way.slots[0], clock())
    if slot is not None and slot.kind != "user":
        return Actor(slot.name, frozenset({Right.MANAGE}))
    row = queries.user(reader, user_name)
    if row is None or not row.active:
        raise KnownError(ledgers.unknown_person(user_name))
    if row.slot and way is None:
        raise KnownError(ledgers.without_keys(user_name))
    return entrance.actor_of(row)
