"""The demonstration's office: users, units with dated names, rounds, teams, who sits where."""

from __future__ import annotations

from typing import Any

from db.queries import coverage
from db.store import Ledger
from desktop.operations import rounds, units
from desktop.operations.change import Changes, change
from desktop.operations.demonstration.extract import Extract
from desktop.operations.office import POSTS, put_setting
from desktop.operations.units import UnitDraft
from desktop.rules.deadlines import add_days, add_months
from desktop.rules.permissions import Action, Actor
from desktop.rules.round_names import read_round_name

YEARS_OF_TERM = 5
_NUMBERS = {"rectification_summary_report": "巡汇〔{年}〕{号}号"}
"""Kinds of papers that this office numbers in a series of their own."""
_ROLES = {"王敏": "ER", "李建国": "ER", "孟文静": "ER", "方向阳": "M", "姚思雨": "A"}


def enter_county(ledger: Ledger, actor: Actor, extract: Extract) -> tuple[dict[str, int], dict[str, int]]:
    """Enter office, units and rounds; returns their ids by the data's own ids and codes."""
    with change(ledger, actor.as_program(), Action.BUILD_DEMONSTRATION, "演示：登记办公室、单位和轮次") as changes:
        _enter_office(changes, extract)
        unit_ids = _enter_units(changes, extract)
        round_ids = _enter_rounds(changes, extract, unit_ids)
        _date_terms(changes, extract)
    return unit_ids, round_ids


def _enter_office(changes: Changes, extract: Extract) -> None:
    county = extract.county
    settings = {
        "county": county["county"],
        "office": "中共云岭县委巡察工作领导小组办公室",
        "office_short": county["office"]["short"],
        "leading_group": "中共云岭县委巡察工作领导小组",
        "contact": "王敏",
        "phone": county["office"]["phone"],
        "number_prefix": "云",
        POSTS: str(sum(1 for one in county["people"] if one["kind"] == "巡察干部")),
        "demo": "1",
        "demo_today": extract.today,
    }
    for name, value in settings.items():
        put_setting(changes, name, value)
    for kind, pattern in _NUMBERS.items():
        changes.writer.insert("number_series", {"kind": kind, "pattern": pattern, "year": int(extract.today[:4])})
    for name, roles in _ROLES.items():
        rights = {
            "may_enter": "E" in roles,
            "may_review": "R" in roles,
            "may_manage": "M" in roles,
            "may_audit": "A" in roles,
        }
        changes.writer.insert("user", {"name": name, **rights})
    for day in county["calendar"]["holidays_2026"]:
        changes.writer.insert("calendar_day", {"day": day, "kind": "holiday"})
    for day in county["calendar"]["moved_workdays_2026"]:
        changes.writer.insert("calendar_day", {"day": day, "kind": "workday"})


def _enter_units(changes: Changes, extract: Extract) -> dict[str, int]:
    leaders = {leader["id"]: leader for leader in extract.county["county_leaders"]}
    shorts = {unit["id"]: unit["short"] for unit in extract.county["units"]}
    found = {}
    for unit in extract.county["units"]:
        unit_id = units.put_unit(changes, _unit_draft(unit, leaders, shorts), extract.county["county"])
        found[unit["id"]] = unit_id
        _enter_names(changes, unit_id, unit)
    return found


def _unit_draft(unit: dict[str, Any], leaders: dict[str, Any], shorts: dict[str, str]) -> UnitDraft:
    leader = leaders.get(unit["county_leader"]) or {}
    return UnitDraft(
        name=unit["name"],
        aliases=[alias for alias in unit["aliases"] if alias != unit["name"]],
        organ=unit["organ"],
        short=unit["short"],
        kind=unit["kind"],
        party_form=unit["party_form"],
        superior=shorts.get(unit["superior"] or "", unit["superior"] or ""),
        supervising_leader=leader.get("name", ""),
        department_in_charge=unit["department_in_charge"] or "",
        discipline_team=unit["discipline_team"] or "",
        leader=(unit["leader"] or {}).get("name") or "",
        leader_title=(unit["leader"] or {}).get("title") or "",
        contact=unit["contact"] or "",
        phone=unit["phone"] or "",
        sort=unit["order"],
    )


def _enter_names(changes: Changes, unit_id: int, unit: dict[str, Any]) -> None:
    """Former names of a unit, each with its time."""
    for name in unit["names"]:
        if name["name"] != unit["name"]:
            changes.writer.insert(
                "unit_name", {"unit_id": unit_id, "name": name["name"], "from_on": name["from"], "to_on": name["to"]}
            )


def _enter_rounds(changes: Changes, extract: Extract, unit_ids: dict[str, int]) -> dict[str, int]:
    found = {}
    for one in extract.rounds():
        fields = {
            "code": one["number"],
            "kind": one["kind"],
            "scheme": one["scheme"],
            "mobilised_on": one["mobilised_on"],
            "on_site_from": one["on_site"][0],
            "on_site_to": one["on_site"][1],
            "leading_group_on": one["leading_group_on"],
            "secretary_meeting_on": one["secretary_meeting_on"],
            "feedback_on": one["feedback_on"],
            "months": one["months"],
            "plan_due_on": one["plan_due"],
            "reminder_on": one["reminder_on"],
            "ends_on": one["ends_on"],
            "review_due_on": one["review_due"],
            "state": one["state"],
        }
        round_id = found[one["number"]] = rounds.insert_round(changes, one["name"], fields)
        for unit in one["units"]:
            rounds.place_unit(changes, round_id, unit_ids[unit])
    return found


def _date_terms(changes: Changes, extract: Extract) -> None:
    """From when to when each term runs; one that runs still ends five years after its first day, as the party's rules have it."""
    known = {read_round_name(f"{one['term']}第一轮")[0]: one for one in extract.county["terms"]}
    for term in coverage.terms(changes.writer):
        if (one := known.get(term.number)) is not None:
            ends = one["to"] or add_days(add_months(one["from"], YEARS_OF_TERM * 12), -1)
            changes.writer.update("term", term.id, {"from_on": one["from"], "to_on": ends})
