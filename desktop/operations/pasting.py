"""Different values for different findings as one step: what was pasted from Excel or WPS, or replaced in a column (X11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.findings import EDITABLE
from desktop.rules.permissions import Action, Actor


def edit_each(ledger: Ledger, actor: Actor, edits: Mapping[int, Mapping[str, Any]], title: str) -> Changes:
    """Set plain fields, each finding its own, and take them all back with one undo."""
    strange = {field for fields in edits.values() for field in fields} - EDITABLE
    if strange:
        raise KnownError(f"“{'、'.join(sorted(strange))}”不能直接修改，请用相应的办理步骤。")
    if any("text" in fields and not str(fields["text"]).strip() for fields in edits.values()):
        raise KnownError("“问题”一栏不能改成空白。")
    with change(ledger, actor, Action.EDIT_FINDING, title) as changes:
        for finding_id, fields in edits.items():
            changes.writer.update("finding", finding_id, fields)
    return changes
