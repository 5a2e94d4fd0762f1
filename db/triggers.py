"""The triggers that write the change log and its hash chain: three on every table, rebuilt and counted at every open.

A foreign tool cannot write a table: the functions the triggers call exist only on connections of this program (`db.connections`).
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from db.driver import Connection

APPEND_ONLY = frozenset(
    {
        "action",
        "change_log",
        "finding_event",
        "retraction",
        "record_event",
        "record_retraction",
        "import_row",
        "letter_finding",
        "letter_figure",
        "export_record",
        "print_layout",
        "backup_record",
        "drill_record",
        "pool_file",
        "round_date_event",
        "undo_spared",
        "login_record",
        "purge_record",
        "receipt",
        "row_origin",
        "signing_key",
    }
)
VOLATILE = frozenset({"draft"})
FOREIGN = frozenset({"_sqlite_migrations", "sqlite_sequence"})


_WORDS_OF_SQL = frozenset({"check"})
"""Tables that are called like a word of SQL."""


def _quoted(table: str) -> str:
    return f"[{table}]" if table in _WORDS_OF_SQL else table


def chain_hash(previous: str, *fields: object) -> str:
    """SHA-256 over the previous hash and the entry's fields, separated by U+001F."""
    text = "\x1f".join(
        [field if field.__class__ is str else "" if field is None else str(field) for field in (previous, *fields)]
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=4)
def text_sum(text: str) -> str:
    """SHA-256 of what an entry keeps of a row; empty for nothing. An entry asks for it twice: for its own field and for the chain."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""


def entry_hash(previous: str, *fields: object) -> str:
    """The hash of an entry from its fields with before and after as texts: the chain is over their sums, so that a purge may empty them."""
    *place, before, after = fields
    return chain_hash(previous, *place, text_sum(str(before)), text_sum(str(after)), "")


def changed_fields(mine: str, other: str) -> str:
    """The fields of row `mine` (JSON) that differ from row `other`, as JSON."""
    left, right = json.loads(mine), json.loads(other)
    return json.dumps({k: v for k, v in left.items() if v != right.get(k)}, ensure_ascii=False, separators=(",", ":"))


def tables(connection: Connection) -> tuple[str, ...]:
    """Every table of ours, in order of name."""
    rows = connection.execute(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
    ).fetchall()
    return tuple(sorted(name for (name,) in rows if name not in FOREIGN))


def _row_json(connection: Connection, table: str, alias: str) -> str:
    columns = [row[1] for row in connection.execute(f"pragma table_info([{table}])")]
    pairs = ", ".join(f"'{column}', {alias}.{column}" for column in columns)
    return f"json_object({pairs})"


def _log(table: str, verb: str, alias: str, before: str, after: str, refusal: str = "") -> str:
    """Each row writes its entry itself; in bulk work it hands it over, and `log_entries` writes those of many rows in one pass."""
    return f"""
        create trigger {table}_{verb} after {verb} on {_quoted(table)} begin {refusal}
        select log_later('{table}', {alias}.id, '{verb}', {before}, {after}) where log_waits();
        insert into change_log (seq, action_id, table_name, row_id, verb, before, after, before_sum, after_sum, hash)
        select head.seq + 1, ledger_action(), '{table}', {alias}.id, '{verb}', entry.before, entry.after,
               text_sum(entry.before), text_sum(entry.after),
               entry_hash(head.hash, head.seq + 1, ledger_action(), '{table}', {alias}.id, '{verb}', entry.before, entry.after)
          from (select seq, hash from change_log order by seq desc limit 1) as head,
               (select {before} as before, {after} as after where not log_waits()) as entry;
        end"""


def _unless_purging(table: str) -> str:
    return f"select raise(abort, 'append only: {table}') where not ledger_purging();"


def _refusal(table: str, verb: str) -> str:
    return f"create trigger {table}_{verb} before {verb} on {_quoted(table)} begin select raise(abort, 'append only: {table}'); end"


def _change_log_triggers() -> dict[str, str]:
    return {
        "change_log_insert": """create trigger change_log_insert before insert on change_log
            when new.seq <> (select coalesce(max(seq), -1) + 1 from change_log) or (new.seq > 0 and new.action_id <= 0)
            begin select raise(abort, 'change log: writing needs an action'); end""",
        "change_log_update": """create trigger change_log_update before update on change_log
            when not (ledger_purging() and new.before in (old.before, '') and new.after in (old.after, '')
                      and (new.seq, new.action_id, new.table_name, new.row_id, new.verb, new.before_sum, new.after_sum,
                           new.former_hash, new.hash)
                        = (old.seq, old.action_id, old.table_name, old.row_id, old.verb, old.before_sum, old.after_sum,
                           old.former_hash, old.hash))
            begin select raise(abort, 'append only: change_log'); end""",
        "change_log_delete": _refusal("change_log", "delete"),
    }


def wanted(connection: Connection, table: str) -> dict[str, str]:
    """The three triggers of a table, by name."""
    if table == "change_log":
        return _change_log_triggers()
    new, old = _row_json(connection, table, "new"), _row_json(connection, table, "old")
    found = {f"{table}_insert": _log(table, "insert", "new", "''", new)}
    refusal = _unless_purging(table) if table in APPEND_ONLY else ""
    before, after = f"changed_fields({old}, {new})", f"changed_fields({new}, {old})"
    found[f"{table}_update"] = _log(table, "update", "new", before, after, refusal)
    if table in VOLATILE:
        found[f"{table}_delete"] = _log(table, "delete", "old", old, "''")
    else:
        found[f"{table}_delete"] = _refusal(table, "delete")
    return found


def missing(connection: Connection) -> tuple[str, ...]:
    """Names of triggers that are absent or differ from what the schema wants; empty when every table has its three."""
    return tuple(_due(connection))


def rebuild(connection: Connection) -> None:
    """Put every table's three triggers in place, inside the caller's transaction; those that stand as wanted are left."""
    for name, sql in _due(connection).items():
        connection.execute(f"drop trigger if exists {name}")
        connection.execute(sql)


def _due(connection: Connection) -> dict[str, str]:
    present = dict(connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall())
    due: dict[str, str] = {}
    for table in tables(connection):
        due |= {
            name: sql for name, sql in wanted(connection, table).items() if _flat(present.get(name, "")) != _flat(sql)
        }
    return due


def _flat(sql: str) -> str:
    return " ".join(sql.split()).lower()  # SQLite keeps the text but writes CREATE TRIGGER in capitals
