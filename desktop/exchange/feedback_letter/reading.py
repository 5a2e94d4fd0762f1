"""A feedback letter from its file to proposals (RULES §9)."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from desktop.exchange.feedback_letter import words
from desktop.exchange.feedback_letter.addressees import kernel, round_named
from desktop.exchange.feedback_letter.findings import Collector
from desktop.exchange.feedback_letter.frame import Flow, Frame, framed
from desktop.exchange.feedback_letter.letter import UNRECOGNISED, Context, FeedbackLetter, Proposal
from desktop.exchange.feedback_letter.lines import Line, lines_of
from desktop.exchange.feedback_letter.outline import Node, Table, outline
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.word_reading.paragraphs import WordText
from desktop.exchange.word_reading.scanned import is_page_number
from desktop.exchange.word_reading.word_source import read_word

_REASON_OF_PART = {words.ADVICE: "advice", words.OTHER: "evaluation"}


def read_letter(path: Path) -> FeedbackLetter:
    """Read a .docx; raises Refused with its reason for a file that is not taken."""
    return letter_of(read_word(path))


def letter_of(text: WordText) -> FeedbackLetter:
    """The proposals of a text, and of every other paragraph what it is."""
    lines = lines_of(one for one in text.paragraphs if not one.box)
    pages = [line for line in lines if line.paragraph.place is None and is_page_number(line.paragraph.text)]
    frame = framed(_flow([line for line in lines if line not in pages] if pages else lines))
    units = frame.units
    tree = outline(frame.flow, units)
    _join_fields(tree)
    if _names_no_part(tree) and _is_feedback(frame):
        tree.part = words.PROBLEMS
    work = Collector(text.continued)
    for node in _tops(tree):
        work.collect(node)
    for finding in work.found:
        finding.unit = _unit_of(finding, work.of_node[finding.no], units) if len(units) > 1 else ""
    return FeedbackLetter(
        unit="、".join(units),
        units=units if len(units) > 1 else [],
        addressee=squeezed(frame.salutation).rstrip("：:"),
        round=round_named(frame.title + "".join(line.text for line in frame.opening)),
        findings=work.found,
        context=_context(
            text, work, [*((line, "page_number") for line in pages), *frame.aside, *work.reasons, *_outside(tree)]
        ),
        footnotes=text.footnotes,
    )


def _flow(lines: list[Line]) -> Flow:
    """Lines in order, those of one table together."""
    flow: Flow = []
    for table, group in groupby(lines, key=_table_of):
        together = list(group)
        flow += together if table is None else [Table(together)]
    return flow


def _table_of(line: Line) -> int | None:
    return line.paragraph.place.table if line.paragraph.place else None


def _join_fields(tree: Node) -> None:
    """Where the findings are headed by fields (政治建设方面存在的问题), the fields beside them that only say 作风方面 hold findings too."""
    for node in tree.walk():
        if not any(
            one.part == words.PROBLEMS and one.line and words.is_field_with_problems(one.line) for one in node.children
        ):
            continue
        for one in node.children:
            if not one.part and one.line and words.names_a_field(one.line):
                one.part = words.PROBLEMS


def _names_no_part(tree: Node) -> bool:
    return not any(node.part == words.PROBLEMS for node in tree.walk())


def _is_feedback(frame: Frame) -> bool:
    """A letter without a heading for its findings: what it does not name otherwise holds them."""
    opening = "".join(line.bare for line in frame.opening)
    return "反馈" in frame.title or bool(re.search("反馈如下|问题如下|反馈意见如下", opening))


def _tops(tree: Node) -> list[Node]:
    """The uppermost clauses of the part of the findings."""
    return [
        node
        for node in tree.walk()
        if node.part == words.PROBLEMS and (node.parent is None or node.parent.within != words.PROBLEMS)
    ]


def _unit_of(finding: Proposal, node: Node, units: list[str]) -> str:
    """Of several units the one that the nearest heading names, else the only one that the text names."""
    said = [finding.unit, *([node.line.text] if node.line else []), *reversed(finding.path), finding.text]
    for words_ in said:
        named = [name for name in units if kernel(name) in squeezed(words_)]
        if len(named) == 1:
            return named[0]
    return ""


def _outside(tree: Node) -> list[tuple[Line, str]]:
    """The lines of the other parts."""
    reasons: list[tuple[Line, str]] = []
    for node in tree.walk():
        within = node.within
        if within == words.PROBLEMS:
            continue
        if node.line is not None:
            reasons.append((node.line, _reason_of_heading(node, within)))
        for item in node.body:
            if isinstance(item, Table):
                reasons += [(line, "table") for line in item.lines]
            else:
                reasons.append((item, _reason_of_text(item, within)))
    return reasons


def _reason_of_heading(node: Node, within: str) -> str:
    if node.part == words.ADVICE:
        return "advice_heading"
    if node.part or any(below.part for below in node.walk()):
        return "heading"
    return _REASON_OF_PART.get(within, UNRECOGNISED)


def _reason_of_text(line: Line, within: str) -> str:
    if within == words.ADVICE and words.sets_a_term(line):
        return "requirement"
    return _REASON_OF_PART.get(within, UNRECOGNISED)


def _context(text: WordText, work: Collector, reasons: list[tuple[Line, str]]) -> list[Context]:
    """Every paragraph with text that is no part of a finding; what no rule knows stays listed as not recognised."""
    sources = {para for finding in work.found for para in finding.paras}
    said: dict[int, str] = {}
    for line, reason in reasons:
        for number in line.numbers:
            said.setdefault(number, reason)
    if not work.found and set(said.values()) <= {"title", "intro"}:
        said = {number: reason for number, reason in said.items() if reason != "intro"}  # no letter at all
    return [
        Context(number, "textbox" if one.box else said.get(number, UNRECOGNISED), f"{one.label}{one.text}")
        for one in text.paragraphs
        for number in one.numbers
        if number not in sources
    ]
