"""Step 2: the chain over the sums of before and after, the log of logins, the register of purges.

Old entries are chained anew once, over their sums; the hash each had before stays beside it as `former_hash` and is part of the new
chain, so that every anchor of the old one can still be held against this log. The triggers are dropped: opening makes them anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.steps.chain import link, total

if TYPE_CHECKING:
    from sqlite_utils import Database

_BATCH = 5000

STATEMENTS = (
    "alter table change_log add column before_sum text not null default ''",
    "alter table change_log add column after_sum text not null default ''",
    "alter table change_log add column former_hash text not null default ''",
    """
    create table login_record (
        id integer primary key,
        at text not null,
        user_name text not null,
        kind text not null check (kind in ('entered', 'recovered', 'failed', 'failed_code', 'count_fell')),
        number integer not null default 0 check (number >= 0),
        action_id integer not null references action (id)
    ) strict
    """,
    "create index login_record_name on login_record (user_name, number)",
    """
    create table purge_record (
        id integer primary key,
        made_at text not null,
        what text not null,
        second_person text not null,
        reason text not null,
        entries text not null default '[]' check (json_valid(entries)),
        left_rows text not null default '{}' check (json_valid(left_rows)),
        action_id integer not null references action (id)
    ) strict
    """,
)


def carry_out(db: Database) -> None:
    """Add what is new and chain the old entries anew."""
    connection: Any = db.conn
    triggers = connection.execute("select name from sqlite_master where type = 'trigger'").fetchall()
    for (name,) in triggers:
        connection.execute(f'drop trigger "{name}"')
    for statement in STATEMENTS:
        connection.execute(statement)
    _chain_anew(connection)


def _chain_anew(connection: Any) -> None:
    previous, last = "", 0
    while True:
        rows = connection.execute(
            "select seq, action_id, table_name, row_id, verb, before, after, hash from change_log"
            " where seq > ? order by seq limit ?",
            (last, _BATCH),
        ).fetchall()
        if not rows:
            return
        changes = []
        for seq, action_id, table, row_id, verb, before, after, former in rows:
            sums = (total(before), total(after))
            previous = link(previous, seq, action_id, table, row_id, verb, *sums, former)
            changes.append((*sums, former, previous, seq))
            last = seq
        connection.executemany(
            "update change_log set before_sum = ?, after_sum = ?, former_hash = ?, hash = ? where seq = ?", changes
        )
