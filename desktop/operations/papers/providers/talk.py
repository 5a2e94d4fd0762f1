"""Words of a talk. The register of talks fills them where it knows the number; until then the clerk types them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from db.reader import Reader

Source = Callable[[Reader, str], Mapping[str, Any] | None]
"""Gives a talk by its number: words of `documents/lexicon/talk.py` by name, with 单位 and 问题编号; None where unknown."""

SOURCES: list[Source] = []
WORDS: dict[str, Any] = {}


def record_of(reader: Reader, number: str) -> Mapping[str, Any] | None:
    """The talk of that number, from the first register that knows it."""
    return next((found for source in SOURCES if (found := source(reader, number)) is not None), None)
