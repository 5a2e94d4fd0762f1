"""Offices for the long checks: many units and findings entered in few actions, papers asked of them and issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from db.store import Ledger
from desktop.documents.recipes import recipe_of
from desktop.operations import rounds, units
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft, insert_finding
from desktop.operations.office import set_up
from desktop.operations.papers import issuing, making
from desktop.operations.papers.contracts import LEADER_POST
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.issuing import Made
from desktop.operations.papers.workshop import Workshop
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Action
from tests.builders import EVERYONE
from tests.causes import AS_OF, TODAY, Placed

LETTERS = ("supervision_letter", "unit_finding_list", "recommendation_letter", "talk_notice")
REPORT = "rectification_summary_report"
KINDS = (*LETTERS, REPORT)
REMINDERS = ("due_warning_letter", "reminder_letter", "reply_reminder_letter")


def open_office(ledger: Ledger, clock: Any) -> None:
    """The office's words for papers; the clock stands on the day of issue."""
    clock.set(f"{TODAY}T09:00:00")
    words = {
        "county": "青岩县",
        "office": "中共青岩县委巡察工作领导小组办公室",
        "leading_group": "中共青岩县委巡察工作领导小组",
        "contact": "林知远",
        "phone": "0000-6123456",
        "number_prefix": "青",
    }
    set_up(ledger, EVERYONE, words)


def add_round(ledger: Ledger, name: str = "十四届县委第六轮（常规）") -> int:
    """A round fed back in March whose period ended in September."""
    before = {
        "kind": "常规",
        "on_site_from": "2025-11-03",
        "on_site_to": "2025-12-26",
        "secretary_meeting_on": "2026-02-05",
    }
    fields = {**before, "feedback_on": "2026-03-10", "ends_on": "2026-09-10", "months": 6}
    round_id, _changes = rounds.add(ledger, EVERYONE, name, fields)
    return round_id


def add_units(
    ledger: Ledger, round_id: int, books: Sequence[tuple[UnitDraft, Sequence[Mapping[str, Any]]]]
) -> list[Placed]:
    """Units with their findings, overdue since September, as one action."""
    placed = []
    with change(ledger, EVERYONE, Action.IMPORT, f"登记 {len(books)} 个单位的问题") as changes:
        for draft, drafts in books:
            unit_id = units.put_unit(changes, draft, "青岩县")
            made = [insert_finding(changes, _draft(round_id, unit_id, fields)) for fields in drafts]
            placed.append(Placed(unit_id, draft.name, tuple(one[0] for one in made), tuple(one[1] for one in made)))
    return placed


def _draft(round_id: int, unit_id: int, fields: Mapping[str, Any]) -> FindingDraft:
    usual = {"first_due_on": "2026-09-10", "due_kind": "date", "responsible_leader": "周柏川", "category2": "资金管理"}
    return FindingDraft(round_id, unit_id, **{**usual, "category1": "落实党的路线方针政策情况", **fields})


def typed(kind: str) -> dict[str, Any]:
    """What a clerk types for a kind, as in the recipe's own example."""
    recipe = recipe_of(kind)
    sample = recipe.sample()
    return {item.name: _plain(sample[item.name]) for item in recipe.fields if item.typed and item.name in sample}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value


def ask(kind: str, round_id: int, *unit_ids: int, **given: Any) -> Request:
    """A request for papers of a kind with what the clerk typed."""
    recipe = recipe_of(kind)
    words = given if recipe.each else {**typed(kind), **given}
    as_of = date(2026, 9, 1) if recipe.rows.coming else AS_OF  # the findings are due on 10 September
    return Request(kind, TODAY, as_of, round_id, unit_ids, not unit_ids and recipe.each, words)


def issue(ledger: Ledger, workshop: Workshop, request: Request, folder: Path) -> list[Made]:
    """The papers of a request under their numbers, in the folder."""
    found = making.gather(ledger.writing(), request)
    return issuing.issue(ledger, EVERYONE, workshop, found, folder, waived=("领导", LEADER_POST))
