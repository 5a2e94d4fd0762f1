"""What is not closed out: each problem in the first class that fits, so that the parts sum to the whole (papers/index, rule 2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.queries import papers as queries
from db.records import FindingRow
from desktop.documents.figures import Figure
from desktop.operations.papers.providers.listing import finding_row
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Problem, Snapshot
from desktop.operations.papers.standing import open_items
from desktop.rules.overdue import days_overdue, due_date, is_waiting

OVERDUE = "逾期"
LONG_TERM = "长期坚持"
_ORDER = ("待核实", "已移交", LONG_TERM, OVERDUE, "基本完成", "重新打开后推进中", "推进中", "未启动")
_MOST_PRESSING = (OVERDUE, "未启动", "推进中", "重新打开后推进中", "基本完成", LONG_TERM, "待核实", "已移交")


def words(sheet: Sheet) -> dict[str, Any]:
    """The parts of what is open, the overdue among them, the list of the annex, and what was returned to units."""
    shot = sheet.shot
    still = shot.open()
    long_term = [one for one in still if class_of_problem(one, shot.as_of) == LONG_TERM]
    dated = all(due_date(row) for one in long_term for row in one.rows if _is_long_term(row))
    return {
        "未销分项": [{"名称": name, "数": count} for name, count in parts(shot)],
        "逾期": shot.count("逾期", [one for one in still if is_late(one, shot.as_of)]),
        "长期": shot.count("长期", long_term),
        "没有长期问题": not long_term or None,
        "长期已明确": bool(long_term and dated) or None,
        "未销清单": _listed(sheet, still),
        **_returned(sheet),
    }


def parts(shot: Snapshot) -> list[tuple[str, Figure]]:
    """What is open by class, in the order of the classes; a class without any is not there."""
    still = shot.open()
    classes = {one.key: class_of_problem(one, shot.as_of) for one in still}
    groups = ((name, [one for one in still if classes[one.key] == name]) for name in _ORDER)
    return [(name, shot.count(f"未销分项·{name}", own)) for name, own in groups if own]


def is_late(problem: Problem, as_of: str) -> bool:
    """Whether any item of a problem is overdue."""
    return any(days_overdue(row, as_of) for row in problem.rows)


def class_of_problem(problem: Problem, as_of: str) -> str:
    """The class of its most pressing open item."""
    return min((class_of(row, as_of) for row in open_items(problem)), key=_MOST_PRESSING.index)


def class_of(row: FindingRow, as_of: str) -> str:
    """The first class that fits a finding that is not closed out."""
    return next(name for name, fits in _classes(as_of) if fits(row))


def _classes(as_of: str) -> tuple[tuple[str, Callable[[FindingRow], bool]], ...]:
    return (
        ("待核实", is_waiting),
        ("已移交", lambda row: row.verdict == "transferred"),
        (OVERDUE, lambda row: bool(days_overdue(row, as_of))),
        (LONG_TERM, _is_long_term),
        ("基本完成", lambda row: row.verdict == "basically_done"),
        ("重新打开后推进中", lambda row: bool(row.reopened)),
        ("未启动", lambda row: row.verdict == "not_started" and row.claim == "not_started"),
        ("推进中", lambda row: True),
    )


def _is_long_term(row: FindingRow) -> bool:
    return row.verdict == "long_term"


def _listed(sheet: Sheet, still: list[Problem]) -> list[dict[str, Any]]:
    """The open findings in the office's order of units, each with its class."""
    shot = sheet.shot
    place = {unit.id: number for number, unit in enumerate(shot.units)}
    rows = [row for one in still for row in open_items(one)]
    ordered = sorted(rows, key=lambda row: (place.get(row.unit_id, len(place)), row.number))
    classes = {row.id: class_of(row, shot.as_of) for row in ordered}
    return [{**finding_row(sheet, row), "分项": classes[row.id], "状态": classes[row.id]} for row in ordered]


def _returned(sheet: Sheet) -> dict[str, Any]:
    """How many claims were refused, and how many of these findings were closed out afterwards; all problems agreeing is an assertion."""
    shot: Snapshot = sheet.shot
    by_id = {row.id: row for one in shot.counted() for row in one.rows}
    closed = {row.id for one in shot.closed() for row in one.rows}
    said = queries.words_on(sheet.reader, by_id, shot.as_of, shot.known_at)
    refused = [word.finding_id for word in said if word.refused]
    agree = {one.key for one in shot.claimed()} == {one.key for one in shot.closed()}
    if not refused:
        return {"自报核实一致": (agree and bool(shot.closed())) or None}
    passed = [by_id[one] for one in dict.fromkeys(refused) if one in closed]
    numbers = dict.fromkeys(by_id[one].number for one in refused)
    found: dict[str, Any] = {"退回数": shot.moment.figure("退回数", len(refused), numbers)}
    if passed:
        found["补证通过数"] = shot.moment.count("补证通过数", passed)
    return found


WORDS: dict[str, Any] = {}
TOGETHER = (
    (
        (
            "未销分项", "逾期", "长期", "没有长期问题", "长期已明确", "未销清单", "退回数", "补证通过数", "自报核实一致",
        ),
        words,
    ),
)  # fmt: skip
