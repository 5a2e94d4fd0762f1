"""Step 1: terms, rounds, teams, units with their dated names, people and order."""

STATEMENTS = (
    """
    create table term (
        id integer primary key,
        number integer not null,
        name text not null,
        from_on text check (from_on glob '????-??-??'),
        to_on text check (to_on glob '????-??-??'),
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table round (
        id integer primary key,
        term_id integer references term (id),
        code text not null,
        number integer not null default 0,
        name text not null,
        kind text not null default '常规',
        scheme text not null default '四个聚焦',
        mobilised_on text check (mobilised_on glob '????-??-??'),
        on_site_from text check (on_site_from glob '????-??-??'),
        on_site_to text check (on_site_to glob '????-??-??'),
        leading_group_on text check (leading_group_on glob '????-??-??'),
        secretary_meeting_on text check (secretary_meeting_on glob '????-??-??'),
        feedback_on text check (feedback_on glob '????-??-??'),
        months integer not null default 6 check (months between 0 and 60),
        plan_due_on text check (plan_due_on glob '????-??-??'),
        reminder_on text check (reminder_on glob '????-??-??'),
        ends_on text check (ends_on glob '????-??-??'),
        review_due_on text check (review_due_on glob '????-??-??'),
        state text not null default '',
        opening_closed integer not null default 0 check (opening_closed in (0, 1)),
        removed_in integer references action (id)
    ) strict
    """,
    "create unique index round_code on round (code) where removed_in is null",
    "create unique index round_name on round (name) where removed_in is null",
    """
    create table team (
        id integer primary key,
        round_id integer not null references round (id),
        name text not null,
        leader text not null default '',
        deputies text not null default '',
        liaison text not null default '',
        members text not null default '',
        authorisation text not null default '',
        home text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table unit (
        id integer primary key,
        organ text not null default '',
        short text not null default '',
        party_short text not null default '',
        kind text not null default '',
        party_form text not null default '',
        superior text not null default '',
        supervising_leader text not null default '',
        department_in_charge text not null default '',
        discipline_team text not null default '',
        leader text not null default '',
        leader_title text not null default '',
        contact text not null default '',
        phone text not null default '',
        sort integer not null default 0,
        note text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table unit_name (
        id integer primary key,
        unit_id integer not null references unit (id),
        name text not null,
        from_on text check (from_on glob '????-??-??'),
        to_on text check (to_on glob '????-??-??'),
        paper text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
    "create index unit_name_unit on unit_name (unit_id)",
    """
    create table unit_alias (
        id integer primary key,
        unit_id integer not null references unit (id),
        alias text not null,
        removed_in integer references action (id)
    ) strict
    """,
    "create index unit_alias_unit on unit_alias (unit_id)",
    """
    create table round_unit (
        id integer primary key,
        round_id integer not null references round (id),
        unit_id integer not null references unit (id),
        team_id integer references team (id),
        feedback_on text check (feedback_on glob '????-??-??'),
        removed_in integer references action (id)
    ) strict
    """,
    "create unique index round_unit_pair on round_unit (round_id, unit_id) where removed_in is null",
)
