"""What page 24 shows of periods: those that are closed and those that are over and wait, with the figures then and now (R5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Basis, Scope
from db.store import Ledger
from desktop.operations import freezing
from desktop.operations.figure_moment import Moment, OfficeFigure
from desktop.operations.freezing import STANDING, Adjustment, Frozen
from desktop.rules.rate import Rate
from desktop.statistics.rectification_rate import rate_table

MAIN = ("findings", "rectification_rate", "claim_rate", "on_time_rate", "overdue", "extended", "reopened")
"""The figures that stand first, before the list by state and the others."""
_AS_STATES = ("closed", "waiting")
"""Figures that the list by state tells already."""


@dataclass(frozen=True)
class Period:
    """A period that is closed or could be: its last day, its rate, and what was adjusted since."""

    as_of: str
    name: str
    rate: Rate
    frozen: Frozen | None = None
    adjustments: tuple[Adjustment, ...] = ()


@dataclass(frozen=True)
class Compared:
    """One figure of a period: as it was known (or frozen) then, and as it is known today."""

    name: str
    title: str
    then: str
    now: str
    difference: str
    rows: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether they are not the same."""
        return self.then != self.now


def periods(ledger: Ledger, rounds: Sequence[int], basis: Basis) -> tuple[Period, ...]:
    """The oldest first: closed ones of these rounds or of all, and the months that are over and not closed."""
    found = [
        _closed(ledger, one)
        for one in freezing.frozen_periods(ledger.reader)
        if not one.round_id or one.round_id in rounds
    ]
    first = freezing.first_feedback(ledger.reader, rounds)
    waiting = freezing.usual_periods(ledger.reader, ledger.today(), first) if first else ()
    for end in waiting:
        rate = rate_table(ledger.reader, basis, end, end, scope=Scope(rounds=tuple(rounds))).total.rate
        found.append(Period(end, freezing.name_of(end), rate))
    return tuple(sorted(found, key=lambda one: (one.as_of, one.frozen is None)))


def compared(ledger: Ledger, period: Period, rounds: Sequence[int], basis: Basis) -> tuple[Compared, ...]:
    """The figures of a period, side by side; of one that waits, what was known on its last day and what is known today."""
    if period.frozen is not None:
        then, now = period.frozen.figures, freezing.recounted(ledger, period.frozen)
    else:
        scope = tuple(rounds)
        then = freezing.counted(Moment(ledger, period.as_of, period.as_of, scope, basis))
        now = freezing.counted(Moment(ledger, period.as_of, None, scope, basis))
    today = {one.name: one for one in now}
    lines = [_line(was, today[was.name]) for was in then if was.name in today]
    told = {one.name: one for one in lines}
    states = [one for one in lines if one.name.startswith(STANDING) and (one.then, one.now) != ("0", "0")]
    rest = [
        one
        for one in lines
        if one.name not in (*MAIN, *_AS_STATES)
        and not one.name.startswith(STANDING)
        and (one.then, one.now) != ("0", "0")
    ]
    return (*(told[name] for name in MAIN if name in told), *states, *rest)


def sum_by_state(lines: Sequence[Compared]) -> str:
    """109 + 19 + 36 + 10 + 8 + 4 + 3 = 189, of what is known today."""
    counts = [line.now for line in lines if line.name.startswith(STANDING)]
    return f"{' + '.join(counts)} = {sum(map(int, counts))}" if counts else ""


def _closed(ledger: Ledger, frozen: Frozen) -> Period:
    kept = frozen.figure("rectification_rate")
    rate = Rate(kept.numerator or 0, kept.denominator or 0) if kept else Rate(0, 0)
    return Period(frozen.as_of, frozen.name, rate, frozen, freezing.adjustments(ledger, frozen))


def _line(was: OfficeFigure, now: OfficeFigure) -> Compared:
    then, today = freezing.said(was), freezing.said(now)
    moved = tuple(sorted((set(was.rows) ^ set(now.rows)) | (set(was.counted) ^ set(now.counted))))
    difference = "0" if then == today else "≠"
    if was.denominator is None and (was.value or "").isdigit() and (now.value or "").isdigit():
        delta = int(now.value or 0) - int(was.value or 0)
        difference = f"{'+' if delta > 0 else '−' if delta < 0 else ''}{abs(delta)}"
    elif was.denominator is not None and now.numerator is not None and was.numerator is not None:
        delta = now.numerator - was.numerator
        difference = f"{'+' if delta > 0 else '−' if delta < 0 else ''}{abs(delta)}" if delta else difference
    return Compared(was.name, was.title, then, today, difference, moved)
