"""The demonstration's pool, and the teams of its rounds: leaders as the data name them, members those of the pool who served in the round."""

from __future__ import annotations

from typing import Any

from db.store import Ledger
from desktop.ledgers import books
from desktop.operations.change import Changes, change
from desktop.operations.demonstration.extract import Extract
from desktop.operations.records import verbs
from desktop.operations.records.verbs import Draft
from desktop.rules.permissions import Action, Actor

Data = dict[str, Any]
_POOLS = {"巡察干部": "regular", "人才库": "special"}
_KINDS = {"任职回避": "任职", "公务回避": "亲属"}


def enter_people(
    ledger: Ledger, actor: Actor, told: Extract, unit_ids: dict[str, int], round_ids: dict[str, int]
) -> None:
    """The pool and the teams of every round, as one action, on the demonstration's own day: the pool tells of days up to it."""
    title = "演示：登记人才库和历轮巡察组"
    with change(ledger, actor.as_program(), Action.BUILD_DEMONSTRATION, title) as changes:
        _enter_pool(ledger, actor, changes, told.county, unit_ids)
        for one in told.rounds():
            _enter_teams(ledger, actor, changes, told.county, one, round_ids[one["number"]], unit_ids)


def _enter_pool(ledger: Ledger, actor: Actor, changes: Changes, county: Data, unit_ids: dict[str, int]) -> None:
    """Everybody of the pool, with what each keeps away from; who was adjusted is so since the day of entry."""
    pool, avoidances = books.as_declared("inspector"), books.as_declared("avoidance")
    adjust = pool.step("adjust")
    assert adjust is not None
    for one in county["people"]:
        made = verbs.insert(ledger, changes, pool, Draft(_person(one)))
        if one["status"] == "调整":
            verbs.move(ledger, actor, changes, pool, made.id, adjust, {}, on=one["joined"])
        for kept in one["avoidance"]:
            said = {
                "person": one["name"], "unit": unit_ids[kept["unit"]], "kind": _KINDS[kept["kind"]], "reason": kept["why"],
                "from_on": f"{kept['from']}-01-01" if kept.get("from") else None,
                "to_on": f"{kept['to']}-12-31" if kept.get("to") else None,
            }  # fmt: skip
            verbs.insert(ledger, changes, avoidances, Draft(said))


def _enter_teams(
    ledger: Ledger, actor: Actor, changes: Changes, county: Data, one: Data, round_id: int, unit_ids: dict[str, int]
) -> None:
    """The teams of a round, final; those of the pool who served in it are members, in turn."""
    register = books.as_declared("team")
    final = register.step("final")
    assert final is not None
    served = [person["name"] for person in county["people"] if one["number"] in person["served_rounds"]]
    count, today = len(one["teams"]), ledger.today()
    for place, team in enumerate(one["teams"]):
        home = "" if team["home"] == "本县" else team["home"]
        said = {
            "round": round_id, "name": team["name"], "leader": team["leader"], "deputies": "、".join(team["deputies"]),
            "liaison": team["liaison"], "members": "、".join(served[place::count]), "authorised_by": team["authorisation"],
            "kind": "cross" if home else "own", "home": home, "units": tuple(unit_ids[unit] for unit in team["units"]),
            "entered_on": one["on_site"][0], "left_on": one["on_site"][1],
        }  # fmt: skip
        made = verbs.insert(ledger, changes, register, Draft(said))
        verbs.move(ledger, actor, changes, register, made.id, final, {}, on=min(one["on_site"][0], today))


def _person(one: Data) -> dict[str, Any]:
    return {
        "entered_on": one["joined"], "name": one["name"], "sex": one["sex"], "born_on": one["born"], "organ": one["unit"], "post": one["post"],
        "political": one["political"], "education": one["education"], "specialty": one["field"], "career": one["resume"],
        "strengths": "、".join(one["strengths"]), "pool": _POOLS[one["kind"]], "appraisal": one["appraisal"],
    }  # fmt: skip
