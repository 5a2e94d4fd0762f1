"""Dates that are stored beside a finding or a measure are real ones, whatever the way in: by hand, pasted, split off, played."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.errors import KnownError
from desktop.rules.deeds import is_date


def check(fields: Mapping[str, Any], titles: Mapping[str, str]) -> None:
    """Raise KnownError (`date`) for the first of the titled fields that holds a text which is no real date; empty ones stand."""
    for name, title in titles.items():
        value = fields.get(name)
        if value and not is_date(str(value)):
            raise KnownError(f"“{title}”{value} 不是真实的日期，应写成 2026-06-18 这样。请改正后再保存。", "date")
