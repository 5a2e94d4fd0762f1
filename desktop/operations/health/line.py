"""One line of the check: its words, how it stands, the result in a sentence, and the rows that its remedy opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from db.packed import kept_ids

_NAMED, _NAMED_IN_FULL = 3, 2


class Stands(StrEnum):
    """How a line stands: it agrees, somebody should confirm it, it must be mended; or it is checked in a room of its own and nothing is said here."""

    AGREES = "agrees"
    ASKS = "asks"
    WRONG = "wrong"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Opens:
    """The rows behind a result. `place`: `findings`, `units`, `letters`, `papers`, `calendar`, `pairs`, or the name of a declared book."""

    place: str
    ids: Sequence[int] = ()
    title: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", kept_ids(self.ids))  # the window keeps what the check found all day


@dataclass(frozen=True)
class Line:
    """What the check says of one thing. `verb` is the remedy's word, '' where the line agrees; `opens` its rows, also where it agrees."""

    key: str
    group: str
    words: str
    stands: Stands
    result: str
    opens: Opens
    verb: str = ""

    @property
    def door(self) -> Opens:
        """Its rows, under what the check says of them."""
        return replace(self.opens, title=f"体检 · {self.result}")

    @property
    def rows(self) -> Sequence[int]:
        """The rows behind the result, by id."""
        return self.opens.ids


@dataclass(frozen=True)
class Examined:
    """The outcome of a whole check on a date: the checks between the books, then what else asks for attention."""

    checks: tuple[Line, ...]
    further: tuple[Line, ...]
    rounds: tuple[int, ...]
    as_of: str
    known_at: str | None
    seconds: float = 0.0
    last_action: int = 0
    """The newest action that it saw; where a later one stands, what it found may be mended."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them, in order."""
        return (*self.checks, *self.further)

    def tells_of(self, today: str) -> bool:
        """Whether it tells of the ledger as it is now; issued papers are held against that alone."""
        return self.as_of == today and (self.known_at or today) >= today

    def with_papers(self, line: Line | None) -> Examined:
        """The same with the line of issued papers, which is found by itself, first of its group; without one, as before it was found."""
        others = [one for one in self.further if line is None or one.key != line.key]
        place = next(
            (place for place, one in enumerate(others) if line is None or one.group == line.group), len(others)
        )
        return replace(self, further=(*others[:place], *([line] if line else []), *others[place:]))

    def count(self, stands: Stands) -> int:
        """How many lines stand so."""
        return sum(1 for line in self.lines if line.stands is stands)

    def sum_text(self) -> str:
        """The line under the list: the arithmetic, and that nothing is changed here."""
        return f"{self.arithmetic()}。体检只看不改，改动都在去的那一页做，可撤销。"

    def arithmetic(self) -> str:
        """13 项 = 相符 11 + 必须改 1 + 在线索页内 1；另 7 项 = …"""
        parts = [_summed(self.checks)]
        if self.further:
            parts.append(f"另 {_summed(self.further)}")
        return "；".join(parts)


WORDS = {Stands.AGREES: "相符", Stands.WRONG: "必须改", Stands.ASKS: "请确认"}
"""The counts of the page; of what stands elsewhere the list alone says a word, never the status bar (ux/pages.md §4, D10)."""
SUMMED = {**WORDS, Stands.ELSEWHERE: "在线索页内"}
"""The same for the arithmetic line, where every line counts, and for the printed sheet."""


def _summed(lines: Sequence[Line]) -> str:
    counts = ((word, sum(1 for one in lines if one.stands is stands)) for stands, word in SUMMED.items())
    told = " + ".join(f"{word} {count}" for word, count in counts if count)
    return f"{len(lines)} 项 = {told}"


def named(names: Iterable[str], one_round: bool = False) -> str:
    """The first names of rows, with 等 where there are more; inside one round a finding's last four figures are enough."""
    listed = list(dict.fromkeys(names))
    most = _NAMED if one_round else _NAMED_IN_FULL
    shown = [name.rsplit("-", 1)[-1] if one_round else name for name in listed[:most]]
    return "、".join(shown) + (" 等" if len(listed) > most else "")
