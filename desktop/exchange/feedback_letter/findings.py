"""The findings among the clauses of a letter: its lowest numbered clauses, the points and tables of headings without any (RULES §9)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.exchange.feedback_letter import words
from desktop.exchange.feedback_letter.finding_tables import findings_of
from desktop.exchange.feedback_letter.letter import UNRECOGNISED, Proposal
from desktop.exchange.feedback_letter.lines import Line
from desktop.exchange.feedback_letter.outline import Node, Table
from desktop.exchange.feedback_letter.points import parted, points_of
from desktop.exchange.word_reading.paragraphs import TablePlace

_FEWEST_LEADS, _MOST_NOTES = 2, 2


def _stands_before_table(body: list[Line | Table], place: int) -> bool:
    """Whether nothing but a note or two (单位：元) stands between a line and a table."""
    for at in range(place + 1, min(place + 2 + _MOST_NOTES, len(body))):
        item = body[at]
        if isinstance(item, Table):
            return True
        if not words.is_note(item):
            return False
    return False


class Collector:
    """Walks the part of the findings; `found` are the proposals, `reasons` what every other line there is."""

    def __init__(self, continued: frozenset[TablePlace]) -> None:
        self._continued = continued
        self.found: list[Proposal] = []
        self.reasons: list[tuple[Line, str]] = []
        self.of_node: dict[int, Node] = {}
        """Number of a proposal → the clause it comes from."""
        self._terse: dict[tuple[int, float], bool] = {}

    def collect(self, node: Node) -> None:
        """All findings at and below a clause."""
        if node.part in (words.ADVICE, words.OTHER):
            return
        text = self._running_text(node)
        rows = self._tables(node)
        if node.children or rows:
            self._heading(node, "heading")
            if rows and not node.children and self._is_clause(node):
                self._clause(node, text)
            else:
                self._say(text, "intro")
            for child in node.children:
                self.collect(child)
        elif node.part == words.PROBLEMS or (node.is_high and node.line and node.line.looks_like_heading):
            self._below_heading(node, text)
        elif node.line:
            self._clause(node, text)
        else:
            self._say(text, UNRECOGNISED)

    @staticmethod
    def _is_clause(node: Node) -> bool:
        return node.line is not None and not node.part and not node.line.looks_like_heading

    def _running_text(self, node: Node) -> list[Line]:
        """The lines below a clause without captions, notes and tables."""
        kept: list[Line] = []
        for place, item in enumerate(node.body):
            if isinstance(item, Table):
                continue
            if _stands_before_table(node.body, place) and words.is_caption(item):
                self.reasons.append((item, "table_caption"))
            elif words.is_note(item):
                self.reasons.append((item, "note"))
            else:
                kept.append(item)
        return kept

    def _tables(self, node: Node) -> bool:
        """Propose the rows of tables of findings; whether there were any."""
        any_row = False
        for table in (item for item in node.body if isinstance(item, Table)):
            rows = findings_of(table, self._continued)
            taken = {id(line) for row in rows for line in row.lines}
            self._say((line for line in table.lines if id(line) not in taken), "table")
            for row in rows:
                any_row = True
                self._propose(node, row.text, row.lines, points=points_of(row.text), unit=row.unit, below=True)
        return any_row

    def _below_heading(self, node: Node, text: list[Line]) -> None:
        """A heading without numbered clauses: its points, its paragraphs with bold leads, or all of its text as one."""
        points = parted([line.text for line in text])
        leads = [place for place, line in enumerate(text) if line.lead]
        if points:
            self._heading(node, "heading")
            self._say(text[: points[0][0][0]], "intro")
            for places, said in points:
                self._propose(node, said, [text[place] for place in places], below=True)
        elif len(leads) >= _FEWEST_LEADS:
            self._heading(node, "heading")
            self._say(text[: leads[0]], "intro")
            for start, end in zip(leads, [*leads[1:], len(text)], strict=True):
                self._paragraphs(node, text[start:end], lead=text[start].lead)
        elif not text and not self._is_terse_finding(node):
            self._heading(node, "heading_without_items")
        elif node.part == words.PROBLEMS:
            self._heading(node, "heading_without_items")
            self._say(text, UNRECOGNISED)
        elif text and all(words.says_nothing_found(line.bare) for line in text):
            self._heading(node, "heading_without_items")
            self._say(text, "note")
        elif node.line and words.names_an_aspect(node.line):
            wrong = any(words.says_something_wrong(line.bare) for line in text)
            self._heading(node, "heading" if wrong else "heading_without_items")
            if wrong:
                self._paragraphs(node, text)
            else:
                self._say(text, UNRECOGNISED)
        else:
            self._clause(node, text)

    def _paragraphs(self, node: Node, lines: list[Line], lead: str = "") -> None:
        said = "\n".join(line.text for line in lines)
        self._propose(node, said, lines, lead=lead, points=points_of(said), below=True)

    def _is_terse_finding(self, node: Node) -> bool:
        """A few words that are a finding and no empty heading: none of its kind has anything below it, none names a field of work."""
        if node.part or node.parent is None or node.line is None or words.names_an_aspect(node.line):
            return False
        key = (id(node.parent), node.rank)
        if key not in self._terse:
            alike = [one for one in node.parent.children if one.rank == node.rank]
            self._terse[key] = len(alike) > 1 and not any(one.children or one.body for one in alike)
        return self._terse[key]

    def _clause(self, node: Node, text: list[Line]) -> None:
        assert node.line is not None
        line = node.line
        if words.says_nothing_found(line.bare) and not text:
            self.reasons.append((line, "note"))
            return
        said = "\n".join(one.text for one in (line, *text))
        is_heading = line.looks_like_heading and not re.search("[，,]", line.text)
        lead = line.lead or (line.text if text and is_heading else "")
        self._propose(node, said, [line, *text], lead=lead, points=points_of(said))

    def _propose(
        self,
        node: Node,
        text: str,
        lines: list[Line],
        *,
        lead: str = "",
        points: list[str] | None = None,
        unit: str = "",
        below: bool = False,
    ) -> None:
        """One more proposal; `below` where the clause itself is a heading above it."""
        path = [*node.path, node.line.text] if below and node.line else node.path
        paras = sorted({number for line in lines for number in line.numbers})
        number = len(self.found) + 1
        self.found.append(Proposal(number, path, text, paras, lead, points or [], unit))
        self.of_node[number] = node

    def _heading(self, node: Node, reason: str) -> None:
        if node.line is not None and not (reason == "heading" and not node.children and self._is_clause(node)):
            self.reasons.append((node.line, reason))

    def _say(self, lines: Iterable[Line], reason: str) -> None:
        self.reasons += [(line, reason) for line in lines]
