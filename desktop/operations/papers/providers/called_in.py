"""约谈主要负责人: which talks of a round papers may say so of, whatever sentence counts them (papers/17, 19)."""

from __future__ import annotations

import re

from db.queries import units as unit_queries
from db.queries.books import Record
from db.records import UnitRow
from desktop.ledgers.talks import CALLED_IN, HELD
from desktop.operations.papers.sheet import Sheet

_LEADER = "主要负责人"
_FIRST = re.compile("党(?:委|组|工委|总支|支部)书记")
_PARTS = re.compile(r"[、，,；;\s]+")


def called_in(sheet: Sheet) -> list[Record]:
    """The 约谈 that took place with the person who answers for the whole unit: by name or post of the unit's card of that day, or first secretary."""
    held = (one for one in sheet.occasion.records("talk") if one.state in HELD and one.stored["kind"] in CALLED_IN)
    return [one for one in held if _is_leader(one, _unit(sheet, one))]


def _unit(sheet: Sheet, talk: Record) -> UnitRow | None:
    day = talk.stored["held_on"] or sheet.shot.as_of
    found: UnitRow | None = sheet.occasion.once(
        ("unit", talk.stored["unit"], day), lambda: unit_queries.unit(sheet.reader, talk.stored["unit"], day)
    )
    return found


def _is_leader(talk: Record, unit: UnitRow | None) -> bool:
    person, post = (str(talk.stored[name] or "").strip() for name in ("talked_to", "post"))
    if unit is not None and unit.leader and person == unit.leader:
        return True
    posts = set(_PARTS.split(post))
    known = set(_PARTS.split(unit.leader_title)) - {""} if unit is not None else set()
    return _LEADER in (person, post) or bool(posts & known) or any(_FIRST.search(one) for one in posts)
