"""Rows that are no records: what their columns show is told by name (`LedgerTable` reads a field of a row as its attribute)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def cell_of(told: Mapping[str, Any], name: str) -> Any:
    """What a row tells under a name; AttributeError where it tells nothing, so that `getattr(row, name, default)` has its default."""
    try:
        return told[name]
    except KeyError:
        raise AttributeError(name) from None
