"""The supervision list of the organisation department: the marked findings under their own numbers, and what left since the last issue (papers/20)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.queries import letters as letter_queries
from db.queries import organisation_duties as duty_queries
from db.queries.books import Record
from db.records import FindingRow
from desktop.operations.papers.dates import day
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Problem, grouped
from desktop.operations.papers.standing import LONG_TERM, standing_of
from desktop.rules.overdue import due_date

BOOK, DONE, HANDED_OVER = "organisation_duty", "销号", "已移交"


def listed(sheet: Sheet) -> list[tuple[Record, FindingRow]]:
    """The records of the round in order of their numbers, with the finding of each that is marked and in the list."""
    rows = {row.id: row for row in sheet.scope if row.on_organisation}
    found = sorted(sheet.occasion.records(BOOK), key=lambda one: one.id)
    return [(one, rows[one.stored["finding"]]) for one in found if one.stored["finding"] in rows]


def duties(sheet: Sheet) -> dict[str, Any]:
    """The list with its counts, and how many that are marked stand not in it."""
    pairs, shot = listed(sheet), sheet.shot
    problems = grouped([row for _duty, row in pairs])
    marked = tuple(row.id for row in sheet.scope if row.on_organisation)
    words: dict[str, Any] = {
        "涉组涉干数": shot.count("涉组涉干数", problems),
        "涉组涉干单位数": sheet.moment.figure("涉组涉干单位数", len({row.unit_id for _duty, row in pairs})),
        "涉组涉干销号": shot.count("涉组涉干销号", _closed(problems)),
        "监督清单": [_line(sheet, duty, row) for duty, row in pairs] or None,
        "科室汇总": _desks(sheet, pairs) or None,
    }
    if left := set(duty_queries.unnumbered(sheet.reader, marked)):
        words["未编入数"] = sheet.moment.count("未编入数", [row for row in sheet.scope if row.id in left])
    if len(problems) != len(pairs):
        words["涉组涉干具体表现数"] = sheet.moment.count("涉组涉干具体表现数", [row for _duty, row in pairs])
    return words


def removed(sheet: Sheet) -> Any:
    """减少: findings with a number that left the list since the last issue of this paper; nothing where there was none."""
    kind, until, place = sheet.recipe.kind, sheet.shot.as_of, sheet.request.place
    before = [
        one.issued_on or ""
        for one in letter_queries.letters(sheet.reader, kind=kind, round_id=sheet.occasion.round.id, until=until)
        if one.state == "issued" and (one.issued_on or "", one.id) < place
    ]
    if not before:
        return None
    numbered = {one.stored["finding"] for one in sheet.occasion.records(BOOK)}
    gone = [row for row in sheet.shot.every if row.id in numbered and not row.present and row.presence_on > max(before)]
    return sheet.moment.count_or_none("减少", gone)


def _line(sheet: Sheet, duty: Record, row: FindingRow) -> dict[str, Any]:
    return {
        "建账号": duty.number,
        "编号": row.number,
        "单位": row.unit_short or row.unit_name,
        "表现": row.text,
        "科室": duty.stored["desk"] or None,
        "责任人": duty.stored["person"] or None,
        "时限": day(duty.stored["due_on"] or due_date(row) or row.ends_on or sheet.occasion.round.ends_on),
        "进展": duty.stored["progress"] or None,
        "状态": _status(row, sheet.shot.as_of),
    }


def _status(row: FindingRow, as_of: str) -> str:
    if row.verdict == "done":
        return DONE
    if row.verdict == "transferred":
        return HANDED_OVER
    standing = standing_of(row, as_of)
    return "长期" if standing == LONG_TERM else standing


def _closed(problems: Sequence[Problem]) -> list[Problem]:
    return [one for one in problems if all(row.verdict == "done" for row in one.rows)]


def _desks(sheet: Sheet, pairs: Sequence[tuple[Record, FindingRow]]) -> list[dict[str, Any]]:
    """By desk in the order in which they first come; a problem counts at each desk that presses an item of it."""
    by_desk: dict[str, list[FindingRow]] = {}
    for duty, row in pairs:
        if duty.stored["desk"]:
            by_desk.setdefault(duty.stored["desk"], []).append(row)
    count, told = sheet.shot.count, []
    for desk, rows in by_desk.items():
        problems = grouped(rows)
        closed = _closed(problems)
        told.append({"名": desk, "数": count("科室督促数", problems), "销号": count("科室督促销号", closed)})
    return told


WORDS = {"减少": removed}
TOGETHER = (
    (
        (
            "涉组涉干数", "涉组涉干具体表现数", "涉组涉干单位数", "涉组涉干销号", "监督清单", "科室汇总", "未编入数",
        ),
        duties,
    ),
)  # fmt: skip
