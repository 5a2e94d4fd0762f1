"""Cells of a list that the list reader keeps under their heads: read by the fields of the finding ledger where a field has that head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.queries import register
from db.reader import Reader
from desktop.errors import KnownError
from desktop.ledgers.field import Field
from desktop.ledgers.findings import EDITABLE, FIELDS, field_named
from desktop.ledgers.own_fields import is_own
from desktop.ledgers.typed_values import read_field
from desktop.operations.own_fields import own_fields

OPENING_MARK = "（期初）"
_UNITS = "co_unit_names"
_CLAIMED, _FOUND, _OTHER = "自报日期", "认定日期", "原表其他栏"
_PAIR = re.compile(r"；(?=[^；：]+：)")


@dataclass
class Kept:
    """What kept cells say: values of fields, co-units, days of the two lanes; `other` is what no field takes."""

    ours: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    co_units: list[int] = field(default_factory=list)
    claimed_on: str = ""
    found_on: str = ""
    other: dict[str, str] = field(default_factory=dict)


def read_kept(reader: Reader, cells: Mapping[str, str], today: str) -> Kept:
    """Read the kept cells of one row. What cannot be read as its field stays among the others, under its head."""
    own = own_fields(reader)
    kept = Kept(ours="编号" in cells)
    for head, text in cells.items():
        if not _taken(reader, kept, own, head, text, today):
            kept.other[head] = text
    if kept.ours:
        _take_ours(kept, today)
    return kept


def _taken(reader: Reader, kept: Kept, own: Sequence[Field], head: str, text: str, today: str) -> bool:
    known = _field_of(head, own)
    if known is None:
        return False
    if known.name == _UNITS:
        found = [register.unit_id(reader, name) for name in text.split("、")]
        kept.co_units = [unit_id for unit_id in found if unit_id is not None]
        return len(kept.co_units) == len(found)
    if known.name not in EDITABLE and not is_own(known.name):
        return False
    try:
        kept.values[known.name] = read_field(known, text, date.fromisoformat(today), _day)
    except KnownError:
        return False
    return True


def _field_of(head: str, own: Sequence[Field]) -> Field | None:
    return field_named(head, own) or next((one for one in (*FIELDS, *own) if _bare(one.head) == _bare(head)), None)


def _bare(head: str) -> str:
    return re.sub(r"[（(].*?[）)]|\s", "", head)


def _day(text: str, _today: date) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _take_ours(kept: Kept, today: str) -> None:
    """A list of ours: the days of its two lanes, and what follows from other fields is not kept a second time."""
    kept.claimed_on, kept.found_on = (_not_later(kept.other.get(head, ""), today) for head in (_CLAIMED, _FOUND))
    pairs = (pair.partition("：") for pair in _PAIR.split(kept.other.get(_OTHER, "")))
    earlier = {head: text for head, colon, text in pairs if colon}
    computed = {one.title for one in FIELDS if one.name not in EDITABLE}
    kept.other = {head: text for head, text in kept.other.items() if head not in computed} | earlier


def _not_later(text: str, today: str) -> str:
    found = _day(text, date.min)
    return found.isoformat() if found is not None and found.isoformat() <= today else ""
