"""巡察建议书: findings over several units that a clerk chose, put to the department of their field (papers/01)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from db.queries import findings as finding_queries
from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from desktop.errors import KnownError
from desktop.operations import unit_lookup
from desktop.operations.papers import office
from desktop.operations.papers.dates import by_rule
from desktop.operations.papers.figuring import Moment
from desktop.operations.papers.gathered import Gathered, Request
from desktop.rules.deadlines import RECOMMENDATION_REPLY
from desktop.rules.state_words import verdict_word

KIND = "recommendation_letter"
COPIED = ("县纪委监委", "县委组织部")
CHOSEN = ("问题编号", "finding_numbers")
DEPARTMENT = ("主送", "addressee")
ROWS = ("问题清单", "findings")
FIELDS = (
    {
        "field": "问题编号",
        "identifier": "finding_numbers",
        "type": "列表",
        "missing": "拦发",
        "source": "经办人选定的问题，永久编号",
        "unit": "",
    },
)
"""What a request for this kind needs beside the words of its template."""


def gather(reader: Reader, request: Request, typed: Mapping[str, Any], prepared_id: int | None = None) -> Gathered:
    """The words of one letter; `typed` names the findings (问题编号) and the department (主送) beside what the clerk wrote."""
    rows = _chosen(reader, request, _given(typed, CHOSEN) or _numbers_of_rows(typed))
    department = _department(reader, request, typed)
    unit, name = office.addressee(reader, department, request.issued_on)
    one = round_queries.round_by_id(reader, request.round_id or rows[0].round_id)
    assert one is not None
    known_at = request.known_at.isoformat() if request.known_at else None
    moment = Moment(request.as_of.isoformat(), known_at or "")
    copies = office.copies(reader, unit, COPIED)
    reply_by = by_rule(reader, one.id, RECOMMENDATION_REPLY, request.issued_on)
    domain = _given(typed, ("领域", "domain"))
    words: dict[str, Any] = {
        **office.head(reader, KIND, request.issued_on),
        "主送": name,
        "抄送": copies,
        "附件清单": [f"{domain}问题清单"] if domain else ["涉及问题清单"],
        "轮次": office.round_words(one),
        "回复期限": reply_by,
        "截止日期": request.as_of,
        **_counts(reader, moment, rows, one.id, request),
    }
    return Gathered(
        kind=KIND, words=words, addressee=name, file_label=unit.party_short or unit.name, issued_on=request.issued_on, as_of=request.as_of,
        round_id=one.id, unit_id=department, findings=tuple(row.id for row in rows), known_at=known_at, reply_by=reply_by,
        copies=tuple(copies), prepared_id=prepared_id,
    )  # fmt: skip


def _department(reader: Reader, request: Request, typed: Mapping[str, Any]) -> int:
    """The department that is written to: the one typed as 主送, else the one unit of the request."""
    name = str(_given(typed, DEPARTMENT) or "")
    if not name and not request.unit_ids:
        raise KnownError("巡察建议书要指明主送的主管部门：用 --unit，或给出“主送”。")
    if not name and len(request.unit_ids) > 1:
        raise KnownError("一份巡察建议书只有一个主送部门。请逐份办理。")
    found = unit_lookup.unit_named(reader, name) if name else request.unit_ids[0]
    if found is None:
        raise KnownError(f"巡察建议书的主送“{name}”不在名册中。请选名册里的主管部门。")
    return found


def _chosen(reader: Reader, request: Request, numbers: Any) -> list[FindingRow]:
    listed = re.split(r"[,，、;；\s]+", numbers) if isinstance(numbers, str) else numbers or []
    if not isinstance(listed, (list, tuple)) or not all(isinstance(part, str) for part in listed):
        raise KnownError('“问题编号”应当是编号的列表，例如 ["15-06-0001"]，或用顿号隔开的一行。请改正。')
    wanted = [part.strip() for part in listed if part.strip()]
    if not wanted:
        raise KnownError("巡察建议书要先选问题：请给出“问题编号”。")
    ids = {number: finding_queries.finding_id_by_number(reader, number) for number in wanted}
    unknown = [number for number, found in ids.items() if found is None]
    if unknown:
        raise KnownError(f"台账中没有编号为{'、'.join(unknown)}的问题。请核对编号。")
    known_at = request.known_at.isoformat() if request.known_at else None
    criteria = FindingCriteria(ids=tuple(found for found in ids.values() if found is not None))
    rows = finding_queries.list_findings(reader, criteria, request.as_of.isoformat(), known_at)
    return sorted(rows, key=lambda row: (_category(row), row.number))


def _numbers_of_rows(typed: Mapping[str, Any]) -> list[str]:
    """The numbers of a list that was given whole: its rows are read from the ledger again, only the choice is taken."""
    rows = _given(typed, ROWS) or []
    return [str(row.get("编号") or row.get("number") or "") if isinstance(row, Mapping) else str(row) for row in rows]


def _counts(
    reader: Reader, moment: Moment, rows: Sequence[FindingRow], round_id: int, request: Request
) -> dict[str, Any]:
    own = [row for row in rows if row.round_id == round_id]
    earlier = [row for row in rows if row.round_id != round_id]
    units = unit_queries.units_by_id(reader, dict.fromkeys(row.unit_id for row in own), request.issued_on.isoformat())
    money = [row for row in own if row.amount_yuan]
    words: dict[str, Any] = {
        "单位数": moment.figure("单位数", len(units), [row.number for row in own]),
        "单位名单": [unit.party_short or unit.name for unit in units],
        "问题数": moment.count("问题数", own),
        "往轮问题数": moment.count_or_none("往轮问题数", earlier),
        "问题清单": [_row(moment, row) for row in own],
    }
    if money:
        words["涉及金额"] = moment.figure(
            "涉及金额", sum(row.amount_yuan or 0 for row in money), [row.number for row in money]
        )
    return words


def _row(moment: Moment, row: FindingRow) -> dict[str, Any]:
    amount = moment.figure("涉及金额", row.amount_yuan, (row.number,)) if row.amount_yuan else None
    return {
        "编号": row.number,
        "类别": _category(row),
        "单位": row.unit_short or row.unit_name,
        "表现": row.text,
        "金额": amount,
        "状态": verdict_word(row.verdict),
    }


def _category(row: FindingRow) -> str:
    return row.category2 or row.category1 or "未分类"


def _given(typed: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((typed[name] for name in names if name in typed), None)
