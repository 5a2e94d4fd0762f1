"""A file that leaves the office: the door is asked before anything is written, and nothing lies on the disk that no register tells of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from db.store import Ledger
from desktop.operations.change import change
from desktop.rules.permissions import Action, Actor


class _Made(Protocol):
    @property
    def path(self) -> Path: ...


Made = TypeVar("Made", bound=_Made)


def registered(
    ledger: Ledger,
    actor: Actor,
    action: Action,
    title: str,
    make: Callable[[], Made],
    fields: Callable[[Made], Mapping[str, Any]],
    *,
    reason: str = "",
) -> Made:
    """Make a file inside the action that enters it in the register of exports; it is removed where that is not confirmed.

    `make` writes it to a path that was free, `fields` says what the register tells beside name, hash and action.
    """
    made: Made | None = None
    try:
        with change(ledger, actor, action, title, reason=reason) as changes:
            made = make()
            entry = {"kind": "export", **fields(made), "file_name": made.path.name, "sha256": _hash(made.path)}
            changes.writer.insert("export_record", {**entry, "action_id": changes.action_id})
    except BaseException:
        if made is not None:
            made.path.unlink(missing_ok=True)
        raise
    return made


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
