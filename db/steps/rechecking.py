"""Step 25: what was decided of a difference between working paper, list and feedback, and each run of that check (pages.md §20)."""

_COMMON = """
        remark text not null default '',
        classification text not null default '',
        own text not null default '{}' check (json_valid(own)),
        removed_in integer references action (id)
    ) strict
"""
STATEMENTS = (
    f"""
    create table recheck_answer (
        id integer primary key,
        number text not null unique check (number <> ''),
        on_ text not null check (on_ glob '????-??-??'),
        unit_id integer references unit (id),
        finding_id integer references finding (id),
        paper_id integer references working_paper (id),
        item_id integer references report_item (id),
        kind text not null check (kind <> ''),
        said text not null default '',
        reason text not null check (reason <> ''),
        round_id integer references round (id),
        {_COMMON}""",
    "create index recheck_answer_finding on recheck_answer (finding_id)",
    f"""
    create table recheck_run (
        id integer primary key,
        number text not null unique check (number <> ''),
        on_ text not null check (on_ glob '????-??-??'),
        round_id integer not null references round (id),
        papers integer not null,
        listed integer not null,
        written integer not null,
        unwritten integer not null,
        differences integer not null,
        open integer not null,
        told text not null default '',
        {_COMMON}""",
    "create index recheck_run_round on recheck_run (round_id)",
)
