"""Step 15: follow-up and grades: draw, visit, check, survey, score_scheme, score_sheet."""

_HEAD = """
        id integer primary key,
        number text not null unique check (number <> ''),"""
_TAIL = """
        remark text not null default '',
        classification text not null default '',
        own text not null default '{}' check (json_valid(own)),
        removed_in integer references action (id)"""


def _day(name: str, *, needed: bool = False) -> str:
    return f"{name} text {'not null ' if needed else ''}check ({name} glob '????-??-??')"


def _words(*names: str) -> str:
    return "\n".join(f"        {name} text not null default ''," for name in names)


def _counts(*names: str) -> str:
    return "\n".join(f"        {name} integer check ({name} >= 0)," for name in names)


STATEMENTS = (
    f"""
    create table draw ({_HEAD}
        {_day("seed_date", needed=True)},
        round_id integer not null references round (id),
        purpose text not null check (purpose in ('follow_up', 'mid_term', 'look_back')),
        share text not null,
        {_day("as_of", needed=True)},
{_words("seed_digits_a", "spoken_by_a", "seed_digits_b", "spoken_by_b", "excluded_reason", "supervisor", "drawn_at", "checked_by")}
{_words("units", "former", "frame")}
        seed text not null check (seed <> ''),
{_counts("units_drawn", "units_of", "findings_drawn", "findings_of")}
        frame_sha256 text not null check (length(frame_sha256) = 64),
        result_sha256 text not null check (length(result_sha256) = 64),{_TAIL}
    ) strict
    """,
    "create index draw_round on draw (round_id)",
    f"""
    create table visit ({_HEAD}
        {_day("on_", needed=True)},
        unit_id integer not null references unit (id),
        draw_id integer references draw (id),
        round_id integer references round (id),
{_words("team", "people", "grade_reason")}
        {_day("from_")},
        {_day("to_")},
        {_day("deadline")},
{_counts("talks", "visits")}
        grade text not null default '' check (grade in ('', '好', '中', '差')),{_TAIL}
    ) strict
    """,
    f"""
    create table "check" ({_HEAD}
        {_day("on_", needed=True)},
        visit_id integer not null references visit (id),
        unit_id integer references unit (id),
        finding_id integer not null references finding (id),
        round_id integer references round (id),
{_words("claimed", "stood", "ways", "text", "new_problem")}
{_counts("people_asked")}
        found text not null check (found in ('true', 'partly', 'false')),{_TAIL}
    ) strict
    """,
    'create index check_finding on "check" (finding_id)',
    'create index check_visit on "check" (visit_id)',
    f"""
    create table survey ({_HEAD}
        {_day("on_", needed=True)},
        unit_id integer not null references unit (id),
        round_id integer references round (id),
        audience text not null default '',
{_counts("handed_out", "returned", "valid", "satisfied", "basically", "dissatisfied", "unknown")}
{_words("rate", "weights")}{_TAIL}
    ) strict
    """,
    f"""
    create table score_scheme ({_HEAD}
        name text not null check (name <> ''),
        version integer not null check (version > 0),
{_words("source", "items", "cut_offs", "consequences")}{_TAIL}
    ) strict
    """,
    f"""
    create table score_sheet ({_HEAD}
        {_day("on_", needed=True)},
        unit_id integer not null references unit (id),
        round_id integer not null references round (id),
        scheme_id integer not null references score_scheme (id),
{_words("group_", "values_", "computed", "total", "grade", "reason", "rate")}
        vetoed integer not null default 0,
        small integer not null default 0,
{_counts("findings_of")}
        remark text not null default '',
        classification text not null default '',
        own text not null default '{{}}' check (json_valid(own)),
        removed_in integer references action (id)
    ) strict
    """,
)
