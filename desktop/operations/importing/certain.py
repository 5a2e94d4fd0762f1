"""Which proposals are certain: only these may be taken by one button for many rows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from db.queries import register
from db.reader import Reader

_BODY = re.compile(r"(?:机关)?(?:党组|党委|党工委|工委|党总支|党支部|总支|支部)(?:（党委）|（党组）)?$")
_CERTAIN_KINDS = frozenset({"amount_in_words"})


def is_certain(reader: Reader, kind: str, written: str, proposal: str) -> bool:
    """Equal after 党组, 党委, 县 and the names that the register has for that very unit; a date or category never is."""
    if kind in _CERTAIN_KINDS:
        return True
    if kind not in ("unknown_unit", "multiple_units") or not written.strip():
        return False
    unit_id = register.unit_id(reader, proposal)
    if unit_id is None:
        return False
    meant = [one for one, names in _names(reader).items() if bare(written) in names]
    return meant == [unit_id]


def bare(name: str) -> str:
    """A name of a unit without the words that change nothing: 中共, the place's 县, the party body behind it."""
    said = "".join(name.split()).removeprefix("中共")
    said = _BODY.sub("", said)
    head, sign, tail = said.partition("县")
    return tail if sign and tail and len(head) <= 3 else said


def _names(reader: Reader) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for unit_id, *names in register.names_and_aliases(reader):
        found.setdefault(unit_id, set()).update(bare(name) for name in _told(names))
    return found


def _told(names: Iterable[str]) -> Iterable[str]:
    return (name for name in names if name)
