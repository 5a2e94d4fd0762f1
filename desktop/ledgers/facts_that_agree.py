"""What the rules of books ask of dates and counts, with the sentence that says what is wrong and how it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.register import Rule

IN_FUTURE = Rule("in_future", "已办事项的日期不晚于今天")


def not_ahead(record: Mapping[str, Any], today: str, **titles: str) -> Iterator[Fault]:
    """Days on which something was done are not after today; fields by name with their titles."""
    for name, title in titles.items():
        if (day := record.get(name)) and day > today:
            yield Fault(IN_FUTURE.kind, f"{title} {day} 晚于今天 {today}。请改成今天或以前的日期。")


def in_order(record: Mapping[str, Any], kind: str, **titles: str) -> Iterator[Fault]:
    """Days that follow each other in the order given; one that is not there is passed over."""
    former, before = "", ""
    for name, title in titles.items():
        day = record.get(name)
        if not day:
            continue
        if former and day < former:
            yield Fault(kind, f"{title} {day} 早于{before} {former}。请核对两个日期。")
        former, before = day, title


def at_most(record: Mapping[str, Any], kind: str, part: tuple[str, str], whole: tuple[str, str]) -> Iterator[Fault]:
    """A part is not more than its whole, each by name and title; where the whole is not told nothing is said."""
    told, limit = record.get(part[0]), record.get(whole[0])
    if told is not None and limit is not None and told > limit:
        yield Fault(kind, f"{part[1]} {told} 多于{whole[1]} {limit}。请核对两个数。")
