"""What the books of a term's rounds hold: teams, petitions, talks, visits, letters, what came of it, people (papers/18)."""

from __future__ import annotations

from typing import Any

from db.queries import report as queries
from db.queries.books import Record
from db.queries.settings import setting
from desktop.documents.figures import Figure
from desktop.ledgers.draws import LOCKED
from desktop.ledgers.recommendations import TAKEN_UP
from desktop.ledgers.results import OF_MONEY
from desktop.ledgers.talks import HELD
from desktop.ledgers.teams import ROLES
from desktop.ledgers.visits import REOPENED, TRUE
from desktop.operations import coverage
from desktop.operations.office import POSTS
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.providers.book_counts import (
    count,
    counted,
    different,
    figure,
    happened,
    numbers,
    summed,
    those,
)
from desktop.operations.papers.providers.term_coverage import covered
from desktop.operations.papers.sheet import Sheet
from desktop.operations.records.recommendation_sums import as_advice
from desktop.rules import basis as basis_rules
from desktop.rules.adoption import Advice, adoption
from desktop.rules.rate import scaled

_SANCTIONS = ("sanction_party", "sanction_gov")
_HANDLED = ("organisational",)
_ADOPTED = ("new", "revised")
_CAMPAIGN = "专项整治"


def _rate(sheet: Sheet, name: str, part: int, whole: int) -> Figure | None:
    printed = basis_rules.rate(sheet.shot.basis, part, whole).on_paper
    return sheet.moment.figure(name, PrintedRate(part, whole, printed)) if whole else None


def people_in_teams(sheet: Sheet) -> Figure | None:
    """参巡人次: everybody in a team, once for each team."""
    teams = sheet.occasion.records("team")
    people = sum(_people(one.stored[role]) for one in teams for role in ROLES)
    return figure(sheet, "参巡人次", people, numbers(teams))


def _people(value: Any) -> int:
    names = value if isinstance(value, (list, tuple)) else str(value or "").split("、")
    return sum(1 for one in names if one)


def petitions_sorted(sheet: Sheet) -> bool | None:
    """信访均已分办: every petition is taken up or passed on to somebody, and some were passed on."""
    found = sheet.occasion.records("petition")
    passed = [one for one in found if one.stored["scope"] == "forwarded" and one.stored["to"]]
    taken = [one for one in found if one.stored["scope"] == "accepted"]
    return bool(passed and taken and len(passed) + len(taken) == len(found)) or None


def instructions(sheet: Sheet) -> Figure | None:
    """批示: what was copied and came back with a leader's words."""
    given = happened(sheet, sheet.occasion.records("copy_report"), "instruction_on")
    return count(sheet, "批示", [one for one in given if one.stored["instruction"]])


def talks(sheet: Sheet) -> dict[str, Any]:
    """Talks that were held by the day: of the secretary, and reminders with their units."""
    held = [one for one in sheet.occasion.records("talk") if one.state in HELD]
    own = {kind: [one for one in held if one.stored["kind"] == kind] for kind in ("secretary", "reminder")}
    units = list(dict.fromkeys(one.fields["unit"] for one in own["reminder"]))
    return {
        "约谈书记": count(sheet, "约谈书记", own["secretary"]),
        "提醒谈话": count(sheet, "提醒谈话", own["reminder"]),
        "提醒谈话单位": units or None,
    }


def visits(sheet: Sheet) -> dict[str, Any]:
    """What was visited again in all rounds, of which frames, and what was found."""
    checks = list(sheet.occasion.records("check"))
    if not checks:
        return {}
    by_round: dict[int, list[Record]] = {}
    for one in checks:
        by_round.setdefault(one.stored["round"], []).append(one)
    units = sum(len({one.stored["unit"] for one in own}) for own in by_round.values())
    true = [one for one in checks if one.stored["found"] == TRUE]
    opened = [one for one in checks if one.state == REOPENED]
    named = [one.fields["finding"] for one in checks]
    words: dict[str, Any] = {
        "回访轮次数": figure(sheet, "回访轮次数", len(by_round), numbers(checks)),
        "回访单位": figure(sheet, "回访单位", units, named),
        "回访问题": figure(sheet, "回访问题", len(checks), named),
        "回访属实": sheet.moment.figure("回访属实", len(true), [one.fields["finding"] for one in true]),
        "回访属实率": _rate(sheet, "回访属实率", len(true), len(checks)),
        "反弹": figure(sheet, "反弹", len({one.stored["finding"] for one in opened}), {one.fields["finding"]: 0 for one in opened}),
        "不实均已重开": bool(opened and len(opened) + len(true) == len(checks)) or None,
    }  # fmt: skip
    return words | _frames(sheet, by_round)


def _frames(sheet: Sheet, by_round: dict[int, list[Record]]) -> dict[str, Any]:
    """What the draws were made from; nothing where a round was visited without a locked draw or with too few."""
    draws = {one.stored["round"]: one for one in sheet.occasion.records("draw") if one.state == LOCKED}
    frames = {one: draw.stored for one, draw in draws.items()}
    if not set(by_round) <= set(frames):
        return {}
    enough = all(
        3 * len({one.stored["unit"] for one in own}) >= (frames[number]["units_of"] or 0)
        and 3 * len(own) >= (frames[number]["findings_of"] or 0)
        for number, own in by_round.items()
    )
    used = numbers(draws[one] for one in by_round)
    return {
        "回访单位基数": figure(sheet, "回访单位基数", sum(frames[one]["units_of"] or 0 for one in by_round), used),
        "回访问题基数": figure(sheet, "回访问题基数", sum(frames[one]["findings_of"] or 0 for one in by_round), used),
        "比例均达标": enough or None,
    }


def letters(sheet: Sheet) -> dict[str, Any]:
    """Recommendation letters of all rounds, and what was taken up of them as their register has it; of those replied to it is told apart how much they recommend."""
    shot = sheet.shot
    sent = [
        one for number in shot.round_ids for one in queries.recommendation_letters(sheet.reader, number, shot.as_of)
    ]
    items = sum(one.items for one in sent)
    advice = sheet.occasion.records("recommendation")
    told = [as_advice(one) for one in advice] or [Advice(bool(one.replied), one.items, one.adopted) for one in sent]
    found = adoption(told)
    apart = 0 < found.items != items
    campaigns = [one for one in advice if one.state in TAKEN_UP and one.stored["campaign"]]
    areas = list(dict.fromkeys(one.stored["campaign"].removesuffix(_CAMPAIGN) for one in campaigns))
    return {
        "建议书": figure(sheet, "建议书", len(sent)),
        "建议条": figure(sheet, "建议条", items),
        "回复建议书": figure(sheet, "回复建议书", found.letters) if apart else None,
        "回复建议条": figure(sheet, "回复建议条", found.items) if apart else None,
        "采纳条": figure(sheet, "采纳条", found.taken),
        "采纳率": _rate(sheet, "采纳率", found.taken, found.items) if found.taken <= found.items else None,
        "专项整治数": figure(sheet, "专项整治数", len(areas), numbers(campaigns)),
        "整治领域": areas or None,
    }


def lectures(sheet: Sheet) -> Figure | None:
    """党课场次: a record without a number of sessions is one."""
    held = sheet.occasion.records("lecture")
    return figure(sheet, "党课场次", sum(int(one.stored["sessions"] or 1) for one in held), numbers(held))


def attended_meetings(sheet: Sheet) -> Figure | None:
    """列席次数: democratic-life meetings of inspected units at which somebody was present for the office."""
    held = those(sheet, "unit_meeting", kind="democratic_life")
    return count(sheet, "列席次数", [one for one in held if one.stored["attended"]])


def case_rate(sheet: Sheet) -> Figure | None:
    """成案率: of the two numbers that the clerk typed."""
    cases, leads = (int(sheet.given(name) or 0) for name in ("立案件", "线索件"))
    return _rate(sheet, "成案率", cases, leads) if cases and cases <= leads else None


def staff(sheet: Sheet) -> dict[str, Any]:
    """Posts, units for each of them, and who is in the pool."""
    shot = sheet.shot
    posts = int(sheet.given("编制") or setting(sheet.reader, POSTS) or 0)
    units, basis = covered(sheet).whole.due, shot.basis
    each = scaled(units, posts, basis.rounding, basis.decimals) if posts and units else None
    pool = set(coverage.in_pool(sheet.reader, shot.as_of, shot.known_at))
    leaders = [one for one in sheet.occasion.everywhere("inspector") if one.stored["pool"] == "leader"]
    return {
        "编制": figure(sheet, "编制", posts),
        "人均任务": sheet.moment.figure("人均任务", each).worded(str(each)) if each is not None else None,
        "人才库": figure(sheet, "人才库", len(pool), sorted(pool)),
        "组长库": count(sheet, "组长库", [one for one in leaders if one.number in pool]),
    }


WORDS = {
    "组次": counted("组次", "team"),
    "参巡人次": people_in_teams,
    "受理件数": counted("受理件数", "petition", scope="accepted"),
    "信访均已分办": petitions_sorted,
    "底稿份数": counted("底稿份数", "working_paper"),
    "联审意见": counted("联审意见", "opinion"),
    "抄报领导": different("抄报领导", "copy_report", "addressee", level="leader"),
    "移交部门": different("移交部门", "copy_report", "addressee", level="department"),
    "批示": instructions,
    "共性问题": counted("共性问题", "common_group"),
    "制度": counted("制度", "regulation", kind=_ADOPTED),
    "处分人": summed("处分人", "outcome", "persons", kind=_SANCTIONS),
    "组织处理人": summed("组织处理人", "outcome", "persons", kind=_HANDLED),
    "资金": summed("资金", "outcome", "amount", kind=OF_MONEY),
    "巡前通报": counted("巡前通报", "briefing"),
    "通报单位数": different("通报单位数", "briefing", "source"),
    "党课场次": lectures,
    "党课人次": summed("党课人次", "lecture", "people"),
    "列席次数": attended_meetings,
    "成案率": case_rate,
}
TOGETHER = (
    (("约谈书记", "提醒谈话", "提醒谈话单位"), talks),
    (
        (
            "回访轮次数", "回访单位", "回访问题", "回访属实", "回访属实率", "反弹", "不实均已重开", "回访单位基数", "回访问题基数", "比例均达标",
        ),
        visits,
    ),
    (("建议书", "建议条", "回复建议书", "回复建议条", "采纳条", "采纳率", "专项整治数", "整治领域"), letters),
    (("编制", "人均任务", "人才库", "组长库"), staff),
)  # fmt: skip
