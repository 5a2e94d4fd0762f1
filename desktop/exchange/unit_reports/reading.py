"""A unit's report read whole: answers with the finding each is about, the state each claims, and what every other paragraph is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.unit_reports.answers import Answer, Outline
from desktop.exchange.unit_reports.claim import claimed
from desktop.exchange.unit_reports.empty_talk import is_empty_talk
from desktop.exchange.unit_reports.matching import Findings
from desktop.exchange.unit_reports.outline import Walk
from desktop.exchange.unit_reports.parts import Role, said
from desktop.exchange.unit_reports.tables import read_table
from desktop.exchange.word_reading.paragraphs import Paragraph, TablePlace
from desktop.exchange.word_reading.scanned import is_page_number, with_whole_quotations


@dataclass(frozen=True)
class Item:
    """One answer. `finding` is None where none or several fit (`near`); `text` is what the unit says it did."""

    no: int
    paras: tuple[int, ...]
    finding: str | None
    claimed_status: str | None
    empty_talk: bool
    quote: str = ""
    text: str = ""
    near: tuple[str, ...] = ()


@dataclass
class ReportReading:
    """Every answer of a report, every other paragraph with its reason, and the findings it was read against."""

    items: list[Item] = field(default_factory=list)
    context: list[tuple[int, str]] = field(default_factory=list)
    findings: tuple[str, ...] = ()

    def matches(self) -> dict[str, list[int]]:
        """Finding → its answers, in the order of the findings."""
        found: dict[str, list[int]] = {}
        for number in self.findings:
            if own := [item.no for item in self.items if item.finding == number]:
                found[number] = own
        return found

    def unanswered(self) -> list[str]:
        """Findings that no answer is about."""
        answered = self.matches()
        return [number for number in self.findings if number not in answered]

    def answered_twice(self) -> list[str]:
        """Findings with more than one answer."""
        return [number for number, own in self.matches().items() if len(own) > 1]

    def unmatched(self) -> list[int]:
        """Answers that are about no finding, or about one of several."""
        return [item.no for item in self.items if item.finding is None]

    def claims_of(self, number: str) -> list[str]:
        """The different states that the answers of a finding claim, in their order."""
        states = [item.claimed_status for item in self.items if item.finding == number and item.claimed_status]
        return list(dict.fromkeys(states))


def read_report(
    paragraphs: Sequence[Paragraph],
    listed: Sequence[tuple[str, str]],
    office: OfficeWords | None = None,
    continued: frozenset[TablePlace] = frozenset(),
) -> ReportReading:
    """Read a report against the findings (number and text) of its unit; every paragraph is in an answer or in the context.

    `continued` are cells of its tables that go on from the row above.
    """
    findings = Findings(listed)
    walk = Walk(findings, office)
    answers: list[Answer] = []
    context: list[tuple[int, str]] = []
    pages = [one for one in paragraphs if _table_of(one) is None and is_page_number(one.text)]
    context += [(number, "page_number") for one in pages for number in one.numbers]
    told = [one for one in paragraphs if one not in pages] if pages else paragraphs
    stretches = [(table, list(group)) for table, group in groupby(told, key=_table_of)]
    above: Answer | None = None
    for place, (table, group) in enumerate(stretches):
        if table is None:
            follows = place + 1 < len(stretches)
            found = walk.walk(with_whole_quotations(group), first=place == 0, last=not follows, before_table=follows)
        elif table < 0:
            found = Outline([], [(number, "text_box") for one in group for number in one.numbers])
        else:
            found = read_table(group, walk.named_by, office, walk.section_state, continued, above)
        above = _only_named(found, group) if table is None else None
        answers += found.answers
        context += found.context
    items = [_item(no, answer, office) for no, answer in enumerate(_in_order(answers), 1)]
    return ReportReading(items, sorted(context), findings.numbers)


def _only_named(found: Outline, lines: Sequence[Paragraph]) -> Answer | None:
    """The finding that the last line before a table names and says nothing more of."""
    last = found.answers[-1] if found.answers else None
    if last is None or last.finding is None or tuple(last.paras) != lines[-1].numbers:
        return None
    return last if all(piece.role is Role.QUOTE for piece in last.pieces) else None


def _table_of(paragraph: Paragraph) -> int | None:
    if paragraph.box:
        return -1
    return paragraph.place.table if paragraph.place else None


def _in_order(answers: Sequence[Answer]) -> list[Answer]:
    return sorted(answers, key=lambda answer: answer.paras[0])


def _item(no: int, answer: Answer, office: OfficeWords | None) -> Item:
    progress = said(answer.pieces, Role.PROGRESS)
    state = claimed(answer.pieces, office) or answer.section_state
    return Item(
        no,
        tuple(answer.paras),
        answer.finding,
        state,
        is_empty_talk(said(answer.pieces, Role.PROGRESS, Role.EVIDENCE)),
        answer.quote,
        progress,
        answer.near,
    )
