"""A file that leaves the office: the door is asked before anything is written, and nothing lies on the disk that no register tells of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from db.store import Ledger
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor

T = TypeVar("T")


def registered(
    ledger: Ledger,
    actor: Actor,
    action: Action,
    title: str,
    path: Path,
    make: Callable[[], T],
    fields: Callable[[T], Mapping[str, Any]],
    *,
    reason: str = "",
    beside: Callable[[Changes], None] | None = None,
) -> T:
    """Make a file inside the action that enters it in the register of exports; it is removed where that is not confirmed.

    `make` writes to `path`, where nothing was; `fields` says what the register tells beside name, hash and action; `beside`
    enters what else the same action says of the file.
    """
    begun = False
    try:
        with change(ledger, actor, action, title, reason=reason) as changes:
            begun = True
            made = make()
            entry = {"kind": "export", **fields(made), "file_name": path.name, "sha256": _hash(path)}
            changes.writer.insert("export_record", {**entry, "action_id": changes.action_id})
            if beside is not None:
                beside(changes)
    except BaseException:
        if begun:
            path.unlink(missing_ok=True)
        raise
    return made


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
