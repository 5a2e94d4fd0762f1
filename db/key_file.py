"""The keys of a ledger as two files beside its database: who may come in, read and written whole. What is in the slots, `vault` opens.

The login page waits for this module (who may log in stands in it), so it loads nothing that encrypts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from db import atomic
from db.slots import Slot, slot_from

NAMES = ("ledger.keys", "ledger.keys.2")
_VERSION = 1
_LATER = ("coming", "tries", "restores")


class KeysDamaged(Exception):
    """Neither copy of the keys can be read, or the slots were changed by something else than this program."""


class NewerKeys(KeysDamaged):
    """The keys stand there in a form that only a later version of the program reads."""


@dataclass(frozen=True)
class Vault:
    """All slots of a ledger. `earlier` (former data keys, under the present one) opens old files and backups.

    What is under way is kept here and decided by the database (ledger.md §6): `pending` holds the slots of a data key that is
    being changed, both sets stand until the database has it; `coming` names slots that stand only once the table of users
    names them. `tries` counts failed attempts, `restores` proves restores; both are only told, never decide who comes in.
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
    coming: tuple[str, ...] = ()
    tries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    restores: tuple[Mapping[str, Any], ...] = ()

    def slots_of(self, name: str) -> tuple[Slot, ...]:
        """The slots of a person: one, while a new passphrase is being given two; which stands says the table."""
        return tuple(slot for slot in self.slots if slot.name == name and slot.kind == "user")

    def slot(self, slot_id: str) -> Slot | None:
        """The slot with this id."""
        return next((slot for slot in self.slots if slot.id == slot_id), None)


def save(folder: Path, vault: Vault) -> Vault:
    """Write both copies, one after the other, each whole at every moment; returns the vault as written."""
    written = replace(vault, serial=vault.serial + 1)
    content = as_text(written).encode("utf-8")
    for name in NAMES:
        atomic.write(folder / name, content)
    return written


def save_if_possible(folder: Path, vault: Vault) -> None:
    """Write what can as well be written later: what is under way is decided anew at every opening."""
    with suppress(OSError):
        save(folder, vault)


def load(folder: Path, *, mend: bool = True) -> Vault:
    """The newest whole copy; with `mend` the other copy is made like it. NewerKeys where either is of a later form: it is the truth, nothing is mended."""
    contents = {name: _content(folder / name) for name in NAMES}
    if any(map(_is_newer, contents.values())):
        raise NewerKeys(str(folder / NAMES[0]))
    found = [(name, from_bytes(content)) for name, content in contents.items()]
    whole = [vault for _, vault in found if vault is not None]
    if not whole:
        raise KeysDamaged(str(folder / NAMES[0]))
    newest = max(whole, key=lambda vault: vault.serial)
    if mend:
        for name, vault in found:
            if vault != newest:
                with suppress(OSError):  # a full or read-only disk: one whole copy is enough to come in
                    atomic.write(folder / name, as_text(newest).encode("utf-8"))
    return newest


def damaged_copies(folder: Path) -> tuple[str, ...]:
    """Names of copies that are missing or cannot be read."""
    return tuple(name for name in NAMES if from_bytes(_content(folder / name)) is None)


def is_there(folder: Path) -> bool:
    """Whether the folder has keys at all."""
    return any((folder / name).exists() for name in NAMES)


def from_bytes(content: bytes) -> Vault | None:
    """A vault as written; None where the content is not whole."""
    try:
        outer = json.loads(content)
        body = outer["body"]
        if outer["checksum"] != hashlib.sha256(canonical(body)).hexdigest():
            return None
        lists: dict[str, Any] = {name: tuple(slot_from(each) for each in body[name]) for name in ("slots", "pending")}
        lists |= {name: tuple(body[name]) for name in ("coming", "restores") if name in body}
        return Vault(**{key: value for key, value in body.items() if key != "version"} | lists)
    except (ValueError, KeyError, TypeError):
        return None


def _is_newer(content: bytes) -> bool:
    """Whether a copy says that it is of a later form, whether or not it can be read."""
    try:
        return int(json.loads(content)["body"]["version"]) > _VERSION
    except (ValueError, KeyError, TypeError):
        return False


def _content(path: Path) -> bytes:
    """What stands in a copy; nothing, which is no whole vault, where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def as_text(vault: Vault) -> str:
    """What is written for a vault, with the sum over it."""
    body: dict[str, Any] = {"version": _VERSION}
    body |= {each.name: getattr(vault, each.name) for each in fields(vault)}
    for name in _LATER:  # empty ones are left out: a settled file is read by the first version too
        if not body[name]:
            del body[name]
    body["slots"] = [slot.as_dict() for slot in vault.slots]
    body["pending"] = [slot.as_dict() for slot in vault.pending]
    outer = {"checksum": hashlib.sha256(canonical(body)).hexdigest(), "body": body}
    return json.dumps(outer, ensure_ascii=False, indent=1)


def canonical(body: object) -> bytes:
    """The one way of writing what sums and seals are made over."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
