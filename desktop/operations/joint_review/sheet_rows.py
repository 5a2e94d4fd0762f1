"""What stands in an opinion sheet, as it was when it went out and as it is now: the unit's findings and what the party has said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.queries import return_books
from db.queries.known import rows_after
from db.queries.return_books import LATEST, Standing
from db.reader import Reader
from desktop.exchange.return_book.opinion_form import GRADE, OPINION, RETURNS
from desktop.ledgers.field import NO, YES
from desktop.ledgers.opinions import GRADES, STAGES
from desktop.operations.joint_review.sheet_numbers import Package

WHOLE = "整份材料"
"""The key of the row that is about the paper as a whole."""
Rows = dict[str, dict[str, Any]]


def standing(reader: Reader, round_id: int, as_of: str, action_id: int = LATEST) -> tuple[Standing, ...]:
    """The findings of a round as the ledger knew them once an action was done."""
    return return_books.standing_of_round(reader, round_id, as_of, action_id)


def opinions_after(reader: Reader, action_id: int = LATEST) -> list[Mapping[str, Any]]:
    """Every opinion as the ledger knew it once an action was done, in order of entry."""
    found = rows_after(reader, "opinion", action_id)
    return [found[row_id] for row_id in sorted(found)]


def rows_for(
    package: Package, unit_id: int, findings: Sequence[Standing], opinions: Sequence[Mapping[str, Any]]
) -> tuple[Rows, dict[str, int | None]]:
    """The rows by key, and the finding that each is about: the paper as a whole first, then the findings that are in the list."""
    mine = _said_by(package, opinions)
    rows: Rows = {WHOLE: {"category": None, "text": "（对整份材料的意见）", "progress": None, **_cells(mine.get(None))}}
    about: dict[str, int | None] = {WHOLE: None}
    for one in findings:
        if one.unit_id == unit_id and one.presence == "in":
            shown = {"category": one.category or None, "text": one.text, "progress": one.progress or None}
            rows[one.number] = {**shown, **_cells(mine.get(one.id))}
            about[one.number] = one.id
    return rows, about


def ids_by_finding(package: Package, opinions: Sequence[Mapping[str, Any]]) -> dict[int | None, int]:
    """Finding → the opinion of this party at this stage, where it has one."""
    return {finding: int(row["id"]) for finding, row in _said_by(package, opinions).items()}


def _said_by(package: Package, opinions: Sequence[Mapping[str, Any]]) -> dict[int | None, Mapping[str, Any]]:
    """The first opinion on each item: a second one is the clerk's own entry and is left alone."""
    stage = list(STAGES)[package.stage - 1]
    place = (package.submission, package.party, stage)
    found: dict[int | None, Mapping[str, Any]] = {}
    for row in opinions:
        if (row["submission_id"], row["party_id"], row["stage"]) == place:
            found.setdefault(row["finding_id"], row)
    return found


def _cells(opinion: Mapping[str, Any] | None) -> dict[str, str | None]:
    if opinion is None:
        return dict.fromkeys((OPINION, RETURNS, GRADE))
    return {
        OPINION: opinion["text"],
        RETURNS: YES if opinion["returns"] else NO,
        GRADE: GRADES.get(opinion["grade"] or ""),
    }
