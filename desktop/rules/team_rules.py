"""What keeps somebody out of a team, when two stays overlap, and what a team should be made of (registers.md §1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

FEWEST, MOST = 5, 8
TRADES = ("纪检", "组织", "财审")
"""The specialties of which every team of this county has somebody."""


@dataclass(frozen=True)
class Stay:
    """From when to when a team is with its units, ISO; None where it is not known."""

    from_on: str | None = None
    to_on: str | None = None


def overlap(one: Stay, other: Stay, *, same_round: bool) -> bool:
    """Whether two stays have a day in common; in one round also where their days are not known yet."""
    known = bool(one.from_on and other.from_on)
    if not known:
        return same_round
    return (one.from_on or "") <= (other.to_on or "9999") and (other.from_on or "") <= (one.to_on or "9999")


def years(from_on: str | None, to_on: str | None) -> str:
    """2021—2024, 2021年起, 至2024年; empty where neither is known."""
    begins, ends = (from_on or "")[:4], (to_on or "")[:4]
    if begins and ends:
        return begins if begins == ends else f"{begins}—{ends}"
    return f"{begins}年起" if begins else f"至{ends}年" if ends else ""


def avoids(kind: str, unit: str, from_on: str | None, to_on: str | None, person: str, team: str) -> str:
    """不能编入：任职回避（县教育局，2021—2024）, then who and what to do."""
    told = "，".join(part for part in (unit, years(from_on, to_on)) if part)
    return f"不能编入：{kind}（{told}）。{person}不能在{team}，请换人，或把该单位调给别的组。"


def elsewhere(person: str, team: str, round_name: str, stay: Stay) -> str:
    """Why somebody who is in another team meanwhile is not placed."""
    days = f"，{stay.from_on} 至 {stay.to_on or '撤离'}" if stay.from_on else ""
    return f"不能编入：{person}已在{team}（{round_name}{days}）。请换人，或先把他移出那个组。"


def already_placed(person: str, team: str, unit: str) -> str:
    """Why an avoidance of somebody who is in a team of the unit is not entered."""
    return f"{person}编在{team}，任务单位有{unit}。请先把他移出该组，或调整任务单位，再登记回避。"


def size_fault(team: str, people: int) -> str:
    """What to say of a team that is too small or too large; empty where it is neither."""
    return "" if FEWEST <= people <= MOST else f"{team}有 {people} 人，应为 {FEWEST} 至 {MOST} 人。请增减人员。"


def lacking(specialties: Collection[str]) -> tuple[str, ...]:
    """The specialties of which a team has nobody."""
    return tuple(one for one in TRADES if one not in specialties)
