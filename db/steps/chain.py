"""For steps after the second: rows that a step adds or changes enter the log as rows of an action do, so that check finds them sound.

Triggers are down while steps run (opening makes them anew afterwards). This is part of released steps: never edit it.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

UPGRADE = "升级账本"


def total(text: str) -> str:
    """SHA-256 of what an entry keeps of a row; empty for nothing."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""


def link(*fields: object) -> str:
    """The hash of an entry: over the one before and its fields, separated by U+001F."""
    return hashlib.sha256("\x1f".join(map(str, fields)).encode("utf-8", "surrogatepass")).hexdigest()


def begin(connection: Any, title: str) -> int:
    """An action for what the step writes, at the time of the last entry, by the program; returns its id."""
    last = connection.execute("select id, recorded_at from action order by id desc limit 1").fetchone()
    action_id, moment = (last[0] + 1, last[1]) if last else (1, "1970-01-01T00:00:00")
    fields = {"recorded_at": moment, "user_name": UPGRADE, "kind": "set_up", "title": title}
    insert(connection, action_id, "action", {"id": action_id, **fields})
    return action_id


def insert(connection: Any, action_id: int, table: str, fields: dict[str, Any]) -> int:
    """Add a row and its entry; returns the id."""
    names, marks = ", ".join(fields), ", ".join("?" * len(fields))
    row_id = int(connection.execute(f"insert into [{table}] ({names}) values ({marks})", [*fields.values()]).lastrowid)
    _append(connection, action_id, table, row_id, "insert", "", _row(connection, table, row_id))
    return row_id


def update(connection: Any, action_id: int, table: str, row_id: int, fields: dict[str, Any]) -> None:
    """Change fields of a row and enter what differs."""
    before = json.loads(_row(connection, table, row_id))
    sets = ", ".join(f"{name} = ?" for name in fields)
    connection.execute(f"update [{table}] set {sets} where id = ?", [*fields.values(), row_id])
    after = json.loads(_row(connection, table, row_id))
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        old, new = ({name: side[name] for name in changed} for side in (before, after))
        _append(connection, action_id, table, row_id, "update", _text(old), _text(new))


def _append(connection: Any, action_id: int, table: str, row_id: int, verb: str, before: str, after: str) -> None:
    seq, previous = connection.execute("select seq, hash from change_log order by seq desc limit 1").fetchone()
    place, sums = (seq + 1, action_id, table, row_id, verb), (total(before), total(after))
    connection.execute(
        "insert into change_log (seq, action_id, table_name, row_id, verb, before, after, before_sum, after_sum, hash)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*place, before, after, *sums, link(previous, *place, *sums, "")),
    )


def _row(connection: Any, table: str, row_id: int) -> str:
    columns = [column[1] for column in connection.execute(f"pragma table_info([{table}])").fetchall()]
    pairs = ", ".join(f"'{name}', {name}" for name in columns)
    return str(connection.execute(f"select json_object({pairs}) from [{table}] where id = ?", (row_id,)).fetchone()[0])


def _text(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
