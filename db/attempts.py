"""Failed attempts to open a ledger: counted beside the keys, so that a restart does not forget them."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from db import atomic

FILE = "ledger.attempts"
ALLOWED = 5
WAIT = timedelta(minutes=10)


@dataclass(frozen=True)
class Attempts:
    """What failed for one name since the last success: how often in this spell, when, and until when to wait."""

    count: int = 0
    times: tuple[str, ...] = ()
    until: str = ""

    def waits_until(self, now: datetime) -> datetime | None:
        """The end of the wait, or None where the next attempt may be made."""
        if not self.until:
            return None
        end = datetime.fromisoformat(self.until)
        return end if now < end <= now + WAIT else None


def of(folder: Path, name: str) -> Attempts:
    """The failed attempts for a name."""
    return _read(folder).get(name, Attempts())


def failed(folder: Path, name: str, now: datetime) -> Attempts:
    """One more failure; the fifth starts a wait of ten minutes and a new spell."""
    known = _read(folder)
    old = known.get(name, Attempts())
    count = old.count + 1
    moment = now.isoformat(timespec="seconds")
    times = (*old.times, moment)[-100:]
    until = (now + WAIT).isoformat(timespec="seconds") if count >= ALLOWED else old.until
    known[name] = Attempts(0 if count >= ALLOWED else count, times, until)
    with suppress(OSError):  # a copy on a disc cannot count; it cannot be written to either
        _write(folder, known)
    return known[name]


def succeeded(folder: Path, name: str) -> Attempts:
    """Forget the failures of a name; returns them for the log."""
    known = _read(folder)
    old = known.pop(name, Attempts())
    if old.times:
        _write(folder, known)
    return old


def _read(folder: Path) -> dict[str, Attempts]:
    try:
        stored = json.loads((folder / FILE).read_text("utf-8"))
        return {name: Attempts(each["count"], tuple(each["times"]), each["until"]) for name, each in stored.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # a missing or broken count must not lock the office out


def _write(folder: Path, known: dict[str, Attempts]) -> None:
    stored = {name: {"count": each.count, "times": each.times, "until": each.until} for name, each in known.items()}
    atomic.write(folder / FILE, json.dumps(stored, ensure_ascii=False).encode("utf-8"))
