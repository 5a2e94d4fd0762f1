"""The rate of a survey, computed whenever its numbers are entered or changed; and how the units stand by theirs (M5, page 17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from db.queries.books import Record
from db.reader import Reader
from desktop.ledgers.surveys import ANSWERS, SURVEYS, together
from desktop.rules.satisfaction import Share, percent, satisfaction
from desktop.rules.scores import ranks


def rated(_reader: Reader, values: dict[str, Any], _today: str, _at: str) -> dict[str, Any]:
    """The survey with its rate."""
    answers = [int(values.get(name) or 0) for name in ANSWERS]
    rate = satisfaction(answers, int(values.get("valid") or 0), str(values.get("weights") or ""))
    return {**values, "rate": percent(rate)}


@dataclass(frozen=True)
class UnitSurveys:
    """What a unit's surveys of a round come to together; `rank` within the round, None without a valid sheet."""

    unit_id: int
    unit: str
    round_id: int
    surveys: tuple[int, ...]
    counts: Mapping[str, int]
    share: Share
    round: str = ""
    rank: int | None = None
    lowest: bool = False

    @property
    def good(self) -> int:
        """满意 and 基本满意, as people."""
        return self.counts["satisfied"] + self.counts["basically"]


@dataclass(frozen=True)
class Standings:
    """All of them, the best of each round first, with what they come to and which surveys do not agree with themselves."""

    units: tuple[UnitSurveys, ...]
    counts: Mapping[str, int]
    share: Share
    surveys: int
    faulty: tuple[str, ...]

    @property
    def units_asked(self) -> int:
        """How many units were asked, each once however many rounds asked it."""
        return len({one.unit_id for one in self.units})

    @property
    def rounds(self) -> int:
        """How many rounds they are of."""
        return len({one.round_id for one in self.units})


def standings(records: Sequence[Record], today: str) -> Standings:
    """Rank the units by their rate: all surveys of a unit in a round together, equal rates share a rank and the next is skipped."""
    held: dict[tuple[int, int], list[Record]] = {}
    for one in records:
        held.setdefault((one.stored["round"] or 0, one.stored["unit"]), []).append(one)
    found = [
        UnitSurveys(unit, own[0].unit, round_id, tuple(one.id for one in own), _counts(own), _share(own), own[0].round)
        for (round_id, unit), own in held.items()
    ]
    rates: dict[int, dict[int, Fraction]] = {}
    for each in found:
        if each.share.rate is not None:
            rates.setdefault(each.round_id, {})[each.unit_id] = each.share.rate
    placed = {one: ranks((unit, False, rate) for unit, rate in own.items()) for one, own in rates.items()}
    ranked = [_ranked(each, rates.get(each.round_id, {}), placed.get(each.round_id, {})) for each in found]
    order = sorted(ranked, key=lambda each: (-each.round_id, each.rank is None, each.rank or 0, each.surveys[0]))
    faulty = (
        tuple(one.number for one in records if next(iter(SURVEYS.check(one.stored, today)), None))
        if SURVEYS.check
        else ()
    )
    return Standings(tuple(order), _counts(records), _share(records), len(records), faulty)


def _ranked(one: UnitSurveys, rates: Mapping[int, Fraction], placed: Mapping[int, int]) -> UnitSurveys:
    several = len(set(rates.values())) > 1
    lowest = several and one.share.rate == min(rates.values())
    return replace(one, rank=placed.get(one.unit_id), lowest=lowest)


def _counts(records: Sequence[Record]) -> dict[str, int]:
    names = ("handed_out", "returned", "valid", *ANSWERS)
    return {name: sum(int(one.stored[name] or 0) for one in records) for name in names}


def _share(records: Sequence[Record]) -> Share:
    return together(one.stored for one in records)
