"""Attempts to open a ledger, counted in the keys: a number that only grows, and a wait that no clock of the wall shortens.

Whoever deletes the keys deletes the way in, so the count cannot be thrown away alone; Argon2 stays the real wall. What could not
be entered into the log yet (nobody had opened the ledger) waits here for the next opening.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from db import vault
from db.vault import KeysDamaged, Vault

ALLOWED = 5
WAIT = 600.0
"""Seconds to wait after five failures in a row."""
_KEPT = 100
uptime = time.monotonic
"""Seconds since this PC was started: what a changed clock does not move."""


@dataclass(frozen=True)
class Try:
    """One attempt that waits for the log: its number under the name, when it was by the clock, and whether it succeeded."""

    number: int
    at: str
    kind: str


@dataclass(frozen=True)
class Attempts:
    """What is known of one name: all failures ever (`total`), failures in a row, the start of a wait in seconds of uptime, what is to be logged."""

    total: int = 0
    spell: int = 0
    waiting_since: float | None = None
    unlogged: tuple[Try, ...] = ()

    def seconds_left(self, now: float, wait: float = WAIT) -> float:
        """How long the next attempt must wait: ten minutes (`wait`, seconds) of this PC running, also over a restart of it."""
        if self.waiting_since is None:
            return 0.0
        gone = now - self.waiting_since if now >= self.waiting_since else now
        return max(0.0, wait - gone)


def of(box: Vault, name: str) -> Attempts:
    """What is known of a name."""
    return _read(box.tries.get(name, {}))


def names(box: Vault) -> tuple[str, ...]:
    """Everybody of whom something waits for the log."""
    return tuple(name for name in box.tries if of(box, name).unlogged)


def failed(folder: Path, name: str, at: str, kind: str = "failed") -> Attempts:
    """One more failure; the fifth in a row starts a wait and a new spell."""

    def count(known: Attempts) -> Attempts:
        total = known.total + 1
        unlogged = (*known.unlogged, Try(total, at, kind))[-_KEPT:]
        if known.spell + 1 >= ALLOWED:
            return Attempts(total, 0, uptime(), unlogged)
        return replace(known, total=total, spell=known.spell + 1, unlogged=unlogged)

    return _change(folder, name, count)


def succeeded(folder: Path, name: str) -> Attempts:
    """The spell of failures is over; the number of all failures stays."""
    return _change(folder, name, lambda known: replace(known, spell=0, waiting_since=None))


def logged(folder: Path, totals: Mapping[str, int]) -> None:
    """What stands in the log now need not be kept here; the counts go on above those of the log."""
    with suppress(OSError, KeysDamaged):  # told twice is told; the log knows the numbers it has
        box = vault.load(folder, mend=False)
        tries = dict(box.tries)
        for name, total in totals.items():
            known = of(box, name)
            rest = tuple(each for each in known.unlogged if each.number > total)
            tries[name] = _written(replace(known, total=max(known.total, total), unlogged=rest))
        if tries != box.tries:
            vault.save(folder, replace(box, tries=tries))


def _change(folder: Path, name: str, how: Any) -> Attempts:
    box = vault.load(folder, mend=False)
    known = of(box, name)
    after: Attempts = how(known)
    if after != known:
        with suppress(OSError):  # a copy on a disc cannot count; it cannot be written to either
            vault.save(folder, replace(box, tries={**box.tries, name: _written(after)}))
    return after


def _written(known: Attempts) -> dict[str, Any]:
    return {**asdict(known), "unlogged": [asdict(each) for each in known.unlogged]}


def _read(stored: Mapping[str, Any]) -> Attempts:
    try:
        unlogged = tuple(Try(each["number"], each["at"], each["kind"]) for each in stored.get("unlogged", ()))
        return Attempts(int(stored.get("total", 0)), int(stored.get("spell", 0)), stored.get("waiting_since"), unlogged)
    except (TypeError, KeyError, ValueError, AttributeError):
        return Attempts()  # a strange count must not lock the office out
