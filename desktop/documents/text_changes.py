"""How one text has become another, paragraph by paragraph, word by word: what stayed, what went, what came."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.documents.contract import pairs_of_lines

SAME, GONE, NEW = "同", "删", "增"
_TOKEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\d+(?:\.\d+)?%?|[A-Za-z_]+|.", re.DOTALL)
_ALIKE = 0.4
"""Below that two paragraphs are told whole, the old and the new: a mosaic of single characters cannot be read."""
_SHORTEST = 2
"""A run of fewer letters between two changes is told as changed too, for the same reason."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph: SAME, GONE or NEW."""

    kind: str
    text: str


@dataclass(frozen=True)
class Changed:
    """One paragraph that differs. `before` and `after` are its places, counted from 1; 0 where it stands on one side only."""

    before: int
    after: int
    pieces: tuple[Piece, ...]

    @property
    def kind(self) -> str:
        """改, 增 or 删."""
        return "改" if self.before and self.after else NEW if self.after else GONE

    @property
    def is_sentence(self) -> bool:
        """Whether it has words; a figure or a dash alone is a cell of a table."""
        return any("\u4e00" <= mark <= "\u9fff" for piece in self.pieces for mark in piece.text)


def changed_paragraphs(old: Sequence[str], new: Sequence[str]) -> tuple[Changed, ...]:
    """Every paragraph that differs, in the order of the new text; what went stands where it stood."""
    pairs = pairs_of_lines(old, new)
    taken = set(pairs.values())
    found: list[Changed] = []
    at = 0
    for place, text in enumerate(old):
        if place not in pairs:
            found.append(Changed(place + 1, 0, (Piece(GONE, text),)))
            continue
        found += _added(new, range(at, pairs[place]), taken)
        at = pairs[place] + 1
        if text != new[pairs[place]]:
            found.append(Changed(place + 1, pairs[place] + 1, pieces(text, new[pairs[place]])))
    return (*found, *_added(new, range(at, len(new)), taken))


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """A paragraph as stretches; a tag, a number and a Latin word are each told whole."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return tuple(Piece(kind, text) for kind, text in ((GONE, old), (NEW, new)) if text)
    steps = matcher.get_opcodes()
    gone, come, found = "", "", []
    for number, (tag, a, b, c, d) in enumerate(steps):
        was, now = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal" and (len(was) >= _SHORTEST or number in (0, len(steps) - 1)):
            found += [*_told(gone, come), Piece(SAME, was)]
            gone = come = ""
        else:
            gone, come = gone + was, come + now
    return tuple([*found, *_told(gone, come)])


def _told(gone: str, come: str) -> Iterator[Piece]:
    yield from (Piece(kind, text) for kind, text in ((GONE, gone), (NEW, come)) if text)


def _added(new: Sequence[str], places: range, taken: set[int]) -> Iterator[Changed]:
    yield from (Changed(0, place + 1, (Piece(NEW, new[place]),)) for place in places if place not in taken)
