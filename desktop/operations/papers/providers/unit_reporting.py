"""What the ledger has of a unit's problems for the outline of its report: where each stands, its measures, result and evidence (papers/23)."""

from __future__ import annotations

from typing import Any

from db.queries import findings as queries
from db.records import EventRow, FindingRow
from desktop.documents.figures import Figure
from desktop.operations.papers import dates
from desktop.operations.papers.providers.book_counts import count, those
from desktop.operations.papers.providers.overdue import as_phrase
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Problem
from desktop.rules.overdue import due_date, is_long_term

DONE, LONG_TERM, NOT_STARTED, UNDER_WAY = "完成", "长期坚持", "未启动", "推进"
COUNTED = {"报完成数": DONE, "报推进数": UNDER_WAY, "报未启动数": NOT_STARTED, "报长期数": LONG_TERM}
PARTY = "中共"
_CLOSED = ("done", "transferred")


def reported(sheet: Sheet) -> dict[str, Any]:
    """Every problem of the unit, in one of four states; the four counts add up to all of them."""
    problems = sheet.shot.counted(sheet.scope_problems)
    states = {one.numbers: _state(one) for one in problems}
    told = [_told(sheet, one, states[one.numbers]) for one in problems]
    words: dict[str, Any] = {
        "逐条整改": told,
        "逐条列出": len(told) == len(problems) > 0 or None,
        "整改台账": [_line(row, one) for row, one in zip(told, problems, strict=True)] or None,
    }
    for name, state in COUNTED.items():
        own = [one for one in problems if states[one.numbers] == state]
        words[name] = sheet.shot.count(name, own) if own else None
    measured = [row for one in problems for row in one.rows if row.measures_total]
    total = sum(row.measures_total for row in measured)
    numbers = tuple(row.number for row in measured)
    return {**words, "措施总数": sheet.moment.figure("措施总数", total, numbers) if total else None}


def _line(told: dict[str, Any], problem: Problem) -> dict[str, Any]:
    """A row of the annex: what the text tells of the problem, who answers for it and by when."""
    people = dict.fromkeys(row.responsible_leader or row.owner for row in problem.rows)
    days = sorted(filter(None, map(due_date, problem.rows)))
    return {
        **{name: told[name] for name in ("编号", "表现", "措施", "状态", "结果")},
        "责任人": "、".join(filter(None, people)) or None,
        "时限": dates.day(days[-1]) if days else None,
    }


def _state(problem: Problem) -> str:
    """As the unit has it: its own word, and what the office settled."""
    if all(row.claim == "done" or row.verdict in _CLOSED for row in problem.rows):
        return DONE
    if any(is_long_term(row) or row.claim == "long_term" for row in problem.rows):
        return LONG_TERM
    if all(row.claim == row.verdict == "not_started" for row in problem.rows):
        return NOT_STARTED
    return UNDER_WAY


def _told(sheet: Sheet, problem: Problem, state: str) -> dict[str, Any]:
    shot, reader, rows = sheet.shot, sheet.reader, problem.rows
    ids = tuple(row.id for row in rows)
    measures = queries.measures_of(reader, ids, shot.as_of, shot.known_at)
    pieces = [one.title for row in rows for one in queries.evidence_of(reader, row.id, shot.as_of, shot.known_at)]
    events = [one for row in rows for one in _events(sheet, row)]
    results = [one.text.strip("。； ") for one in events if one.claim_state and one.text.strip()]
    reasons = [
        as_phrase(one.reason).rstrip("。；，") for one in events if one.reason and (one.refused or one.kind == "extend")
    ]
    first = problem.first
    return {
        "编号": "、".join(problem.numbers), "表现": first.parent_text or first.text, "状态": state,
        "措施": "；".join(one.text.strip("。； ") for one in measures) or None, "结果": results[-1] if results else None,
        "佐证": "、".join(dict.fromkeys(pieces)) or None,
        "未完成": reasons[-1] if reasons and state in (UNDER_WAY, NOT_STARTED) else None,
        "预计": dates.day(due_date(first)) if state in (UNDER_WAY, NOT_STARTED) else None,
    }  # fmt: skip


def _events(sheet: Sheet, row: FindingRow) -> list[EventRow]:
    found = queries.events_of(sheet.reader, row.id, sheet.shot.as_of, sheet.shot.known_at)
    return [one for one in found if one.retracted_on is None and one.measure_id is None]


def reporting_unit(sheet: Sheet) -> str:
    """中共 and the name of the party organization, once."""
    return sheet.addressee if PARTY in sheet.addressee else f"{PARTY}{sheet.addressee}"


def own_meetings(sheet: Sheet) -> Figure | None:
    """研究次数: the meetings on its rectification that the unit held."""
    unit_id = sheet.unit.id if sheet.unit is not None else None
    return count(sheet, "研究次数", those(sheet, "unit_meeting", kind="study", unit=unit_id))


WORDS: dict[str, Any] = {"报告党组织": reporting_unit, "研究次数": own_meetings}
TOGETHER = (((*COUNTED, "逐条列出", "逐条整改", "整改台账", "措施总数"), reported),)
