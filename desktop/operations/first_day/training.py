"""One person's training in one demonstration: where it began, what was answered, and what a task is (design.md §7)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from db.queries import first_day as queries
from db.reader import Reader

_APART = re.compile(r"[、,，;；\s]+")


@dataclass(frozen=True)
class Mark:
    """What this PC keeps of a training: of which ledger, since which moment of the PC, and what the person typed.

    Whether an answer is right is computed each time; nothing of that is kept.
    """

    ledger_id: str = ""
    began_at: str = ""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def answered(self, key: str, texts: tuple[str, ...]) -> Mark:
        """With what was typed for a task."""
        return replace(self, answers={**self.answers, key: texts})

    def as_text(self) -> str:
        """For the preferences of this PC."""
        answers = {key: list(texts) for key, texts in self.answers.items()}
        return json.dumps([self.ledger_id, self.began_at, answers], ensure_ascii=False)


def mark_of(text: str, ledger_id: str, now: str) -> Mark:
    """The mark that was kept for this ledger; where another or none was kept the training begins now (ISO, the PC's clock)."""
    try:
        kept_id, began_at, answers = json.loads(text)
        kept = Mark(str(kept_id), str(began_at), {str(key): tuple(map(str, said)) for key, said in answers.items()})
    except (ValueError, TypeError, AttributeError):
        kept = Mark()
    return kept if kept.ledger_id == ledger_id and kept.began_at else Mark(ledger_id, now)


@dataclass(frozen=True)
class Training:
    """What the tasks are checked by: the ledger with its folder, the ledgers this PC opened, and the mark."""

    reader: Reader
    folder: Path
    today: str
    mark: Mark = Mark()
    recent: tuple[Path, ...] = ()

    @cached_property
    def since(self) -> int:
        """The action after which everything is the person's own work."""
        return queries.began(self.reader)

    @cached_property
    def round_id(self) -> int:
        """The round in hand when the training began; one that is made for practice does not count."""
        return queries.round_of(self.reader, self.since)

    @property
    def day(self) -> str:
        """The last day of the month before today: of it people are asked, and it lies behind in every demonstration."""
        return (date.fromisoformat(self.today).replace(day=1) - timedelta(days=1)).isoformat()


@dataclass(frozen=True)
class Question:
    """What the person says; `wanted` is what the program computes from the ledger: one word, or numbers in any order."""

    label: str
    wanted: tuple[str, ...]

    def fits(self, said: str) -> bool:
        """Whether an answer is the computed one; full-width signs, order and a per cent sign do not matter."""
        return _plain(said) == _plain(" ".join(self.wanted)) and bool(said.strip())


def _plain(text: str) -> frozenset[str]:
    spread = unicodedata.normalize("NFKC", text).replace("%", " ").strip()
    return frozenset(part for part in _APART.split(spread) if part)


@dataclass(frozen=True)
class Task:
    """One task. `words`: what to do; `page` and `verb`: where it is done; `check` names in words what is still missing."""

    key: str
    title: str
    words: str
    passes: str
    page: str
    verb: str
    check: Callable[[Training], tuple[str, ...]]
    asks: Callable[[Training], tuple[Question, ...]] | None = None


@dataclass(frozen=True)
class Standing:
    """How a task stands: what is missing (nothing: done), and what is asked of the person."""

    task: Task
    missing: tuple[str, ...]
    questions: tuple[Question, ...] = ()

    @property
    def done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def stands(task: Task, training: Training) -> Standing:
    """Check one task."""
    questions = task.asks(training) if task.asks is not None else ()
    missing = (*task.check(training), *_unanswered(questions, training.mark.answers.get(task.key, ())))
    return Standing(task, missing, questions)


def _unanswered(questions: tuple[Question, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    if questions and not any(text.strip() for text in said):
        return ("还没有作答",)
    answers = (*said, *("" for _question in questions))
    pairs = enumerate(zip(questions, answers, strict=False), start=1)
    wrong = [f"第{place}问" for place, (one, text) in pairs if not one.fits(text)]
    return (f"{'、'.join(wrong)}答的与台账算出的不同",) if wrong else ()
