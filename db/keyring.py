"""The keys file and the table of users as one: the file holds what is pending, the table decides, opening settles (ledger.md §6)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from db import vault
from db.driver import UNREADABLE
from db.keyslots import Slot, expand
from db.queries.settings import setting
from db.queries.users import users
from db.reader import Reader
from db.store import Ledger
from db.vault import KeysDamaged, Named, Vault

RECOVERY_SETTINGS = {"recovery": "recovery_slot", "escrow": "escrow_slot"}
REKEY_SETTING = "rekey_after"


@dataclass(frozen=True)
class Way:
    """How somebody came as far as the database: the slots that the typed secret opened, and the keys in them."""

    slots: tuple[Slot, ...]
    keys: vault.Keys


def named(reader: Reader) -> Named:
    """What the database says: only people in active service keep their slot."""
    slots = frozenset(row.slot for row in users(reader) if row.active and row.slot)
    recovery, escrow = (setting(reader, RECOVERY_SETTINGS[kind]) for kind in ("recovery", "escrow"))
    return Named(slots, recovery, escrow)


def standing(ledger: Ledger, way: Way) -> Slot | None:
    """The slot among those opened that the database names; None: the secret is void."""
    return standing_in(ledger.folder, ledger.newest, way)


def standing_in(folder: Path, reader: Reader, way: Way) -> Slot | None:
    """The same of a ledger that is not open: its folder, and questions to its database."""
    box, known = vault.load(folder, mend=False), named(reader)
    return next((slot for slot in way.slots if vault.stands(box, known, slot)), None)


def current(ledger: Ledger) -> Vault:
    """The keys as they stand now, whatever was under way."""
    box = vault.load(ledger.folder, mend=False)
    return vault.decided(box, vault.slot_key(box, ledger.key), named(ledger.writing()))


def settle(ledger: Ledger) -> None:
    """Write the keys as they stand; what cannot be written now is decided again at the next opening. Never raises for the disk."""
    with suppress(OSError, KeysDamaged, *UNREADABLE):
        box, now = vault.load(ledger.folder), current(ledger)
        if now != box:
            vault.save(ledger.folder, now)


def mark_of(key: bytes) -> str:
    """What names a data key without telling it: which one a change of keys is due for."""
    return expand(key, "key that is to be changed")[:8].hex()


def rekey_is_due(ledger: Ledger) -> bool:
    """Whether somebody left and the data key of that time is still in force."""
    if ledger.key is None:
        return False
    return setting(ledger.newest, REKEY_SETTING) == mark_of(ledger.key)
