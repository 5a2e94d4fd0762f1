"""B2: the demonstration's office is entered as its data tell it: settings, people, days, units with their former names, rounds."""

from __future__ import annotations

from types import SimpleNamespace

from db.queries import coverage as coverage_queries
from db.queries import rounds, units
from db.queries.settings import setting
from desktop.operations.change import change
from desktop.operations.demonstration.county import _ROLES, _date_terms
from desktop.operations.papers import numbers
from desktop.operations.rounds import insert_round
from desktop.rules.permissions import Action
from tests.builders import EVERYONE


def table(story, words):
    return list(story.ledger.reader.tuples(words))


def test_the_office_is_that_of_the_data(story):
    county = story.told.county
    said = {"county": county["county"], "office_short": county["office"]["short"], "phone": county["office"]["phone"]}

    assert {name: setting(story.ledger.reader, name) for name in said} == said
    assert (setting(story.ledger.reader, "demo"), setting(story.ledger.reader, "demo_today")) == ("1", story.told.today)


def test_the_report_on_a_round_is_numbered_in_a_series_of_its_own(story):
    [first] = numbers.next_numbers(story.ledger.reader, "rectification_summary_report", 2026, 1)

    assert first.text == "云巡汇〔2026〕1号"


def test_each_person_has_the_rights_of_the_role(story):
    users = table(story, "select name, may_enter, may_review, may_manage, may_audit from user")
    told = {name: rest for name, *rest in users if name in _ROLES}

    assert told == {name: [int(right in roles) for right in "ERMA"] for name, roles in _ROLES.items()}


def test_holidays_and_moved_working_days_are_those_of_the_year(story):
    calendar = story.told.county["calendar"]
    days = dict.fromkeys(calendar["holidays_2026"], "holiday") | dict.fromkeys(
        calendar["moved_workdays_2026"], "workday"
    )

    assert rounds.calendar_days(story.ledger.reader) == days


def test_every_unit_says_what_its_data_say_and_keeps_its_former_names(story):
    leaders = {one["id"]: one["name"] for one in story.told.county["county_leaders"]}
    rows = {row.id: row for row in units.units(story.ledger.reader, story.told.today)}
    assert set(rows) == set(story.units.values())
    for unit in story.told.county["units"]:
        row, chief = rows[story.units[unit["id"]]], unit["leader"] or {}
        dated = [one["name"] for one in unit["names"] if one["from"] <= story.told.today <= (one["to"] or "9")]
        assert row.name == (dated or [unit["name"]])[-1]
        same = ("organ", "short", "kind", "party_form")
        assert [getattr(row, name) for name in same] == [unit[name] for name in same]
        above = next(
            (one["short"] for one in story.told.county["units"] if one["id"] == unit["superior"]),
            unit["superior"] or "",
        )
        assert row.superior == above
        empty = ("department_in_charge", "discipline_team", "contact", "phone")
        assert [getattr(row, name) for name in empty] == [unit[name] or "" for name in empty]
        assert (row.leader, row.leader_title) == (chief.get("name") or "", chief.get("title") or "")
        assert row.supervising_leader == leaders.get(unit["county_leader"], "")
    former = {
        (story.units[unit["id"]], name["name"], name["from"], name["to"])
        for unit in story.told.county["units"]
        for name in unit["names"]
        if name["name"] != unit["name"]
    }
    assert former and former <= set(map(tuple, table(story, "select unit_id, name, from_on, to_on from unit_name")))


def test_every_round_has_its_dates_and_its_teams_with_their_units(story):
    names = (
        "mobilised_on",
        "leading_group_on",
        "secretary_meeting_on",
        "feedback_on",
        "months",
        "reminder_on",
        "ends_on",
        "state",
    )
    for one in story.told.rounds():
        held = story.rounds[one["number"]]
        [row] = table(
            story, f"select {', '.join(names)}, code, plan_due_on, review_due_on from round where id = {held}"
        )
        assert list(row) == [*(one[name] for name in names), one["number"], one["plan_due"], one["review_due"]]
        placed = dict(
            table(
                story,
                f"""select ru.unit_id, t.name from round_unit ru
                      left join team t on t.round_id = ru.round_id and exists (select 1 from record_unit l
                           where l.register = 'team' and l.record_id = t.id and l.unit_id = ru.unit_id)
                     where ru.round_id = {held}""",
            )
        )
        expected = {story.units[unit]: team["name"] for team in one["teams"] for unit in team["units"]}
        assert {unit: placed[unit] for unit in expected} == expected
        assert set(placed) >= {story.units[unit] for unit in one["units"]}


def test_the_pool_is_that_of_the_data_and_served_as_often(story):
    """M15: everybody with the units to keep away from; rounds served are those of the teams."""
    from desktop.operations.coverage import load
    from desktop.operations.served import served

    people = {one["name"]: one for one in story.told.county["people"]}
    found = {one.record.fields["name"]: one for one in served(story.ledger.newest, story.told.today)}
    assert set(found) == set(people)
    assert {name: len(one.rounds) for name, one in found.items()} == {
        name: len(one["served_rounds"]) for name, one in people.items()
    }
    assert {name for name, one in found.items() if one.record.state == "in"} == {
        name for name, one in people.items() if one["status"] == "在库"
    }
    avoided = sum(len(one["avoidance"]) for one in people.values())
    assert table(story, "select count(*) from avoidance") == [(avoided,)]
    burden = load(story.ledger.newest, story.told.today)
    assert (burden.units, burden.inspectors, str(burden.value("truncate")), str(burden.value("half_up"))) == (
        349,
        18,
        "19.3",
        "19.4",
    )


def test_the_term_is_covered_as_the_data_say(story):
    """M15"""
    from desktop.operations.coverage import coverage, term_of

    reader, today = story.ledger.newest, story.told.today
    told = coverage(reader, today, term=term_of(reader, today, "15"))
    inspected = {unit for one in story.told.rounds() if one["number"].startswith("15-") for unit in one["units"]}
    assert (told.whole.due, told.whole.done) == (349, len(inspected))
    assert sum(count for *_name, count in told.first_covered) == told.whole.done


def test_a_term_that_runs_still_ends_five_years_after_its_first_day(ledger):
    county = {
        "terms": [
            {"term": "十四届", "from": "2016-09-01", "to": "2021-08-30"},
            {"term": "十五届", "from": "2021-09-01", "to": None},
        ]
    }
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "植入") as changes:
        for name in ("十四届县委第一轮（常规）", "十五届县委第一轮（常规）"):
            insert_round(changes, name, {})
        _date_terms(changes, SimpleNamespace(county=county))
    days = [(one.from_on, one.to_on) for one in coverage_queries.terms(ledger.reader)]
    assert sorted(days) == [("2016-09-01", "2021-08-30"), ("2021-09-01", "2026-08-31")]
