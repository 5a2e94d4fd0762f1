"""The leaders of the county with their posts, in the one order in which they stand wherever several do (机关设置)."""

from __future__ import annotations

import json
from collections.abc import Callable

from db.queries.settings import setting
from db.reader import Reader


def leader_titles(reader: Reader) -> dict[str, str]:
    """Posts of county leaders by name, as the office has said them (机关设置)."""
    titles: dict[str, str] = json.loads(setting(reader, "leader_titles") or "{}")
    return titles


def rank_of_leader(reader: Reader) -> Callable[[str], int]:
    """The place of a county leader wherever several stand in a row: as 机关设置 lists the posts, those that it does not list after them."""
    places = {name: place for place, name in enumerate(leader_titles(reader))}
    return lambda name: places.get(name, len(places))
