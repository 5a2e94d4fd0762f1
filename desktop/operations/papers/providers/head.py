"""Head, foot and occasion: organ, number line, dates by rule, names, copies, annexes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from db.queries.settings import setting
from desktop.documents.recipe import Due
from desktop.operations.papers import dates, numbers, office
from desktop.operations.papers.providers import reviewing, teams
from desktop.operations.papers.rows import coming
from desktop.operations.papers.sheet import Sheet
from desktop.rules.deadlines import add_months

SHORT = 120
_NAMED = re.compile(r"\{(\w+)\}")


def organ(sheet: Sheet) -> str | None:
    """The organ that signs, by the kind's declaration."""
    if sheet.issuer.organ == "team":
        return teams.full_name(sheet)
    found: str | None = sheet.occasion.once(
        ("organ", sheet.issuer.organ), lambda: office.organ(sheet.reader, sheet.issuer.organ) or None
    )
    return found


def number_line(sheet: Sheet) -> str:
    """The number line of a draft: 云巡督〔2026〕　号."""
    series = sheet.recipe.series(sheet.issuer)
    year = sheet.request.issued_on.year
    found: str = sheet.occasion.once(("number", series), lambda: numbers.blank(sheet.reader, series, year))
    return found


def copies(sheet: Sheet) -> list[str] | None:
    """抄送 in the order of the office's usage: county leader with title, organs, the discipline team at the unit."""
    rule = sheet.recipe.copies
    if rule is None or sheet.unit is None:
        return None
    leader = rule.leader and (
        not rule.leader_within or bool(coming(sheet.chosen, sheet.shot.as_of, rule.leader_within))
    )
    team = rule.team and int(sheet.record.get("次数") or 1) >= rule.team_from
    organs = (*rule.organs, *(reviewing.parties(sheet) or ())) if rule.reviewers else rule.organs
    return office.copies(sheet.reader, sheet.unit, organs, leader=leader, team=team)


def annexes(sheet: Sheet) -> list[str] | None:
    """The titles of the annexes; a finding that stands in the text needs none, nor does an empty list."""
    if not sheet.recipe.annexes:
        return None
    if sheet.recipe.annex_words:
        return list(sheet.recipe.annexes)
    if sheet.recipe.annex_when and not sheet.given(sheet.recipe.annex_when):
        return []
    if sheet.recipe.rows.order in ("overdue", "due") and _told_in_the_text(sheet):
        return []
    if sheet.recipe.rows.always and not sheet.chosen:
        return []
    if sheet.recipe.rows.in_text and len(sheet.chosen) <= sheet.recipe.rows.in_text:
        return []
    if _lists_what_is_open(sheet) and not sheet.shot.open():
        return []
    return [_NAMED.sub(lambda name: str(sheet.given(name[1]) or "涉及"), title) for title in sheet.recipe.annexes]


def _lists_what_is_open(sheet: Sheet) -> bool:
    return any(field.name == "未销清单" for field in sheet.recipe.fields)


def _told_in_the_text(sheet: Sheet) -> bool:
    """One short finding stands in the letter itself; a long one is quoted there and told whole in the list (P-10)."""
    return len(sheet.chosen) < 2 and all(len(row.text) <= SHORT for row in sheet.chosen)


def due(sheet: Sheet, one: Due) -> date | None:
    """A date that the paper proposes, on a working day; one that runs forward never lies before the paper's own date."""
    base = sheet.day(one.base)
    if base is None or (one.listed and not sheet.chosen) or (one.when and not sheet.given(one.when)):
        return None
    if one.of_round:
        planned = dates.day(getattr(sheet.occasion.round, one.of_round))
        if planned and planned >= sheet.request.issued_on:
            return planned
    if one.days >= 0:
        base = max(base, sheet.request.issued_on)
    if one.event:
        return on_workday(sheet, sheet.occasion.by_rule(one.event, base))
    days = int(sheet.given(one.days_word) or one.days) if one.days_word else one.days
    return moved(sheet, base, days, one.unit)


def on_workday(sheet: Sheet, day: date) -> date:
    """The day itself, or the next one on which offices work (P-16: no deadline on a Sunday)."""
    while not sheet.occasion.calendar.is_workday(day.isoformat()):
        day += timedelta(days=1)
    return day


def moved(sheet: Sheet, base: date, days: int, unit: str) -> date:
    """So many days, working days or months after a day, or before it."""
    if unit == "month":
        return on_workday(sheet, date.fromisoformat(add_months(base.isoformat(), days)))
    if unit != "workday":
        return on_workday(sheet, base + timedelta(days=days))
    step, left = (1 if days > 0 else -1), abs(days)
    while left:
        base += timedelta(days=step)
        left -= sheet.occasion.calendar.is_workday(base.isoformat())
    return base


def _due(word: str) -> Any:
    def provide(sheet: Sheet) -> date | None:
        return next((due(sheet, one) for one in sheet.recipe.dues if one.word == word), None)

    return provide


def _setting(name: str) -> Any:
    return lambda sheet: sheet.occasion.once(("setting", name), lambda: setting(sheet.reader, name)) or None


def _addressee(sheet: Sheet) -> str:
    return sheet.addressee


WORDS = {
    "发文机关标志": organ,
    "署名": organ,
    "汇报机关": organ,
    "印发机关": lambda sheet: office.organ(sheet.reader, "office") or None,
    "印章": lambda sheet: sheet.occasion.once("seal", lambda: office.seal(sheet.reader)),
    "发文字号": number_line,
    "成文日期": lambda sheet: sheet.request.issued_on,
    "截止日期": lambda sheet: sheet.request.as_of,
    "联系人": _setting("contact"),
    "联系电话": _setting("phone"),
    "主送": _addressee,
    "抄送": copies,
    "附件清单": annexes,
    "轮次": lambda sheet: office.round_words(sheet.occasion.round),
    "反馈日期": lambda sheet: sheet.day("反馈日期"),
    "整改月数": lambda sheet: sheet.occasion.round.months or None,
    "期满日期": lambda sheet: dates.day(sheet.occasion.round.ends_on),
    **{word: _due(word) for word in ("回复期限", "异议期限", "新期限", "申请期限", "材料期限", "完成期限", "协调期限")},
}
