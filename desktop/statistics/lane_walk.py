"""The days on which findings passed from one state to another, all of them in one walk over the lanes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from db.queries.changes import LaneRow

NOT_STARTED = "not_started"
ABSENT = ""
Moves = Counter[tuple[int, str, str]]
"""How many findings passed, at the place of a day, from a state to another; ABSENT where they are not in the list."""


def walk(
    rows: Iterable[LaneRow], days: Sequence[str], wanted: Callable[[int], bool] | None, *, as_known: bool
) -> tuple[Moves, Moves]:
    """The passes of the claims and of the verdicts; `as_known`: each day sees what was known on itself."""
    claims: Moves = Counter()
    verdicts: Moves = Counter()
    for finding, own in groupby(rows, itemgetter(0)):
        if wanted is None or wanted(finding):
            (_as_known if as_known else _as_was)(list(own), days, claims, verdicts)
    return claims, verdicts


def _as_was(own: Sequence[LaneRow], days: Sequence[str], claims: Moves, verdicts: Moves) -> None:
    """One finding whose events are seen from the day on which they took effect."""
    present, claim, verdict, said, held = False, NOT_STARTED, NOT_STARTED, ABSENT, ABSENT
    for _finding, on, _known, _back, presence, claim_state, verdict_state in own:
        if presence is not None:
            present = presence == "in"
        claim, verdict = claim_state or claim, verdict_state or verdict
        now_said, now_held = (claim, verdict) if present else (ABSENT, ABSENT)
        if now_said != said or now_held != held:
            place = bisect_left(days, on)
            if now_said != said:
                claims[place, said, now_said] += 1
            if now_held != held:
                verdicts[place, held, now_held] += 1
            said, held = now_said, now_held


def _as_known(own: Sequence[LaneRow], days: Sequence[str], claims: Moves, verdicts: Moves) -> None:
    """One finding whose events are seen from the day on which they were known until they were taken back."""
    spans = [
        (bisect_left(days, max(row[1], row[2])), bisect_left(days, row[3]) if row[3] else len(days)) for row in own
    ]
    said = held = ABSENT
    for place in sorted({place for span in spans for place in span if place < len(days)}):
        present, claim, verdict = False, NOT_STARTED, NOT_STARTED
        for (first, last), (*_when, presence, claim_state, verdict_state) in zip(spans, own, strict=True):
            if first <= place < last:
                present = presence == "in" if presence is not None else present
                claim, verdict = claim_state or claim, verdict_state or verdict
        now_said, now_held = (claim, verdict) if present else (ABSENT, ABSENT)
        claims[place, said, now_said] += now_said != said
        verdicts[place, held, now_held] += now_held != held
        said, held = now_said, now_held


def add(moves: Moves, steps: Sequence[list[int]], side: Callable[[str], tuple[int, int]]) -> None:
    """Add what the passes change of numerator and denominator to the steps of their days; what came after the last day is left out."""
    for (place, then, now), count in moves.items():
        if place < len(steps):
            before, after = side(then), side(now)
            steps[place][0] += count * (after[0] - before[0])
            steps[place][1] += count * (after[1] - before[1])
