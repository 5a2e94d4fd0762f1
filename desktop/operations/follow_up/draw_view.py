"""A frame and what was drawn from it, by stratum and by unit, as page and papers show it (page 13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from desktop.rules.draws import Drawn, Eligible, place_of, sum_of


@dataclass(frozen=True)
class StratumLine:
    """A stratum: its units and findings in the frame, how many units are due at least, and what was drawn (None before the draw)."""

    name: str
    units: int
    due: int
    findings: int
    units_drawn: int | None = None
    findings_drawn: int | None = None
    held: tuple[str, ...] = ()
    """The numbers of its findings."""
    numbers: tuple[str, ...] = ()
    """Those that were drawn."""


@dataclass(frozen=True)
class UnitLine:
    """A drawn unit with its findings in the frame and those that were drawn."""

    stratum: str
    unit: str
    findings: int
    numbers: tuple[str, ...]
    held: tuple[str, ...] = ()
    """All of its findings in the frame."""


@dataclass(frozen=True)
class DrawView:
    """The whole: `units_due` and `findings_due` are the least by the share."""

    frame_sha256: str
    units: int
    findings: int
    units_due: int
    findings_due: int
    strata: tuple[StratumLine, ...]
    drawn: tuple[UnitLine, ...] = ()


def view_of(frame: Sequence[Eligible], share: Fraction, drawn: Drawn | None = None) -> DrawView:
    """The frame by stratum, with the result where there is one."""
    units = {one.unit: one.stratum for one in frame}
    held = _by_unit((one.unit, one.number) for one in frame)
    chosen: dict[str, tuple[str, ...]] = {}
    if drawn:
        unit_of = {one.number: one.unit for one in frame}
        mine = _by_unit((unit_of[number], number) for number in drawn.findings if number in unit_of)
        chosen = {unit: mine.get(unit, ()) for unit in drawn.units}
    strata = tuple(
        _stratum(name, share, {unit: held[unit] for unit in units if units[unit] == name}, chosen, drawn is not None)
        for name in sorted(set(units.values()), key=place_of)
    )
    lines = [UnitLine(units[unit], unit, len(held[unit]), numbers, held[unit]) for unit, numbers in chosen.items()]
    return DrawView(
        sum_of(one.number for one in frame), len(units), len(frame), ceil(len(units) * share), ceil(len(frame) * share),
        strata, tuple(sorted(lines, key=lambda one: (place_of(one.stratum), one.unit))),
    )  # fmt: skip


def _by_unit(told: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Numbers by unit, both in the order in which they are told."""
    found: dict[str, list[str]] = {}
    for unit, number in told:
        found.setdefault(unit, []).append(number)
    return {unit: tuple(numbers) for unit, numbers in found.items()}


def _stratum(
    name: str, share: Fraction, held: dict[str, tuple[str, ...]], chosen: dict[str, tuple[str, ...]], drawn: bool
) -> StratumLine:
    due, every = max(1, ceil(len(held) * share)), tuple(number for some in held.values() for number in some)
    if not drawn:
        return StratumLine(name, len(held), due, len(every), held=every)
    mine = [numbers for unit, numbers in chosen.items() if unit in held]
    numbers = tuple(number for some in mine for number in some)
    return StratumLine(name, len(held), due, len(every), len(mine), len(numbers), every, numbers)
