"""How alike two texts are, and which of many are alike enough: what is only proposed to a clerk, never assumed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher


def alike(word: str, others: Iterable[str], least: float) -> dict[str, float]:
    """Those of the others whose likeness to a word (0 to 1) is not below `least`, each with it, in their order.

    Lengths and counts of characters, which cost little, rule out most before the texts are laid side by side.
    """
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(word)
    found = {}
    for other in others:
        matcher.set_seq1(other)
        if (
            matcher.real_quick_ratio() >= least
            and matcher.quick_ratio() >= least
            and (likeness := matcher.ratio()) >= least
        ):
            found[other] = likeness
    return found


def shared_runs(word: str, other: str, least: int = 4) -> list[tuple[int, int]]:
    """Where the first text holds runs that the other holds as well, at least so many characters long: from and to, in order."""
    taken = [False] * len(word)
    for place in range(len(word) - least + 1):
        if word[place : place + least] in other:
            taken[place : place + least] = [True] * least
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for place, there in enumerate([*taken, False]):
        if there and start is None:
            start = place
        elif not there and start is not None:
            runs.append((start, place))
            start = None
    return runs
