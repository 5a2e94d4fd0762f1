"""Findings that say the same of several units: grouped by the matter that their words tell, and by likeness where no matter is told (M8, S4).

Pure and deterministic: the same findings and the same words give the same groups in the same order. What comes out is
proposed to a clerk, never assumed; a group is a group only where several units are in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

LEAST_UNITS = 3
"""Units that a group must name at least (registers.md §2)."""
LIKENESS = 0.5
"""Shared pairs of characters over all pairs, from which on two texts without a matter are alike."""
RAREST = 12
"""Pairs of a text by which others are looked up: its rarest ones, so that stock phrases cost nothing."""
_MOST_SHARING = 50
"""A pair that more texts share says nothing of what they are about and is not looked up."""
_FIRST_CLAUSE = 2
_LEAST_PART = 0.2
"""Of what the strongest matter of a text has in its favour; one with less is not weighed against it."""
_LEAST_WORD = 2
_CLAUSE_ENDS = re.compile("[，。；：,;:]")
_WORDS = re.compile("[\u4e00-\u9fffa-z]+")
_WIDE_LETTER = re.compile("[Ａ-Ｚａ-ｚ\uf900-\ufaff]")


@dataclass(frozen=True)
class Told:
    """One finding as it is grouped: number, the name of its unit, text."""

    number: str
    unit: str
    text: str


@dataclass(frozen=True)
class Group:
    """Findings of several units that say the same; `shared` are the words by which they were found, most frequent first."""

    name: str
    findings: tuple[str, ...]
    units: int
    shared: tuple[str, ...]


class Matters:
    """Which matter a text is about, by the words that tell it (data of the office).

    A word counts by the square of its length, for a longer one says more; the first clause, where a finding says what it
    is about, counts double. `a+b` is told only by a text that holds both.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._by_pair: dict[str, list[tuple[str, tuple[str, ...], str, str, int]]] = defaultdict(list)
        self._order = {name: place for place, name in enumerate(words)}
        for name, own in words.items():
            for word in own:
                self._add(name, word)

    def _add(self, name: str, word: str) -> None:
        parts = [plain(part) for part in word.split("+")]
        first = next((part for part in parts if len(part) >= _LEAST_WORD), "")
        if not first:
            raise ValueError(f"{name}: {word}")
        others = tuple(part for part in parts if part is not first)
        weight = sum(len(part) for part in parts) ** 2
        self._by_pair[first[:2]].append((first, others, word, name, weight))

    def points(self, text: str) -> dict[str, int]:
        """What each matter that a text tells has in its favour."""
        points: dict[str, int] = {}
        for name, _word, weight in self._words(text):
            points[name] = points.get(name, 0) + weight
        return points

    def words(self, text: str, matter: str) -> tuple[str, ...]:
        """The words of a text that tell a matter, in their order; of joined ones each part."""
        told = (part for name, word, _weight in self._words(text) if name == matter for part in word.split("+"))
        return tuple(dict.fromkeys(told))

    def best(self, points: Mapping[str, float]) -> str:
        """The matter that has most in its favour, the first of equals; '' where there is none."""
        return min(points, key=lambda name: (-points[name], self._order[name]), default="")

    def _words(self, text: str) -> Iterator[tuple[str, str, int]]:
        """Each word once: its matter, itself, its weight."""
        ends = _CLAUSE_ENDS.search(text)
        head_length = len(plain(text[: ends.start()])) if ends else 0
        seen: set[tuple[str, str]] = set()
        for place, word, name, weight in self._told(plain(text)):
            if (name, word) not in seen:
                seen.add((name, word))
                yield name, word, weight * (_FIRST_CLAUSE if place < head_length else 1)

    def _told(self, whole: str) -> Iterator[tuple[int, str, str, int]]:
        by_pair = self._by_pair
        for place in range(len(whole) - 1):
            for first, others, word, name, weight in by_pair.get(whole[place : place + 2], ()):
                if whole.startswith(first, place) and (not others or all(part in whole for part in others)):
                    yield place, word, name, weight


def plain(text: str) -> str:
    """A text without what differs between units and years: digits, marks, spaces, widths of letters."""
    if _WIDE_LETTER.search(text):  # rare, and dear
        text = unicodedata.normalize("NFKC", text)
    return "".join(_WORDS.findall(text.lower()))


def common(
    findings: Sequence[Told], matters: Matters, likeness: float = LIKENESS, least_units: int = LEAST_UNITS
) -> list[Group]:
    """The groups among the findings, those of most units first."""
    texts = {one.text: plain(one.text) for one in findings}
    kinds = _by_words(findings, texts, matters)
    kinds.update(_by_likeness(dict.fromkeys(texts.values()), kinds, likeness))
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in findings:
        if texts[one.text]:
            groups[kinds[texts[one.text]]].append(one)
    found = [
        _group(kind, own, matters) for kind, own in groups.items() if len({one.unit for one in own}) >= least_units
    ]
    return sorted(found, key=lambda group: (-group.units, -len(group.findings), group.findings))


def _by_words(findings: Sequence[Told], texts: Mapping[str, str], matters: Matters) -> dict[str, str]:
    """Plain text → the matter that its words tell. Where several are told, one that more units have weighs more:
    what is common is what is said of many, and a stray word in a finding says less than the list around it.
    """
    points: dict[str, dict[str, int]] = {}
    units: dict[str, set[str]] = defaultdict(set)
    in_order = sorted(findings, key=lambda one: one.text)  # texts that differ in marks only are weighed by the same one
    for one in in_order:
        whole = texts[one.text]
        if whole not in points:
            points[whole] = matters.points(one.text)
        units[matters.best(points[whole])].add(one.unit)
    kinds = {}
    for whole, own in points.items():
        if own:
            least = max(own.values()) * _LEAST_PART
            kinds[whole] = matters.best(
                {name: value * (1 + len(units[name])) for name, value in own.items() if value >= least}
            )
    return kinds


def _group(kind: str, own: Sequence[Told], matters: Matters) -> Group:
    words = Counter(part for one in own for part in matters.words(one.text, kind))
    shared = tuple(word for word, times in words.most_common() if times > 1)
    name = kind
    if not words:
        name = _phrase(sorted({plain(one.text) for one in own})) or kind
        shared = (name,)
    return Group(name, tuple(sorted(one.number for one in own)), len({one.unit for one in own}), shared)


def _by_likeness(texts: Iterable[str], kinds: Mapping[str, str], least: float) -> dict[str, str]:
    """What plain texts without a matter belong to: the matter of the one most like them, or the first of those alike."""
    alone = [text for text in texts if text and text not in kinds]
    index = Alike((*kinds, *alone), alone)
    leaders = {text: text for text in alone}

    def leader(text: str) -> str:
        while leaders[text] != text:
            leaders[text] = leaders[leaders[text]]
            text = leaders[text]
        return text

    matters: dict[str, str] = {}
    for text in alone:
        near = index.near(text, least)
        if matter := next((kinds[other] for other, _share in near if other in kinds), ""):
            matters[text] = matter
        for other, _share in near:
            if other in leaders:
                first, second = sorted((leader(text), leader(other)))
                leaders[second] = first
    of_leader: dict[str, str] = {}
    for text in sorted(matters):
        of_leader.setdefault(leader(text), matters[text])
    return {text: matters.get(text) or of_leader.get(leader(text), leader(text)) for text in alone}


class Alike:
    """Which of many plain texts are like one: shared pairs of neighbouring characters over all pairs of both (Jaccard).

    `asked`: those that will be asked for, where it is not all of them; only their pairs are looked up.
    `most`: a pair that more texts share is not looked up.
    """

    def __init__(self, texts: Iterable[str], asked: Iterable[str] | None = None, most: int = _MOST_SHARING) -> None:
        self._pairs = {text: pairs_of(text) for text in texts}
        self._times = Counter[str]()
        for pairs in self._pairs.values():
            self._times.update(pairs)
        alone = 0 if asked is None else 1  # a pair of one text leads to no other; a new text may share it
        usual = {pair for pair, times in self._times.items() if alone < times <= most}
        if asked is not None:
            usual &= frozenset().union(*(self._pairs[text] for text in asked))
        self._holding: dict[str, list[str]] = {pair: [] for pair in usual}
        for text, pairs in self._pairs.items():
            for pair in pairs & usual:
                self._holding[pair].append(text)

    def near(self, text: str, least: float) -> list[tuple[str, float]]:
        """The other texts whose likeness to a plain text is not below `least`, most alike first, with it."""
        own = self._pairs.get(text) or pairs_of(text)
        rarest = sorted(sorted(own & self._holding.keys()), key=self._times.__getitem__)[:RAREST]
        tried = dict.fromkeys(other for pair in rarest for other in self._holding[pair])
        tried.pop(text, None)
        found = []
        for other in tried:
            pairs = self._pairs[other]
            both = len(own & pairs)
            share = both / (len(own) + len(pairs) - both)
            if share >= least:
                found.append((other, share))
        return sorted(found, key=lambda each: (-each[1], each[0]))


def pairs_of(words: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a plain text."""
    return frozenset(map("".join, zip(words, words[1:], strict=False)))


def _phrase(texts: Sequence[str]) -> str:
    """The longest run of characters that all the texts hold, at least two long; '' where there is none."""
    first = min(texts, key=lambda text: (len(text), text))
    for length in range(len(first), 1, -1):
        for start in range(len(first) - length + 1):
            run = first[start : start + length]
            if all(run in text for text in texts):
                return run
    return ""
