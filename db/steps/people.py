"""Step 1: actions, the change log, users, settings and the office's own data."""

STATEMENTS = (
    """
    create table action (
        id integer primary key,
        recorded_at text not null check (recorded_at glob '????-??-??T??:??:??*'),
        user_name text not null,
        kind text not null,
        title text not null,
        reason text not null default '',
        undoes integer references action (id),
        overridden integer not null default 0 check (overridden in (0, 1))
    ) strict
    """,
    "create index action_undoes on action (undoes) where undoes is not null",
    """
    create table change_log (
        seq integer primary key,
        action_id integer not null check (action_id >= 0),
        table_name text not null,
        row_id integer not null,
        verb text not null check (verb in ('genesis', 'insert', 'update', 'delete')),
        before text not null default '',
        after text not null default '',
        hash text not null
    ) strict
    """,
    "create index change_log_row on change_log (table_name, row_id)",
    "create index change_log_action on change_log (action_id)",
    """
    create table setting (
        id integer primary key,
        name text not null unique,
        value text not null default ''
    ) strict
    """,
    """
    create table counter (
        id integer primary key,
        name text not null unique,
        last integer not null default 0 check (last >= 0)
    ) strict
    """,
    """
    create table user (
        id integer primary key,
        name text not null,
        may_enter integer not null default 0 check (may_enter in (0, 1)),
        may_review integer not null default 0 check (may_review in (0, 1)),
        may_manage integer not null default 0 check (may_manage in (0, 1)),
        may_audit integer not null default 0 check (may_audit in (0, 1)),
        slot text not null default '',
        active integer not null default 1 check (active in (0, 1)),
        removed_in integer references action (id)
    ) strict
    """,
    "create unique index user_name on user (name) where removed_in is null",
    """
    create table basis (
        id integer primary key,
        name text not null,
        version integer not null default 1,
        level text not null default 'finding' check (level in ('problem', 'finding', 'measure')),
        verified_only integer not null default 1 check (verified_only in (0, 1)),
        numerator text not null default '["done"]' check (json_valid(numerator)),
        exclude text not null default '[]' check (json_valid(exclude)),
        include_immediate integer not null default 1 check (include_immediate in (0, 1)),
        include_villages integer not null default 1 check (include_villages in (0, 1)),
        within_period integer not null default 0 check (within_period in (0, 1)),
        rounding text not null default 'half_up' check (rounding in ('half_up', 'truncate')),
        decimals integer not null default 1 check (decimals between 0 and 4),
        is_default integer not null default 0 check (is_default in (0, 1)),
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table deadline_rule (
        id integer primary key,
        round_id integer references round (id),
        event text not null,
        days integer not null check (days >= 0),
        unit text not null check (unit in ('day', 'workday', 'month')),
        warn_before text not null default '[20,10,3]' check (json_valid(warn_before)),
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table calendar_day (
        id integer primary key,
        day text not null check (day glob '????-??-??'),
        kind text not null check (kind in ('holiday', 'workday')),
        name text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table category (
        id integer primary key,
        scheme text not null,
        level1 text not null,
        level2 text not null default '',
        level3 text not null default '',
        short text not null default '',
        sort integer not null default 0,
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table phrase (
        id integer primary key,
        kind text not null,
        text text not null,
        sort integer not null default 0,
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table saved_view (
        id integer primary key,
        user_name text not null default '',
        name text not null,
        definition text not null check (json_valid(definition)),
        sort integer not null default 0,
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table draft (
        id integer primary key,
        user_name text not null,
        place text not null,
        content text not null default '',
        unique (user_name, place)
    ) strict
    """,
)
