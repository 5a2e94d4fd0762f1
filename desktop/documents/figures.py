"""Figures: every number on a paper knows what it counts, on which basis and date, and which rows stand behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

COMPUTED = "computed"
TYPED = "typed"


@dataclass(frozen=True, eq=False)
class Figure:
    """One number for a paper: its value, and where it came from.

    `value` is a whole number, a Decimal, or a rate (anything with numerator and denominator whose str() is the
    printed form, like 88.6%). `rows` are the permanent numbers of the findings that it counts.
    """

    name: str
    value: Any
    rows: tuple[str, ...] = ()
    origin: str = COMPUTED
    basis: str = ""
    as_of: str = ""
    known_at: str = ""
    text: str = ""

    @property
    def shown(self) -> str:
        """What the paper prints."""
        return self.text or str(getattr(self.value, "on_paper", self.value))

    def worded(self, text: str) -> Figure:
        """The same figure in another dress: 41.8万元 instead of 418000."""
        return replace(self, text=text)

    @property
    def number(self) -> Any:
        """What it compares as: a rate by its exact quotient, never by its rounded print."""
        return _comparable(self.value)

    def __str__(self) -> str:
        return self.shown

    def __bool__(self) -> bool:
        return bool(self.number) if not is_rate(self.value) else True

    def __int__(self) -> int:
        return int(self.number)

    def __eq__(self, other: object) -> bool:
        return bool(self.number == _comparable(other))

    def __hash__(self) -> int:
        return hash(self.number)

    def __lt__(self, other: object) -> bool:
        return bool(self.number < _comparable(other))

    def __gt__(self, other: object) -> bool:
        return bool(self.number > _comparable(other))

    def __le__(self, other: object) -> bool:
        return bool(self.number <= _comparable(other))

    def __ge__(self, other: object) -> bool:
        return bool(self.number >= _comparable(other))

    def __sub__(self, other: object) -> Figure:
        """A difference keeps a trail: the rows of the one without the rows of the other."""
        taken = other if isinstance(other, Figure) else Figure("", other)
        gone = set(taken.rows)
        rows = tuple(row for row in self.rows if row not in gone)
        origin = TYPED if TYPED in (self.origin, taken.origin) else COMPUTED
        return replace(
            self, name=f"{self.name}－{taken.name}", value=self.number - taken.number, rows=rows, origin=origin, text=""
        )

    def __add__(self, other: object) -> Figure:
        added = other if isinstance(other, Figure) else Figure("", other)
        rows = (*self.rows, *(row for row in added.rows if row not in self.rows))
        origin = TYPED if TYPED in (self.origin, added.origin) else COMPUTED
        return replace(
            self, name=f"{self.name}＋{added.name}", value=self.number + added.number, rows=rows, origin=origin, text=""
        )

    def __rsub__(self, other: object) -> Figure:
        return Figure("", other) - self

    def __radd__(self, other: object) -> Figure:
        return Figure("", other) + self


@dataclass(frozen=True)
class PlainRate:
    """A rate that a clerk typed as 372/396: one decimal, half up, which is how the office rounds by default."""

    numerator: int
    denominator: int

    def __str__(self) -> str:
        if not self.denominator:
            return "—"
        share = Decimal(self.numerator) * 100 / Decimal(self.denominator)
        rounded = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"{min(rounded, Decimal('99.9')) if self.numerator < self.denominator else rounded}%"


@dataclass(frozen=True)
class Typed:
    """Words that a clerk typed for this paper; the numbers in them are listed as 手填."""

    text: str
    name: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Picture:
    """A chart or a seal for a paper, as PNG, with the words that stand for it where it cannot be seen.

    `size` is its width and height in mm where it stands in a line of text; in the place of a picture it has that one's.
    """

    png: bytes
    alt: str
    size: tuple[int, int] = (156, 70)

    def __bool__(self) -> bool:
        return bool(self.png)


@dataclass(frozen=True)
class Placed:
    """A chart in the place of a picture of the template: only the name of its relation is written there."""

    picture: Any


@dataclass(frozen=True)
class Entry:
    """One line of the manifest: a figure as it stands in one place of one paper."""

    token: str
    name: str
    value_text: str
    value_raw: str
    basis: str
    as_of: str
    known_at: str
    rows: tuple[str, ...]
    origin: str

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the ledger."""
        return {**self.__dict__, "rows": list(self.rows)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Entry:
        """Back from the ledger."""
        return cls(**{**stored, "rows": tuple(stored["rows"])})


def is_rate(value: object) -> bool:
    """Whether a value is a rate: it has a numerator and a denominator and is not a bare number."""
    return hasattr(value, "numerator") and hasattr(value, "denominator") and not isinstance(value, (int, Fraction))


def parts_of(rate: object) -> tuple[int, int]:
    """Numerator and denominator of a rate, or of the figure that holds one."""
    value: Any = rate.value if isinstance(rate, Figure) else rate
    return value.numerator, value.denominator


def raw_text(value: object) -> str:
    """The exact value for the manifest: a rate as 62/70, anything else as it is."""
    if is_rate(value):
        numerator, denominator = parts_of(value)
        return f"{numerator}/{denominator}"
    return str(value)


def sum_rows(figures: Iterable[Figure]) -> tuple[str, ...]:
    """The rows behind a total, each once, in the order of its parts."""
    return tuple(dict.fromkeys(row for figure in figures for row in figure.rows))


def _comparable(value: object) -> Any:
    if isinstance(value, Figure):
        return value.number
    if is_rate(value):
        numerator, denominator = parts_of(value)
        return Fraction(numerator, denominator) if denominator else Fraction(0)
    return value
