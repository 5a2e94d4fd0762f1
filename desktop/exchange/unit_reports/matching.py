"""Which finding a report's words name: by its number, else by the words of it; what fits several equally names none (RULES §10)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.unit_reports.wording import Wording, clauses

_LEAST = 0.6
_CLEARLY = 0.12
"""What the best must have over the next to be meant alone."""
_NO_WORDS, _SHORTEST = 1.5, 4
_WHOLE, _HEAD = 4.0, 2.5
_HEAD_STANDS, _HEAD_COUNTS = 0.85, 0.8
_APART = 0.25
_SAME, _OTHER = 0.85, 0.25
_STOPS = re.compile("[\\W_]+")
_SIDE_BY_SIDE = re.compile("(?:号|项|条|反馈|问题|编号|[、，,；;/和与及至到~～—（）()-]|以及)*")
_NUMBER_ENDS = "[0-9A-Za-z]"


@dataclass(frozen=True)
class Named:
    """The findings that are named, by number: none, one, or several with words of their own. `near` are those it may be one of.

    `likeness` is how near the best comes, `covered` how much of the quote stands in it, both from 0 to 1.
    """

    numbers: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    likeness: float = 0.0
    covered: float = 0.0


@dataclass(frozen=True)
class _Listed:
    """A finding made ready to be compared: its whole, and its first clause, which is what it is called by."""

    number: str
    plain: str
    whole: Wording
    head: Wording


@dataclass(frozen=True)
class _Candidate:
    listed: _Listed
    likeness: float
    places: frozenset[int]


class Findings:
    """The findings that a report may answer: number and text of each."""

    def __init__(self, listed: Sequence[tuple[str, str]]) -> None:
        self._listed = [_listed(number, text) for number, text in listed]
        self.numbers = tuple(number for number, _text in listed)
        self._with: dict[tuple[str, str], set[int]] = {}
        for place, one in enumerate(self._listed):
            for pair in one.whole.pairs:
                self._with.setdefault(pair, set()).add(place)
        self._known: dict[tuple[str, float], Named] = {}

    def numbered(self, text: str) -> tuple[str, ...]:
        """The numbers of findings that stand in a text, in its order; a longer number is not the shorter one that begins it."""
        bare = squeezed(text)
        found: dict[str, int] = {}
        for number in self.numbers:
            if len(number) < 3 or number not in bare:
                continue
            if hit := re.search(f"(?<!{_NUMBER_ENDS}){re.escape(number)}(?!-?{_NUMBER_ENDS})", bare):
                found[number] = hit.start()
        return tuple(sorted(found, key=found.__getitem__))

    def numbered_first(self, text: str) -> tuple[str, ...]:
        """Of the numbers in a text those that stand side by side at its first one: QY-02、QY-05：…, but not （与QY-05一并通报） later on."""
        bare = squeezed(text)
        found: list[str] = []
        end = 0
        for number in self.numbered(text):
            start = bare.find(number, end)
            if start < 0 or (found and not _SIDE_BY_SIDE.fullmatch(bare[end:start])):
                break
            found.append(number)
            end = start + len(number)
        return tuple(found)

    def named(self, quote: str, least: float = _LEAST) -> Named:
        """The finding whose words these are, drifted or in part. Raises nothing: what is not clear names none."""
        key = (quote, least)
        if key not in self._known:
            self._known[key] = self._named(quote, least)
        return self._known[key]

    def _named(self, quote: str, least: float) -> Named:
        said = Wording(quote)
        if said.weight < _NO_WORDS:
            return self._containing(quote)
        found = [one for each in self._sharing(said) if (one := _compared(said, each)).likeness >= least]
        found.sort(key=lambda one: -one.likeness)
        if not found:
            return Named()
        best = found[0].likeness
        rivals = [one for one in found if one.likeness >= best - _CLEARLY]
        meant = rivals if len(rivals) == 1 else _of_several(quote, said, rivals)
        if len(meant) == 1 and said.contradicts(meant[0].listed.whole):
            meant = []
        numbers = tuple(one.listed.number for one in meant)
        covered = said.weight_of(rivals[0].places) / said.weight
        return Named(numbers, tuple(one.listed.number for one in rivals), round(best, 3), covered)

    def _sharing(self, said: Wording) -> list[_Listed]:
        """The findings that share a pair of words with a quote: the others are not like it at all."""
        places: set[int] = set()
        for pair in said.pairs:
            places |= self._with.get(pair, set())
        return [self._listed[place] for place in sorted(places)]

    def _containing(self, quote: str) -> Named:
        """Common words alone: they mean the one finding in which they stand letter by letter."""
        plain = _plain(quote)
        found = tuple(one.number for one in self._listed if len(plain) >= _SHORTEST and plain in one.plain)
        return Named(found if len(found) == 1 else (), found, 1.0)


def _listed(number: str, text: str) -> _Listed:
    pieces = clauses(text)
    return _Listed(number, _plain(text), Wording(text), Wording(pieces[0] if pieces else text))


def _plain(text: str) -> str:
    return _STOPS.sub("", squeezed(text))


def _compared(said: Wording, listed: _Listed) -> _Candidate:
    """The quote in the finding, the whole finding in the quote, or what the finding is called by in the quote."""
    places = said.places_in(listed.whole)
    likeness = said.weight_of(places) / said.weight
    if listed.whole.weight >= _WHOLE:
        likeness = max(likeness, 0.95 * listed.whole.share_in(said))
    if listed.head.weight >= _HEAD and (stands := listed.head.share_in(said)) >= _HEAD_STANDS:
        likeness = max(likeness, _HEAD_COUNTS * stands)
    return _Candidate(listed, likeness, places)


def _of_several(quote: str, said: Wording, rivals: Sequence[_Candidate]) -> list[_Candidate]:
    """What is meant where several come near: the very text, the one with all its figures, findings quoted side by side, or the one that is said whole."""
    plain = _plain(quote)
    if len(same := [one for one in rivals if one.listed.plain == plain]) == 1:
        return same
    counted = [one for one in rivals if said.figures and said.figures <= one.listed.whole.figures]
    if len(counted) == 1:
        return counted
    if _side_by_side(said, rivals):
        return sorted(rivals, key=lambda one: min(one.places))
    whole = sorted(rivals, key=lambda one: -_dice(said, one))
    first, second = _dice(said, whole[0]), _dice(said, whole[1])
    return whole[:1] if first >= _SAME and second <= first - _OTHER else []


def _side_by_side(said: Wording, rivals: Sequence[_Candidate]) -> bool:
    """Whether each of them has words of its own in the quote."""
    for place, one in enumerate(rivals):
        for other in rivals[place + 1 :]:
            least = min(said.weight_of(one.places), said.weight_of(other.places))
            if not least or said.weight_of(one.places & other.places) > _APART * least:
                return False
    return True


def _dice(said: Wording, one: _Candidate) -> float:
    return 2 * said.weight_of(one.places) / (said.weight + one.listed.whole.weight)
