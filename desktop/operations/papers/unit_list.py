"""问题清单（被巡察单位版）: all findings of one unit of a round, one row a problem (papers/03, with the rules of its index)."""

from __future__ import annotations

from typing import Any

from db.records import FindingRow, RoundRow
from desktop.operations.papers import office
from desktop.operations.papers.batch import Batch
from desktop.operations.papers.dates import day
from desktop.operations.papers.figuring import Moment
from desktop.operations.papers.gathered import Gathered
from desktop.rules.deadlines import OBJECTION, PLAN
from desktop.rules.overdue import due_date

KIND = "unit_finding_list"
NATURE_WORDS = {"ordinary": "限期整改", "immediate": "立行立改", "long_term": "长期坚持"}
REQUIREMENT = "限期整改并报结果"


def gather(batch: Batch, unit_id: int) -> Gathered | None:
    """The words for one unit; None where it has no findings in the round."""
    rows, one, request = batch.rows(unit_id), batch.round, batch.request
    if not rows:
        return None
    unit, name = batch.addressee(unit_id)
    feedback = day(rows[0].feedback_on)
    problems = _problems(rows)
    begins = max(feedback, request.issued_on) if feedback else None  # no paper asks for an answer before its own date
    planned = day(one.plan_due_on)
    reply_by = (
        planned if planned and planned >= request.issued_on else (batch.by_rule(PLAN, begins) if begins else None)
    )
    words: dict[str, Any] = {
        **batch.head,
        "附件清单": ["问题清单"],
        "轮次": office.round_words(one),
        "单位": name,
        "单位简称": unit.party_short,
        "反馈日期": feedback,
        "回复期限": reply_by,
        "异议期限": batch.by_rule(OBJECTION, begins) if begins else None,
        **_counts(batch.moment, rows, problems, one),
        "镇村共管": "乡镇" in unit.kind and any(row.responsibility_level for row in rows) or None,
        "问题清单": [_row(problem, one) for problem in problems],
    }
    return Gathered(
        kind=KIND, words=words, addressee=name, file_label=unit.party_short or unit.name, issued_on=request.issued_on, as_of=request.as_of,
        round_id=batch.round_id, unit_id=unit_id, findings=tuple(row.id for row in rows), known_at=batch.known_at, reply_by=reply_by,
    )  # fmt: skip


def _problems(rows: tuple[FindingRow, ...]) -> list[list[FindingRow]]:
    """Findings by their coarser problem, those without one alone; categories keep together in the order of their first row."""
    groups: dict[Any, list[FindingRow]] = {}
    for row in rows:
        groups.setdefault(("p", row.parent_id) if row.parent_id else ("f", row.id), []).append(row)
    order: dict[str, int] = {}
    for group in groups.values():
        order.setdefault(_category(group[0]), len(order))
    return sorted(groups.values(), key=lambda group: order[_category(group[0])])


def _category(row: FindingRow) -> str:
    return row.category2 or row.category1 or "未分类"


def _counts(
    moment: Moment, rows: tuple[FindingRow, ...], problems: list[list[FindingRow]], one: RoundRow
) -> dict[str, Any]:
    """Counts of problems: one is in the feedback, immediate or carried over where any of its items is."""

    def counted(name: str, chosen: list[list[FindingRow]]) -> Any:
        return moment.figure(name, len(chosen), [row.number for group in chosen for row in group])

    in_feedback = [group for group in problems if any(row.in_feedback for row in group)]
    listed_only = [group for group in problems if group not in in_feedback]
    immediate = [group for group in problems if any(row.nature == "immediate" for row in group)]
    carried = [group for group in problems if not group[0].number.startswith(f"{one.code}-")]
    words = {"问题总数": counted("问题总数", problems), "入反馈数": counted("入反馈数", in_feedback)}
    optional = {"清单另列数": listed_only, "立行立改数": immediate, "结转数": carried}
    words |= {name: counted(name, chosen) for name, chosen in optional.items() if chosen}
    if len(rows) != len(problems):
        words["具体表现数"] = moment.count("具体表现数", rows)
    return words


def _row(group: list[FindingRow], one: RoundRow) -> dict[str, Any]:
    """One row a problem; where it has several items they stand in the same cell, each with its number."""
    first = group[0]
    due = max((date for row in group if (date := due_date(row))), default=None) or one.ends_on
    words: dict[str, Any] = {
        "编号": first.number if len(group) == 1 else f"{first.number}等{len(group)}项",
        "类别": _category(first),
        "责任层级": first.responsibility_level or None,
        "表现": first.parent_text or first.text,
        "性质": NATURE_WORDS[first.nature],
        "要求": first.requirement or REQUIREMENT,
        "时限": day(due),
    }
    if len(group) > 1 or first.parent_text:
        words["具体表现"] = [{"编号": row.number, "表现": row.text} for row in group]
    return words
