"""Words that every paper of the office shares: mark, signature, contact, round, names of units, copies."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from db.queries import papers as queries
from db.queries import units as unit_queries
from db.queries.settings import setting
from db.reader import Reader
from db.records import RoundRow, UnitRow
from desktop.errors import KnownError
from desktop.operations.papers.numbers import blank
from desktop.rules.unit_names import full_name

OFFICE_KINDS = frozenset({"supervision_letter", "unit_finding_list", "rectification_summary_report"})
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")


def head(reader: Reader, kind: str, issued_on: date) -> dict[str, Any]:
    """Mark, number line of a draft, signature, date, contact."""
    organ = (
        setting(reader, "office")
        if kind in OFFICE_KINDS
        else setting(reader, "leading_group") or setting(reader, "office")
    )
    return {
        "发文机关标志": organ or None,
        "发文字号": blank(reader, kind, issued_on.year),
        "署名": organ or None,
        "成文日期": issued_on,
        "联系人": setting(reader, "contact") or None,
        "联系电话": setting(reader, "phone") or None,
    }


def round_words(one: RoundRow) -> str:
    """十五届县委第六轮（常规） as papers call it: 十五届县委第六轮巡察."""
    name = _BRACKETS.sub("", one.name).strip()
    return name if "巡察" in name else f"{name}巡察"


def addressee(reader: Reader, unit_id: int, on: date) -> tuple[UnitRow, str]:
    """The unit with the name of the day, and that name with the county in front as the 主送 line prints it."""
    unit = unit_queries.unit(reader, unit_id, on.isoformat())
    if unit is None:
        raise KnownError("这个单位已不在名册中，不能给它发文。请核对名册。")
    return unit, full_name(unit.name, setting(reader, "county"))


def copies(reader: Reader, unit: UnitRow, organs: tuple[str, ...]) -> list[str]:
    """抄送 in the order of the office's usage: county leader with title, organs, then the discipline team of the unit."""
    titles: dict[str, str] = json.loads(setting(reader, "leader_titles") or "{}")
    leader = unit.supervising_leader
    named = [titles.get(leader, "") + leader] if leader else []
    return [one for one in (*named, *organs, unit.discipline_team) if one]


def earlier_steps(
    reader: Reader, unit_id: int, round_id: int, before: date, kinds: tuple[str, ...]
) -> list[queries.SentBefore]:
    """Reminders and supervision letters that a unit has had in a round, before a day."""
    return list(queries.sent_before(reader, unit_id, round_id, before.isoformat(), kinds))
