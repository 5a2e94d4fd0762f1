"""What a program that was cut off left of a ledger: half a new one, half a restore over it, files half written (faults S-2, S-7)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import atomic, half_made, store
from db.driver import UNREADABLE
from desktop.operations import backups, opening_words


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """A ledger is made whole or not at all, also where the program is killed meanwhile."""
    whole = False
    try:
        half_made.begin(folder)
        yield
        whole = True
    except OSError as error:
        raise opening_words.not_writable(folder, error, opening_words.NOT_MADE) from error
    except UNREADABLE as error:
        raise opening_words.cannot_open(folder, error, opening_words.NOT_MADE) from error
    finally:
        half_made.end(folder, whole=whole)


def clear(folder: Path) -> None:
    """Remove what killed runs left half written in the ledger and beside its backups."""
    atomic.clear_leftovers(folder)
    atomic.clear_leftovers(folder.parent, start=folder.stem)
    atomic.clear_leftovers(folder / store.FILES, depth=1)
    atomic.clear_leftovers(backups.local_place(folder), depth=2)
    atomic.clear_work(backups.local_place(folder))
