"""What papers state, counted again outside the program: from the rows of the events as they stand in the tables, in plain Python.

`Told` is a figure with its findings; `Day` is the ledger as of a day, with all that is known at the moment it is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CLOSED = ("done", "transferred")
NOUGHT = ("0", frozenset[str]())
Told = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class Standing:
    """A finding on a day, by its events."""

    number: str
    unit: int
    category: str
    fed_back: bool
    present: bool
    verdict: str
    claim: str
    waiting: bool
    due: str

    def late(self, day: str) -> int:
        """Days past its date; 0 where it is not overdue."""
        if self.verdict in CLOSED or self.waiting or not self.due or self.due >= day:
            return 0
        return (date.fromisoformat(day) - date.fromisoformat(self.due)).days


class Day:
    """Every finding that is there on a day."""

    def __init__(self, ledger: Any, day: str) -> None:
        self.day = day
        self.fed_back = [one for one in _standings(ledger, day) if one.fed_back]
        self.rows = [one for one in self.fed_back if one.present]
        month = date.fromisoformat(day).replace(day=1)
        self.before = (month - timedelta(days=1)).isoformat()

    def of(self, where: Callable[[Standing], bool] = lambda _one: True) -> list[Standing]:
        """Those for which something holds."""
        return [one for one in self.rows if where(one)]


def _standings(ledger: Any, day: str) -> list[Standing]:
    """With all that is known by now."""
    sql = """select finding_id, effective_on, coalesce(place, id), presence, claim_state, verdict_state, due_on, review_on
               from finding_event where measure_id is null and effective_on <= ?
                and id not in (select event_id from retraction)"""
    told: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for finding, *event in ledger.newest.tuples(sql, (day,)):
        told[finding].append(tuple(event))
    rows = ledger.newest.tuples(
        "select id, number, unit_id, category1, first_due_on, review_on from finding where removed_in is null"
    )
    return [_standing(sorted(told[finding], key=lambda one: one[:2]), *row) for finding, *row in rows]


def _standing(
    events: list[tuple[Any, ...]], number: str, unit: int, category: str, first_due: str | None, review: str | None
) -> Standing:
    last: dict[str, tuple[tuple[str, int], str]] = {}
    for on, place, *lanes in events:
        for name, value in zip(("presence", "claim", "verdict", "due", "review"), lanes, strict=True):
            if value is not None:
                last[name] = ((on, place), value)
    at = {name: when for name, (when, _value) in last.items()}
    said = {name: value for name, (_when, value) in last.items()}
    verdict = said.get("verdict", "not_started")
    newer = "claim" in at and ("verdict" not in at or at["claim"] > at["verdict"])
    due = said.get("review", review) if verdict == "long_term" else said.get("due", first_due)
    claim = said.get("claim", "not_started")
    waiting = claim == "done" and newer and verdict not in CLOSED
    presence = said.get("presence")
    return Standing(number, unit, category, presence is not None, presence == "in", verdict, claim, waiting, due or "")


def count(rows: Iterable[Standing]) -> Told:
    """So many, and which."""
    numbers = [one.number for one in rows]
    return str(len(numbers)), frozenset(numbers)


def share(part: Collection[Any], whole: Collection[Standing]) -> Told:
    """A rate as papers print it, one decimal, half up, with its parts, and the findings below its line."""
    if not whole:
        return "—", frozenset()
    percent = (Decimal(len(part)) * 100 / len(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if len(part) < len(whole):
        percent = min(percent, Decimal("99.9"))
    return f"{percent}%（{len(part)}/{len(whole)}）", frozenset(one.number for one in whole)


def _done(one: Standing) -> bool:
    return one.verdict == "done"


def _basic(one: Standing) -> bool:
    return one.verdict == "basically_done"


@dataclass(frozen=True)
class Scope:
    """Which findings a figure is about: those of a unit, of a category, one, or all."""

    unit: int | None = None
    category: str | None = None
    number: str | None = None

    def rows(self, day: Day) -> list[Standing]:
        """Those of a day."""
        return day.of(
            lambda one: (
                self.unit in (None, one.unit)
                and self.category in (None, one.category)
                and self.number in (None, one.number)
            )
        )


def _counted(where: Callable[[Standing, str], Any]) -> Callable[[Day, Scope], Told]:
    return lambda day, scope: count(one for one in scope.rows(day) if where(one, day.day))


def _rate(where: Callable[[Standing], bool]) -> Callable[[Day, Scope], Told]:
    return lambda day, scope: share([one for one in scope.rows(day) if where(one)], scope.rows(day))


def _days_late(day: Day, scope: Scope) -> Told:
    late = {one.number: one.late(day.day) for one in scope.rows(day) if one.late(day.day)}
    return (str(max(late.values())), frozenset(late)) if late else NOUGHT


def _left(day: Day, scope: Scope) -> Told:
    """Open, and its date still to come."""
    for one in scope.rows(day):
        if one.verdict not in CLOSED and one.due >= day.day:
            return str((date.fromisoformat(one.due) - date.fromisoformat(day.day)).days), frozenset({one.number})
    return NOUGHT


def _units(day: Day, scope: Scope) -> Told:
    return str(len({one.unit for one in scope.rows(day)})), count(scope.rows(day))[1]


ALL, DONE, OPEN = (
    _counted(where) for where in (lambda *_: True, lambda one, _day: _done(one), lambda one, _day: not _done(one))
)
LATE = _counted(lambda one, day: one.late(day))
RATE = _rate(_done)
ROUND: dict[str, Callable[[Day, Scope], Told]] = {
    "总数": ALL, "反馈数": lambda day, _scope: count(day.fed_back), "轮次问题数": ALL, "销号": DONE, "轮次销号": DONE, "未销": OPEN, "逾期": LATE, "整改率": RATE, "轮次整改率": RATE,
    "全县整改率": RATE, "单位数": _units, "全县单位数": _units, "基本完成数": _counted(lambda one, _day: _basic(one)),
    "含基本完成率": _rate(lambda one: _done(one) or _basic(one)),
}  # fmt: skip
"""Of the whole round."""
UNIT = {
    "问题总数": ALL, "单位问题数": ALL, "核实数": DONE, "单位销号": DONE, "单位未销": OPEN, "单位逾期": LATE, "逾期数": LATE, "未完成数": OPEN,
    "未完成逾期数": LATE, "单位整改率": RATE, "单位问题数－单位销号": OPEN, "最长逾期天数": _days_late,
}  # fmt: skip
"""Of the unit that a letter goes to, or whose line of a list it is."""
CATEGORY = {
    "类别问题数": ALL,
    "类别分布": ALL,
    "类别销号": DONE,
    "类别整改率": RATE,
    "类别问题数－类别销号": OPEN,
}
"""Of a category's line."""
FINDING = {"逾期天数": _days_late, "剩余天数": _left}
"""Of one finding's line."""
EVERY = {**ROUND, **UNIT, **CATEGORY, **FINDING}
STILL = (
    "任务单位",
    "任务分类",
    "轮数",
    "已巡单位",
    "覆盖率",
    "轮次单位数",
    "各轮单位数",
    "人均任务",
    "分类已巡",
    "分类覆盖率",
    "分类待巡",
    "待巡单位",
)
"""Of units and rounds alone: no change of a finding moves them."""
ONE_OF = ("最长逾期天数",)
"""Names one of several findings that are all as late."""


def same(shown: str, counted: str) -> bool:
    """Whether a figure as printed says what was counted: a rate with its parts or without, days as 逾20."""
    shown, bare = shown.removeprefix("逾"), counted.partition("（")[0]
    return shown in (counted, bare)
