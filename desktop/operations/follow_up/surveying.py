"""The rate of a survey, computed whenever its numbers are entered or changed (M5)."""

from __future__ import annotations

from typing import Any

from db.reader import Reader
from desktop.ledgers.surveys import ANSWERS
from desktop.rules.satisfaction import percent, satisfaction


def rated(_reader: Reader, values: dict[str, Any], _today: str, _at: str) -> dict[str, Any]:
    """The survey with its rate."""
    answers = [int(values.get(name) or 0) for name in ANSWERS]
    rate = satisfaction(answers, int(values.get("valid") or 0), str(values.get("weights") or ""))
    return {**values, "rate": percent(rate)}
