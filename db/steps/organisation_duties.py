"""The supervision list of the organisation department: its own numbers over findings marked 涉组涉干 (registers.md §3, M17)."""

STATEMENTS = (
    """
    create table organisation_duty (
        id integer primary key,
        number text not null unique check (number <> ''),
        finding_id integer not null references finding (id),
        round_id integer not null references round (id),
        desk text not null default '',
        person text not null default '',
        due_on text check (due_on glob '????-??-??'),
        progress text not null default '',
        remark text not null default '',
        classification text not null default '',
        own text not null default '{}' check (json_valid(own)),
        removed_in integer references action (id)
    ) strict
    """,
    "create index organisation_duty_finding on organisation_duty (finding_id)",
)
