"""The high-water file of a user's profile: how far each ledger's log once went, so that a cut log is noticed."""

from __future__ import annotations

import json
from pathlib import Path

from db import atomic
from db.audit import Anchor


def known(path: Path, ledger_id: str) -> tuple[Anchor, ...]:
    """What the file says of a ledger: nothing or one anchor."""
    stored = _read(path).get(ledger_id)
    return (
        () if stored is None else (Anchor(int(stored["seq"]), str(stored["hash"]), str(stored["made_at"]), path.name),)
    )


def remember(path: Path, ledger_id: str, anchor: Anchor) -> None:
    """Write how far the log goes now, in place of what was known."""
    stored = _read(path)
    stored[ledger_id] = {"seq": anchor.seq, "hash": anchor.hash, "made_at": anchor.made_at}
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(path, json.dumps(stored, indent=1).encode("ascii"))


def _read(path: Path) -> dict[str, dict[str, str | int]]:
    try:
        stored = json.loads(path.read_text("ascii"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}
