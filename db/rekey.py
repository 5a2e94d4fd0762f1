"""Opening with the keys in hand, also where a change of keys was cut off, and changing them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from db import keyring, store, vault
from db.connections import WrongKey
from db.driver import DatabaseError
from db.migrations import Further
from db.store import Clock, Ledger


class KeyNotChanged(Exception):
    """The data key could not be changed (disk full, another connection open); the former one is in force."""


def open_writing(
    folder: Path,
    keys: vault.Keys | None,
    clock: Clock,
    *,
    before_migration: Callable[[bytes | None], None],
    further: Further | None = None,
) -> Ledger:
    """Open for writing; a change of keys that was cut off is settled by what the database answers to.

    `before_migration` is called with the key in use where the schema is about to be brought up to date.
    """

    def open_with(key: bytes | None) -> Ledger:
        return store.open_ledger(folder, key, clock, before_migration=lambda: before_migration(key), further=further)

    if keys is None:
        return open_with(None)
    try:
        ledger = open_with(keys.key)
        ledger.earlier_keys = keys.earlier
    except WrongKey:
        if keys.pending is None:
            raise
        ledger = open_with(keys.pending)
        ledger.earlier_keys = keys.pending_earlier
    return ledger


def open_reading(folder: Path, keys: vault.Keys | None, clock: Clock, *, further: Further | None = None) -> Ledger:
    """Open for reading only."""
    if keys is None:
        return store.open_for_reading(folder, None, clock, further=further)
    try:
        ledger = store.open_for_reading(folder, keys.key, clock, further=further)
        ledger.earlier_keys = keys.earlier
    except WrongKey:
        if keys.pending is None:
            raise
        ledger = store.open_for_reading(folder, keys.pending, clock, further=further)
        ledger.earlier_keys = keys.pending_earlier
    return ledger


def change_key(ledger: Ledger) -> None:
    """Give an encrypted ledger a new data key; every slot opens it by the passphrase it had.

    No other connection may be open. Cut off at any moment, the ledger opens with the old key or the new one. Raises
    KeyNotChanged where it could not be done: everything is then as before.
    """
    if ledger.key is None:
        return
    try:
        prepared, fresh = vault.with_new_key(keyring.current(ledger), ledger.key)
        vault.save(ledger.folder, prepared)
        ledger.change_key(fresh)
    except (OSError, DatabaseError, WrongKey) as error:
        raise KeyNotChanged(str(error)) from error
    finally:
        keyring.settle(ledger)
