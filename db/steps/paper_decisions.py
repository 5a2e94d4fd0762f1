"""Step 26: what was decided of a figure of an issued paper that was wrong already then (pages.md §23, D13)."""

STATEMENTS = (
    """
    create table paper_decision (
        id integer primary key,
        number text not null unique check (number <> ''),
        on_ text not null check (on_ glob '????-??-??'),
        letter_id integer references letter (id),
        unit_id integer references unit (id),
        figure text not null check (figure <> ''),
        mark text not null default '',
        quoted text not null default '',
        printed text not null check (printed <> ''),
        recomputed text not null check (recomputed <> ''),
        reason text not null check (reason <> ''),
        correction_id integer references letter (id),
        round_id integer references round (id),
        remark text not null default '',
        classification text not null default '',
        own text not null default '{}' check (json_valid(own)),
        removed_in integer references action (id)
    ) strict
    """,
    "create index paper_decision_letter on paper_decision (letter_id)",
)
