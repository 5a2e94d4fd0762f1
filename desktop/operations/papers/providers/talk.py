"""Words of a talk. The register of talks (约谈提醒) fills them where it knows the number; what it does not say the clerk types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from db.queries import books as record_queries
from db.queries import units as unit_queries
from db.queries.books import Record
from db.queries.standing import EVER
from db.reader import Reader
from db.records import UnitRow
from desktop.ledgers import books
from desktop.ledgers.own_fields import is_own
from desktop.ledgers.talks import HELD, KINDS, REASONS, TALKS

Source = Callable[[Reader, str], Mapping[str, Any] | None]
"""Gives a talk by its number: words of `documents/lexicon/talk.py` by name, with 单位 and 问题编号; None where unknown."""

WORDS: dict[str, Any] = {}
_PARTY, _SECRETARY = "党", "书记"


def record_of(reader: Reader, number: str) -> Mapping[str, Any] | None:
    """The talk of that number, from the first register that knows it."""
    return next((found for source in SOURCES if (found := source(reader, number)) is not None), None)


def of_register(reader: Reader, number: str) -> dict[str, Any] | None:
    """The words of a talk of the register, by its permanent number; None where there is none or it lies in the bin."""
    shape = books.book(reader, TALKS.name).shape
    talks = record_queries.records(reader, shape, EVER)
    own = next((one for one in talks if one.number == number), None)
    if own is None:
        return None
    fields = own.fields
    unit = unit_queries.unit(reader, own.stored["unit"], fields["held_on"] or EVER)
    post = post_of(unit, fields["post"] or "") if unit is not None else ""
    before = sorted(one.fields["held_on"] for one in talks if goes_before(one, own))
    words = {
        "单位": unit.name if unit is not None else "",
        "问题编号": list(fields["findings"]),
        "事由": fields["matter"] or REASONS.get(fields["reason"], ""),
        "类型": KINDS.get(fields["kind"], ""),
        "被约谈职务": post,
        "被约谈人": f"{post}{fields['talked_to']}",
        "约谈人": [f"{fields['talker_post'] or ''}{fields['talker']}"] if fields["talker"] else [],
        "约谈日期": fields["held_on"],
        "地点": fields["place"],
        "第几次": str(len(before) + 1),
        "上次约谈": before[-1] if before else "",
    }
    own_values = {name: value for name, value in fields.items() if is_own(name)}
    return {name: value for name, value in (words | own_values).items() if value not in (None, "", [])}


def post_of(unit: UnitRow, post: str) -> str:
    """单位＋职务: the party body before a post of the party, the organ before any other; what stands twice is said once."""
    known = [name for name in (unit.name, unit.party_short, unit.short) if name]
    if not post or any(name in post for name in known):
        return post
    of_party = post.startswith(_PARTY) or _SECRETARY in post
    name = ((unit.party_short or unit.name) if of_party else unit.short) or unit.name
    twice = next((size for size in range(len(post), 1, -1) if name.endswith(post[:size])), 0)
    return name + post[twice:]


def goes_before(one: Record, own: Record) -> bool:
    """An earlier talk with the unit about the same: a finding of both, or where one names none the same round."""
    if one.id == own.id or one.state not in HELD or one.stored["unit"] != own.stored["unit"]:
        return False
    mine, theirs = set(own.stored["findings"]), set(one.stored["findings"])
    same = bool(mine & theirs) if mine and theirs else one.stored["round"] == own.stored["round"]
    held = one.fields["held_on"] or ""
    return same and bool(held) and (held, one.id) < (own.fields["held_on"] or EVER, own.id)


SOURCES: list[Source] = [of_register]
