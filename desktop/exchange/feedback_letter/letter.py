"""What is read of a feedback letter: findings that are proposed, every other paragraph with what it is."""

from __future__ import annotations

from dataclasses import dataclass, field

HEADINGS = frozenset({"heading", "heading_without_items", "advice_heading", "title"})
UNRECOGNISED = "unrecognised"


@dataclass
class Proposal:
    """A finding as the letter has it: the headings above it, its words, its paragraphs, the bold lead and the 一是二是 points."""

    no: int
    path: list[str]
    text: str
    paras: list[int]
    lead: str = ""
    points: list[str] = field(default_factory=list)
    unit: str = ""


@dataclass(frozen=True)
class Context:
    """A paragraph that is no part of a finding, and why."""

    para: int
    reason: str
    text: str


@dataclass
class FeedbackLetter:
    """The whole reading. The paragraphs of the findings and those of the context are together all that have text, none twice."""

    unit: str = ""
    units: list[str] = field(default_factory=list)
    """The units of a letter to several."""
    addressee: str = ""
    """The line that addresses it, without its colon."""
    round: str = ""
    findings: list[Proposal] = field(default_factory=list)
    context: list[Context] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """问题来源, 层级标题, 说明, 没有认出: they add up to all paragraphs with text (page 22)."""
        sources = {para for finding in self.findings for para in finding.paras}
        headings = sum(1 for one in self.context if one.reason in HEADINGS)
        unrecognised = sum(1 for one in self.context if one.reason == UNRECOGNISED)
        rest = len(self.context) - headings - unrecognised
        return {"问题来源": len(sources), "层级标题": headings, "说明": rest, "没有认出": unrecognised}
