"""The running text of a report: which paragraphs begin an answer, which go on with it, and what the others are (RULES §10)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.unit_reports import claim
from desktop.exchange.unit_reports.heads import Head, heads, opening_words
from desktop.exchange.unit_reports.matching import Findings, Named
from desktop.exchange.unit_reports.numbered import numbered
from desktop.exchange.word_reading.paragraphs import Paragraph
from desktop.exchange.unit_reports.parts import Piece, Role, bare_label, first_label, running

_NO_ANSWERS = re.compile("下一?步|打算|今后|组织(?:领导|开展|推进|情况)|主要做法|工作要求|体会|存在(?:的)?(?:困难|问题|不足)|意见建议|基本情况|总体情况")
_OF_CATEGORY = re.compile("(?:方面|领域)(?:的?(?:存在)?(?:的)?(?:反馈)?(?:问题)?)?(?:[（(].{0,12}[)）])?[。：:]?$")
_DATE = re.compile(
    r"[\d〇零○一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日|\d{4}[-.]\d{1,2}[-.]\d{1,2}"
)
_SIGNED = re.compile("(?:签字|签名|手签|盖章|公章)|^(?:主要负责人|党(?:委|组|支部|总支)书记|联系人|经办人|审核人|填报人)[：:（(]")
_CLOSES = re.compile("^(?:特此|专此|以上报告|以上情况|妥否|当否|请(?:予)?审(?:阅|议|示|核))")
_GOES_ON = re.compile(
    "^(?:下一?步|下步|今后|接下来|后续|总之|综上|我(?:单位|局|镇|乡|委|院|校|街道|公司|党委|党组|们)[^。]{0,20}?将|[^，。；：:“”]{2,20}?(?:党委|党组|党工委|党总支|党支部|委员会|局|镇|乡|街道|院|中心)将)"
)
_ANNEX = re.compile("^附(?:件|表|录)")
_TITLE = re.compile("(?:报告|汇报|说明|情况)$")
_ENDS = re.compile("[。；;，,！!]$")
_LONGEST_HEADING, _LONGEST_SIGNATURE = 40, 30
_SURE = 0.7
"""What opening words without 针对 or quotation marks must have of a finding."""


@dataclass
class Answer:
    """One answer: its paragraphs (`paras` by their numbers), the finding it is about or None with those it may be about."""

    paras: list[int]
    finding: str | None
    near: tuple[str, ...]
    quote: str
    pieces: list[Piece] = field(default_factory=list)
    section_state: str | None = None


@dataclass
class Outline:
    """Answers in their order, and every other paragraph with what it is."""

    answers: list[Answer] = field(default_factory=list)
    context: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """A paragraph made ready: how deep its number is, what stands behind it, how it may begin answers."""

    paragraph: Paragraph
    depth: int
    rest: str
    heads: tuple[Head, ...]
    named: Named

    @property
    def stands_out(self) -> bool:
        """Whether it is numbered, bold or a heading: only such a paragraph begins an answer without a head."""
        one = self.paragraph
        begin = len(one.text) - len(one.text.lstrip())
        return bool(self.depth or one.level or one.bold_from(begin) >= min(begin + 6, len(one.text.rstrip())))

    @property
    def short(self) -> bool:
        """Whether it could be a heading by its length and end."""
        return len(self.rest) <= _LONGEST_HEADING and not _ENDS.search(self.rest)


@dataclass
class _Section:
    """Where the walk stands: the headings above, the state they say, whether answers are looked for here."""

    place: int = 0
    depth: int = 0
    state: str | None = None
    answers: bool = True


class Walk:
    """Goes through the paragraphs of the running text, one stretch after the other (tables part them)."""

    def __init__(self, findings: Findings, office: OfficeWords | None = None) -> None:
        self._findings, self._office = findings, office
        self.outline = Outline()
        self._sections: list[_Section] = [_Section()]
        self._open: list[Answer] = []
        self._open_depth = 0
        self._texts: list[str] = []
        self._first_pieces: list[Piece] = []

    @property
    def section_state(self) -> str | None:
        """The state of the headings above where the walk stands."""
        return self._section.state

    def named_by(self, quotes: Sequence[str]) -> list[tuple[str, Named]]:
        """The findings that quotes name; what a table asks for its cells."""
        return self._of_quotes(quotes)

    # -- before the walk ------------------------------------------------------------------------

    def line(self, paragraph: Paragraph) -> _Line:
        """A paragraph made ready."""
        mark = numbered(paragraph.text, paragraph.label)
        found = heads(paragraph.text)
        if found and not found[0].firm and found[0].start == 0:
            named = self._named(found[0].quotes[0])
        else:
            named = self._findings.named(claim.without_marks(opening_words(paragraph.text)), _SURE)
        return _Line(paragraph, mark.depth, mark.rest, tuple(found), named)

    def _named(self, quote: str) -> Named:
        """The findings of a quote; a number that stands in it is surer than its words, unless the words are clearly another's."""
        bare = claim.without_marks(quote)
        by_words = self._findings.named(bare)
        numbers = self._findings.numbered(bare)
        if not numbers:
            return by_words
        if by_words.numbers and not set(by_words.numbers) & set(numbers):
            return Named((), (*numbers, *by_words.near), by_words.likeness)
        return Named(numbers, numbers, 1.0)

    # -- the walk -------------------------------------------------------------------------------

    def walk(self, paragraphs: Sequence[Paragraph], *, first: bool, last: bool, before_table: bool) -> None:
        """One stretch of running text; `first` and `last` of the paper, `before_table` where a table follows it."""
        lines = [self.line(one) for one in paragraphs]
        mates = self._mates(lines)
        front = self._front(lines) if first else 0
        tail = self._tail(lines, front) if last else len(lines)
        for place in range(front, tail):
            self._one(lines[place], begins=place in mates)
        for line in lines[tail:]:
            self._behind(line)
        self._close()
        if before_table:
            self._caption(lines)

    def _front(self, lines: Sequence[_Line]) -> int:
        """Title, salutation and introduction: until the first number, heading or answer."""
        place, saluted = 0, False
        for place, line in enumerate(lines):
            text = squeezed(line.paragraph.text)
            if self._begins(line) or (line.depth and place):
                return place
            if not saluted and re.search("[：:]$", text) and len(text) <= _LONGEST_HEADING:
                self._leave(line, "salutation")
                saluted = True
            elif not saluted and not _ENDS.search(text) and len(text) <= 80:
                self._leave(line, "title")
            elif line.paragraph.level and line.short:
                return place
            else:
                self._leave(line, "intro")
                saluted = True
        return len(lines)

    def _tail(self, lines: Sequence[_Line], front: int) -> int:
        """Where closing words, signature and what follows them begin."""
        place = len(lines)
        while place > front and self._is_signature(lines[place - 1]):
            place -= 1
        signed = next((at for at in range(front, place) if _DATE.fullmatch(squeezed(lines[at].paragraph.text))), None)
        if signed is not None and not any(self._begins(line) for line in lines[signed:]):
            place = signed
            while place > front and self._is_signature(lines[place - 1]):
                place -= 1
        own = {self._kind_of_end(line) for line in lines[front:place]}
        while place > front:
            kind = self._kind_of_end(lines[place - 1])
            earlier = sum(self._kind_of_end(line) == kind for line in lines[front : place - 1])
            if kind is None or kind not in own or (kind == "goes_on" and earlier):
                break
            place -= 1
        return place

    def _kind_of_end(self, line: _Line) -> str | None:
        text = squeezed(line.paragraph.text)
        if line.depth or first_label(line.paragraph.text):
            return None
        if _CLOSES.match(text):
            return "closing"
        return "goes_on" if _GOES_ON.match(text) else None

    def _is_signature(self, line: _Line) -> bool:
        text = squeezed(line.paragraph.text)
        if len(text) > _LONGEST_SIGNATURE or line.depth:
            return bool(_SIGNED.search(text)) and not line.depth
        if _DATE.fullmatch(text) or _SIGNED.search(text) or _ANNEX.match(text):
            return True
        organisation = re.fullmatch("(?:中共)?[^，。；：:“”、]{2,26}(?:党委|党组|党工委|党总支|党支部|支部|委员会|局|委|镇|乡|街道|院|校|中心|公司|办公室|办)(?:[（(].{1,8}[)）])?", text)
        return bool(organisation)

    def _behind(self, line: _Line) -> None:
        text = squeezed(line.paragraph.text)
        if self._begins(line) and not _DATE.fullmatch(text):
            self._one(line, begins=False)
        elif _ANNEX.match(text):
            self._leave(line, "attachment")
        elif self._is_signature(line):
            self._leave(line, "signature")
        elif _CLOSES.match(text) or _GOES_ON.match(text):
            self._leave(line, "closing")
        elif _TITLE.search(text) and not line.depth:
            self._leave(line, "title")
        else:
            self._leave(line, "heading" if line.stands_out and line.short else "narrative")

    # -- one paragraph --------------------------------------------------------------------------

    def _begins(self, line: _Line) -> bool:
        """Whether a paragraph begins an answer by itself: a firm head, or its words name one finding."""
        if line.heads and line.heads[0].firm:
            return bool(line.heads[0].labelled or line.stands_out or self._known(line.heads[0]) or self._section.answers)
        if line.heads and line.named.numbers:
            return True
        if self._findings.numbered(line.paragraph.text[:40]):
            return True
        label = first_label(line.rest)
        return bool(line.stands_out and line.named.numbers and not (label and label[0] is not Role.QUOTE))

    def _known(self, head: Head) -> bool:
        return any(self._named(quote).numbers for quote in head.quotes)

    def _mates(self, lines: Sequence[_Line]) -> set[int]:
        """Paragraphs numbered like at least two answers of their section: answers too, though no finding is theirs."""
        found: set[int] = set()
        start = 0
        for place in range(len(lines) + 1):
            if place < len(lines) and not self._parts(lines[place]):
                continue
            found |= self._mates_between(lines, start, place)
            start = place
        return found

    def _parts(self, line: _Line) -> bool:
        return line.depth == 1 and line.short and not self._begins(line)

    def _mates_between(self, lines: Sequence[_Line], start: int, end: int) -> set[int]:
        heading = lines[start].rest if start < len(lines) else ""
        depths = [line.depth for line in lines[start:end] if line.depth and line.stands_out and self._begins(line)]
        if _NO_ANSWERS.search(heading) or not depths:
            return set()
        usual = max(set(depths), key=depths.count)
        if depths.count(usual) < 2:
            return set()
        return {
            place
            for place in range(start, end)
            if lines[place].depth == usual and not _OF_CATEGORY.search(lines[place].rest) and not self._is_part(lines[place])
        }

    def _is_part(self, line: _Line) -> bool:
        label = first_label(line.rest)
        return bool(bare_label(line.rest) or (label and label[0] is not Role.QUOTE))

    @property
    def _section(self) -> _Section:
        return self._sections[-1]

    def _one(self, line: _Line, *, begins: bool) -> None:
        starts = self._begins(line) or begins
        if self._open and starts and self._goes_deeper(line):
            starts = False
        if starts:
            self._start(line)
        elif self._is_heading(line):
            self._enter(line)
        elif self._open:
            self._go_on(line)
        else:
            self._leave(line, "narrative")

    def _goes_deeper(self, line: _Line) -> bool:
        """A step of the answer that is open: numbered deeper, or without a number, and about no other finding."""
        if line.heads and line.heads[0].firm and not line.heads[0].labelled and line.depth and line.depth <= self._open_depth:
            return False
        named = set(line.named.numbers)
        if line.heads and line.heads[0].firm:
            named = {number for quote in line.heads[0].quotes for number in self._named(quote).numbers}
            if line.heads[0].labelled:
                return False
        own = {answer.finding for answer in self._open}
        deeper = line.depth > self._open_depth > 0 or (not line.depth and bool(self._open_depth))
        return deeper and (not named or named <= own)

    def _is_heading(self, line: _Line) -> bool:
        if not (line.stands_out and line.short):
            return False
        if not self._open:
            return True
        if line.depth and self._open_depth:
            return line.depth < self._open_depth or (line.depth == self._open_depth and not self._is_part(line))
        if line.depth == 1 and bare_label(line.rest) is Role.PLAN:
            return True
        return not self._is_part(line) and (line.depth in (1, 2) or bool(line.paragraph.level))

    def _enter(self, line: _Line) -> None:
        """A heading: sections of its depth and deeper end here."""
        self._close()
        depth = line.depth or line.paragraph.level or 1
        while len(self._sections) > 1 and self._section.depth >= depth:
            self._sections.pop()
        above = self._section
        state = claim.of_section(line.rest, self._office) or above.state
        answers = above.answers and not _NO_ANSWERS.search(line.rest)
        self._sections.append(_Section(line.paragraph.numbers[0], depth, state, answers))
        self._leave(line, "heading")

    def _start(self, line: _Line) -> None:
        self._close()
        self._open_depth = line.depth
        self._open = [self._answer(line, quote, named) for quote, named in self._meant(line)]
        self._spread(line)

    def _meant(self, line: _Line) -> list[tuple[str, Named]]:
        """What the paragraph answers: each finding its head names, or one answer that names none."""
        if line.heads and line.heads[0].firm:
            return self._of_quotes(line.heads[0].quotes)
        if numbers := self._findings.numbered(line.paragraph.text[:40]):
            return [(opening_words(line.paragraph.text), Named((number,), (number,), 1.0)) for number in numbers]
        quote = line.heads[0].quotes[0] if line.heads else claim.without_marks(opening_words(line.paragraph.text))
        if len(line.named.numbers) > 1:
            return [(quote, Named((number,), (number,), line.named.likeness)) for number in line.named.numbers]
        return [(quote, line.named)]

    def _of_quotes(self, quotes: Sequence[str]) -> list[tuple[str, Named]]:
        each = [(quote, self._named(quote)) for quote in quotes]
        meant = [one.numbers for _quote, one in each]
        if len(quotes) > 1 and not (all(meant) and len(set(meant)) == len(meant)):
            whole = "，".join(quotes)
            each = [(whole, self._named(whole))]
        found: list[tuple[str, Named]] = []
        for quote, named in each:
            found += [(quote, Named((number,), (number,), named.likeness)) for number in named.numbers] or [(quote, named)]
        return found

    def _answer(self, line: _Line, quote: str, named: Named) -> Answer:
        finding = named.numbers[0] if named.numbers else None
        return Answer(list(line.paragraph.numbers), finding, named.near, quote, section_state=self._section.state)

    def _spread(self, line: _Line) -> None:
        """The words of the first paragraph: its quote, what follows it; further answers that begin inside it stand for themselves."""
        text = line.paragraph.text
        own = {answer.finding for answer in self._open}
        inner = [
            head
            for head in line.heads[1:]
            if any(set(self._named(quote).numbers) - own for quote in head.quotes) and head.quotes
        ]
        end = inner[0].start if inner else len(text)
        self._texts = []
        first = line.heads[0] if line.heads else None
        self._first_pieces = _of_head(text[:end], first, line)
        for place, head in enumerate(inner):
            behind = inner[place + 1].start if place + 1 < len(inner) else len(text)
            self._settle()
            self._first_pieces = _of_head(text[head.start : behind], _moved(head), line)
            self._open = [self._answer(line, quote, named) for quote, named in self._of_quotes(head.quotes)]

    def _go_on(self, line: _Line) -> None:
        for answer in self._open:
            answer.paras += line.paragraph.numbers
        self._texts.append(line.rest if line.depth else line.paragraph.text)

    def _settle(self) -> None:
        role = self._first_pieces[-1].role if self._first_pieces else Role.PROGRESS
        role = Role.PROGRESS if role is Role.QUOTE else role
        found = [*self._first_pieces, *running(self._texts, role)]
        for answer in self._open:
            answer.pieces = found
        self.outline.answers += self._open
        self._texts = []

    def _close(self) -> None:
        if self._open:
            self._settle()
        self._open, self._open_depth = [], 0

    def _leave(self, line: _Line, reason: str) -> None:
        self.outline.context += [(number, reason) for number in line.paragraph.numbers]

    def _caption(self, lines: Sequence[_Line]) -> None:
        """The last line before a table, where it is no part of an answer."""
        last, context = lines[-1], self.outline.context
        if not context or context[-1][0] != last.paragraph.numbers[-1] or len(last.rest) > _LONGEST_HEADING:
            return
        if context[-1][1] in ("intro", "narrative"):
            context[-1] = (context[-1][0], "table_caption")


def _moved(head: Head) -> Head:
    return Head(0, head.end - head.start, head.quotes, head.firm, head.labelled)


def _of_head(text: str, head: Head | None, line: _Line) -> list[Piece]:
    """The pieces of the paragraph that begins an answer: the quote, then what the rest says."""
    if head is not None:
        quote, rest = text[: head.end], text[head.end :].lstrip("。；;，,：:  ")
    elif line.short or not re.search("[。；;]", text):
        quote, rest = text, ""
    else:
        cut = re.search("[。；;]", text)
        assert cut is not None
        quote, rest = text[: cut.end()], text[cut.end() :]
    return [Piece(Role.QUOTE, quote), *running([rest] if rest.strip() else [], Role.PROGRESS)]
