"""Different values for different findings as one step: what was pasted from Excel or WPS, or replaced in a column (X11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.store import Ledger
from desktop.operations import findings
from desktop.operations.change import Changes
from desktop.rules.permissions import Actor


def edit_each(
    ledger: Ledger,
    actor: Actor,
    edits: Mapping[int, Mapping[str, Any]],
    title: str,
    *,
    reason: str = "",
    on: str = "",
) -> Changes:
    """Set fields, each finding its own, and take them all back with one undo."""
    return findings.edit_each(ledger, actor, edits, title, reason=reason, on=on)
