"""Step 26: rounds on their way into the archive, each with its package, its handing over and its clearing (registers.md §9, S6)."""

STATEMENTS = (
    """
    create table archive (
        id integer primary key,
        number text not null unique check (number <> ''),
        checked_on text not null check (checked_on glob '????-??-??'),
        round_id integer not null references round (id),
        reasons text not null default '',
        package_file text not null default '',
        package_sha256 text not null default '',
        package_files integer,
        handed_on text,
        receiver text not null default '',
        remark text not null default '',
        classification text not null default '',
        own text not null default '{}' check (json_valid(own)),
        removed_in integer references action (id)
    ) strict
    """,
)
