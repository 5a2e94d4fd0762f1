"""Lists of findings: every column once, so that a finding reads the same on every paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from db.queries import papers as queries
from db.records import FindingRow
from desktop.documents.vocabulary import chinese_date
from desktop.ledgers.copies import COPY_REPORTS
from desktop.operations.papers import own_words
from desktop.operations.papers.dates import day
from desktop.operations.papers.rows import category
from desktop.operations.papers.sheet import Occasion, Sheet
from desktop.operations.papers.snapshot import Problem
from desktop.operations.papers.standing import standing_of
from desktop.rules.overdue import days_overdue, days_until, due_date
from desktop.rules.state_words import claim_word, verdict_word

NATURE_WORDS = {"ordinary": "限期整改", "immediate": "立行立改", "long_term": "长期坚持"}
REQUIREMENT = "限期整改并报结果"


def findings(sheet: Sheet) -> list[dict[str, Any]]:
    """问题清单: one row a finding, or a problem with its items in the same cell; the columns are the kind's choice."""
    own = [row for row in sheet.chosen if row.round_id == sheet.occasion.round.id]
    if sheet.recipe.rows.by_problem:
        return [problem_row(sheet, one) for one in sheet.problems]
    return [finding_row(sheet, row) for row in own]


def finding_row(sheet: Sheet, row: FindingRow) -> dict[str, Any]:
    """A finding with every column that a paper may show."""
    as_of, moment = sheet.shot.as_of, sheet.moment
    late = days_overdue(row, as_of)
    binding = due_date(row)
    first = row.first_due_on or binding or row.ends_on  # what has no date of its own is due with the period
    present = binding if binding != first else None
    return {
        **own_words.of_finding(sheet.recipe, moment, row),
        "编号": row.number,
        "类别": category(row),
        "单位": row.unit_short or row.unit_name,
        "责任层级": row.responsibility_level or None,
        "表现": row.text,
        "性质": NATURE_WORDS[row.nature],
        "要求": row.requirement or REQUIREMENT,
        "时限": day(binding) or day(row.ends_on) or day(sheet.occasion.round.ends_on),
        "原时限": day(first),
        "现时限": day(present),
        "延期": True if present and row.extensions and present == row.due_on else None,
        "逾期天数": moment.figure("逾期天数", late, (row.number,)) if late else None,
        **_how_long(sheet, row, late),
        "金额": moment.figure("涉及金额", row.amount_yuan, (row.number,)) if row.amount_yuan else None,
        "自报": "完成（未认定）" if row.id in refusals(sheet) else claim_word(row.claim),
        "核实": verdict_word(row.verdict),
        "状态": verdict_word(row.verdict),
        "备注": note(sheet, row),
        "领导": row.responsible_leader or None,
        "责任人": row.owner or None,
    }


def note(sheet: Sheet, row: FindingRow) -> str | None:
    """备注: what marks a finding among others, the most pressing first."""
    extended = day(row.due_on) if row.extensions else None
    said = {
        "建议挂牌督办": row.id in watched(sheet.occasion),
        "已逾期": bool(days_overdue(row, sheet.shot.as_of)),
        f"已延期至{chinese_date(extended)}" if extended else "": bool(extended),
        "往轮结转": not row.number.startswith(f"{sheet.occasion.round.code}-"),
    }
    return "；".join(word for word, holds in said.items() if holds) or None


def watched(occasion: Occasion) -> frozenset[int]:
    """The findings that a county leader had asked to be watched by the day (抄报移交, 挂牌督办 of an entered 批示)."""

    def look() -> frozenset[int]:
        copies = occasion.records("copy_report")
        asked = [one for one in copies if COPY_REPORTS.counts(one, "watch")]
        return frozenset(finding for one in asked for finding in one.stored["findings"])

    found: frozenset[int] = occasion.once("watched", look)
    return found


def _how_long(sheet: Sheet, row: FindingRow, late: int) -> dict[str, Any]:
    """剩余 of one whose date is still to come, 天数 and 进度 as a reminder shows them: 15 or 逾20, 临期 or 推进."""
    left = days_until(row, sheet.shot.as_of)
    figure, number = sheet.moment.figure, (row.number,)
    words: dict[str, Any] = {"进度": standing_of(row, sheet.shot.as_of)}
    if left is not None:
        words["剩余"] = words["天数"] = figure("剩余天数", left, number)
    if late:
        words["天数"] = figure("逾期天数", late, number).worded(f"逾{late}")
    return words


def problem_row(sheet: Sheet, problem: Problem) -> dict[str, Any]:
    """One row a problem; where it has several items they stand in the same cell, each with its number."""
    first, rows = problem.first, problem.rows
    due = max((found for row in rows if (found := due_date(row))), default=None) or sheet.occasion.round.ends_on
    words = {
        **finding_row(sheet, first),
        "编号": first.number if len(rows) == 1 else f"{first.number}等{len(rows)}项",
        "表现": first.parent_text or first.text,
        "时限": day(due),
    }
    if len(rows) > 1 or first.parent_text:
        words["具体表现"] = [{"编号": row.number, "表现": row.text} for row in rows]
    return words


def refusals(sheet: Sheet) -> dict[int, str]:
    """The reason by finding, where the office refused what the unit last called done.

    Where a request makes a paper for each of many, the ledger is asked once for the findings of all of them.
    """
    ids = tuple(row.id for row in sheet.chosen)
    found: dict[int, str] = sheet.occasion.once(("refusals", ids), lambda: _refusals_of(sheet, ids))
    return found


def _refusals_of(sheet: Sheet, ids: Sequence[int]) -> dict[int, str]:
    if not sheet.recipe.each:
        return _refusals(sheet, ids)
    every: dict[int, str] = sheet.occasion.once(
        "refusals of all", lambda: _refusals(sheet, (row.id for row in sheet.shot.rows))
    )
    return {one: every[one] for one in ids if one in every}


def _refusals(sheet: Sheet, ids: Iterable[int]) -> dict[int, str]:
    claimed: set[int] = set()
    found: dict[int, str] = {}
    for word in queries.words_on(sheet.reader, ids, sheet.shot.as_of, sheet.shot.known_at):
        if word.claim_state == "done":
            claimed.add(word.finding_id)
            found.pop(word.finding_id, None)
        elif word.refused and word.finding_id in claimed:
            found[word.finding_id] = word.reason
    return found


WORDS = {
    "问题清单": findings,
    "交办问题": findings,
    "问题编号": lambda sheet: [row.number for row in sheet.chosen] or None,
}
