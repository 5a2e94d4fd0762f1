"""What a unit hands in to have a finding closed out: measures, result, evidence, former refusals, and who has to say something (papers/21)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from db.queries import findings as queries
from db.records import EventRow, FindingRow
from desktop.documents.words import month_day
from desktop.operations.papers import dates, of_records
from desktop.operations.papers.of_records import told
from desktop.operations.papers.providers.listing import NATURE_WORDS
from desktop.operations.papers.providers.overdue import as_phrase
from desktop.operations.papers.rows import category
from desktop.operations.papers.sheet import Occasion, Sheet
from desktop.rules.overdue import is_waiting
from desktop.rules.unit_names import FORMS, derived_names

BOOK = "finding"
DONE = "done"
MATERIAL = "材料"
"""A piece of evidence whose kind nobody entered."""
_POSTED, _PARENT = "派驻", "县纪委监委"
_TOWNS, _VILLAGES = ("乡镇", "街道"), ("村", "社区")
_DISCIPLINE = {"党委": "纪委", "党工委": "纪工委"}


def of_round(occasion: Occasion) -> Iterator[of_records.DueRecord]:
    """Each finding that its unit reports done and the office has not decided on."""
    for row in occasion.shot.rows:
        if row.present and (is_waiting(row) or (occasion.request.again and row.claim_on)):
            yield of_records.DueRecord(row.unit_id, frozenset({row.id}), _words(occasion, row))


def _words(occasion: Occasion, row: FindingRow) -> dict[str, Any]:
    reader, shot = occasion.reader, occasion.shot
    events = [
        one
        for one in queries.events_of(reader, row.id, shot.as_of, shot.known_at)
        if one.retracted_on is None and one.measure_id is None
    ]
    claim = next((one for one in reversed(events) if one.claim_state == DONE), None)
    pieces = queries.evidence_of(reader, row.id, shot.as_of, shot.known_at)
    return {
        "销号问题": _finding(occasion, row),
        "申请日期": dates.day(claim.known_on) if claim else None,
        "完成措施": _measures(occasion, row) or None,
        "完成日期": dates.day(claim.effective_on) if claim else None,
        "自报成效": (claim.text if claim else "") or None,
        "佐证": [
            {"名": one.title, "类型": one.kind or MATERIAL, "日期": dates.day(one.formed_on), "页": one.pages or None}
            for one in pieces
        ]
        or None,
        "退回记录": _returns(events, occasion.request.issued_on) or None,
        "涉组": bool(row.on_organisation) or None,
        "报领导小组": bool(row.named_by_secretary) or None,
    }


def _finding(occasion: Occasion, row: FindingRow) -> dict[str, Any]:
    extended = row.extensions and row.due_on and row.due_on != row.first_due_on
    return {
        "编号": row.number, "类别": category(row), "性质": NATURE_WORDS[row.nature], "表现": row.text,
        "原时限": dates.day(row.first_due_on or row.due_on or row.review_on), "现时限": dates.day(row.due_on) if extended else None,
        "延期次数": occasion.shot.moment.figure("该问题延期次数", row.extensions, (row.number,)) if extended else None,
        "责任领导": row.responsible_leader or None, "责任人": row.owner or row.responsible_leader or None,
    }  # fmt: skip


def _measures(occasion: Occasion, row: FindingRow) -> list[dict[str, Any]]:
    found = queries.measures_of(occasion.reader, (row.id,), occasion.shot.as_of, occasion.shot.known_at)
    return [{"内容": one.text, "日期": dates.day(one.claim_on)} for one in found if one.claim == DONE and one.claim_on]


def _returns(events: Sequence[EventRow], day: date) -> list[str]:
    """10月30日回访认定不实退回: when and why the office did not take a claim; the year where it is another one."""
    found = []
    for one in events:
        on = date.fromisoformat(one.effective_on)
        if one.refused:
            shown = month_day(on) if on.year == day.year else f"{on.year}年{month_day(on)}"
            found.append(f"{shown}{as_phrase(one.reason or one.text).rstrip('。；，').removesuffix('退回')}退回")
    return found


def supervisor(sheet: Sheet) -> str | None:
    """监督方: the discipline team at a department; for a township and its villages the township's discipline commission."""
    unit = sheet.unit
    if unit is None:
        return None
    if unit.discipline_team:
        return f"{_PARENT}{unit.discipline_team}" if unit.discipline_team.startswith(_POSTED) else unit.discipline_team
    if unit.kind.endswith(_TOWNS):
        return _commission(unit.party_short or unit.name)
    if unit.kind.startswith(_VILLAGES) or unit.kind.endswith(_VILLAGES):
        return _commission(derived_names(unit.superior, county=sheet.occasion.county).party_short)
    return None


def _commission(party: str) -> str | None:
    """石桥乡纪委 of 石桥乡党委."""
    form = next((one for one in FORMS if party.endswith(one)), "")
    if form not in _DISCIPLINE:
        return None
    return party.removesuffix(form) + _DISCIPLINE[form]


of_records.SOURCES[BOOK] = of_round
WORDS = told("销号问题", "申请日期", "完成措施", "完成日期", "自报成效", "佐证", "退回记录", "涉组", "报领导小组") | {
    "监督方": supervisor
}
