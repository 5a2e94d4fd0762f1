"""What was decided of figures of issued papers that were wrong already then (对账处理), as the reconciliation and the register tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.queries import books as queries
from db.queries import letters as letter_queries
from db.queries.standing import EVER
from db.reader import Reader
from desktop.ledgers import books
from desktop.ledgers.paper_decisions import CORRECTED, PAPER_DECISIONS

Difference = tuple[int, str, str, str]
"""Which difference: the paper, the mark of the figure in it, how it is printed, how it came out for the paper's own date."""

LEFT_OUT = "—"
"""How a figure comes out that the paper would not tell any more."""


@dataclass(frozen=True)
class Decision:
    """One decision; `correction` is the number or title of the paper that corrects, where one went out and is in force."""

    id: int
    number: str
    on: str
    letter_id: int
    figure: str
    mark: str
    printed: str
    recomputed: str
    state: str
    word: str
    reason: str
    correction: str = ""

    @property
    def about(self) -> Difference:
        """The difference that was decided on; another value is another difference."""
        return self.letter_id, self.mark, self.printed, self.recomputed

    @property
    def told(self) -> str:
        """作说明保留：补登在后 · 已更正：云巡更〔2026〕1号"""
        return f"{self.word}：{self.correction or self.reason}"

    def as_json(self) -> dict[str, Any]:
        """The answer of the command line."""
        sent = {"correction": self.correction} if self.correction else {}
        return {"number": self.number, "on": self.on, "decision": self.word, "reason": self.reason, **sent}


def decisions(reader: Reader, letter_id: int | None = None) -> tuple[Decision, ...]:
    """Every decision that stands, or those on one paper, in order of entry."""
    register = books.book(reader, PAPER_DECISIONS.name)
    found = []
    for one in queries.records(reader, register.shape, EVER):
        if one.stored["letter"] is None or (letter_id is not None and one.stored["letter"] != letter_id):
            continue
        sent = letter_queries.letter(reader, one.stored["correction"]) if one.stored["correction"] else None
        in_force = sent is not None and sent.state == "issued"
        state = one.state if in_force or one.state != CORRECTED else "to_correct"
        correction = (sent.number or sent.title) if sent is not None and in_force else ""
        fields = {
            name: str(one.stored[name] or "") for name in ("on", "figure", "mark", "printed", "recomputed", "reason")
        }
        found.append(Decision(one.id, one.number, letter_id=one.stored["letter"], state=state, word=register.state(state).word,
                              correction=correction, **fields))  # fmt: skip
    return tuple(found)


def by_difference(reader: Reader) -> Mapping[Difference, Decision]:
    """The last decision on each difference."""
    return {one.about: one for one in decisions(reader)}


def corrections_of(reader: Reader, letter_id: int) -> tuple[str, ...]:
    """What the register says beside a paper: 更正：逾期数 3→2，见云巡更〔2026〕1号."""
    return tuple(
        f"{one.word}：{one.figure} {one.printed}→{one.recomputed}"
        + (f"，见{one.correction}" if one.correction else f"（{one.reason}）")
        for one in decisions(reader, letter_id)
    )
