"""Step 16: what was decided of findings of a unit that say the same (page 26, S5)."""

STATEMENTS = (
    """
    create table recurrence (
        id integer primary key,
        number text not null unique check (number <> ''),
        on_ text not null check (on_ glob '????-??-??'),
        first_id integer not null references finding (id),
        again_id integer not null references finding (id),
        answer text not null check (answer in ('recurring', 'similar', 'twice')),
        note text not null default '',
        round_id integer references round (id),
        remark text not null default '',
        classification text not null default '',
        own text not null default '{}' check (json_valid(own)),
        removed_in integer references action (id)
    ) strict
    """,
    "create index recurrence_first on recurrence (first_id)",
    "create index recurrence_again on recurrence (again_id)",
)
