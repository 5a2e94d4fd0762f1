"""The feedback date of a round or a unit in it and the end of a round decide figures and the gate: each change is told, as known."""

from __future__ import annotations

from typing import Any

from db.queries import history
from desktop.operations.change import Changes

NAMES = frozenset({"feedback_on", "ends_on"})


def tell(changes: Changes, table: str, row_id: int, name: str, old: Any, value: Any, reason: str = "") -> None:
    """Tell that a date of a round, or of a unit in it, was changed inside an action."""
    if name not in NAMES or old == value:
        return
    row = history.fields_of(changes.writer, table, row_id)
    whose = {"round_id": row["round_id"], "unit_id": row["unit_id"]} if table == "round_unit" else {"round_id": row_id}
    fields = {"name": name, "old": old, "value": value, "reason": reason}
    stamp = {"recorded_at": changes.recorded_at, "known_on": changes.known_on, "action_id": changes.action_id}
    changes.writer.insert("round_date_event", {**whose, **fields, **stamp})


def put(changes: Changes, table: str, row_id: int, fields: dict[str, Any], reason: str = "") -> None:
    """Set fields of a round or of a unit in it, and tell the dates that decide."""
    before = history.fields_of(changes.writer, table, row_id)
    changes.writer.update(table, row_id, fields)
    for name, value in fields.items():
        tell(changes, table, row_id, name, before.get(name), value or None, reason)
