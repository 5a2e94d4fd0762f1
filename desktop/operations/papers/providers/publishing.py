"""What a unit may tell the public: its problems without those that were exempted, how many are closed out, its new rules (papers/24)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop.documents.words import plain
from desktop.errors import KnownError
from desktop.ledgers.results import PUBLIC_NOTICES
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Problem
from desktop.rules import basis as basis_rules

_ADOPTED = ("new", "revised")


def counts(sheet: Sheet) -> dict[str, Any]:
    """The counts over what may be told; rate and counts have the same denominator."""
    shot = sheet.shot
    whole = shot.counted(sheet.scope_problems)
    exempt = _exempt(sheet, whole)
    told = [one for one in whole if one not in exempt]
    closed, still = shot.closed(told), shot.open(told)
    return {
        "公开问题数": shot.count("公开问题数", told),
        "例外数": sheet.moment.figure("例外数", len(exempt)) if exempt else None,
        "公开完成": shot.count("公开完成", closed),
        "公开整改率": shot.rate("公开整改率", closed, told),
        "公开未完成": shot.count("公开未完成", still),
        "公开全部完成": bool(told and not still) or None,
        "公开口径": _said(sheet, bool(exempt)),
    }


def _said(sheet: Sheet, narrowed: bool) -> str:
    """The basis as the office has set it, and that what is not told counts on neither side; one clause, as the sentence goes on behind it."""
    said = basis_rules.sentence(replace(sheet.shot.basis, level="problem")).replace("；", "，")
    return f"{said}，经批准不公开的问题在分子、分母中都不计入" if narrowed else said


def _exempt(sheet: Sheet, whole: list[Problem]) -> list[Problem]:
    """The problems that the clerk named as exempt; KnownError for a number that the unit has not."""
    named = {plain(getattr(one, "text", one)).strip() for one in sheet.given("例外问题") or ()}
    known = {number for one in whole for number in one.numbers}
    if strange := sorted(named - known):
        raise KnownError(f"“例外问题”中的{'、'.join(strange[:3])}不是这个单位本轮在册的问题。请核对编号。")
    return [one for one in whole if named & set(one.numbers)]


def approver(sheet: Sheet) -> str | None:
    """例外批准: who agreed that something is not told, by the unit's record in 公开."""
    unit_id = sheet.unit.id if sheet.unit is not None else None
    for one in sheet.occasion.records("public_notice"):
        if one.stored["unit"] == unit_id and PUBLIC_NOTICES.counts(one, "exempt_ground") and one.stored["approved_by"]:
            return str(one.stored["approved_by"])
    return None


def regulations(sheet: Sheet) -> list[str] | None:
    """公开制度: the names of the rules that the unit made or revised, in their marks."""
    unit_id = sheet.unit.id if sheet.unit is not None else None
    own = [
        str(one.stored["name"]).strip("《》")
        for one in sheet.occasion.records("regulation")
        if one.stored["unit"] == unit_id and one.stored["kind"] in _ADOPTED
    ]
    return [f"《{name}》" for name in dict.fromkeys(own)] or None


WORDS = {"例外批准": approver, "公开制度": regulations}
TOGETHER = ((("公开问题数", "例外数", "公开完成", "公开整改率", "公开口径", "公开未完成", "公开全部完成"), counts),)
