"""Words of the unit, and of what was sent to it before."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.queries import papers as queries
from db.records import FindingRow
from desktop.documents.recipe import OF_ROUNDS
from desktop.documents.recipes.sent import STEPS
from desktop.documents.vocabulary import chinese_date
from desktop.operations.papers.providers.overdue import party_names
from desktop.operations.papers.sheet import Sheet

CONSEQUENCE = "由县委巡察工作领导小组约谈主要负责人，并将有关情况向县委常委会报告"


def is_village(sheet: Sheet) -> bool | None:
    """Whether the paper goes to a village whose superior body is known."""
    unit = sheet.unit
    return bool(unit and unit.kind.startswith("村") and unit.superior) or None


def unit_names(sheet: Sheet) -> list[str]:
    """The units of the paper's findings of its own round, in the office's order."""
    return party_names(sheet, _about(sheet))


def _about(sheet: Sheet) -> list[FindingRow]:
    """The findings of its own round that a paper is about; one that lists a part of them speaks of all."""
    rows = sheet.scope if sheet.recipe.rows.part else sheet.chosen
    return [row for row in rows if row.round_id == sheet.occasion.round.id]


def unit_count(sheet: Sheet) -> Any:
    """How many units the paper's problems concern; a report counts those that its basis counts."""
    if sheet.recipe.per in OF_ROUNDS:
        rows = [row for one in sheet.shot.counted() for row in one.rows]
    else:
        rows = _about(sheet)
    return sheet.moment.figure("单位数", len({row.unit_id for row in rows}), [row.number for row in rows])


def steps_before(sheet: Sheet) -> list[queries.SentBefore]:
    """Reminders and supervision letters that the unit had in the round before the paper."""
    if sheet.unit is None:
        return []
    round_id = sheet.occasion.round.id
    return list(queries.sent_before(sheet.reader, sheet.unit.id, round_id, sheet.request.place, tuple(STEPS)))


def supervision(sheet: Sheet) -> dict[str, Any]:
    """How often the unit was chased before; the second supervision letter and later ones say so."""
    before = steps_before(sheet)
    supervised = sum(STEPS[step.kind] == "督办" for step in before)
    words: dict[str, Any] = {"督办次数": supervised + 1}
    if supervised:
        words |= {"往次措施": _step_words(before), "后果": CONSEQUENCE, "没有进展": no_progress(sheet, before) or None}
    return words


def no_progress(sheet: Sheet, before: list[queries.SentBefore]) -> bool:
    """P-3: nothing was reported of or recognised for any finding of the paper since the unit was first chased."""
    since = before[0].issued_on
    said = (day for row in sheet.chosen for day in (row.claim_on, row.verdict_on, row.last_on))
    return not any(day and day > since for day in said)


def _step_words(before: list[queries.SentBefore]) -> list[str]:
    told, seen = [], 0
    for step in before:
        word = STEPS[step.kind]
        seen += word == "督办"
        again = "再次督办" if word == "督办" and seen > 1 else word
        told.append(f"{chinese_date(date.fromisoformat(step.issued_on))}{again}")
    return told


WORDS = {
    "单位": lambda sheet: sheet.addressee if sheet.unit is not None else None,
    "单位简称": lambda sheet: sheet.unit.party_short if sheet.unit is not None else None,
    "机关简称": lambda sheet: (sheet.unit.short or sheet.unit.party_short) if sheet.unit is not None else None,
    "是村": is_village,
    "上级党组织": lambda sheet: sheet.unit.superior if is_village(sheet) and sheet.unit is not None else None,
    "单位名单": unit_names,
    "单位数": unit_count,
}
TOGETHER = ((("督办次数", "往次措施", "后果", "没有进展"), supervision),)
