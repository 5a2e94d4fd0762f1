"""What was visited again and what was found there: the account of a follow-up from draws, visits, checks and surveys (papers/16)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from db.queries.books import Record
from desktop.documents.figures import Figure
from desktop.ledgers.draws import LOCKED
from desktop.ledgers.visits import REOPENED, TRUE, VISITS
from desktop.operations.papers import dates
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.providers import visit_parts
from desktop.operations.papers.providers.book_counts import day_by
from desktop.operations.papers.providers.satisfied import satisfied
from desktop.operations.papers.sheet import Occasion, Sheet
from desktop.rules import basis as basis_rules

GOOD = "好"
_ORDER = (GOOD, "中", "差")
_PURPOSE = "follow_up"


def words(sheet: Sheet) -> dict[str, Any]:
    """Everything that the visits of the round say; nothing where there was none."""
    visits, checks = visited(sheet)
    if not checks:
        return {}
    true = [one for one in checks if one.stored["found"] == TRUE]
    opened = [one for one in checks if one.state == REOPENED]
    untrue = [one for one in checks if one not in true]
    counts = {"抽问题": checks, "属实": true, "不到位": untrue, "核查重开数": opened}
    found: dict[str, Any] = {name: counted(sheet, name, own) for name, own in counts.items() if own or name == "属实"}
    found["属实率"] = rated(sheet, "属实率", len(true), len(checks), checks)
    found["没有不属实"] = not untrue or None
    return found | _days(sheet, visits.values()) | _shares(sheet, checks) | _results(sheet, visits, checks)


def visited(sheet: Sheet) -> tuple[dict[int, Record], list[Record]]:
    """The visits of the round by id, and the checks of what was drawn; what was looked at beside the draw is counted apart."""
    visits = {one.id: one for one in sheet.occasion.records("visit")}
    checks = [one for one in sheet.occasion.records("check") if one.stored["visit"] in visits]
    one = draw_of(sheet)
    drawn = set(one.stored["findings"] or ()) if one else set()
    return visits, [check for check in checks if not drawn or check.stored["finding"] in drawn]


def draw_of(sheet: Sheet) -> Record | None:
    """The locked draw that the visits of the round followed."""
    return _locked(sheet.occasion)


def _locked(occasion: Occasion) -> Record | None:
    drawn = [
        one for one in occasion.records("draw") if one.state == LOCKED and one.stored["purpose"] in (_PURPOSE, None)
    ]
    return drawn[-1] if drawn else None


def drawn_findings(occasion: Occasion) -> frozenset[int]:
    """The findings that the round's locked draw names; none before it is locked."""
    one = _locked(occasion)
    return frozenset(one.stored["findings"] or ()) if one is not None else frozenset()


def counted(sheet: Sheet, name: str, checks: list[Record]) -> Figure:
    """How many checks, with the findings that they are of."""
    return visit_parts.figure_of(sheet, name, checks)


def rated(sheet: Sheet, name: str, part: int, whole: int, checks: list[Record]) -> Figure:
    """A share as the basis prints it, with the findings of the checks."""
    printed = basis_rules.rate(sheet.shot.basis, part, whole).on_paper
    return sheet.moment.figure(name, PrintedRate(part, whole, printed), [one.fields["finding"] for one in checks])


def _days(sheet: Sheet, visits: Collection[Record]) -> dict[str, Any]:
    """The first day and the last one, as far as the visits had come by the day of the paper."""
    first = min(day_by(sheet, one, "from") or one.stored["on"] for one in visits)
    last = max(day_by(sheet, one, "to") or one.stored["on"] for one in visits)
    return {"督查起": dates.day(first), "督查止": dates.day(last)}


def _shares(sheet: Sheet, checks: list[Record]) -> dict[str, Any]:
    """How much of the frame was looked at; the frame is that of the draw that was locked for it."""
    units = {one.stored["unit"] for one in checks}
    found: dict[str, Any] = {
        "抽单位": sheet.moment.figure("抽单位", len(units), [one.fields["finding"] for one in checks])
    }
    if drawn := draw_of(sheet):
        frame = drawn.stored
        if frame["units_of"]:
            found["单位比例"] = rated(sheet, "单位比例", len(units), frame["units_of"], checks)
        if frame["findings_of"]:
            found["问题比例"] = rated(sheet, "问题比例", len(checks), frame["findings_of"], checks)
    return found


def _results(sheet: Sheet, visits: dict[int, Record], checks: list[Record]) -> dict[str, Any]:
    """The units in the order of their grades; those without one come last, and keep the paper from going out."""
    names = {unit.id: unit.short or unit.name for unit in sheet.shot.units}
    graded = [one for one in visits.values() if VISITS.counts(one, "grade")]
    grades = {one.stored["unit"]: one.fields["grade"] for one in graded}
    own: dict[int, list[Record]] = {}
    for one in checks:
        own.setdefault(one.stored["unit"], []).append(one)
    place = {grade: number for number, grade in enumerate(_ORDER)}
    rows = []
    for unit in sorted(own, key=lambda one: place.get(grades.get(one, ""), len(place))):
        true = [one for one in own[unit] if one.stored["found"] == TRUE]
        rows.append({
            "等次": grades.get(unit), "单位": names.get(unit, own[unit][0].fields["unit"]),
            "抽": counted(sheet, "单位抽查", own[unit]), "到位": counted(sheet, "单位到位", true),
            "到位率": rated(sheet, "单位到位率", len(true), len(own[unit]), own[unit]),
            **visit_parts.of_unit(sheet, unit, own[unit]),
        })  # fmt: skip
    listed = {grade: [row["单位"] for row in rows if row["等次"] == grade] for grade in _ORDER}
    return {
        "结果表": rows,
        "等次汇总": [{"名称": grade, "单位": units} for grade, units in listed.items() if units],
        "点名单位": [row["单位"] for row in rows if row["等次"] and row["等次"] != GOOD] or None,
    }


def satisfaction(sheet: Sheet) -> Figure | None:
    """回访满意率: over all surveys of the round."""
    return satisfied(sheet.shot, "回访满意率", sheet.occasion.records("survey"))


WORDS = {"回访满意率": satisfaction}
TOGETHER = (
    (
        (
            "督查起", "督查止", "抽单位", "抽问题", "单位比例", "问题比例", "属实", "属实率", "不到位", "核查重开数", "没有不属实", "等次汇总",
            "结果表", "点名单位",
        ),
        words,
    ),
)  # fmt: skip
