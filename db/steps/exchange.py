"""Step 11: copies of a ledger that exchange packages: what was received, where its rows come from, what is in conflict, who sends.

A step of a record keeps its place in its day, so that the order is the same on every copy.
"""

STATEMENTS = (
    "alter table record_event add column place integer",
    # The nodes that a package brought: they are kept, so that the next package tells them on.
    """
    create table receipt (
        id integer primary key,
        sender text not null,
        sha256 text not null check (length(sha256) = 64),
        made_at text not null,
        nodes text not null check (json_valid(nodes)),
        action_id integer not null references action (id)
    ) strict
    """,
    """
    create table row_origin (
        id integer primary key,
        table_name text not null,
        row_id integer not null,
        uid text not null,
        author text not null,
        made_at text not null
    ) strict
    """,
    "create unique index row_origin_row on row_origin (table_name, row_id)",
    """
    create table merge_conflict (
        id integer primary key,
        table_name text not null,
        row_id integer not null,
        row_uid text not null,
        field text not null,
        said text not null check (json_valid(said)),
        removed_in integer references action (id)
    ) strict
    """,
    "create index merge_conflict_open on merge_conflict (removed_in) where removed_in is null",
    # One signing key for each PC that sends from this ledger, and the keys of others whose packages are taken.
    """
    create table signing_key (
        id integer primary key,
        machine text not null,
        secret text not null,
        public text not null
    ) strict
    """,
    """
    create table known_sender (
        id integer primary key,
        public text not null,
        name text not null,
        removed_in integer references action (id)
    ) strict
    """,
)
