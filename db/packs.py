"""Counts of whole-numbered groups without a sort: each item one number, all of them one text, counted here.

SQLite can group only by sorting, which of 100,000 items takes four times as long as to join their numbers and count those.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict

PACK = "(bucket * 2 + counted) * 2 + hit"
"""SQL of the number of an item: its group, whether it is counted, whether it is in the numerator."""


def pack_counts(joined: str | None) -> str:
    """`[group, in the numerator, counted]` of each group in a text of packs between commas, as JSON; nothing of none."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for pack, times in Counter(joined.split(",") if joined else ()).items():
        number = int(pack)
        counts = found[number >> 2]
        counts[0] += times * (number & 1)
        counts[1] += times * (number >> 1 & 1)
    return json.dumps([[group, *counts] for group, counts in found.items()])
