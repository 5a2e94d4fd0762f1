"""The rows of the office's own lists and registers: categories, phrases, aliases, days, rules, bases, prints, copies, backups."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from db.queries import backups, bases, dictionaries, prints
from db.reader import Reader
from desktop.operations.backups import OCCASION_WORDS, Occasion
from desktop.operations.lists.left import register_for
from desktop.rules import basis as basis_rules
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Actor

Row = dict[str, Any]
_MEGABYTE = 1_048_576
EVERY_BACKUP = 10_000


def occasion_word(occasion: str) -> str:
    """When a backup was made, in words; one that a later version knows is told as it stands."""
    return OCCASION_WORDS[Occasion(occasion)] if occasion in list(Occasion) else occasion


def backup_row(row: backups.BackupRow) -> Row:
    """A backup as the register tells it."""
    return {
        "id": row.id,
        "time": to_minute(row.made_at),
        "occasion": occasion_word(row.occasion),
        "place": "外置" if row.place == "external" else "本机",
        "size": f"{row.size / _MEGABYTE:.1f} MB",
        "findings": json.loads(row.counts).get("finding", 0),
        "verified": "✓ 已核验" if row.verified else "未核验",
        "path": row.path,
    }


def standing_word(current: bool, is_default: bool) -> str:
    """Whether a version of a basis is in use."""
    return "旧版" if not current else "默认" if is_default else "在用"


def _backups(reader: Reader) -> list[Row]:
    return [backup_row(row) for row in backups.backups(reader, EVERY_BACKUP)]


def _bases(reader: Reader) -> list[Row]:
    current = {basis.id for basis in bases.current_bases(reader)}
    return [
        {
            **asdict(one),
            "title": basis_rules.title(one),
            "formula": basis_rules.formula(one),
            "counts": "",
            "standing": standing_word(one.id in current, one.is_default),
        }
        for one in bases.bases(reader)
    ]


def _rules(reader: Reader) -> list[Row]:
    return [{**asdict(one), "warn_before": json.loads(one.warn_before)} for one in dictionaries.rules(reader)]


def _prints(reader: Reader, asker: Actor | None) -> list[Row]:
    return [{**asdict(one), "recorded_at": to_minute(one.recorded_at)} for one in register_for(reader, asker)]


def _copies(reader: Reader, asker: Actor | None) -> list[Row]:
    return [asdict(copy) for one in register_for(reader, asker) for copy in prints.copies_of(reader, one.id)]


def _plain(read: Callable[[Reader], Iterable[Any]]) -> Callable[[Reader], list[Row]]:
    return lambda reader: [asdict(one) for one in read(reader)]


ROWS: dict[str, Callable[[Reader], list[Row]]] = {
    "category": _plain(dictionaries.categories),
    "phrase": _plain(dictionaries.phrases),
    "alias": _plain(dictionaries.aliases),
    "calendar_day": _plain(dictionaries.calendar),
    "deadline_rule": _rules,
    "basis": _bases,
    "backup": _backups,
}
LEFT: dict[str, Callable[[Reader, Actor | None], list[Row]]] = {"print": _prints, "copy": _copies}
"""What left the program: who asks decides whose entries are told."""
