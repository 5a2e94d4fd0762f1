"""A paragraph of the running text made ready: its number, how it may begin answers, which findings its words name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.unit_reports import claim
from desktop.exchange.unit_reports.heads import Head, heads, opening_words
from desktop.exchange.unit_reports.matching import Findings, Named
from desktop.exchange.unit_reports.numbered import Counting, numbered
from desktop.exchange.unit_reports.parts import Piece, Role, bare_label, first_label, next_label, running
from desktop.exchange.unit_reports.wording import Wording
from desktop.exchange.word_reading.paragraphs import Paragraph

_ENDS = re.compile("[。；;，,！!]$")
_SENTENCE_END = re.compile("[。；;]")
_SENTENCE = re.compile("[^。；;]*[。；;]?")
_OWN = re.compile("(?!(?:反馈|问题|编号|序号)+$)[\u4e00-\u9fff]{3,}")
"""Words of a finding beside its number, and not only 问题编号."""
_WORD = re.compile(r"\w")
_SAYS_OF_NUMBER = re.compile("[^。；;，,：:]{0,12}[：:]|(?:号|项|条)?(?:反馈)?(?:问题|事项)?\\s*[，,、]")
"""What sets a number apart from what is said of it: QY-05号问题：…, QY-05，…"""
_GOES_ON_BEHIND_STOP = re.compile(r"[。；;！!][^（(【〔\[]")
_LONGEST_HEADING = 40
_NUMBER_STANDS = 40
"""Within how many characters from the start the number of a finding says what the paragraph is about."""
_BOLD_STANDS_OUT = 6
_JOINTS = re.compile("以及|[和与及、，,；;]")
_MOST_JOINTS, _DEEPEST = 8, 2
_CLEARLY, _WHOLE = 0.75, 0.9
_SURE, _OWN_WORDS = 0.7, 2.5
"""What opening words without 针对 or quotation marks must have of a finding."""


@dataclass(frozen=True)
class Line:
    """`depth` of its number (0 for none), `rest` behind it; `numbers` of findings at its start; what its opening words name."""

    paragraph: Paragraph
    depth: int
    rest: str
    heads: tuple[Head, ...]
    named: Named
    numbers: tuple[str, ...]
    ordinal: int = 0
    answer_at: int | None = None
    """Where the answer begins behind QY-05：, where the words behind the colon are not, or not all, those of the finding."""

    @property
    def kind(self) -> tuple[int, int, bool, bool]:
        """What lines that stand side by side have in common: number, heading, bold, whether they say 关于……问题."""
        return (self.depth, 0 if self.depth else self.paragraph.level, self.is_bold, bool(self.heads))

    @property
    def is_bold(self) -> bool:
        """Whether it begins in bold."""
        one = self.paragraph
        begin = len(one.text) - len(one.text.lstrip())
        return one.bold_from(begin) >= min(begin + _BOLD_STANDS_OUT, len(one.text.rstrip()))

    @property
    def firm(self) -> Head | None:
        """The head that says by itself that an answer begins."""
        return self.heads[0] if self.heads and self.heads[0].firm else None

    @property
    def stands_out(self) -> bool:
        """Whether it is numbered, bold or a heading: only such a paragraph begins an answer without a head."""
        return bool(self.depth or self.paragraph.level or self.is_bold)

    @property
    def short(self) -> bool:
        """Whether it could be a heading by its length and end: one sentence at most, a bracket may stand behind it."""
        long = len(self.rest) > _LONGEST_HEADING or _GOES_ON_BEHIND_STOP.search(self.rest)
        return not (long or _ENDS.search(self.rest))

    @property
    def speaks_of_one(self) -> bool:
        """Whether it is headed 关于……的问题 with words of its own, or a quotation, though no finding may be known by them."""
        if not (self.stands_out and self.heads):
            return False
        return self.heads[0].quoted or Wording(self.heads[0].quotes[0]).weight >= _OWN_WORDS

    @cached_property
    def is_part(self) -> bool:
        """Whether it names a part of an answer: 整改措施, 整改成效：……."""
        label = first_label(self.rest)
        role = bare_label(self.rest) or (label[0] if label else None)
        return role not in (None, Role.QUOTE)

    def pieces(self, start: int, end: int, head: Head | None) -> list[Piece]:
        """The quote and what follows it, from one place of the text to another."""
        text = self.paragraph.text[start:end]
        if head is not None:
            cut = head.end - start
        elif self.numbers and start == 0:
            cut = self._behind_number(text)
        elif self.short or not (found := _SENTENCE_END.search(text)):
            cut = len(text)
        else:
            cut = found.end()
        rest = text[cut:].lstrip("。；;，,：:　 ")
        return [Piece(Role.QUOTE, text[:cut]), *running([rest] if rest.strip() else [], Role.PROGRESS)]

    def _behind_number(self, text: str) -> int:
        """Where the words about a numbered finding end: at the label of a part, where its answer begins, else with the paragraph.

        Where no label names what was done (整改状态： alone), that stands before the labels.
        """
        label = next_label(text)
        if label is not None and (self.answer_at is None or _tells_progress(text[label:])):
            return label
        ends = [label, self.answer_at, len(text)]
        return min(end for end in ends if end is not None)


class Lines:
    """Makes paragraphs ready against the findings."""

    def __init__(self, findings: Findings, office: OfficeWords | None = None) -> None:
        self._findings, self._office = findings, office
        self._counting = Counting()

    def line(self, paragraph: Paragraph) -> Line:
        """A paragraph made ready; they come in the order of the paper."""
        expected = self._counting.expected
        mark = numbered(paragraph.text, paragraph.label, expected)
        self._counting.after(mark)
        found = tuple(self._by_its_number(paragraph.text, one) for one in heads(paragraph.text, expected))
        if found and not found[0].firm:
            named = self.named(found[0].quotes[0])
        else:
            named = self._findings.named(self.plain(opening_words(paragraph.text, expected)), _SURE)
        numbers = self._findings.numbered_first(paragraph.text[:_NUMBER_STANDS])
        answer_at = self._answer_behind(paragraph.text, numbers) if numbers and not found else None
        return Line(paragraph, mark.depth, mark.rest, found, named, numbers, mark.ordinal, answer_at)

    def _answer_behind(self, text: str, numbers: Sequence[str]) -> int | None:
        """QY-05：已登记15处，已完成。 is an answer, QY-05：集体“三资”底数不清。已登记15处。 one with the finding's own words before it.

        Behind a number without colon (QY-05 资产未登记。已登记15处。) the first sentence tells of the finding, however it is worded.
        """
        places = [(text.find(number), len(number)) for number in numbers]
        if min(places)[0] < 0:  # written with spaces inside
            return None
        behind = max(place + length for place, length in places)
        colon = _SAYS_OF_NUMBER.match(text, behind)
        if not _SENTENCE_END.search(text, colon.end() if colon else behind):
            return None
        least = 0.0
        of_finding = colon is None and not _OWN.search(self.plain(text[: places[0][0]]))
        for sentence in _SENTENCE.finditer(text, colon.end() if colon else behind):
            if sentence[0] and not (_OWN if of_finding else _WORD).search(sentence[0]):
                continue
            told = self._findings.named(self.plain(sentence[0]))
            own = of_finding or (set(told.numbers) & set(numbers) and told.covered >= least)
            if not own or claim.says_state(sentence[0], self._office):
                return sentence.start() if sentence[0].strip() else None
            least, of_finding = _WHOLE, False
        return None

    def _by_its_number(self, text: str, head: Head) -> Head:
        """QY-05号问题：已登记 15 处: the label names the finding, what follows is the answer; its own words there are still the quote."""
        quote = head.quotes[0]
        behind = text.find(quote, head.start)
        label = text[head.start : behind].rstrip("：: \u3000")
        numbers = self._findings.numbered(label) if head.labelled and behind > 0 else ()
        told = self._findings.named(self.plain(opening_words(quote)))
        if not numbers or (set(numbers) & set(told.numbers) and told.covered >= _CLEARLY):
            return head
        return replace(head, end=behind, quotes=(label,))

    def plain(self, quote: str) -> str:
        """A quote without the brackets that say a state."""
        return claim.without_marks(quote, self._office)

    def named(self, quote: str) -> Named:
        """The findings of a quote; a number in it is surer than its words, unless the words are clearly another's."""
        bare = self.plain(quote)
        by_words = self._findings.named(bare)
        numbers = self._findings.numbered(bare)
        if not numbers:
            return by_words
        if by_words.numbers and not set(by_words.numbers) & set(numbers):
            return Named((), (*numbers, *by_words.near), by_words.likeness)
        return Named(numbers, numbers, 1.0)

    def known(self, head: Head) -> set[str]:
        """Every finding that the quotes of a head name."""
        return {number for quote in head.quotes for number in self.named(quote).numbers}

    def meant(self, line: Line) -> list[tuple[str, Named]]:
        """What a paragraph answers: each finding its head names, or one answer that names none."""
        if line.firm:
            return self.of_quotes(line.firm.quotes)
        whole = len(line.named.numbers) == 1 and line.named.covered >= _WHOLE
        if line.heads and not whole and (parts := self._joined(line.heads[0].quotes[0])):
            return parts
        opening = self.plain(opening_words(line.paragraph.text))
        if line.numbers:
            return [(opening, Named((number,), (number,), 1.0)) for number in line.numbers]
        return _each(line.heads[0].quotes[0] if line.heads else opening, line.named)

    def _joined(self, quote: str, depth: int = 0) -> list[tuple[str, Named]]:
        """Findings that a quote names one after the other (甲和乙); empty where its parts do not each clearly name their own."""
        for joint in islice(_JOINTS.finditer(quote), _MOST_JOINTS):
            first, rest = quote[: joint.start()], quote[joint.end() :]
            one = self._findings.named(self.plain(first), _CLEARLY)
            if len(one.numbers) != 1:
                continue
            further = (self._joined(rest, depth + 1) if depth < _DEEPEST else []) or _each(
                rest, self._findings.named(self.plain(rest), _CLEARLY)
            )
            numbers = [number for _quote, named in further for number in named.numbers]
            if numbers and len({*one.numbers, *numbers}) == len(numbers) + 1:
                return [(first, one), *further]
        return []

    def of_quotes(self, quotes: Sequence[str]) -> list[tuple[str, Named]]:
        """Each finding that quotes name, with its quote; quotes that do not each name their own are one quote."""
        each = [(quote, self.named(quote)) for quote in quotes]
        meant = [one.numbers for _quote, one in each]
        if len(quotes) > 1 and not (all(meant) and len(set(meant)) == len(meant)):
            whole = "，".join(quotes)
            each = [(whole, self.named(whole))]
        return [one for quote, named in each for one in _each(quote, named)]


def _tells_progress(text: str) -> bool:
    """Whether a label in a text names what was done."""
    return any(piece.role is Role.PROGRESS for piece in running([text], Role.QUOTE))


def _each(quote: str, named: Named) -> list[tuple[str, Named]]:
    if len(named.numbers) < 2:
        return [(quote, named)]
    return [(quote, Named((number,), (number,), named.likeness)) for number in named.numbers]
