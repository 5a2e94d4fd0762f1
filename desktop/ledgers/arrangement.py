"""How the records of a ledger are filtered and sorted, as data: a view keeps it, and print and export apply the same (W-2).

No Qt and no ledger: plain lists, so that it is fast and can be tested alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.ledgers.column import Column, Kind

BLANK = "（空白）"
_NOTHING = ("", "—")


@dataclass(frozen=True)
class ColumnFilter:
    """What a column lets through: ticked words (None: all), and a range of numbers or ISO dates."""

    ticks: frozenset[str] | None = None
    low: str = ""
    high: str = ""
    without: frozenset[str] = frozenset()

    @property
    def active(self) -> bool:
        """Whether anything is held back."""
        return self.ticks is not None or bool(self.low or self.high or self.without)


@dataclass(frozen=True)
class Arrangement:
    """How a table is filtered and sorted; `sort` empty is the office's own order (单位序列)."""

    filters: Mapping[str, ColumnFilter] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False

    def with_filter(self, name: str, wanted: ColumnFilter | None) -> Arrangement:
        """The arrangement with one column's filter set or taken away."""
        filters = {other: kept for other, kept in self.filters.items() if other != name}
        if wanted is not None and wanted.active:
            filters[name] = wanted
        return replace(self, filters=filters)

    def next_sort(self, name: str) -> Arrangement:
        """A click on a header: up, down, and the third time back to the order of units."""
        if self.sort != name:
            return replace(self, sort=name, descending=False)
        if not self.descending:
            return replace(self, descending=True)
        return replace(self, sort="", descending=False)

    def as_words(self) -> dict[str, Any]:
        """For storing with a view, as JSON."""
        filters = {
            name: {
                "ticks": None if kept.ticks is None else sorted(kept.ticks),
                "low": kept.low,
                "high": kept.high,
                "without": sorted(kept.without),
            }
            for name, kept in self.filters.items()
        }
        return {"filters": filters, "sort": self.sort, "descending": self.descending}

    @staticmethod
    def from_words(words: Mapping[str, Any]) -> Arrangement:
        """As stored with a view."""
        filters = {
            name: ColumnFilter(
                None if kept.get("ticks") is None else frozenset(kept["ticks"]),
                kept.get("low", ""),
                kept.get("high", ""),
                frozenset(kept.get("without", ())),
            )
            for name, kept in words.get("filters", {}).items()
        }
        return Arrangement(filters, words.get("sort", ""), bool(words.get("descending", False)))


def bucket(column: Column, record: Any) -> str:
    """The word under which a cell is listed in the filter: dates by month, nothing as （空白）."""
    text = column.text(record)
    if text in _NOTHING:
        return BLANK
    return text[:7] if column.kind is Kind.DATE and text[:4].isdigit() else text


def passes(column: Column, wanted: ColumnFilter, record: Any) -> bool:
    """Whether a record may be seen."""
    if wanted.ticks is not None or wanted.without:
        word = bucket(column, record)
        if word in wanted.without or (wanted.ticks is not None and word not in wanted.ticks):
            return False
    if wanted.low or wanted.high:
        return _in_range(column, wanted, column.value(record))
    return True


def arranged(records: Iterable[Any], columns: Sequence[Column], how: Arrangement) -> list[Any]:
    """The records that pass all filters, sorted; equal ones keep the order they came in, empty cells come last."""
    rows = list(records)
    return [rows[place] for place in arranged_places(rows, columns, how)]


def arranged_places(records: Iterable[Any], columns: Sequence[Column], how: Arrangement) -> array[int]:
    """The same as places of the records; each record is looked at once and let go of."""
    by_field = {column.field: column for column in columns}
    filters = [(by_field[name], wanted) for name, wanted in how.filters.items() if name in by_field]
    sorting = by_field.get(how.sort)
    places, empty = array("I"), array("I")
    keys: list[Any] = []
    for place, record in enumerate(records):
        if not all(passes(column, wanted, record) for column, wanted in filters):
            continue
        if sorting is None:
            places.append(place)
        elif is_empty(sorting, record):
            empty.append(place)
        else:
            places.append(place)
            keys.append(sort_key(sorting, record))
    if sorting is None:
        return places
    order = sorted(range(len(keys)), key=keys.__getitem__, reverse=how.descending)
    return array("I", map(places.__getitem__, order)) + empty


def passing(records: Iterable[Any], columns: Sequence[Column], hows: Sequence[Arrangement]) -> list[int]:
    """How many records pass the filters of each arrangement, told in one walk over them."""
    by_field = {column.field: column for column in columns}
    wanted = [[(by_field[name], one) for name, one in how.filters.items() if name in by_field] for how in hows]
    counts = [0] * len(hows)
    for record in records:
        for at, filters in enumerate(wanted):
            counts[at] += all(passes(column, one, record) for column, one in filters)
    return counts


def sort_key(column: Column, record: Any) -> Any:
    """What a column sorts by."""
    value = column.value(record)
    return value if column.sort is None else column.sort(value)


def chip_text(column: Column, wanted: ColumnFilter) -> str:
    """A filter in words: `单位：县城管局、柳坪乡`."""
    parts = []
    if wanted.ticks is not None:
        ticks = sorted(wanted.ticks)
        parts.append("、".join(ticks[:3]) + (f" 等 {len(ticks)} 项" if len(ticks) > 3 else "") if ticks else "无")
    if wanted.without:
        parts.append("除" + "、".join(sorted(wanted.without)))
    if wanted.low and wanted.high:
        parts.append(f"{wanted.low} 至 {wanted.high}")
    elif wanted.low:
        parts.append(f"不小于 {wanted.low}" if column.kind is Kind.NUMBER else f"{wanted.low} 起")
    elif wanted.high:
        parts.append(f"不大于 {wanted.high}" if column.kind is Kind.NUMBER else f"至 {wanted.high}")
    return f"{column.title}：{'，'.join(parts)}"


def is_empty(column: Column, record: Any) -> bool:
    """Whether a cell holds nothing."""
    value = column.value(record)
    return value is None or value == ""


def _in_range(column: Column, wanted: ColumnFilter, value: Any) -> bool:
    if value is None or value == "":
        return False
    if column.kind is Kind.NUMBER:
        low, high = _number(wanted.low), _number(wanted.high)
        return (low is None or value >= low * column.scale) and (high is None or value <= high * column.scale)
    text = str(value)
    return (not wanted.low or text >= wanted.low) and (not wanted.high or text[: len(wanted.high)] <= wanted.high)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").replace("，", "")) if text.strip() else None
    except InvalidOperation:
        return None
