"""What the report on a term says of how the work was proven and pressed, from the books that hold it (papers/18)."""

from __future__ import annotations

from typing import Any

from db.queries.books import Record
from desktop.documents.figures import Figure
from desktop.ledgers.recommendations import COMMON_GROUPS
from desktop.operations.papers.providers.book_counts import count, figure, numbers, those
from desktop.operations.papers.providers.joint_reviews import sittings
from desktop.operations.papers.providers.term_coverage import covered
from desktop.operations.papers.sheet import Sheet

_LISTED = "confirmed"
_REPORTS = ("report", "leader_report")


def papers_for_all(sheet: Sheet) -> bool | None:
    """底稿逐题: every finding of the rounds is named by some working paper."""
    named = {one for paper in sheet.occasion.records("working_paper") for one in paper.stored["findings"] or ()}
    rows = [row.id for one in sheet.shot.counted() for row in one.rows]
    return bool(rows and named.issuperset(rows)) or None


def compared(sheet: Sheet) -> dict[str, Any]:
    """核对差异: what the last comparison of each round found; and whether each took place before the team left and leaves nothing open."""
    last: dict[int, Record] = {}
    for one in sorted(sheet.occasion.records("recheck_run"), key=lambda one: (one.stored["on"], one.id)):
        last[one.stored["round"]] = one
    differing = [one for one in last.values() if one.stored["differences"]]
    ends = {one.id: one.on_site_to or "" for one in sheet.occasion.rounds}
    mended = all(not one.stored["open"] and one.stored["on"] <= ends[number] for number, one in last.items())
    total = sum(int(one.stored["differences"]) for one in differing)
    return {
        "核对差异": figure(sheet, "核对差异", total, numbers(differing)),
        "底稿已核对": bool(differing and mended and set(ends) <= set(last)) or None,
    }


def countersigners(sheet: Sheet) -> Figure | None:
    """签字背书: the county leaders whose names stand under a unit's report, each once. A name that no leader bears is the unit's own."""
    leaders = {row.county_leader for row in sheet.shot.every} | {unit.supervising_leader for unit in sheet.shot.units}
    leaders |= {one.stored["addressee"] for one in those(sheet, "copy_report", level="leader")}
    signed = [one for one in those(sheet, "submission", kind=_REPORTS) if one.stored["signed_by"] in leaders - {""}]
    return figure(sheet, "签字背书", len({one.stored["signed_by"] for one in signed}), numbers(signed))


def reviews(sheet: Sheet) -> Figure | None:
    """联审轮: how many times the reviewers sat, as the report on each round counts it."""
    return figure(sheet, "联审轮", len(sittings(sheet)), numbers(sheet.occasion.records("opinion")))


def negative_list(sheet: Sheet) -> Figure | None:
    """负面清单: what stands in the office's list under a number."""
    every = sheet.occasion.everywhere(COMMON_GROUPS.name)
    return count(sheet, "负面清单", [one for one in every if one.state == _LISTED and one.stored["list_number"]])


def village_methods(sheet: Sheet) -> str | None:
    """对村方式: how many of the inspected villages in which way; nothing where the class of one is not known."""
    modes = {
        one.stored["unit"]: one.stored["mode"]
        for one in sorted(sheet.occasion.everywhere("unit_class"), key=lambda one: (one.stored["decided_on"] or "", one.id))
        if one.stored["mode"]
    }  # fmt: skip
    done = [modes.get(one.unit.id, "") for one in covered(sheet).villages.units if one.done]
    if not done or "" in done:
        return None
    return "、".join(
        f"{mode}察{done.count(mode)}个" if mode.endswith("巡") else f"{mode}{done.count(mode)}个"
        for mode in dict.fromkeys(done)
    )


WORDS = {
    "底稿逐题": papers_for_all, "签字背书": countersigners, "联审轮": reviews, "负面清单": negative_list, "对村方式": village_methods,
}  # fmt: skip
TOGETHER = ((("核对差异", "底稿已核对"), compared),)
