"""Different values for different findings as one step: what was pasted from Excel or WPS, or replaced in a column (X11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.store import Ledger
from desktop.operations.change import Changes, change
from desktop.operations.findings import check_plain, set_fields
from desktop.rules.permissions import Action, Actor


def edit_each(ledger: Ledger, actor: Actor, edits: Mapping[int, Mapping[str, Any]], title: str) -> Changes:
    """Set plain fields, each finding its own, and take them all back with one undo."""
    for fields in edits.values():
        check_plain(fields)
    with change(ledger, actor, Action.EDIT_FINDING, title) as changes:
        for finding_id, fields in edits.items():
            set_fields(changes, finding_id, fields)
    return changes
