"""The high-water file of a user's profile: how far each ledger's log once went, so that a cut or rewritten log is noticed.

It is kept under the ledger's own id, wherever its folder lies and whatever it is called. A restore makes a branch of its own, proven
by the seal of the keys; the height of the branch that it came from stays as it was. What is known here never goes down.
"""

from __future__ import annotations

import json
from pathlib import Path

from db import atomic, audit
from db.audit import Anchor
from db.reader import Reader


def known(path: Path, name: str) -> tuple[Anchor, ...]:
    """What the file says of a branch of a ledger: nothing or one anchor."""
    stored = _read(path).get(name)
    return (
        () if stored is None else (Anchor(int(stored["seq"]), str(stored["hash"]), str(stored["made_at"]), path.name),)
    )


def remember(path: Path, name: str, reader: Reader, made_at: str) -> bool:
    """Write how far the log goes now; False, and nothing is written, where the log does not contain what was known."""
    if audit.disagreeing(reader, known(path, name)):
        return False
    end = audit.head(reader)
    stored = _read(path)
    stored[name] = {"seq": end.seq, "hash": end.hash, "made_at": made_at}
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(path, json.dumps(stored, indent=1).encode("ascii"))
    return True


def _read(path: Path) -> dict[str, dict[str, str | int]]:
    try:
        stored = json.loads(path.read_text("ascii"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}
