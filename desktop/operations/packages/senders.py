"""Who signs packages: one key for each PC of this ledger, and the keys of others that this ledger takes."""

from __future__ import annotations

from db.lock import this_machine
from db.queries import packages
from db.reader import Reader
from db.writer import Writer
from desktop.exchange.package_file import fingerprint, new_secret
from desktop.operations.change import Changes


def own_key(writer: Writer) -> tuple[str, str]:
    """The secret and public half of this PC's key, made where there is none, inside an action."""
    machine = this_machine().id
    found = packages.signing_key(writer, machine)
    if found is None:
        found = new_secret()
        writer.insert("signing_key", {"machine": machine, "secret": found[0], "public": found[1]})
    return found


def is_known(reader: Reader, public: str) -> bool:
    """Whether packages signed by a key are taken: a PC of this ledger before it was copied, or one that was trusted here."""
    return public in packages.known_keys(reader)


def trust(changes: Changes, public: str, name: str) -> None:
    """Take packages of a key from now on, inside the action that receives the first of them."""
    if not is_known(changes.writer, public):
        changes.writer.insert("known_sender", {"public": public, "name": name})


def same(typed: str, public: str) -> bool:
    """Whether somebody typed the fingerprint of a key, with or without its hyphens."""
    return typed.strip().lower().replace("-", "") == fingerprint(public).replace("-", "")
