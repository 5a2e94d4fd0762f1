"""What the books of a term's rounds hold: teams, petitions, talks, visits, letters, what came of it, people (papers/18)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from db.queries import report as queries
from db.queries.books import Record
from db.queries.settings import setting
from desktop.documents.figures import Figure
from desktop.ledgers.draws import LOCKED
from desktop.ledgers.results import OF_MONEY
from desktop.ledgers.teams import ROLES
from desktop.ledgers.visits import REOPENED, TRUE
from desktop.operations import coverage
from desktop.operations.office import POSTS
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.providers.term_coverage import covered
from desktop.operations.papers.sheet import Sheet
from desktop.rules import basis as basis_rules
from desktop.rules.rate import scaled

_SANCTIONS = ("sanction_party", "sanction_gov")
_HANDLED = ("organisational",)
_ADOPTED = ("new", "revised")
_CAMPAIGN = "专项整治"


def _figure(sheet: Sheet, name: str, value: int, rows: Iterable[str] = ()) -> Figure | None:
    return sheet.moment.figure(name, value, rows) if value else None


def _rate(sheet: Sheet, name: str, part: int, whole: int) -> Figure | None:
    printed = basis_rules.rate(sheet.shot.basis, part, whole).on_paper
    return sheet.moment.figure(name, PrintedRate(part, whole, printed)) if whole else None


def _those(sheet: Sheet, book: str, **said: Any) -> list[Record]:
    """The records of a book whose fields are one of the values."""
    wanted = {name: value if isinstance(value, (tuple, frozenset)) else (value,) for name, value in said.items()}
    return [one for one in sheet.occasion.records(book) if all(one.stored[n] in v for n, v in wanted.items())]


def _number(name: str, book: str, **said: Any) -> Callable[[Sheet], Figure | None]:
    """How many records of a book say so."""
    return lambda sheet: _figure(sheet, name, len(_those(sheet, book, **said)))


def _different(name: str, book: str, field: str, **said: Any) -> Callable[[Sheet], Figure | None]:
    """How many different values of a field."""

    def provide(sheet: Sheet) -> Figure | None:
        return _figure(sheet, name, len({one.stored[field] for one in _those(sheet, book, **said)} - {None, ""}))

    return provide


def _sum(name: str, book: str, field: str, **said: Any) -> Callable[[Sheet], Figure | None]:
    """The sum of a field."""
    return lambda sheet: _figure(sheet, name, sum(int(one.stored[field] or 0) for one in _those(sheet, book, **said)))


def people_in_teams(sheet: Sheet) -> Figure | None:
    """参巡人次: everybody in a team, once for each team."""
    count = sum(_people(one.stored[role]) for one in sheet.occasion.records("team") for role in ROLES)
    return _figure(sheet, "参巡人次", count)


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
    return _figure(sheet, "批示", sum(bool(one.stored["instruction"]) for one in sheet.occasion.records("copy_report")))


def talks(sheet: Sheet) -> dict[str, Any]:
    """Talks that were held by the day: of the secretary, and reminders with their units."""
    held = [one for one in sheet.occasion.records("talk") if one.stored["held_on"]]
    own = {kind: [one for one in held if one.stored["kind"] == kind] for kind in ("secretary", "reminder")}
    units = list(dict.fromkeys(one.fields["unit"] for one in own["reminder"]))
    return {
        "约谈书记": _figure(sheet, "约谈书记", len(own["secretary"])),
        "提醒谈话": _figure(sheet, "提醒谈话", len(own["reminder"])),
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
        "回访轮次数": _figure(sheet, "回访轮次数", len(by_round)),
        "回访单位": _figure(sheet, "回访单位", units, named),
        "回访问题": _figure(sheet, "回访问题", len(checks), named),
        "回访属实": sheet.moment.figure("回访属实", len(true), [one.fields["finding"] for one in true]),
        "回访属实率": _rate(sheet, "回访属实率", len(true), len(checks)),
        "反弹": _figure(sheet, "反弹", len({one.stored["finding"] for one in opened}), {one.fields["finding"]: 0 for one in opened}),
        "不实均已重开": bool(opened and len(opened) + len(true) == len(checks)) or None,
    }  # fmt: skip
    return words | _frames(sheet, by_round)


def _frames(sheet: Sheet, by_round: dict[int, list[Record]]) -> dict[str, Any]:
    """What the draws were made from; nothing where a round was visited without a locked draw or with too few."""
    frames = {one.stored["round"]: one.stored for one in sheet.occasion.records("draw") if one.state == LOCKED}
    if not set(by_round) <= set(frames):
        return {}
    enough = all(
        3 * len({one.stored["unit"] for one in own}) >= (frames[number]["units_of"] or 0)
        and 3 * len(own) >= (frames[number]["findings_of"] or 0)
        for number, own in by_round.items()
    )
    return {
        "回访单位基数": _figure(sheet, "回访单位基数", sum(frames[one]["units_of"] or 0 for one in by_round)),
        "回访问题基数": _figure(sheet, "回访问题基数", sum(frames[one]["findings_of"] or 0 for one in by_round)),
        "比例均达标": enough or None,
    }


def letters(sheet: Sheet) -> dict[str, Any]:
    """Recommendation letters of all rounds, as the report on a round counts them."""
    shot = sheet.shot
    sent = [
        one for number in shot.round_ids for one in queries.recommendation_letters(sheet.reader, number, shot.as_of)
    ]
    items, adopted = sum(one.items for one in sent), sum(one.adopted for one in sent if one.replied)
    campaigns = [one.stored["campaign"] for one in sheet.occasion.records("recommendation")]
    areas = list(dict.fromkeys(one.removesuffix(_CAMPAIGN) for one in campaigns if one))
    return {
        "建议书": _figure(sheet, "建议书", len(sent)),
        "建议条": _figure(sheet, "建议条", items),
        "采纳条": _figure(sheet, "采纳条", adopted),
        "采纳率": _rate(sheet, "采纳率", adopted, items) if adopted <= items else None,
        "专项整治数": _figure(sheet, "专项整治数", len(areas)),
        "整治领域": areas or None,
    }


def lectures(sheet: Sheet) -> Figure | None:
    """党课场次: a record without a number of sessions is one."""
    return _figure(
        sheet, "党课场次", sum(int(one.stored["sessions"] or 1) for one in sheet.occasion.records("lecture"))
    )


def attended_meetings(sheet: Sheet) -> Figure | None:
    """列席次数: democratic-life meetings of inspected units at which somebody was present for the office."""
    held = _those(sheet, "unit_meeting", kind="democratic_life")
    return _figure(sheet, "列席次数", sum(bool(one.stored["attended"]) for one in held))


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
        "编制": _figure(sheet, "编制", posts),
        "人均任务": sheet.moment.figure("人均任务", each).worded(str(each)) if each is not None else None,
        "人才库": _figure(sheet, "人才库", len(pool)),
        "组长库": _figure(sheet, "组长库", sum(one.number in pool for one in leaders)),
    }


WORDS = {
    "组次": _number("组次", "team"),
    "参巡人次": people_in_teams,
    "受理件数": _number("受理件数", "petition", scope="accepted"),
    "信访均已分办": petitions_sorted,
    "底稿份数": _number("底稿份数", "working_paper"),
    "联审意见": _number("联审意见", "opinion"),
    "抄报领导": _different("抄报领导", "copy_report", "addressee", level="leader"),
    "移交部门": _different("移交部门", "copy_report", "addressee", level="department"),
    "批示": instructions,
    "共性问题": _number("共性问题", "common_group"),
    "制度": _number("制度", "regulation", kind=_ADOPTED),
    "处分人": _sum("处分人", "outcome", "persons", kind=_SANCTIONS),
    "组织处理人": _sum("组织处理人", "outcome", "persons", kind=_HANDLED),
    "资金": _sum("资金", "outcome", "amount", kind=OF_MONEY),
    "巡前通报": _number("巡前通报", "briefing"),
    "通报单位数": _different("通报单位数", "briefing", "source"),
    "党课场次": lectures,
    "党课人次": _sum("党课人次", "lecture", "people"),
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
    (("建议书", "建议条", "采纳条", "采纳率", "专项整治数", "整治领域"), letters),
    (("编制", "人均任务", "人才库", "组长库"), staff),
)  # fmt: skip
