"""Step 21: periods that were closed, each with its figures and rows as they were counted then (registers.md §9, R5)."""

STATEMENTS = (
    """
    create table freeze (
        id integer primary key,
        number text not null unique check (number <> ''),
        as_of text not null check (as_of glob '????-??-??'),
        name text not null check (name <> ''),
        basis text not null check (basis <> ''),
        round_id integer references round (id),
        frozen_at text not null check (frozen_at <> ''),
        digest text not null check (length(digest) = 64),
        figures text not null check (json_valid(figures)),
        remark text not null default '',
        classification text not null default '',
        own text not null default '{}' check (json_valid(own)),
        removed_in integer references action (id)
    ) strict
    """,
)
