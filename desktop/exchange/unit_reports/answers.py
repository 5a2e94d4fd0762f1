"""What the readers of running text and of tables find: answers, and what every other paragraph is."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.exchange.unit_reports.parts import Piece


@dataclass
class Answer:
    """One answer: its paragraphs by their numbers, the finding it is about or None with those it may be about (`near`)."""

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
