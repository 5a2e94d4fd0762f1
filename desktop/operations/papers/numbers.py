"""Document numbers (发文字号): the next free one of a series, reserved ranges, numbers typed from another desk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from db.queries import papers as queries
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.papers import catalogue
from desktop.rules.permissions import Action, Actor


@dataclass(frozen=True)
class DocumentNumber:
    """A number with its parts; a typed one that fits no pattern has no parts."""

    text: str
    pattern: str = ""
    year: int | None = None
    seq: int | None = None


def pattern_for(reader: Reader, kind: str) -> str:
    """The pattern of a kind with the county's character in front: 云巡督〔{年}〕{号}号."""
    own = queries.pattern_of(reader, kind)[0] or catalogue.declared_series(reader, kind)
    return setting(reader, "number_prefix") + own


def next_numbers(reader: Reader, kind: str, year: int, count: int) -> list[DocumentNumber]:
    """The next free numbers of a kind's series, after the last one used; reserved ranges are left alone."""
    pattern = pattern_for(reader, kind)
    first = queries.pattern_of(reader, kind)[1]
    used = queries.used_numbers(reader, pattern, year)
    kept = queries.reserved(reader, pattern, year)
    seq = max((first - 1, *used))
    found: list[DocumentNumber] = []
    while len(found) < count:
        seq += 1
        if not any(low <= seq <= high for low, high in kept):
            found.append(DocumentNumber(fill(pattern, year, seq), pattern, year, seq))
    return found


def typed_number(reader: Reader, kind: str, text: str, year: int | None = None) -> DocumentNumber:
    """A number from another desk; where it fits the kind's pattern it takes its place in the series.

    A bare 12 is the 12th of the kind's own series in that year.
    """
    text = text.strip()
    if year is not None and text.isascii() and text.isdigit():
        text = fill(pattern_for(reader, kind), year, int(text))
    if not any(character.isdigit() for character in text):
        raise KnownError(
            f"“{text}”不是文号。请写成 {fill(pattern_for(reader, kind), year or 2026, 1)} 这样，或只写号数。"
        )
    if queries.number_taken(reader, text):
        raise KnownError(f"文号“{text}”已在发文登记中。请核对，或另给一个号。")
    pattern = pattern_for(reader, kind)
    found = _reading(pattern).fullmatch(text)
    if found is None:
        return DocumentNumber(text)
    return DocumentNumber(text, pattern, int(found["year"]), int(found["seq"]))


def blank(reader: Reader, kind: str, year: int) -> str:
    """The number line of a draft: 云巡督〔2026〕　号."""
    return pattern_for(reader, kind).replace("{年}", str(year)).replace("{号}", "　")


def fill(pattern: str, year: int, seq: int) -> str:
    """A pattern with year and number."""
    return pattern.replace("{年}", str(year)).replace("{号}", str(seq))


def gaps(reader: Reader, kind: str, year: int) -> list[int]:
    """Numbers below the last one that no paper bears and no range reserves: they are told, never filled by themselves."""
    pattern = pattern_for(reader, kind)
    used = queries.used_numbers(reader, pattern, year)
    kept = queries.reserved(reader, pattern, year)
    first = queries.pattern_of(reader, kind)[1]
    span = range(min(first, *used), max(used)) if used else range(0)
    return [seq for seq in span if seq not in used and not any(low <= seq <= high for low, high in kept)]


def reserve(ledger: Ledger, actor: Actor, kind: str, year: int, first: int, last: int, note: str = "") -> Changes:
    """Keep a range of numbers for papers that another desk makes."""
    if last < first:
        raise KnownError(f"预留号段 {first}—{last} 的起止颠倒了。请改正。")
    pattern = pattern_for(ledger.writing(), kind)
    clash = sorted(seq for seq in queries.used_numbers(ledger.writing(), pattern, year) if first <= seq <= last)
    if clash:
        raise KnownError(f"号段中的 {'、'.join(map(str, clash))} 号已经用过。请另选号段。")
    with change(ledger, actor, Action.ISSUE, f"预留文号 {fill(pattern, year, first)} 至 {last} 号") as changes:
        fields = {"pattern": pattern, "year": year, "first": first, "last": last, "note": note}
        changes.writer.insert("number_reservation", fields)
    return changes


@cache
def _reading(pattern: str) -> re.Pattern[str]:
    escaped = (
        re.escape(pattern).replace(re.escape("{年}"), r"(?P<year>\d{4})").replace(re.escape("{号}"), r"(?P<seq>\d+)")
    )
    return re.compile(escaped)
