"""A paper whose sections stand in another order: each goes whole, with what is under it, and headings are numbered in turn.

Sections change places with those beside them under one heading. What mentions them follows: in the template by its marks (`mentions`),
in what a clerk typed by what it names (`labels`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.documents.empty_sections import ENDS, HEADINGS, blocks_of, numbered_in_turn, said
from desktop.documents.sections import Outline, untitled
from desktop.errors import KnownError

ORDER = "部分次序"
"""Among what was typed for a paper: the headings of its sections in the order in which they are to stand."""


@dataclass
class Section:
    """A heading with what stands under it, by places in the text of a body; `group` tells which sections it may change places with."""

    level: int
    title: str
    start: int
    group: int
    end: int = 0
    inside: list[Section] = field(default_factory=list)


def refuse_fixed(outline: Outline, order: Sequence[str]) -> None:
    """Raise KnownError, all at once, for titles that are no section and for sections that must keep their place."""
    titles = [one.title for one in outline.headings]
    wrong = [f"“{title}”不是这个文种的一部分" for title in order if title not in titles]
    wrong += [f"“{title}”{reason}" for title in titles if (reason := why_fixed(outline, title, order))]
    if wrong:
        raise KnownError(f"各部分不能这样排：{'；'.join(wrong)}。请重新排次序。")


def why_fixed(outline: Outline, title: str, order: Sequence[str]) -> str:
    """Why a section may not stand where an order puts it; '' where it may."""
    siblings = beside(outline, title)
    if len(siblings) < 2 or title not in order:
        return ""
    wanted = in_order(siblings, order)
    if wanted == siblings:
        return ""
    place = [one.title for one in outline.headings].index(title)
    if any(part.turns for part in outline.parts if place in part.under) and wanted.index(title) != siblings.index(
        title
    ):
        return "换了纸张方向，不能移动"
    label = outline.headings[place].label
    if label and wanted.index(title) != siblings.index(title) and any(label in part.unsure for part in outline.parts):
        return f"在文中提到“{label}”，移动后会指错"
    if wanted.index(title) != siblings.index(title) and (named := _out_of_turn(outline, place, order)):
        return f"里有表或图，而文中提到“{named}”，移动后它们的编号会乱"
    above = outline.above(place)
    told = any(part.tells_last for part in outline.parts if above is not None and above in part.under)
    if told and title == siblings[-1] and wanted[-1] != title:
        return "在文中称为“本部分最后一项”，要放在最后"
    return ""


def _out_of_turn(outline: Outline, place: int, order: Sequence[str]) -> str:
    """The table or chart whose author's number keeps those of its kind from changing places, where one stands under a heading; '' where none does.

    What may name one in a form that is not rewritten (由表3可见) keeps the numbers of its kind (`mentions`), so they must stand in that order.
    """
    every = [label for part in outline.parts for label in part.captions]
    for named in sorted(frozenset[str]().union(*(part.unsure for part in outline.parts)).intersection(every)):
        own = any(label[0] == named[0] for part in outline.parts if place in part.under for label in part.captions)
        if own and _of_kind(outline, named[0], places(outline, order)) != _of_kind(
            outline, named[0], range(len(outline.headings))
        ):
            return named
    return ""


def _of_kind(outline: Outline, kind: str, headings: Iterable[int]) -> list[str]:
    """The tables, or the charts, in the order in which their headings stand."""
    return [
        label
        for at in headings
        for part in outline.parts
        if part.under and part.under[-1] == at
        for label in part.captions
        if label[0] == kind
    ]


def beside(outline: Outline, title: str) -> list[str]:
    """The titles of the sections under the same heading, in the order of the template; [] for one that is not there or not by one name."""
    titles = [one.title for one in outline.headings]
    if not title or titles.count(title) != 1:
        return []
    place = titles.index(title)
    return [
        one.title for at, one in enumerate(outline.headings)
        if one.title and outline.above(at) == outline.above(place) and one.level == outline.headings[place].level
    ]  # fmt: skip


def in_order(titles: Sequence[str], order: Sequence[str]) -> list[str]:
    """Titles as an order has them; what it does not name keeps its place."""
    wanted = iter(sorted((one for one in titles if one in order), key=list(order).index))
    return [next(wanted) if one in order else one for one in titles]


def places(outline: Outline, order: Sequence[str]) -> list[int]:
    """The headings of an outline as an order has them, each with those under it, by their places in the template."""

    def under(above: int | None) -> list[int]:
        own = [at for at in range(len(outline.headings)) if outline.above(at) == above]
        titles = [outline.headings[at].title for at in own]
        by_title = dict(zip(titles, own, strict=True))
        fixed = len(by_title) < len(own)  # several without a title of their own
        wanted = own if fixed else [by_title[title] for title in in_order(titles, order)]
        return [one for at in wanted for one in (at, *under(at))]

    return under(None)


def moved(outline: Outline, order: Sequence[str], title: str, before: int) -> list[str]:
    """The order with a section put before the so-manieth of those beside it; [] where that is the order of the template.

    Raises KnownError where it, or one that it passes, must keep its place.
    """
    siblings = in_order(beside(outline, title), order)
    if len(siblings) < 2:
        raise KnownError("这一部分的标题随台账，或者旁边没有别的部分，不能移动。")
    others = [one for one in siblings if one != title]
    at = max(0, min(before, len(others)))
    wanted = iter([*others[:at], title, *others[at:]])
    every = [outline.headings[place].title for place in places(outline, order) if outline.headings[place].title]
    found = [next(wanted) if one in siblings else one for one in every]
    refuse_fixed(outline, found)
    told = [outline.headings[place].title for place in places(outline, found) if outline.headings[place].title]
    return [] if told == [one.title for one in outline.headings if one.title] else told


def arranged(xml: str, styles: Mapping[str, str], order: Sequence[str]) -> str:
    """A printed body with its sections in an order; headings are numbered in turn (tables and charts by `mentions.settled`)."""
    names = {style: name for name, style in styles.items()}
    top = _sections(xml, names)
    moved = _put(xml, 0, len(xml), top, order)
    return xml if moved == xml else numbered_in_turn(moved, names)


def _sections(xml: str, names: Mapping[str, str]) -> list[Section]:
    """The sections of the first level with those inside; what closes a paper closes them, and those behind it are apart."""
    top: list[Section] = []
    under: list[Section] = []
    group = 0
    for block in blocks_of(xml, names):
        level = HEADINGS.get(block.style, 0)
        if not level and block.style not in ENDS:
            continue
        while under and (not level or under[-1].level >= level):
            under.pop().end = block.start
        if not level:
            group += 1
            continue
        section = Section(level, untitled(said(block.text)), block.start, group)
        (under[-1].inside if under else top).append(section)
        under.append(section)
    last = xml.rfind("<w:sectPr")
    for one in under:
        one.end = last if last >= one.start else len(xml)
    return top


def _put(xml: str, start: int, end: int, sections: Sequence[Section], order: Sequence[str]) -> str:
    """A stretch of the body with the sections in it in their order."""
    pieces: list[str] = []
    at = start
    by_title = {(one.group, one.level, one.title): one for one in sections}
    for one in sections:
        beside_it = [other.title for other in sections if (other.group, other.level) == (one.group, one.level)]
        wanted = in_order(beside_it, order) if len(set(beside_it)) == len(beside_it) else beside_it
        here = by_title[one.group, one.level, wanted[beside_it.index(one.title)]]
        pieces += (xml[at : one.start], _put(xml, here.start, here.end, here.inside, order))
        at = one.end
    return "".join(pieces) + xml[at:end]
