"""Step 16: what was decided of findings of a unit that say the same (page 26, S5), and what is followed on in a later round (M4)."""

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
    """
    create table carry_over (
        id integer primary key,
        number text not null unique check (number <> ''),
        on_ text not null check (on_ glob '????-??-??'),
        finding_id integer not null references finding (id),
        to_round_id integer not null references round (id),
        new_owner_id integer references unit (id),
        supervisor text not null default '',
        reason text not null check (reason <> ''),
        remark text not null default '',
        classification text not null default '',
        own text not null default '{}' check (json_valid(own)),
        removed_in integer references action (id)
    ) strict
    """,
    "create index carry_over_finding on carry_over (finding_id)",
    "create index carry_over_to_round on carry_over (to_round_id)",
)
