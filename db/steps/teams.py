"""Step 14: inspectors with what keeps them away, teams as records, classes of units, contact points, briefings, lectures; the units that records name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.steps import chain

if TYPE_CHECKING:
    from sqlite_utils import Database

_HEAD = """
        id integer primary key,
        number text not null unique check (number <> ''),"""
_TAIL = """
        remark text not null default '',
        classification text not null default '',
        own text not null default '{}' check (json_valid(own)),
        removed_in integer references action (id)
    ) strict
"""


def _day(name: str, *, needed: bool = False) -> str:
    return f"{name} text {'not null ' if needed else ''}check ({name} glob '????-??-??')"


def _words(*names: str) -> str:
    return "\n".join(f"        {name} text not null default ''," for name in names)


STATEMENTS = (
    """
    create table record_unit (
        id integer primary key,
        register text not null,
        record_id integer not null,
        field text not null,
        unit_id integer not null references unit (id),
        place integer not null default 0,
        action_id integer not null references action (id),
        removed_in integer references action (id)
    ) strict
    """,
    "create index record_unit_record on record_unit (register, record_id)",
    "create index record_unit_unit on record_unit (unit_id)",
    f"""
    create table inspector ({_HEAD}
        {_day("entered_on")},
        name text not null check (name <> ''),
{_words("sex", "born_on", "organ", "post", "rank", "political", "education", "specialty", "career", "strengths", "pool", "appraisal")}
        {_TAIL}""",
    "create index inspector_name on inspector (name)",
    f"""
    create table avoidance ({_HEAD}
        person text not null check (person <> ''),
        unit_id integer not null references unit (id),
        kind text not null default '',
        {_day("from_on")},
        {_day("to_on")},
        reason text not null default '',{_TAIL}""",
    "create index avoidance_person on avoidance (person)",
    f"""
    create table unit_class ({_HEAD}
        unit_id integer not null references unit (id),
        year integer not null,
        class text not null check (class <> ''),
        mode text not null default '',
        basis text not null default '',
        {_day("decided_on")},
        decided_by text not null default '',
        {_day("township_on")},
        {_day("office_on")},
        {_day("departments_on")},
        {_day("group_on")},
        {_day("approved_on")},{_TAIL}""",
    "create index unit_class_unit on unit_class (unit_id, year)",
    f"""
    create table contact_point ({_HEAD}
        unit_id integer not null references unit (id),
{_words("liaison", "informants", "phone")}
        {_TAIL}""",
    f"""
    create table briefing ({_HEAD}
        {_day("held_on", needed=True)},
        round_id integer not null references round (id),
        unit_id integer references unit (id),
        source text not null check (source <> ''),
{_words("form", "summary", "secrecy")}
        {_TAIL}""",
    f"""
    create table lecture ({_HEAD}
        {_day("held_on", needed=True)},
        round_id integer references round (id),
        unit_id integer references unit (id),
        place text not null default '',
        speaker text not null default '',
        sessions integer,
        people integer,{_TAIL}""",
    "alter table round add column batch text not null default ''",
    "alter table round add column parent_round_id integer references round (id)",
    "alter table round add column special_topic text not null default ''",
    "alter table team add column number text not null default ''",
    "alter table team add column entered_on text check (entered_on glob '????-??-??')",
    "alter table team add column left_on text check (left_on glob '????-??-??')",
    "alter table team add column party_branch_secretary text not null default ''",
    "alter table team add column kind text not null default ''",
    "alter table team add column second_leader text not null default ''",
    "alter table team add column second_liaison text not null default ''",
    "alter table team add column remark text not null default ''",
    "alter table team add column classification text not null default ''",
    "alter table team add column own text not null default '{}' check (json_valid(own))",
)


def apply(db: Database) -> None:
    """Make the tables; teams that were entered before are numbered, stand as final and keep their units."""
    connection: Any = db.conn
    for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        connection.execute(f'drop trigger "{name}"')  # opening makes them anew
    for statement in STATEMENTS:
        db.execute(statement)
    teams = connection.execute(
        """select team.id, substr(action.recorded_at, 1, 10), action.recorded_at, coalesce(round.on_site_from, round.feedback_on)
             from team join round on round.id = team.round_id
             join change_log as log on log.table_name = 'team' and log.row_id = team.id and log.verb = 'insert'
             join action on action.id = log.action_id order by team.id"""
    ).fetchall()
    if teams:
        for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            connection.execute(f'drop trigger "{name}"')  # opening makes them anew
        action = chain.begin(connection, "巡察组登记成册")
        for team, entered_on, moment, began_on in teams:
            _into_the_book(connection, action, team, entered_on, moment, min(began_on or entered_on, entered_on))
        for year in sorted({entered_on[:4] for _team, entered_on, *_rest in teams}):
            chain.insert(connection, action, "counter", {"name": f"record team {year}", "last": len(teams)})
    db.execute("create unique index team_number on team (number) where number <> ''")


def _into_the_book(connection: Any, action: int, team: int, entered_on: str, moment: str, since: str) -> None:
    number = connection.execute("select count(*) + 1 from team where number <> ''").fetchone()[0]
    chain.update(connection, action, "team", team, {"number": f"编组〔{entered_on[:4]}〕{number}号"})
    said = {"register": "team", "record_id": team}
    step = {"step": "add", "state": "final", "effective_on": since, "recorded_at": moment, "known_on": entered_on}
    chain.insert(connection, action, "record_event", {**said, **step, "action_id": action})
    units = connection.execute(
        "select unit_id from round_unit where team_id = ? and removed_in is null order by id", (team,)
    ).fetchall()
    for place, (unit,) in enumerate(units):
        row = {**said, "field": "units", "unit_id": unit, "place": place, "action_id": action}
        chain.insert(connection, action, "record_unit", row)
