"""Ranking of units: groups apart, few findings single, ties share a rank, a veto stands after all others (page 16, M11, M25, W10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.rules.scores import ranks

BY_RATE, BY_TOTAL = "rate", "total"
SORTS = {BY_RATE: "按整改率", BY_TOTAL: "按总分"}


@dataclass(frozen=True)
class Contender:
    """A unit: numerator and denominator of its rate, its total (None: not scored), whether a veto stands, its findings."""

    id: int
    group: str
    numerator: int
    denominator: int
    findings: int
    total: Decimal | None = None
    vetoed: bool = False


def key_of(one: Contender, sort: str) -> Decimal | None:
    """What a unit is ranked by; None where it has none and so bears no rank."""
    if sort == BY_TOTAL:
        return one.total
    return Decimal(one.numerator) / Decimal(one.denominator) if one.denominator else None


def ranked(units: Iterable[Contender], sort: str, small: int) -> dict[int, int]:
    """The rank of each unit within its group; those with fewer findings than `small`, or nothing to be ranked by, have none."""
    groups: dict[str, list[tuple[int, bool, Decimal]]] = {}
    for one in units:
        key = key_of(one, sort)
        if key is not None and one.findings >= small:
            groups.setdefault(one.group, []).append((one.id, one.vetoed, key))
    return {one: rank for group in groups.values() for one, rank in ranks(group).items()}


def in_order(units: Sequence[Contender], placed: Mapping[int, int], sort: str) -> list[Contender]:
    """The units of one group: by rank, then those that stand single, the better first."""
    nothing = Decimal(-1)

    def place(one: Contender) -> tuple[bool, int, Decimal]:
        return one.id not in placed, placed.get(one.id, 0), -(key_of(one, sort) or nothing)

    return sorted(units, key=place)


def consequences_of(text: str) -> dict[str, str]:
    """Grade → what follows from it, of lines such as 差：约谈主要负责人，列入回头看."""
    parted = (line.replace(":", "：").partition("：") for line in text.splitlines())
    return {grade.strip(): told.strip() for grade, mark, told in parted if mark and told.strip()}


def rules_in_words(sort: str, small: int) -> str:
    """What is printed under the table."""
    name = "整改率" if sort == BY_RATE else "总分"
    return (
        f"{name}从高到低；{name}相同的并列，其后名次顺延；各组分别排名，不跨组比较；"
        f"少于 {small} 条的单列，不排名；一票否决的排在同组其他单位之后。"
    )
