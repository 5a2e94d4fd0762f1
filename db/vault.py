"""The keys of a ledger: who can open it, kept in two copies beside the database.

The data key is 32 random bytes and never leaves memory in the open. A plain ledger has slots too (so that people log in),
but its key is known to all and opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidTag

from db.key_file import (
    NAMES,
    KeysDamaged,
    Vault,
    as_text,
    canonical,
    damaged_copies,
    from_bytes,
    is_there,
    load,
    save,
    save_if_possible,
)
from db.keyslots import (
    KEY_BYTES,
    Algorithm,
    Kdf,
    Kind,
    Slot,
    WrongPassphrase,
    data_key,
    decrypt,
    encrypt,
    expand,
    new_slot,
    private_key,
    sealed,
)


@dataclass(frozen=True)
class Named:
    """The slots that the database names: those of people who may come in, and of the two recovery sheets ('': none is named)."""

    users: frozenset[str]
    recovery: str = ""
    escrow: str = ""


@dataclass(frozen=True)
class Keys:
    """What an opened slot gives: the data key, former ones, and where a change of keys was cut off, the next one."""

    key: bytes
    earlier: tuple[bytes, ...] = ()
    pending: bytes | None = None
    pending_earlier: tuple[bytes, ...] = ()


def new_vault(plain: bool) -> tuple[Vault, bytes]:
    """A vault without slots and the data key its slots will open."""
    ledger_id = os.urandom(16).hex()
    key = _plain_key(ledger_id) if plain else os.urandom(KEY_BYTES)
    return _sealed(Vault(ledger_id, plain, ()), key), key


def slot_key(vault: Vault, key: bytes | None) -> bytes:
    """The key that slots wrap: the ledger's, or in a plain ledger the one known to all."""
    return _plain_key(vault.ledger_id) if key is None else key


def with_slot(
    vault: Vault, key: bytes, kind: Kind, name: str, passphrase: str, *, kdf: Kdf, alg: Algorithm = "AES-256-GCM"
) -> tuple[Vault, Slot]:
    """One more way in."""
    slot = new_slot(vault.ledger_id, kind, name, passphrase, key, kdf=kdf, alg=alg)
    return _sealed(replace(vault, slots=(*vault.slots, slot)), key), slot


def announced(vault: Vault, key: bytes, slot: Slot) -> Vault:
    """The slot waits for the table to name it: until then it opens nothing."""
    return _sealed(replace(vault, coming=(*vault.coming, slot.id)), key)


def stands(vault: Vault, named: Named, slot: Slot) -> bool:
    """Whether a slot lets somebody in, by what the database names."""
    if slot.kind == "user":
        return slot.id in named.users
    wanted = named.recovery if slot.kind == "recovery" else named.escrow
    return slot.id == wanted if wanted else slot.id not in vault.coming


def decided(vault: Vault, key: bytes, named: Named) -> Vault:
    """The vault after what was under way: with the slots that stand under the key that the database has, and no others."""
    vault = resolved(vault, key)
    slots = tuple(slot for slot in vault.slots if stands(vault, named, slot))
    if not named.users and not vault.plain or (slots == vault.slots and not vault.coming):
        return vault  # a ledger that was never filled keeps its way in
    return _sealed(replace(vault, slots=slots, coming=()), key)


def resolved(vault: Vault, key: bytes) -> Vault:
    """The vault after a change of keys, by the key that the database has."""
    if not vault.pending:
        return vault
    return settled(vault, changed=hmac.compare_digest(vault.pending_seal, _seal_of(_afterwards(vault), key)))


def proves_restores(vault: Vault, key: bytes) -> bool:
    """Whether the seal, and with it the record of restores, was made with this key."""
    return hmac.compare_digest(resolved(vault, key).seal, _seal_of(resolved(vault, key), key))


def with_restore(vault: Vault, key: bytes, record: Mapping[str, Any]) -> Vault:
    """The vault with one more proven restore."""
    return _sealed(replace(resolved(vault, key), restores=(*vault.restores, dict(record))), key)


def unlock(vault: Vault, slot: Slot, passphrase: str) -> Keys:
    """Open one slot. Raises WrongPassphrase, and KeysDamaged where the slots are not those this program wrote."""
    private = private_key(slot, vault.ledger_id, passphrase)
    key = data_key(slot, vault.ledger_id, private)
    if not hmac.compare_digest(vault.seal, _seal_of(vault, key)):
        raise KeysDamaged("the list of slots was changed from outside")
    pending = next((each for each in vault.pending if each.id == slot.id), None)
    if pending is None:
        return Keys(key, _opened_earlier(vault.earlier, key))
    next_key = data_key(pending, vault.ledger_id, private)
    return Keys(key, _opened_earlier(vault.earlier, key), next_key, _opened_earlier(vault.pending_earlier, next_key))


def earlier_keys(vault: Vault, key: bytes) -> tuple[bytes, ...]:
    """The former data keys, oldest first."""
    return _opened_earlier(vault.earlier, key)


def with_new_key(vault: Vault, key: bytes) -> tuple[Vault, bytes]:
    """Prepare another data key: its slots stand beside the present ones until `settled`."""
    fresh = os.urandom(KEY_BYTES)
    earlier = json.dumps([old.hex() for old in (*_opened_earlier(vault.earlier, key), key)]).encode("ascii")
    slots = tuple(sealed(slot, vault.ledger_id, fresh) for slot in vault.slots)
    ring = encrypt(_ring_key(fresh), earlier, b"earlier").hex()
    prepared = replace(vault, pending=slots, pending_earlier=ring)
    return replace(prepared, pending_seal=_seal_of(_afterwards(prepared), fresh)), fresh


def settled(vault: Vault, *, changed: bool) -> Vault:
    """The vault after a change of keys: with the new slots where the database has the new key, else with the old."""
    if not vault.pending:
        return vault
    rest = replace(vault, pending=(), pending_earlier="", pending_seal="")
    if not changed:
        return rest
    return replace(rest, slots=vault.pending, earlier=vault.pending_earlier, seal=vault.pending_seal)


def _sealed(vault: Vault, key: bytes) -> Vault:
    return replace(vault, seal=_seal_of(vault, key))


def _afterwards(vault: Vault) -> Vault:
    return replace(vault, slots=vault.pending, earlier=vault.pending_earlier)


def _seal_of(vault: Vault, key: bytes) -> str:
    about: list[Any] = [vault.ledger_id, vault.plain, [slot.as_dict() for slot in vault.slots], vault.earlier]
    if vault.coming or vault.restores:
        about.append([list(vault.coming), [dict(each) for each in vault.restores]])
    return hmac.new(expand(key, "slots"), canonical(about), "sha256").hexdigest()


def _opened_earlier(ring: str, key: bytes) -> tuple[bytes, ...]:
    if not ring:
        return ()
    try:
        opened = json.loads(decrypt(_ring_key(key), bytes.fromhex(ring), b"earlier"))
    except InvalidTag as error:
        raise KeysDamaged("former keys") from error
    return tuple(bytes.fromhex(each) for each in opened)


def _ring_key(key: bytes) -> bytes:
    return expand(key, "earlier keys")


def _plain_key(ledger_id: str) -> bytes:
    return hashlib.sha256(f"plain {ledger_id}".encode("ascii")).digest()


__all__ = [
    "NAMES",
    "Kdf",
    "Keys",
    "KeysDamaged",
    "Named",
    "Slot",
    "Vault",
    "WrongPassphrase",
    "as_text",
    "damaged_copies",
    "from_bytes",
    "is_there",
    "load",
    "new_vault",
    "save",
    "save_if_possible",
    "unlock",
]
