"""What a rule of usage says of one place, and the rules that are a pattern with a proposal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop.documents.style_check.writing import TEXT, Line, Writing


@dataclass(frozen=True)
class Remark:
    """One remark: the rule, the place, the words that stand there, why, and the wording that is proposed (empty: a person must find one)."""

    rule: str
    where: str
    found: str
    message: str
    proposal: str = ""
    at: int | None = field(default=None, compare=False)
    """Where in its line the words begin, where the rule knows it."""

    @property
    def sentence(self) -> str:
        """The remark as a person reads it."""
        proposed = f"建议写“{self.proposal}”" if self.proposal else ""
        return f"“{self.found}”：{self.message}{'，' if proposed else ''}{proposed}"


Rule = Callable[[Writing], Iterator[Remark]]
Proposal = Callable[["re.Match[str]", Writing], str]
Holds = Callable[["re.Match[str]", Line, Writing], bool]


def _always(_found: re.Match[str], _line: Line, _writing: Writing) -> bool:
    return True


@dataclass(frozen=True)
class Pattern:
    """A rule of usage as data: where `wrong` stands in lines of these kinds and `holds` agrees, `message` is said and `proposed` offered."""

    rule: str
    wrong: str
    message: str
    proposed: str | Proposal = ""
    holds: Holds = _always
    kinds: frozenset[str] = TEXT

    def __call__(self, writing: Writing) -> Iterator[Remark]:
        """Every place of a paper where it is broken."""
        wrong = re.compile(self.wrong)
        for line in writing.of(self.kinds):
            for found in wrong.finditer(line.text):
                if not self.holds(found, line, writing):
                    continue
                said = self.proposed if isinstance(self.proposed, str) else self.proposed(found, writing)
                yield Remark(self.rule, line.where, found[0], self.message, said, found.start())


def sentence_of(text: str, place: int) -> str:
    """The sentence in which a place lies."""
    before = max(text.rfind(sign, 0, place) for sign in "。！？\n")
    ends = [at for sign in "。！？\n" if (at := text.find(sign, place)) >= 0]
    return text[before + 1 : min(ends, default=len(text)) + 1]
