"""How a round was pressed and what came of it, as the books say: meetings, talks, joint review, money, regulations, sanctions (papers/17, 19)."""

from __future__ import annotations

from typing import Any

from db.queries.books import Record
from desktop.documents.figures import Figure
from desktop.ledgers.opinions import SETTLED
from desktop.ledgers.regulations import KINDS as REGULATIONS
from desktop.ledgers.results import OF_MONEY, OUTCOMES, PUBLIC_NOTICES
from desktop.ledgers.surveys import together
from desktop.ledgers.talks import LAGGING
from desktop.operations.papers.providers.book_counts import count, figure, happened, numbers, summed, those
from desktop.operations.papers.providers.called_in import called_in
from desktop.operations.papers.providers.joint_reviews import sittings
from desktop.operations.papers.providers.satisfied import satisfied
from desktop.operations.papers.sheet import Sheet

_TAKEN = ("yes", "part")
_SANCTIONS = ("sanction_party", "sanction_gov")
_WARNED = ("reminder", "criticised")
_RETURNED = "returned"


def meetings(sheet: Sheet) -> dict[str, Any]:
    """会议次数 of the units' own meetings on rectification, and whether each unit of the round held one."""
    held = those(sheet, "unit_meeting", kind="study")
    units = {one.first.unit_id for one in sheet.shot.counted()}
    return {
        "会议次数": count(sheet, "会议次数", held),
        "均召开专题会": bool(units and units <= {one.stored["unit"] for one in held}) or None,
        "民主生活会数": count(sheet, "民主生活会数", those(sheet, "unit_meeting", kind="democratic_life")),
    }


def talks(sheet: Sheet) -> dict[str, Any]:
    """约谈数 and 约谈单位: what the sentence says, 对整改滞后的单位约谈主要负责人: talks of that reason that took place."""
    held = [one for one in called_in(sheet) if one.stored["reason"] in LAGGING]
    return {
        "约谈数": count(sheet, "约谈数", held),
        "约谈单位": list(dict.fromkeys(one.fields["unit"] for one in held)) or None,
    }


def reviews(sheet: Sheet) -> dict[str, Any]:
    """联审: how often it sat, its opinions, those settled as taken up by the day, plans sent back; and whether every opinion that was not taken up has an answer."""
    given = sheet.occasion.records("opinion")
    if not given:
        return {}
    taken = [one for one in given if one.state == SETTLED and one.stored["adopted"] in _TAKEN]
    rest = [one for one in given if one not in taken]
    plans = [one for one in those(sheet, "submission", kind="plan") if one.state == _RETURNED]
    return {
        "联审次数": figure(sheet, "联审次数", len(sittings(sheet)), numbers(given)),
        "联审意见数": count(sheet, "联审意见数", given),
        "联审采纳数": sheet.moment.figure("联审采纳数", len(taken), numbers(taken)),
        "方案退回数": figure(sheet, "方案退回数", len({one.stored["unit"] for one in plans}), numbers(plans)),
        "意见均已说明": bool(rest and all(one.stored["answer"] for one in rest)) or None,
    }


def money(sheet: Sheet) -> dict[str, Any]:
    """资金合计 and its parts by kind, which sum to it; parts are told where there is more than one."""
    found = [one for one in those(sheet, "outcome", kind=OF_MONEY) if one.stored["amount"]]
    parts = {kind: [one for one in found if one.stored["kind"] == kind] for kind in OUTCOMES if kind in OF_MONEY}
    told = [
        {"名称": OUTCOMES[kind].removesuffix("资金"), "数": _amount(sheet, "资金分项", own)} for kind, own in parts.items() if own
    ]  # fmt: skip
    return {"资金合计": _amount(sheet, "资金合计", found), "资金分项": told if len(told) > 1 else None}


def _amount(sheet: Sheet, name: str, records: list[Record]) -> Figure | None:
    return figure(sheet, name, sum(int(one.stored["amount"]) for one in records), numbers(records))


def regulations(sheet: Sheet) -> dict[str, Any]:
    """制度: how many were made, revised, repealed, in which fields, and whether each answers to a finding."""
    every = those(sheet, "regulation", kind=tuple(REGULATIONS))
    own = {kind: [one for one in every if one.stored["kind"] == kind] for kind in REGULATIONS}
    fields = dict.fromkeys(one.stored["field"] for one in every if one.stored["field"])
    return {
        "制度数": count(sheet, "制度数", every),
        **{f"{word}数": count(sheet, f"{word}数", own[kind]) for kind, word in REGULATIONS.items()},
        "制度领域": list(fields) or None,
        "制度均已对应": bool(every and all(one.stored["findings"] for one in every)) or None,
    }


def lowest_satisfaction(sheet: Sheet) -> dict[str, Any] | None:
    """最低满意单位: the unit whose rate is below that of all others; nothing where several share it or one alone was asked."""
    by_unit: dict[str, list[Record]] = {}
    for one in sheet.occasion.records("survey"):
        by_unit.setdefault(one.fields["unit"], []).append(one)
    rates = {name: together(one.stored for one in own).rate for name, own in by_unit.items()}
    shares = sorted((rate, name) for name, rate in rates.items() if rate is not None)
    if len(shares) < 2 or shares[0][0] == shares[1][0]:
        return None
    name = shares[0][1]
    return {"名称": name, "率": satisfied(sheet.shot, "最低满意率", by_unit[name], numbers(by_unit[name]))}


def published(sheet: Sheet) -> dict[str, Any]:
    """公开: the units that had published by the day, and those that need not."""
    notices = sheet.occasion.records("public_notice")
    out = happened(sheet, notices, "published_on")
    exempt = [one for one in notices if PUBLIC_NOTICES.counts(one, "exempt_ground")]
    return {
        "公开单位数": figure(sheet, "公开单位数", len({one.stored["unit"] for one in out}), numbers(out)),
        "公开例外": figure(sheet, "公开例外", len({one.stored["unit"] for one in exempt}), numbers(exempt)),
    }


WORDS = {
    "处分人数": summed("处分人数", "outcome", "persons", kind=_SANCTIONS),
    "组织处理人数": summed("组织处理人数", "outcome", "persons", kind="organisational"),
    "谈话提醒人次": summed("谈话提醒人次", "outcome", "person_times", kind=_WARNED),
    "最低满意单位": lowest_satisfaction,
}
TOGETHER = (
    (("会议次数", "均召开专题会", "民主生活会数"), meetings),
    (("约谈数", "约谈单位"), talks),
    (("联审次数", "联审意见数", "联审采纳数", "方案退回数", "意见均已说明"), reviews),
    (("资金合计", "资金分项"), money),
    (("制度数", "新建数", "修订数", "废止数", "制度领域", "制度均已对应"), regulations),
    (("公开单位数", "公开例外"), published),
)
