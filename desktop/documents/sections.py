"""The outline of a kind's Word file: which sections a clerk may leave out of a paper, why not the others, and the paper without them.

A section reaches from its heading to the next one of its level or a higher one. One that holds the only print of a word without which
the paper may not be issued (a deciding figure, an assertion that must be made) stays, as does one that is told of elsewhere, or whose
table is. What stays is numbered anew.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.documents import mentions
from desktop.documents.empty_sections import ENDS, HEADINGS, Shift, blocks_of, said
from desktop.documents.vocabulary import BLOCKS, Field
from desktop.errors import KnownError

LEFT_OUT = "略去部分"
"""Among what was typed for a paper: the headings of the sections that it goes without."""
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAME = re.compile(r"(?<![.\w])[^\W\d]\w*")
_LEVEL_TAG = re.compile(r"\s*\{\{\s*[一二三]级\s*\}\}\s*")
_NUMBER = re.compile(r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.(?!\d))\s*")
_LAST = "本部分最后一项"


@dataclass(frozen=True)
class Part:
    """A paragraph of a template: under which headings (by their places), the words in its tags, its tables and charts.

    `listed` is what it mentions or may mention, `unsure` of that what is in a form that cannot follow.
    """

    under: tuple[int, ...]
    words: frozenset[str]
    listed: frozenset[str]
    captions: frozenset[str]
    turns: bool
    tells_last: bool = False
    unsure: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Heading:
    """A heading of the outline. `title` is without its number; '' where a word of the ledger stands in it. `label` is 第几部分."""

    level: int
    title: str
    label: str = ""


@dataclass(frozen=True)
class Outline:
    """The headings of a template with what stands under each; `needed` are words that must stand on the paper somewhere."""

    headings: tuple[Heading, ...] = ()
    parts: tuple[Part, ...] = ()
    needed: frozenset[str] = frozenset()

    def above(self, place: int) -> int | None:
        """The place of the heading under which another stands; None for one of the first level."""
        own = self.headings[place].level
        return next((at for at in range(place - 1, -1, -1) if self.headings[at].level < own), None)

    def why_kept(self, place: int, left_out: Collection[str] = ()) -> str:
        """Why the section at a place may not be left out beside those that are; '' where it may."""
        heading = self.headings[place]
        if not heading.title or sum(one.title == heading.title for one in self.headings) > 1:
            return "标题不固定，认不出是哪一部分"
        gone = {at for at, one in enumerate(self.headings) if one.title in left_out} | {place}
        own = [part for part in self.parts if place in part.under]
        kept = [part for part in self.parts if not gone.intersection(part.under)]
        lost = (self.needed & _all(part.words for part in own)) - _all(part.words for part in kept)
        if lost:
            return f"“{min(lost)}”只在这一部分印出"
        if any(part.turns for part in own):
            return "这一部分换了纸张方向"
        called = _all(part.captions for part in own) | ({heading.label} if heading.label else set())
        behind = {one.label for one in self.headings[place:] if heading.label and one.label}
        told = sorted(called & _all(part.listed for part in kept) | behind & _all(part.unsure for part in kept))
        return f"别处提到{told[0]}" if told else ""


def outline(xml: str, styles: Mapping[str, str], fields: Sequence[Field]) -> Outline:
    """The outline of a template's marked body; empty where it has no headings."""
    names = {style: name for name, style in styles.items()}
    headings: list[Heading] = []
    parts: list[Part] = []
    under: list[int] = []
    for block in blocks_of(xml, names):
        text, level = said(block.text), HEADINGS.get(block.style, 0)
        if level or block.style in ENDS:
            while under and (not level or headings[under[-1]].level >= level):
                under.pop()
        if level:
            under.append(len(headings))
            title = _LEVEL_TAG.sub("", text, count=1)
            label = mentions.place_of(block.text)
            headings.append(Heading(level, "" if _TAG.search(title) else _NUMBER.sub("", title, count=1), label))
        listed, captions, turns = mentions.listed(text), mentions.captions(text), "<w:sectPr" in block.text
        unsure = mentions.unsure(text)
        parts.append(Part(tuple(under), _words(text), listed, captions, turns, _LAST in text, unsure))
    needed = {one.name for one in fields if one.missing == BLOCKS}
    return Outline(tuple(headings), tuple(parts), frozenset(needed)) if headings else Outline()


def refuse_kept(found: Outline, left_out: Collection[str]) -> None:
    """Raise KnownError, all at once, for sections that are not there or may not be left out."""
    titles = {one.title: place for place, one in enumerate(found.headings)}
    wrong = [
        f"“{title}”{reason}"
        for title in left_out
        if (reason := found.why_kept(titles[title], left_out) if title in titles else "不是这个文种的一部分")
    ]
    if wrong:
        raise KnownError(f"这几部分不能略去：{'；'.join(wrong)}。请重新勾选。")


def without(xml: str, styles: Mapping[str, str], left_out: Collection[str]) -> str:
    """A printed body without some sections; the headings behind them are numbered anew."""
    names = {style: name for name, style in styles.items()}
    pieces: list[str] = []
    at, cut, shift = 0, 0, Shift()
    for block in blocks_of(xml, names):
        level = HEADINGS.get(block.style, 0)
        if cut and ((level and level <= cut) or block.style in ENDS):
            at, cut = block.start, 0
        if cut:
            continue
        if level and untitled(said(block.text)) in left_out:
            pieces.append(xml[at : block.start])
            shift.left_out(level)
            cut = level
            continue
        pieces += (xml[at : block.start], shift.numbered(block))
        at = block.end
    if cut:
        at = xml.rindex("<w:sectPr")  # the page of the last section of the document
    return "".join(pieces) + xml[at:]


def untitled(text: str) -> str:
    """The words of a heading without its number."""
    return _NUMBER.sub("", text, count=1)


def _words(text: str) -> frozenset[str]:
    return frozenset(name for tag in _TAG.findall(text) for name in _NAME.findall(_QUOTED.sub("", tag)))


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)
