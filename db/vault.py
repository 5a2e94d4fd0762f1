"""The keys of a ledger: who can open it, kept in two copies beside the database.

The data key is 32 random bytes and never leaves memory in the open. A plain ledger has slots too (so that people log in),
but its key is known to all and opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag

from db import atomic
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
    slot_from,
)

NAMES = ("ledger.keys", "ledger.keys.2")
_VERSION = 1


class KeysDamaged(Exception):
    """Neither copy of the keys can be read, or the slots were changed by something else than this program."""


class LastSlot(Exception):
    """The only remaining way in cannot be removed."""


@dataclass(frozen=True)
class Vault:
    """All slots of a ledger. `earlier` (former data keys, under the present one) opens old files and backups.

    `pending` holds the slots of a data key that is being changed: until the database has it, both sets stand.
    """

    ledger_id: str
    plain: bool
    slots: tuple[Slot, ...]
    earlier: str = ""
    seal: str = ""
    serial: int = 1
    pending: tuple[Slot, ...] = ()
    pending_earlier: str = ""
    pending_seal: str = ""

    def slot_of(self, name: str, kind: Kind = "user") -> Slot | None:
        """The slot of a person."""
        return next((slot for slot in self.slots if slot.name == name and slot.kind == kind), None)

    def slot(self, slot_id: str) -> Slot | None:
        """The slot with this id."""
        return next((slot for slot in self.slots if slot.id == slot_id), None)


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


def without_slot(vault: Vault, key: bytes, slot_id: str) -> Vault:
    """One way in less; the data key stays until it is changed by `with_new_key`."""
    rest = tuple(slot for slot in vault.slots if slot.id != slot_id)
    if not rest and vault.slots and not vault.plain:
        raise LastSlot(slot_id)
    return _sealed(replace(vault, slots=rest), key)


def with_passphrase(vault: Vault, key: bytes, slot_id: str, passphrase: str, *, kdf: Kdf) -> tuple[Vault, Slot]:
    """A slot of the same person and kind with another passphrase; the old one is gone."""
    old = vault.slot(slot_id)
    if old is None:
        raise KeyError(slot_id)
    slot = new_slot(vault.ledger_id, old.kind, old.name, passphrase, key, kdf=kdf, alg=old.alg)  # type: ignore[arg-type]
    slots = tuple(slot if each.id == slot_id else each for each in vault.slots)
    return _sealed(replace(vault, slots=slots), key), slot


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
    after = _sealed(replace(vault, slots=slots, earlier=ring), fresh)
    prepared = replace(vault, pending=slots, pending_earlier=ring, pending_seal=after.seal)
    return prepared, fresh


def settled(vault: Vault, *, changed: bool) -> Vault:
    """The vault after a change of keys: with the new slots where the database has the new key, else with the old."""
    if not vault.pending:
        return vault
    rest = replace(vault, pending=(), pending_earlier="", pending_seal="")
    if not changed:
        return rest
    return replace(rest, slots=vault.pending, earlier=vault.pending_earlier, seal=vault.pending_seal)


def save(folder: Path, vault: Vault) -> Vault:
    """Write both copies, one after the other, each whole at every moment; returns the vault as written."""
    written = replace(vault, serial=vault.serial + 1)
    content = _as_text(written).encode("utf-8")
    for name in NAMES:
        atomic.write(folder / name, content)
    return written


def load(folder: Path, *, mend: bool = True) -> Vault:
    """The newest whole copy; with `mend` the other copy is made like it."""
    found = [(name, _read(folder / name)) for name in NAMES]
    whole = [vault for _, vault in found if vault is not None]
    if not whole:
        raise KeysDamaged(str(folder / NAMES[0]))
    newest = max(whole, key=lambda vault: vault.serial)
    if mend:
        for name, vault in found:
            if vault != newest:
                atomic.write(folder / name, _as_text(newest).encode("utf-8"))
    return newest


def damaged_copies(folder: Path) -> tuple[str, ...]:
    """Names of copies that are missing or cannot be read."""
    return tuple(name for name in NAMES if _read(folder / name) is None)


def is_there(folder: Path) -> bool:
    """Whether the folder has keys at all."""
    return any((folder / name).exists() for name in NAMES)


def from_bytes(content: bytes) -> Vault | None:
    """A vault as written; None where the content is not whole."""
    try:
        outer = json.loads(content)
        body = outer["body"]
        if outer["checksum"] != hashlib.sha256(_canonical(body)).hexdigest():
            return None
        slots = {name: tuple(slot_from(each) for each in body[name]) for name in ("slots", "pending")}
        return Vault(**{key: value for key, value in body.items() if key != "version"} | slots)
    except (ValueError, KeyError, TypeError):
        return None


def _read(path: Path) -> Vault | None:
    try:
        return from_bytes(path.read_bytes())
    except OSError:
        return None


def _as_text(vault: Vault) -> str:
    body: dict[str, Any] = {"version": _VERSION, **vault.__dict__}
    body["slots"] = [slot.as_dict() for slot in vault.slots]
    body["pending"] = [slot.as_dict() for slot in vault.pending]
    outer = {"checksum": hashlib.sha256(_canonical(body)).hexdigest(), "body": body}
    return json.dumps(outer, ensure_ascii=False, indent=1)


def _canonical(body: object) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _sealed(vault: Vault, key: bytes) -> Vault:
    return replace(vault, seal=_seal_of(vault, key))


def _seal_of(vault: Vault, key: bytes) -> str:
    about = [vault.ledger_id, vault.plain, [slot.as_dict() for slot in vault.slots], vault.earlier]
    return hmac.new(expand(key, "slots"), _canonical(about), "sha256").hexdigest()


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
    "Kdf",
    "Keys",
    "KeysDamaged",
    "LastSlot",
    "Slot",
    "Vault",
    "WrongPassphrase",
    "load",
    "new_vault",
    "save",
    "unlock",
]
