"""约谈主要负责人: which talks of a round papers may say so of, whatever sentence counts them (papers/17, 19)."""

from __future__ import annotations

import re
from itertools import takewhile

from db.queries import dictionaries
from db.queries import units as unit_queries
from db.queries.books import Record
from db.records import UnitRow
from desktop.ledgers.talks import CALLED_IN, HELD
from desktop.operations.papers.sheet import Sheet
from desktop.rules.unit_names import FORMS, full_name

_LEADER = "主要负责人"
_FIRST = frozenset({_LEADER, "党委书记", "党组书记", "党工委书记"})
_PARTS = re.compile(r"[、，,；;兼\s]+")
_FORMER = "原"


def called_in(sheet: Sheet) -> list[Record]:
    """The 约谈 that took place with the person who answers for the whole unit: by name or post of the unit's card of that day, or first secretary."""
    held = (one for one in sheet.occasion.records("talk") if one.state in HELD and one.stored["kind"] in CALLED_IN)
    return [one for one in held if _is_leader(sheet, one, _unit(sheet, one))]


def _unit(sheet: Sheet, talk: Record) -> UnitRow | None:
    day = talk.stored["held_on"] or sheet.shot.as_of
    found: UnitRow | None = sheet.occasion.once(
        ("unit", talk.stored["unit"], day), lambda: unit_queries.unit(sheet.reader, talk.stored["unit"], day)
    )
    return found


def _is_leader(sheet: Sheet, talk: Record, unit: UnitRow | None) -> bool:
    person, post = (str(talk.stored[name] or "").strip() for name in ("talked_to", "post"))
    if person == _LEADER or (unit is not None and unit.leader and person == unit.leader):
        return True
    names = _names(sheet, unit) if unit is not None else ()
    return any(bare in _posts(unit, names) for bare in _told(post, names))


def _posts(unit: UnitRow | None, names: tuple[str, ...]) -> frozenset[str]:
    """The posts of who answers for a unit: those of its card, the secretary of its party organisation."""
    if unit is None:
        return _FIRST
    return _FIRST.union(_told(unit.leader_title, names), (f"{unit.party_form}书记",) if unit.party_form else ())


def _told(post: str, names: tuple[str, ...]) -> list[str]:
    """Single posts as they are, and without the unit's own name in front; none from the first former one on (原党组书记、局长)."""
    parts = takewhile(
        lambda one: not one.startswith(_FORMER) or one.startswith(names), filter(None, _PARTS.split(post))
    )
    return [bare for one in parts for bare in (one, *(one.removeprefix(name) for name in names))]


def _names(sheet: Sheet, unit: UnitRow) -> tuple[str, ...]:
    """What the unit is called, with the county in front and without its party organisation behind too."""
    aliases: tuple[dictionaries.AliasRow, ...] = sheet.occasion.once(
        "aliases", lambda: dictionaries.aliases(sheet.reader)
    )
    known = [unit.name, unit.organ, unit.short, unit.party_short]
    known += [one.alias for one in aliases if one.unit_id == unit.id]
    bare = [name.removesuffix(form) for name in known for form in ("", *FORMS)]
    return tuple(
        filter(None, dict.fromkeys([*bare, *(full_name(name, sheet.occasion.county) for name in bare if name)]))
    )
