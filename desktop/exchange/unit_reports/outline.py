"""The running text of a report: which paragraphs begin an answer, which go on with it, and what the others are (RULES §10)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.unit_reports import claim, ends
from desktop.exchange.unit_reports.answers import Answer, Outline
from desktop.exchange.unit_reports.heads import Head
from desktop.exchange.unit_reports.lines import Line, Lines
from desktop.exchange.unit_reports.matching import Findings, Named
from desktop.exchange.unit_reports.parts import Piece, Role, bare_label, has_label, running
from desktop.exchange.word_reading.paragraphs import Paragraph

_NO_ANSWERS = re.compile(
    "下一?步|打算|今后|组织(?:领导|开展|推进|情况)|主要做法|工作要求|体会|存在(?:的)?(?:困难|问题|不足)(?!.*整改)|意见建议|基本情况|总体情况"
)
_OF_CATEGORY = re.compile("(?:方面|领域)(?:的?(?:存在)?(?:的)?(?:反馈)?(?:问题)?)?(?:[（(].{0,12}[)）])?[。：:]?$")
_OF_ANSWERS = re.compile("逐[条项]|问题.{0,4}整改|反馈.{0,6}问题|整改.{0,4}情况|的问题")
_LONGEST_CAPTION = 40
_ENOUGH = 2
_PLAINLY = 0.8
"""What the opening words of a plain paragraph must have of a finding; less where the heading above says the state of its answers."""


@dataclass
class _Section:
    """A heading above where the walk stands: its depth, the state it says, whether answers are looked for below it."""

    depth: int = 0
    state: str | None = None
    answers: bool = True


class Walk:
    """Goes through the paragraphs of the running text, one stretch after the other (tables part them)."""

    def __init__(self, findings: Findings, office: OfficeWords | None = None) -> None:
        self._lines, self._office = Lines(findings, office), office
        self._outline = Outline()
        self._sections: list[_Section] = [_Section()]
        self._open: list[Answer] = []
        self._open_depth = 0
        self._open_line: Line | None = None
        self._first: list[Piece] = []
        self._texts: list[str] = []

    @property
    def section_state(self) -> str | None:
        """The state of the headings above where the walk stands."""
        return self._section.state

    def named_by(self, quotes: Sequence[str]) -> list[tuple[str, Named]]:
        """The findings that quotes name; what a table asks for its cells."""
        return self._lines.of_quotes(quotes)

    def walk(self, paragraphs: Sequence[Paragraph], *, first: bool, last: bool, before_table: bool) -> Outline:
        """One stretch of running text; `first` and `last` of the paper, `before_table` where a table follows it."""
        self._outline = Outline()
        lines = [self._lines.line(one) for one in paragraphs]
        mates = self._mates(lines)
        opening = ends.front(lines, self._begins) if first else []
        for line, reason in zip(lines, opening, strict=False):
            self._leave(line, reason)
        tail = ends.tail(lines, len(opening), self._begins) if last else len(lines)
        for place in range(len(opening), tail):
            self._one(lines[place], begins=place in mates)
        for line in lines[tail:]:
            self._behind(line)
        self._close()
        if before_table:
            self._caption(lines)
        return self._outline

    def _behind(self, line: Line) -> None:
        """Behind the signature only what says by itself that it is an answer is one."""
        if self._begins(line):
            self._start(line)
        else:
            self._close()
            self._leave(line, ends.behind(line))

    # -- what a paragraph is --------------------------------------------------------------------

    def _begins(self, line: Line) -> bool:
        """Whether a paragraph begins an answer by itself: a firm head, or its words name one finding."""
        if not self._section.answers:
            return bool(line.firm and (line.firm.labelled or has_label(line.paragraph.text[line.firm.end :])))
        if line.firm:
            here = len(self._sections) > 1
            return line.firm.labelled or line.stands_out or here or bool(self._lines.known(line.firm))
        if line.numbers or (line.heads and line.named.numbers):
            return True
        if line.is_part or not line.named.numbers or _OF_CATEGORY.search(line.rest):
            return False
        return line.stands_out or (self._is_plain and (line.named.likeness >= _PLAINLY or bool(self._section.state)))

    @property
    def _is_plain(self) -> bool:
        """Whether a paragraph without number, bold or head may begin an answer: none is open, or one that began so too."""
        return not self._open or not (self._open_line and (self._open_line.stands_out or self._open_line.heads))

    def _mates(self, lines: Sequence[Line]) -> set[int]:
        """Paragraphs like the answers of their section: answers too, though no finding is theirs."""
        found: set[int] = set()
        start = 0
        for place in range(len(lines) + 1):
            if place == len(lines) or (
                lines[place].depth == 1 and lines[place].short and not self._begins(lines[place])
            ):
                found |= self._mates_between(lines, start, place)
                start = place
        return found

    def _mates_between(self, lines: Sequence[Line], start: int, end: int) -> set[int]:
        heading = lines[start].rest if start < len(lines) else ""
        if _NO_ANSWERS.search(heading):
            return set()
        known = [place for place in range(start, end) if self._begins(lines[place])]
        of_answers = not known and bool(_OF_ANSWERS.search(heading))
        found = set()
        for place in range(start, end):
            line = lines[place]
            if place in known or _OF_CATEGORY.search(line.rest) or line.is_part or not line.stands_out:
                continue
            alike = [other for other in known if lines[other].kind == line.kind]
            beside = [other for other in known if lines[other].depth == line.depth > 0]
            if (
                line.speaks_of_one
                and (alike or of_answers or (beside and self._is_next(lines, beside, place)))
                or len(alike) >= _ENOUGH
                and not line.heads
                and self._is_next(lines, alike, place)
            ):
                found.add(place)
        return found

    def _is_next(self, lines: Sequence[Line], alike: Sequence[int], place: int) -> bool:
        """Whether a number stands between those of the answers beside it: steps of an answer begin anew at one."""
        own, depth = lines[place].ordinal, lines[place].depth
        if not own:
            return not depth
        near = [other for other in alike if not _parted(lines, min(other, place), max(other, place), depth)]
        if not near:
            return own == 1
        before = max((lines[other].ordinal for other in near if other < place), default=0)
        behind = min((lines[other].ordinal for other in near if other > place), default=own + 1)
        return before < own < behind

    def _goes_deeper(self, line: Line) -> bool:
        """A step of the answer that is open: numbered deeper, or without a number, and about no other finding."""
        if line.firm and line.firm.labelled:
            return False
        named = self._lines.known(line.firm) if line.firm else set(line.named.numbers)
        deeper = line.depth > self._open_depth > 0 or (not line.depth and bool(self._open_depth))
        return deeper and named <= {answer.finding for answer in self._open}

    def _is_heading(self, line: Line) -> bool:
        if not (line.stands_out and line.short):
            return False
        if not self._open:
            return True
        if self._open_line and 0 < line.paragraph.level < self._open_line.paragraph.level:
            return True
        if line.depth and self._open_depth:
            return line.depth < self._open_depth or (line.depth == self._open_depth and not line.is_part)
        if line.depth == 1 and bare_label(line.rest) is Role.PLAN:
            return True
        return not line.is_part and (line.depth in (1, 2) or bool(line.paragraph.level))

    @property
    def _section(self) -> _Section:
        return self._sections[-1]

    # -- what becomes of it ---------------------------------------------------------------------

    def _one(self, line: Line, *, begins: bool) -> None:
        starts = begins or self._begins(line)
        finer = bool(line.heads) and self._only_above(line) is not None
        if starts and (finer or not (self._open and self._goes_deeper(line))):
            self._start(line)
        elif self._is_heading(line):
            self._enter(line)
        elif end := ends.inside(line):
            self._close()
            self._sections = self._sections if end == "signature" else [_Section()]
            self._leave(line, end)
        elif self._open:
            self._go_on(line)
        else:
            self._leave(line, "narrative")

    def _enter(self, line: Line) -> None:
        """A heading: sections of its depth and deeper end here."""
        self._close()
        depth = line.depth or line.paragraph.level or 1
        while len(self._sections) > 1 and self._section.depth >= depth:
            self._sections.pop()
        state = claim.of_section(line.rest, self._office) or self._section.state
        answers = self._section.answers and not _NO_ANSWERS.search(line.rest)
        self._sections.append(_Section(depth, state, answers))
        self._leave(line, "heading")

    def _start(self, line: Line) -> None:
        """The first paragraph of an answer; further answers that begin inside it stand for themselves."""
        if above := self._only_above(line):
            self._open = []
            self._enter(above)
        self._close()
        self._open_depth, self._open_line = line.depth, line
        meant = self._lines.meant(line)
        own = {number for _quote, named in meant for number in named.numbers}
        inner = [head for head in line.heads[1:] if self._lines.known(head) - own]
        stops = [*(head.start for head in inner), len(line.paragraph.text)]
        first = line.heads[0] if line.heads and line.heads[0].start <= _start_of(line) else None
        self._answer(line, meant, 0, stops[0], first)
        for place, head in enumerate(inner, 1):
            self._settle()
            self._answer(line, self._lines.of_quotes(head.quotes), head.start, stops[place], head)

    def _only_above(self, line: Line) -> Line | None:
        """The line that is open, where it says nothing but a coarser finding, under which finer ones are answered."""
        above = self._open_line
        if not self._open or above is None or above.firm or above.numbers or self._texts:
            return None
        deeper = bool(0 < above.depth < line.depth or (above.paragraph.level and line.depth))
        alone = above.short and all(piece.role is Role.QUOTE for piece in self._first)
        return above if deeper and alone else None

    def _answer(self, line: Line, meant: Sequence[tuple[str, Named]], start: int, end: int, head: Head | None) -> None:
        self._first = line.pieces(start, end, head)
        words = self._first[0].text if line.numbers and head is None else ""
        self._open = [
            Answer(
                list(line.paragraph.numbers), next(iter(named.numbers), None), named.near, words or quote,
                section_state=self._section.state,
            )
            for quote, named in meant
        ]  # fmt: skip

    def _go_on(self, line: Line) -> None:
        for answer in self._open:
            answer.paras += line.paragraph.numbers
        self._texts.append(line.rest if line.depth else line.paragraph.text)

    def _settle(self) -> None:
        role = self._first[-1].role if self._first else Role.PROGRESS
        found = [*self._first, *running(self._texts, Role.PROGRESS if role is Role.QUOTE else role)]
        for answer in self._open:
            answer.pieces = found
        self._outline.answers += self._open
        self._texts = []

    def _close(self) -> None:
        if self._open:
            self._settle()
        self._open, self._open_depth = [], 0

    def _leave(self, line: Line, reason: str) -> None:
        self._outline.context += [(number, reason) for number in line.paragraph.numbers]

    def _caption(self, lines: Sequence[Line]) -> None:
        """The last line before a table, where it is no part of an answer."""
        last, context = lines[-1], self._outline.context
        if not context or context[-1][0] != last.paragraph.numbers[-1] or len(last.rest) > _LONGEST_CAPTION:
            return
        if context[-1][1] in ("intro", "narrative"):
            context[-1] = (context[-1][0], "table_caption")


def _parted(lines: Sequence[Line], start: int, end: int, depth: int) -> bool:
    """Whether a heading above their depth stands between two paragraphs."""
    return any(0 < line.depth < depth for line in lines[start + 1 : end])


def _start_of(line: Line) -> int:
    """Where the words of a paragraph begin."""
    return len(line.paragraph.text) - len(line.paragraph.text.lstrip())
