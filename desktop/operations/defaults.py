"""The data of the office that a new ledger begins with: bases, deadline rules, categories, phrases, number series.

All of it is the office's own from then on and is changed under 系统; the files only say what a fresh ledger starts from.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from desktop.operations.change import Changes

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "defaults"
FILES = {
    "basis": "bases.toml",
    "deadline_rule": "deadline_rules.toml",
    "category": "categories.toml",
    "phrase": "phrases.toml",
    "number_series": "number_series.toml",
}


def put_defaults(changes: Changes, folder: Path = FOLDER) -> None:
    """Enter all default data inside the action that makes the ledger."""
    for table, name in FILES.items():
        for sort, row in enumerate(rows_of(folder / name), start=1):
            fields = {"sort": sort, **row} if table in ("category", "phrase") else row
            if table == "number_series":
                fields = {"year": int(changes.known_on[:4]), **row}
            changes.writer.insert(table, fields)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of one file of defaults."""
    with path.open("rb") as file:
        return list(tomllib.load(file)["row"])
