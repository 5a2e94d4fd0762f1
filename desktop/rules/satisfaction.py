"""The rate of a survey: satisfied and basically satisfied of the valid sheets, or by the office's weights (registers.md §5, M5)."""

from __future__ import annotations

from collections.abc import Sequence
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


def percent(rate: Fraction | None) -> str:
    """83.3%, rounded half up; '' for none."""
    if rate is None:
        return ""
    value = Decimal(rate.numerator * 100) / Decimal(rate.denominator)
    return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
