"""What the ledger knows of a new record where nothing was given: by book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from db.queries import book_facts, facts, history
from db.queries import rounds as round_queries
from db.reader import Reader
from desktop.rules.deadlines import (
    DEFAULT_RULES,
    PLAN,
    PROGRESS_REPORT,
    DeadlineRule,
    WorkCalendar,
    due_by,
    rules_in_force,
)

Fill = Callable[[Reader, dict[str, Any], str], dict[str, Any]]
_RULE_OF = {"plan": PLAN, "report": PROGRESS_REPORT, "leader_report": PROGRESS_REPORT}
"""By which rule of the round each kind of paper that units hand in is due."""


def _extension(reader: Reader, values: dict[str, Any], today: str) -> dict[str, Any]:
    """The due date in force, and that it was applied for here."""
    first_due = facts.lanes(reader, values["finding"], today).due_on if values.get("finding") else None
    return {"source": "window", "applied_by": ""} | values | {"first_due": first_due}


def _submission(reader: Reader, values: dict[str, Any], _today: str) -> dict[str, Any]:
    """Which version of its kind it is, and by when it was due."""
    if not values.get("unit") or not values.get("round"):
        return values
    if values.get("version") is None:
        same = {"unit_id": values["unit"], "round_id": values["round"], "kind": values.get("kind")}
        values["version"] = book_facts.count_of(reader, "submission", same) + 1
    if not values.get("due_on"):
        values["due_on"] = report_due(reader, values["round"], values["unit"], str(values.get("kind") or ""))
    return values


def report_due(reader: Reader, round_id: int, unit: int, kind: str) -> str | None:
    """By when a unit hands in a kind of paper: the round's own date of plans, else by its rules from the feedback; None where neither says."""
    own: Mapping[str, Any] = history.fields_of(reader, "round", round_id)
    feedback, calendar = facts.feedback_on(reader, round_id, unit), round_queries.calendar_days(reader)
    return due_of(kind, feedback, own.get("plan_due_on"), report_rule(reader, round_id, kind), WorkCalendar(calendar))


def report_rule(reader: Reader, round_id: int, kind: str) -> DeadlineRule | None:
    """By which rule of the round a kind of paper is due; None where none says."""
    event = _RULE_OF.get(kind)
    if event is None:
        return None
    return rules_in_force(round_queries.deadline_rules(reader, round_id).values()).get(event, DEFAULT_RULES[event])


def due_of(
    kind: str, feedback: str | None, plan_due: str | None, rule: DeadlineRule | None, calendar: WorkCalendar
) -> str | None:
    """The same from what was read already, for many units at once."""
    if _RULE_OF.get(kind) == PLAN and plan_due:
        return plan_due
    return due_by(rule, feedback, calendar).on if rule is not None and feedback else None


def _opinion(reader: Reader, values: dict[str, Any], _today: str) -> dict[str, Any]:
    """Unit and round of the submission that it is about."""
    if not values.get("submission"):
        return values
    about = history.fields_of(reader, "submission", int(values["submission"]))
    return {**values, "unit": about.get("unit_id"), "round": about.get("round_id")}


def _recommendation(reader: Reader, values: dict[str, Any], _today: str) -> dict[str, Any]:
    """Day, addressee and reply day of the letter that it is."""
    letter = history.fields_of(reader, "letter", int(values["letter"])) if values.get("letter") else {}
    said = {"issued_on": "issued_on", "unit": "unit_id", "reply_due": "reply_by", "round": "round_id", "title": "title"}
    return values | {
        name: letter[column] for name, column in said.items() if letter.get(column) and not values.get(name)
    }


def _team(_reader: Reader, values: dict[str, Any], _today: str) -> dict[str, Any]:
    """Of the own county where nothing else is said."""
    return {**values, "kind": values.get("kind") or "own"}


FILLS: dict[str, Fill] = {
    "team": _team,
    "extension": _extension,
    "submission": _submission,
    "opinion": _opinion,
    "recommendation": _recommendation,
}
