"""The rate of a survey: satisfied and basically satisfied of the valid sheets, or by the office's weights (registers.md §5, M5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

AS_USUAL = "（满意＋基本满意）÷有效"
_PLAIN = (Fraction(1), Fraction(1), Fraction(0), Fraction(0))


def weights_of(typed: str) -> tuple[Fraction, ...] | None:
    """What each of the four answers counts; None where the words are no four numbers from 0 to 1."""
    words = typed.replace("、", " ").replace("，", " ").replace(",", " ").split()
    if not words:
        return _PLAIN
    try:
        found = tuple(Fraction(Decimal(word)) for word in words)
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return found if len(found) == len(_PLAIN) and all(0 <= one <= 1 for one in found) else None


def satisfaction(answers: Sequence[int], valid: int, typed: str = "") -> Fraction | None:
    """The rate as a fraction; None where no sheet was valid or the weights cannot be read."""
    weights = weights_of(typed)
    if not valid or weights is None:
        return None
    return sum((weight * count for weight, count in zip(weights, answers, strict=True)), Fraction(0)) / valid


@dataclass(frozen=True)
class Share:
    """How many valid sheets count as satisfied (weights make parts of a sheet), of how many; `weighted` where any survey bears weights."""

    good: Fraction
    valid: int
    weighted: bool

    @property
    def rate(self) -> Fraction | None:
        """The rate; None without a valid sheet."""
        return self.good / self.valid if self.valid else None


def share(surveys: Iterable[tuple[Sequence[int], int, str]]) -> Share:
    """Several surveys together, each (answers, valid sheets, weights as typed); one whose weights cannot be read counts nothing."""
    good, whole, weighted = Fraction(0), 0, False
    for answers, valid, typed in surveys:
        good += (satisfaction(answers, valid, typed) or Fraction(0)) * valid
        whole += valid
        weighted = weighted or bool(typed.strip())
    return Share(good, whole, weighted)


def percent(rate: Fraction | None) -> str:
    """83.3%, rounded half up; '' for none."""
    if rate is None:
        return ""
    value = Decimal(rate.numerator * 100) / Decimal(rate.denominator)
    return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
