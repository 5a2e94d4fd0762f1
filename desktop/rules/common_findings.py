"""Findings that say the same of several units: grouped by the matter that their words tell, and by likeness where no matter is told (M8, S4).

Pure and deterministic: the same findings and the same words give the same groups in the same order. What comes out is
proposed to a clerk, never assumed; a group is a group only where several units are in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add
from typing import NamedTuple

LEAST_UNITS = 3
"""Units that a group must name at least (registers.md §2)."""
LIKENESSES = {"高": 0.8, "中": 0.65, "低": 0.5}
"""Shared pairs of characters over all pairs, from which on two texts without a matter are alike: how strict a clerk can be (ux/pages.md §14)."""
LIKENESS = LIKENESSES["中"]
"""The one that holds where nobody says another, in the window, on the command line and in what is stored."""
RAREST = 12
"""Pairs of a text by which others are looked up: its rarest ones, so that stock phrases cost nothing."""
_MOST_SHARING = 50
"""A pair that more texts share says nothing of what they are about and is not looked up."""
_FIRST_CLAUSE = 2
_LEAST_PART = 0.2
"""Of what the strongest matter of a text has in its favour; one with less is not weighed against it."""
_LEAST_WORD = 2
_CLAUSE_ENDS = re.compile("[，。；：,;:]")
_WORDS = re.compile("[\u4e00-\u9fffA-Za-z]+")
_WIDE_LETTER = re.compile("[Ａ-Ｚａ-ｚ\uf900-\ufaff]")
_NO_SMALL_LETTER = re.compile("[A-ZＡ-Ｚａ-ｚ\uf900-\ufaff\u0130\u212a]")
"""Capitals, wide ones, and the two rare ones whose small letter is among a to z."""


class Told(NamedTuple):
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


Word = tuple[int, str, int, tuple[str, ...]]
"""A word that tells a matter: its rank among those that begin alike, the matter, its weight, its parts as they are shown."""
Found = tuple[int, Word]
"""A word found in a text: its first place, itself. Bare tuples, which sort and unpack quickest: a text holds several."""
_Joined = tuple[str, tuple[str, ...], Word]
_First = tuple[str, list[Word], list[_Joined]]
"""What is looked for first, the words it tells alone, and those of which another part (and seldom more) must stand anywhere beside it."""


class Matters:
    """Which matter a text is about, by the words that tell it (data of the office).

    A word counts by the square of its length, for a longer one says more; the first clause, where a finding says what it
    is about, counts double. `a+b` is told only by a text that holds both.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._order = {name: place for place, name in enumerate(words)}
        by_pair: dict[str, dict[str, _First]] = defaultdict(dict)
        ranks = Counter[str]()
        for name, word in ((name, word) for name, own in words.items() for word in dict.fromkeys(own)):
            first, others, weight = _parts(name, word)
            pair = first[:2]
            _first, alone, joined = by_pair[pair].setdefault(first, (first, [], []))
            told = (ranks[pair], name, weight, tuple(word.split("+")))
            ranks[pair] += 1
            if others:
                joined.append((others[0], others[1:], told))
            else:
                alone.append(told)
        self._by_pair = {pair: tuple(own.values()) for pair, own in by_pair.items()}
        self._pairs = frozenset(by_pair)

    def points(self, text: str) -> dict[str, int]:
        """What each matter that a text tells has in its favour."""
        whole = plain(text)
        return self.points_of(text, whole, self.told(whole))

    def points_of(self, text: str, whole: str, told: Sequence[Found]) -> dict[str, int]:
        """The same of a text whose plain text was made and whose words were looked for."""
        head_length = _head_length(text, whole) if told else 0
        points: dict[str, int] = {}
        for place, (_rank, matter, weight, _shown) in told:
            if place < head_length:
                weight *= _FIRST_CLAUSE
            points[matter] = points[matter] + weight if matter in points else weight
        return points

    def words(self, text: str, matter: str) -> tuple[str, ...]:
        """The words of a text that tell a matter, in their order; of joined ones each part."""
        return words_of(self.told(plain(text)), matter)

    def best(self, points: Mapping[str, int], weight: Mapping[str, int] | None = None) -> str:
        """The matter that has most in its favour, the first of equals; '' where there is none.

        `weight`: how much the points of each matter weigh, 1 where nothing is said. One with few points is not weighed.
        """
        least = 0 if weight is None else max(points.values(), default=0) * _LEAST_PART
        found, most = "", 0
        for name, value in points.items():
            if value < least:
                continue
            if weight:
                value *= weight.get(name, 1)
            if value > most or (value == most and self._order[name] < self._order[found]):
                found, most = name, value
        return found

    def told(self, whole: str) -> list[Found]:
        """Every word that a plain text holds, once, in the order of the first places where they stand."""
        found: list[Found] = []
        by_pair = self._by_pair
        for pair in self._pairs.intersection(map(add, whole, whole[1:])):
            for first, alone, joined in by_pair[pair]:
                if first in whole:
                    place = whole.find(first)
                    for word in alone:
                        found.append((place, word))
                    for part, more, word in joined:
                        if part in whole and (not more or all(one in whole for one in more)):
                            found.append((place, word))
        found.sort()
        return found


def _parts(name: str, word: str) -> tuple[str, tuple[str, ...], int]:
    """What is looked for of a word first, what must stand beside it, how much it says.

    ValueError with the matter and the word where no part is long enough to be looked for.
    """
    parts = [plain(part) for part in word.split("+")]
    first = next((part for part in parts if len(part) >= _LEAST_WORD), "")
    if not first:
        raise ValueError(f"{name}: {word}")
    return first, tuple(part for part in parts if part is not first), sum(map(len, parts)) ** 2


def _head_length(text: str, whole: str) -> int:
    """Characters of a plain text that stand in the first clause of the text; 0 where it is one clause."""
    ends = _CLAUSE_ENDS.search(text)
    head = text[: ends.start()] if ends else ""
    return len(head if whole.startswith(head) else plain(head))


class _Among:
    """Finds which of a few pairs stand in a plain text; quicker than to make all pairs of the text, of which most are none of them."""

    def __init__(self, pairs: Iterable[str]) -> None:
        self._pairs = frozenset(pairs)
        first, second = ("".join(sorted({pair[place] for pair in self._pairs})) for place in (0, 1))
        self._maybe = re.compile(f"(?=([{first}][{second}]))" if self._pairs else "(?!)")

    def of(self, text: str) -> frozenset[str]:
        """Those that stand in a text."""
        return self._pairs.intersection(self._maybe.findall(text))


def words_of(told: Sequence[Found], matter: str) -> tuple[str, ...]:
    """Of the words found in a text those that tell a matter; of joined ones each part."""
    own = [parts for _place, (_rank, its_matter, _weight, parts) in told if its_matter == matter]
    return own[0] if len(own) == 1 and len(own[0]) == 1 else tuple(dict.fromkeys(chain.from_iterable(own)))


def plain(text: str) -> str:
    """A text without what differs between units and years: digits, marks, spaces, widths of letters."""
    if _NO_SMALL_LETTER.search(text):  # dear
        text = (unicodedata.normalize("NFKC", text) if _WIDE_LETTER.search(text) else text).lower()
    return "".join(_WORDS.findall(text))


def common(
    findings: Sequence[Told], matters: Matters, likeness: float = LIKENESS, least_units: int = LEAST_UNITS
) -> list[Group]:
    """The groups among the findings, those of most units first."""
    texts = {text: plain(text) for text in {one.text: None for one in findings}}
    told = {whole: matters.told(whole) for whole in dict.fromkeys(texts.values())}
    alone = {whole: pairs_of(whole) for whole, words in told.items() if whole and not words}
    kinds = _by_words(findings, texts, told, matters)
    kinds.update(_by_likeness(alone, kinds, likeness))
    saying: dict[str, list[Told]] = defaultdict(list)
    for one in findings:
        saying[texts[one.text]].append(one)
    groups: dict[str, list[str]] = defaultdict(list)
    for whole in filter(None, told):
        groups[kinds[whole]].append(whole)
    found = []
    for kind, wholes in groups.items():
        own = [one for whole in wholes for one in saying[whole]]
        units = len({one.unit for one in own}) if len(own) >= least_units else 0
        if units >= least_units:
            name, shared = _shared(kind, {whole: len(saying[whole]) for whole in wholes}, told)
            found.append(Group(name, tuple(sorted([one.number for one in own])), units, shared))
    return sorted(found, key=lambda group: (-group.units, -len(group.findings), group.findings))


def _by_words(
    findings: Sequence[Told], texts: Mapping[str, str], told: Mapping[str, Sequence[Found]], matters: Matters
) -> dict[str, str]:
    """Plain text → the matter that its words tell. Where several are told, one that more units have weighs more:
    what is common is what is said of many, and a stray word in a finding says less than the list around it.
    """
    said: dict[str, str] = {}
    for text, whole in texts.items():
        if whole not in said or text < said[whole]:  # texts that differ in marks only are weighed by the same one
            said[whole] = text
    points = {whole: matters.points_of(said[whole], whole, words) for whole, words in told.items() if words}
    best = {whole: matters.best(own) for whole, own in points.items()}
    units: dict[str, set[str]] = defaultdict(set)
    for one in findings:
        if kind := best.get(texts[one.text]):
            units[kind].add(one.unit)
    weight = {name: 1 + len(own) for name, own in units.items()}
    return {whole: best[whole] if len(own) == 1 else matters.best(own, weight) for whole, own in points.items()}


def _shared(kind: str, times: Mapping[str, int], told: Mapping[str, Sequence[Found]]) -> tuple[str, tuple[str, ...]]:
    """The name of a group and what its plain texts, given with how often each is said, share: words that tell it, or else their longest phrase."""
    words: dict[str, int] = {}
    for whole, number in times.items():
        for part in words_of(told[whole], kind):
            words[part] = words[part] + number if part in words else number
    if words:
        return kind, tuple(word for word, number in Counter(words).most_common() if number > 1)
    name = _phrase(sorted(times)) or kind
    return name, (name,)


def _by_likeness(alone: Mapping[str, frozenset[str]], kinds: Mapping[str, str], least: float) -> dict[str, str]:
    """What plain texts without a matter, given with their pairs, belong to: the matter of the one most like them, or the first of those alike."""
    if not alone:
        return {}
    index = Alike((*kinds, *alone), alone, least=least)
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

    `asked`: those of them that alone will be asked for, with their pairs; no others are kept.
    `most`: a pair that more texts share is not looked up. `least`: `near` is not asked for less; a text of which too few
    pairs stand in others cannot reach it, for what two share is no more, and is not looked up.
    """

    def __init__(
        self,
        texts: Iterable[str],
        asked: Mapping[str, frozenset[str]] | None = None,
        most: int = _MOST_SHARING,
        least: float = 0,
    ) -> None:
        known = {} if asked is None else asked
        others = [text for text in texts if text not in known]
        is_whole = asked is None or len(others) <= len(known)  # few others: all their pairs cost less than to choose
        pairs_in = pairs_of if is_whole else _Among(chain.from_iterable(known.values())).of
        self._texts = {**{text: pairs_in(text) for text in others}, **known}
        self._times = Counter(chain.from_iterable(self._texts.values()))
        alone = 0 if asked is None else 1  # a pair of one text leads to no other; a new text may share it
        self._shared = {pair for pair, times in self._times.items() if times > alone}
        usual = self._shared - {pair for pair, times in self._times.items() if times > most}
        holding: dict[str, list[str]] = defaultdict(list)
        self._lone: set[str] = set()
        self._sizes: dict[str, int] = {}
        for text, pairs in self._texts.items():
            is_counted = is_whole or text in known
            if not is_counted and usual.isdisjoint(pairs):  # by none of its pairs is it ever found
                continue
            shared = len(pairs & self._shared)
            # each character but the first ends a pair of its own: most texts need not be counted
            if not is_counted and shared < least * (len(set(text)) - 1):
                self._lone.add(text)
                continue
            size = len(pairs if is_counted else pairs_of(text))
            if shared < least * size:
                self._lone.add(text)
                continue
            self._sizes[text] = size
            for pair in pairs & usual:
                holding[pair].append(text)
        self._holding, self._held = dict(holding), frozenset(holding)

    def near(self, text: str, least: float) -> list[tuple[str, float]]:
        """The other texts whose likeness to a plain text is not below `least`, most alike first, with it."""
        if text in self._lone:
            return []
        own = self._texts.get(text)
        if own is None:
            own = pairs_of(text)
            if len(own & self._shared) < least * len(own):
                return []
        rarest = sorted(sorted(own & self._held), key=self._times.__getitem__)[:RAREST]
        tried = dict.fromkeys(chain.from_iterable(map(self._holding.__getitem__, rarest)))
        tried.pop(text, None)
        found = []
        for other in tried:
            both = len(own & self._texts[other])
            share = both / (len(own) + self._sizes[other] - both)
            if share >= least:
                found.append((other, share))
        return sorted(found, key=lambda each: (-each[1], each[0]))


def pairs_of(words: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a plain text."""
    return frozenset([words[place : place + 2] for place in range(len(words) - 1)])


def _phrase(texts: Sequence[str]) -> str:
    """The longest run of characters that all the texts hold, at least two long; '' where there is none."""
    first = min(texts, key=lambda text: (len(text), text))
    others = [text for text in texts if text is not first]
    found = ""
    for start in range(len(first)):
        while start + len(found) < len(first):
            longer = first[start : start + len(found) + 1]
            for text in others:
                if longer not in text:
                    break
            else:
                found = longer
                continue
            break
    return found if len(found) > 1 else ""
