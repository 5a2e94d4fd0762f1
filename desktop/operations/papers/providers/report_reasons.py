"""Why problems are not closed out, which units lag behind and why, and what came back although it had been put right (papers/index, rule 11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from db.queries import report as queries
from desktop.ledgers.recurrences import RECURRING
from desktop.operations.papers.providers.report_rows import LOW, unit_row
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Problem
from desktop.operations.papers.standing import open_items

REFUSED, EXTENDED = "不予认定", "批准延期"
MOST_REASONS = 5
MOST_UNITS = 10
_FULL_STOPS = "。；;．."


def reasons(sheet: Sheet) -> dict[str, Any]:
    """原因分类: open problems by the last reason entered for them; what has none, and the reasons beyond the most frequent, are told by number."""
    still = sheet.shot.open()
    said = _reasons(sheet, still)
    groups: dict[tuple[str, str], list[Problem]] = {}
    for one in still:
        if one.key in said:
            groups.setdefault(said[one.key], []).append(one)
    if not groups:
        return {}
    ordered = sorted(groups.items(), key=lambda pair: -len(pair[1]))
    rest = [one for _name, own in ordered[MOST_REASONS:] for one in own]
    without = [one for one in still if one.key not in said]
    return {
        "原因分类": [
            {"依据": name, "原因": why, "数": sheet.shot.count("原因分类", own)} for (name, why), own in ordered[:MOST_REASONS]
        ],
        "其他原因数": sheet.shot.count("其他原因数", rest) if rest else None,
        "没有原因数": sheet.shot.count("没有原因数", without) if without else None,
    }  # fmt: skip


def lagging(sheet: Sheet) -> dict[str, Any]:
    """落后单位: those below the low line, the lowest first, each with the reason that holds most of its open problems."""
    shot = sheet.shot
    rows = []
    for unit in shot.units:
        own = [one for one in shot.counted() if one.first.unit_id == unit.id]
        row = unit_row(shot, unit.short or unit.name, own) if own else None
        if row is not None and row["整改率"].number < LOW:
            rows.append({"单位": row["单位"], "率": row["整改率"], "原因": _most(sheet, shot.open(own))})
    rows.sort(key=lambda row: row["率"].number)
    left = rows[MOST_UNITS:]
    return {
        "落后单位": rows[:MOST_UNITS] or None,
        "其余落后单位数": sheet.moment.figure("其余落后单位数", len(left)) if left else None,
    }


def recurring(sheet: Sheet) -> dict[str, Any]:
    """屡改屡犯: problems of the round that somebody found to be the return of one that had been put right."""
    again = {
        one.stored["again"] for one in sheet.occasion.everywhere("recurrence") if one.stored["answer"] == RECURRING
    }
    own = [one for one in sheet.shot.counted() if again & {row.id for row in one.rows}]
    units = dict.fromkeys(one.first.unit_short or one.first.unit_name for one in own)
    return {"屡改屡犯": sheet.shot.count("屡改屡犯", own) if own else None, "屡犯单位": list(units) or None}


def _most(sheet: Sheet, still: list[Problem]) -> str | None:
    said = list(_reasons(sheet, still).values())
    return max(said, key=said.count)[1] if said else None


def _reasons(sheet: Sheet, problems: Iterable[Problem]) -> dict[str, tuple[str, str]]:
    """Of each problem the last reason that was entered for one of its open items, with what it was given for."""

    def read() -> dict[int, tuple[str, str]]:
        shot = sheet.shot
        rows = [row.id for one in shot.open() for row in open_items(one)]
        said = queries.reasons_on(sheet.reader, rows, shot.as_of, shot.known_at)
        return {
            one.finding_id: (REFUSED if one.refused else EXTENDED, one.reason.strip().rstrip(_FULL_STOPS))
            for one in said
        }

    known: dict[int, tuple[str, str]] = sheet.occasion.once("reasons of open findings", read)
    found = {}
    for one in problems:
        own = [known[row.id] for row in open_items(one) if row.id in known]
        if own:
            found[one.key] = own[-1]
    return found


WORDS: dict[str, Any] = {}
TOGETHER = (
    (("原因分类", "其他原因数", "没有原因数"), reasons),
    (("落后单位", "其余落后单位数"), lagging),
    (("屡改屡犯", "屡犯单位"), recurring),
)
