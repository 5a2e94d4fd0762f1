"""The sample lists, their expected readings, and the comparison of RULES §0."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from desktop.cli import list_json
from desktop.errors import Refused
from desktop.exchange.formats import finding_list, units
from desktop.exchange.formats.finding_list import ReadingContext
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.normalise.unit_names import RegisteredUnit, UnitRegister

SAMPLES = Path(__file__).parent.parent / "samples" / "A_finding_lists"
CASES = sorted(folder.name for folder in SAMPLES.iterdir() if folder.is_dir())


def register() -> UnitRegister:
    """The county's register as the samples give it."""
    drafts = units.read(SAMPLES / "units.json").units
    return UnitRegister(tuple(RegisteredUnit(draft.name, draft.aliases) for draft in drafts))


def expectation(case: str) -> tuple[Path, dict[str, Any]]:
    """The file of a case and what must come of it."""
    expected = json.loads((SAMPLES / case / "expected.json").read_text(encoding="utf-8"))
    return SAMPLES / case / expected["file"], expected


def context(expected: dict[str, Any]) -> ReadingContext:
    """The context that a case is read in."""
    day = expected.get("context", {}).get("feedback_on")
    return ReadingContext(units=register(), feedback_on=date.fromisoformat(day) if day else None)


def answer(path: Path, reading_context: ReadingContext) -> dict[str, Any]:
    """The JSON answer, refused or read."""
    try:
        return list_json.reading(finding_list.read(path, reading_context))
    except Refused as refusal:
        return list_json.refused(refusal)


def same(expected: Any, found: Any) -> bool:
    """Equal by RULES §0: texts without white space; of a record only the expected keys."""
    if isinstance(expected, str) and isinstance(found, str):
        return squeezed(expected) == squeezed(found)
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(same(one, other) for one, other in zip(expected, found, strict=True))
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(same(value, found.get(key)) for key, value in expected.items())
    return bool(expected == found)


def accounted(reading: dict[str, Any], sheet: str) -> list[int]:
    """Every row of a sheet that the reading gives an account of, as often as it does."""
    rows = [row for finding in reading["findings"] if finding["sheet"] == sheet for row in finding["rows"]]
    rows += [entry["row"] for entry in reading["ignored"] if entry["sheet"] == sheet]
    return rows + sorted(
        {fault["row"] for fault in reading["faults"] if fault["sheet"] == sheet and fault["level"] == "error"}
    )
