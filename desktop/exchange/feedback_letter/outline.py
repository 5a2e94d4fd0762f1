"""The letter as a tree of numbered clauses and headings, with what stands below each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.exchange.feedback_letter import words
from desktop.exchange.feedback_letter.addressees import kernel
from desktop.exchange.feedback_letter.lines import Line
from desktop.exchange.feedback_letter.markers import Marker
from desktop.exchange.feedback_letter.points import ordinal_of

_BRACKETED = re.compile(r"[【〖](?P<words>[^【】〖〗]+)[】〗][:：]?")
"""A heading between lenticular brackets; square ones and 〔〕 stand around other things too."""
_LOWEST_HEADING = 2.5
_BEFORE = 0.5
_LONGEST_BARE_HEADING, _AROUND_UNIT = 30, 8


@dataclass
class Table:
    """The paragraphs of one table, line by line."""

    lines: list[Line] = field(default_factory=list)


@dataclass(eq=False)
class Node:
    """A numbered clause or a heading; `part` is the part of the letter that it opens, '' where it opens none."""

    line: Line | None
    rank: float
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    body: list[Line | Table] = field(default_factory=list)
    part: str = ""
    bare: bool = False
    """Whether its form says no level: a heading without number, or one of 第一，第二，…"""
    ordinal: int = 0
    """2 of 第二，…"""

    @property
    def within(self) -> str:
        """The part of the letter that it stands in."""
        node: Node | None = self
        while node is not None and not node.part:
            node = node.parent
        return node.part if node else ""

    @property
    def path(self) -> list[str]:
        """The headings above it, without their numbers."""
        above = []
        node = self.parent
        while node is not None and node.line is not None:
            above.append(_without_brackets(node.line.text))
            node = node.parent
        return above[::-1]

    @property
    def is_high(self) -> bool:
        """Whether it stands on a level that letters give to headings (一、 or （一）), or is a heading without number."""
        return self.rank <= _LOWEST_HEADING

    def walk(self) -> Iterator[Node]:
        """It and everything below, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def _without_brackets(heading: str) -> str:
    """政治方面 of 【政治方面】."""
    found = _BRACKETED.fullmatch(heading.strip())
    return found["words"].strip() if found else heading


def names_one_of(line: Line, units: Sequence[str]) -> bool:
    """青岩县财政局党组 alone on a line, in a letter to several units."""
    if len(units) < 2 or line.marker is not None or not line.is_short:
        return False
    names = (kernel(name) for name in units)
    return any(name in line.bare and len(line.bare) <= len(name) + _AROUND_UNIT for name in names)


def outline(flow: Sequence[Line | Table], units: Sequence[str]) -> Node:
    """The tree; its root has no line. A requirement without number after the first findings closes them."""
    work = _Builder(flow, units)
    for place, item in enumerate(flow):
        work.add(place, item)
    return work.root


class _Builder:
    def __init__(self, flow: Sequence[Line | Table], units: Sequence[str]) -> None:
        self._flow, self._units = flow, units
        self._style_ranks = _ranks_of_styles(flow)
        self.root = Node(None, -1.0)
        self._open = [self.root]
        self._seen_findings = False
        self._points = 0
        """The last of 第一，第二，… counted inside the clause that is open."""
        self._left: list[Node] = []
        """What was open where a requirement without number closed the findings."""

    def add(self, place: int, item: Line | Table) -> None:
        """One more line or table."""
        if isinstance(item, Table):
            self._open[-1].body.append(item)
            return
        self._take_up_again(item)
        item, ordinal = self._without_ordinal(place, item)
        rank = self._rank(place, item)
        if rank is None and self._seen_findings and self._closes(item):
            left = [] if words.announces(item) else [*self._open]
            node = self._push(item, self._open[1].rank if len(self._open) > 1 else 1.0)
            node.part, node.line = words.ADVICE, None
            node.body.append(item)
            self._left = left
        elif rank is None:
            self._open[-1].body.append(item)
        else:
            node = self._push(item, rank)
            node.bare, node.ordinal = ordinal > 0 or self._is_bare(item), ordinal
            node.part = words.part_opened_by(item, node.parent.within if node.parent else "")
            self._seen_findings = self._seen_findings or node.part == words.PROBLEMS or rank > _LOWEST_HEADING

    def _take_up_again(self, line: Line) -> None:
        """A clause that counts on from the findings behind 对以上问题，请立即整改。 shows that these words stood between them."""
        if line.marker is None:
            return
        left, self._left = self._left, []
        last = next((one.line.marker for one in left if one.line and one.rank == line.marker.rank), None)
        if last is not None and line.marker.value == last.value + 1:
            self._open = left

    def _push(self, line: Line, rank: float) -> Node:
        while self._open[-1].rank >= rank:
            self._open.pop()
        self._points = 0
        node = Node(line, rank, self._open[-1])
        self._open[-1].children.append(node)
        self._open.append(node)
        return node

    def _closes(self, line: Line) -> bool:
        return self._open[-1].within != words.ADVICE and words.is_requirement(line)

    def _rank(self, place: int, line: Line) -> float | None:
        """The level of a line, None for running text."""
        if line.marker is not None:
            return line.marker.rank
        if line.paragraph.level and line.is_short:
            return self._style_ranks.get(line.paragraph.level, float(line.paragraph.level))
        if names_one_of(line, self._units):
            return _BEFORE
        if words.is_part_alone(line):
            return 1.0
        return self._rank_of_bare_heading(place, line)

    def _is_bare(self, line: Line) -> bool:
        named = names_one_of(line, self._units) or words.is_part_alone(line)
        return line.marker is None and not named and not (line.paragraph.level and line.is_short)

    def _without_ordinal(self, place: int, line: Line) -> tuple[Line, int]:
        """第二，… of a heading with its number taken off, and the number; the line as it is and 0 where it counts points of a clause.

        The first counts headings where clauses begin to count below it; the others go on from it, also where they have no clauses of their own.
        A count inside the clause that is open goes first.
        """
        number, length = ordinal_of(line.text) if line.marker is None else (0, 0)
        before = next((one for one in self._open if one.ordinal), None)
        below = self._above_counting(place) if line.is_short else None
        if number and below is None and number == self._points + 1 and (number == 1 or self._points):
            self._points = number
            return line, 0
        if number and before is not None and number == before.ordinal + 1:
            rank = before.rank if below is None else min(before.rank, below)
        elif number == 1 and below is not None:
            rank = below
        else:
            return line, 0
        return replace(line, text=line.text[length:].lstrip(), marker=Marker(rank, number, length)), number

    def _above_counting(self, place: int, *, also_on: bool = False) -> float | None:
        """The level above the clauses that begin to count (or count on) right behind a line."""
        behind = (self._flow[at] for at in range(place + 1, len(self._flow)))
        following = next((one for one in behind if isinstance(one, Line)), None)
        if following is None or following.marker is None or (following.marker.value != 1 and not also_on):
            return None
        return following.marker.rank - _BEFORE

    def _rank_of_bare_heading(self, place: int, line: Line) -> float | None:
        """A short bold line, or one of a field of work, before a clause that begins to count: a heading without number.

        One in lenticular brackets, or of the form of the one before it, also where the clauses below it count on. It stands beside
        the one before it, though the clauses below the two may count in other forms: 1. below the one and （1） below the other.
        """
        in_brackets = line.is_short and bool(_BRACKETED.fullmatch(line.text.strip()))
        if not (in_brackets or line.looks_like_heading) or len(line.bare) > _LONGEST_BARE_HEADING:
            return None
        if not (in_brackets or line.all_bold or words.names_an_aspect(line)):
            return None
        beside = [one for one in self._open if one.bare]
        rank = self._above_counting(place, also_on=in_brackets or any(_alike(one.line, line) for one in beside))
        if rank is None:
            return None
        return min([rank, *(one.rank for one in beside)])


def _alike(heading: Line | None, line: Line) -> bool:
    """Whether a line without number has the form of a heading without number: bold as a whole, or a field of work."""
    if heading is None or heading.marker is not None:
        return False
    return (heading.all_bold and line.all_bold) or (words.names_an_aspect(heading) and words.names_an_aspect(line))


def _ranks_of_styles(flow: Sequence[Line | Table]) -> dict[int, float]:
    """Where heading styles stand among numbers: a level whose own lines carry no number stands above the numbers below it."""
    found: dict[int, float] = {}
    lines = [one for one in flow if isinstance(one, Line)]
    for line, following in zip(lines, lines[1:], strict=False):
        level, marker = line.paragraph.level, following.marker
        if level and line.marker is None and marker and not following.paragraph.level and marker.rank <= level:
            found[level] = min(found.get(level, marker.rank), marker.rank - _BEFORE)
    return found
