"""Texts as the guard compares them: NFKC, without spaces and marks, one shape for characters and digits that read alike.

A comma more, a full-width or foreign digit, a traditional character, a radical copied out of a PDF hide nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from desktop.documents.same_characters import SAME

SHINGLE = 12
"""So many characters in a row that another unit's text shares with a paper are that text."""
_MOST_TEXTS = 128
_PIECE, _STRIDE = 7, 6  # a run of 12 holds a whole piece of 7 that begins at a multiple of 6
_NO_CORE = re.compile(r"[^\w\n]+")
_ENDS_OF_DIGITS = re.compile(r"\d")
_NUMERAL = "0-9〇零一二三四五六七八九"
_ROUND = re.compile(rf"[○◯⭕⚪](?=[○◯⭕⚪]*[{_NUMERAL}])|(?<=[{_NUMERAL}])[○◯⭕⚪]+")
_RINGS, _SOME_DIGITS = "○◯⭕⚪", re.compile(r"\d+")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_ALIKE = {
    "0": "〇零oоο",
    "1": "一壹li丨",
    "2": "二贰",
    "3": "三叁",
    "4": "四肆",
    "5": "五伍",
    "6": "六陆",
    "7": "七柒",
    "8": "八捌",
    "9": "九玖",
}
_WRITTEN_DIGITS = {ord(mark): digit for digit, marks in _ALIKE.items() for mark in marks}


def folded(text: str) -> str:
    """One shape for what reads alike: NFKC, simplified characters, digits 0 to 9; a ring beside a numeral is a nought."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isascii():
        return plain
    plain = plain.translate(SAME)
    if any(ring in plain for ring in _RINGS):
        plain = _ROUND.sub(lambda found: "〇" * len(found[0]), plain)
    if all(map(str.isascii, _SOME_DIGITS.findall(plain))):
        return plain
    return _FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), plain)


def core(text: str) -> str:
    """Letters and digits alone, folded, lower case."""
    return core_of_lines(core_lines(text))


def core_of_lines(lines: str) -> str:
    """The core of a whole text, of the cores of its lines."""
    return lines.replace("\n", "")


def core_lines(text: str) -> str:
    """The core of each line, so that nothing is read across two of them."""
    return core_lines_folded(folded(text))


def core_lines_folded(text: str) -> str:
    """The same, of a text that is folded already."""
    return _NO_CORE.sub("", text.lower().replace("_", " "))


def numerals(lines: str) -> str:
    """A core with digits for Chinese ones and for letters that look like them: 六一二 and 6l2 are 612."""
    return lines.translate(_WRITTEN_DIGITS)


def digits(text: str) -> str:
    """The digits of a telephone number."""
    return re.sub(r"\D", "", folded(text))


class Passages:
    """Long texts of many owners, found again by any run of twelve characters."""

    def __init__(self) -> None:
        self._texts: list[tuple[str, str]] = []
        self._owned: dict[str, list[int]] = {}
        self._pieces: dict[str, dict[str, list[tuple[int, int]]]] = {}
        self._places = lru_cache(maxsize=_MOST_TEXTS)(self._places_in)

    def add(self, text: str, owner: str) -> None:
        """A text of somebody; one shorter than a run is found as a whole only."""
        bare = core(text)
        number = len(self._texts)
        self._places.cache_clear()
        self._texts.append((bare, owner))
        self._owned.setdefault(owner, []).append(number)
        for at in range(0, len(bare) - _PIECE + 1, _STRIDE):
            self._pieces.setdefault(bare[at : at + _PIECE], {}).setdefault(owner, []).append((number, at))

    def touch(self, bare: str) -> bool:
        """Whether a text holds so much as a piece of any of them; where it does not, nothing else need be asked."""
        return bool(self._places(bare))

    def found_in(self, bare: str) -> Iterator[tuple[str, int, int]]:
        """Owner, start and end of every stretch of twelve or more that the text shares, or of a whole shorter text."""
        return self._found(bare, self._places(bare), dict.keys)

    def cover_of(self, bare: str, owners: Collection[str]) -> Cover:
        """What those of some owners cover of a text.

        Most stand in a paper as a whole and are found so; a piece within one of them is looked at only where it leads out of it.
        """
        whole = self.whole_cover_of(bare, owners)
        found = whole.spans()
        for at in self._places(bare):
            known = self._pieces[bare[at : at + _PIECE]]
            for owner in owners:
                for number, place in known.get(owner, ()):
                    text = self._texts[number][0]
                    if not whole.holds_to_its_edges(bare, at, at + _PIECE, text, place):
                        start, end = _grown(bare, at, text, place)
                        if end - start >= min(SHINGLE, len(text)):
                            found.append((start, end))
        return Cover(found)

    def whole_cover_of(self, bare: str, owners: Collection[str]) -> Cover:
        """What the texts of some owners cover that stand in a text as a whole: most of it, and quickly told."""
        own = self.cores_of(owners)
        return Cover([place for text in own if len(text) >= _PIECE for place in _all_places(bare, text)])

    def cores_of(self, owners: Iterable[str]) -> list[str]:
        """The cores of the texts of some owners."""
        return [self._texts[number][0] for owner in owners for number in self._owned.get(owner, ())]

    def has_of_others(self, bare: str, owners: Collection[str], beside: Cover) -> bool:
        """Whether a piece of any other owner's lies beside what is covered: where none does, `not_of` finds nothing."""
        pieces = self._pieces
        for start, end in beside.gaps(len(bare)):
            for at in range(start, end - _PIECE + 1):
                known = pieces.get(bare[at : at + _PIECE])
                if known is not None and any(owner not in owners for owner in known):
                    return True
        return False

    def not_of(self, bare: str, owners: Collection[str], beside: Cover) -> Iterator[tuple[str, int, int]]:
        """Those of all other owners, where twelve or a whole shorter text lie beside what is covered already.

        Such a part holds a whole piece that nothing covers, so what many owners share with an own text costs nothing.
        """
        others = frozenset(owners)
        return self._found(bare, beside.left_of(self._places(bare)), lambda known: known.keys() - others)

    def _found(
        self,
        bare: str,
        places: Iterable[int],
        chosen: Callable[[dict[str, list[tuple[int, int]]]], Iterable[str]],
    ) -> Iterator[tuple[str, int, int]]:
        told: set[tuple[int, int, int]] = set()
        for at in places:
            known = self._pieces[bare[at : at + _PIECE]]
            for number, place in [one for owner in chosen(known) for one in known[owner]]:
                text, owner = self._texts[number]
                start, end = _grown(bare, at, text, place)
                whole = end - start >= min(SHINGLE, len(text))
                if whole and (number, start, end) not in told:
                    told.add((number, start, end))
                    yield owner, start, end

    def _places_in(self, bare: str) -> tuple[int, ...]:
        """Where a piece of any of them begins; asked for twice of each text, and heads and feet are the same from paper to paper."""
        pieces = self._pieces
        if not pieces:
            return ()
        return tuple([at for at in range(len(bare) - _PIECE + 1) if bare[at : at + _PIECE] in pieces])


def _all_places(bare: str, word: str) -> Iterator[tuple[int, int]]:
    """Every place of a word in a text, also where two overlap."""
    at = bare.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = bare.find(word, at + 1)


def _grown(bare: str, at: int, text: str, place: int) -> tuple[int, int]:
    """A shared piece, widened to both sides as far as both texts agree."""
    start, first = at, place
    while start and first and bare[start - 1] == text[first - 1]:
        start, first = start - 1, first - 1
    end, last = at + _PIECE, place + _PIECE
    while end < len(bare) and last < len(text) and bare[end] == text[last]:
        end, last = end + 1, last + 1
    return start, end


class Cover:
    """Stretches of a text that may stand there."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def spans(self) -> list[tuple[int, int]]:
        """All of them, merged."""
        return list(zip(self._starts, self._ends, strict=True))

    def gaps(self, length: int) -> Iterator[tuple[int, int]]:
        """What lies between them in a text of that length."""
        return zip((0, *self._ends), (*self._starts, length), strict=True)

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch lies within one of them."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._ends[at]

    def holds_to_its_edges(self, bare: str, start: int, end: int, text: str, place: int) -> bool:
        """Whether a stretch lies within one of them and, with `text` laid on it at `place`, agrees neither before nor behind that one."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or end > self._ends[at]:
            return False
        before, behind = self._starts[at] - 1, self._ends[at]
        first, last = place - start + before, place - start + behind
        return not (
            (before >= 0 and first >= 0 and text[first] == bare[before])
            or (behind < len(bare) and last < len(text) and text[last] == bare[behind])
        )

    def left_of(self, places: Sequence[int]) -> list[int]:
        """Of the places where pieces begin, in their order, those whose piece shares no character with any of them."""
        left: list[int] = []
        at = 0
        for start, end in zip(self._starts, self._ends, strict=True):
            ends = bisect_right(places, start - _PIECE, at)
            left += places[at:ends]
            at = bisect_left(places, end, ends)
        left += places[at:]
        return left

    def bares(self, start: int, end: int) -> int:
        """The longest part of a stretch that lies in none of them."""
        longest, at = 0, start
        for low, high in zip(self._starts, self._ends, strict=True):
            if high <= start or low >= end:
                continue
            longest, at = max(longest, low - at), max(at, high)
        return max(longest, end - at)


def places_of(bare: str, word: str) -> Iterator[tuple[int, int]]:
    """Every place of a word in a text; a word of digits only between other characters than digits."""
    at = bare.find(word)
    while at >= 0:
        end = at + len(word)
        inside = word.isdigit() and (
            (at and _ENDS_OF_DIGITS.match(bare[at - 1])) or (end < len(bare) and _ENDS_OF_DIGITS.match(bare[end]))
        )
        if not inside:
            yield at, end
        at = bare.find(word, at + 1)
