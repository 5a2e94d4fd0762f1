"""脱名: a paper that tells findings without telling whose they are (papers/01, 05; index.md rule 6).

Its lists print the kind of the unit and a number for outside; that no name and no permanent number stands anywhere else, in any part of
the file, its properties or its name, is held against the finished file, whatever way it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.queries import findings as finding_queries
from db.queries import units as unit_queries
from db.queries.search import unit_names_and_aliases
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from desktop.documents.file_words import FileWords
from desktop.errors import KnownError
from desktop.operations.papers.gathered import Gathered
from desktop.operations.papers.sheet import Sheet

WORD = "脱名"
NUMBER, UNIT = "编号", "单位"


def hidden(sheet: Sheet, words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a paper, its lists without names and permanent numbers where the paper is to hide them."""
    if not words.get(WORD):
        return dict(words)
    rows = {row.number: row for row in (*sheet.scope, *sheet.chosen)}
    units = unit_queries.units_by_id(sheet.reader, {row.unit_id for row in rows.values()}, sheet.shot.as_of)
    kinds = {unit.id: unit.kind or "党组织" for unit in units}
    return {
        name: [_outside(line, rows, kinds) for line in value] if isinstance(value, list) else value
        for name, value in words.items()
    }


def refuse_named(reader: Reader, one: Gathered, words: FileWords) -> None:
    """Raise KnownError, kind `named`, where a finished paper that is to hide them tells a unit or a permanent number."""
    if not one.words.get(WORD):
        return
    rows = finding_queries.list_findings(
        reader, FindingCriteria(ids=one.findings, presence="any"), one.as_of.isoformat(), one.known_at
    )
    units = {row.unit_id for row in rows}
    names = {name for unit, name in unit_names_and_aliases(reader) if unit in units and name != one.addressee}
    told = sorted({*names, *(row.number for row in rows)}, key=len, reverse=True)
    for place, text in (("文件名", words.name), *words.read, *words.unseen):
        for name in told:
            if name in text:
                raise KnownError(
                    f"{one.addressee} 的{one.recipe.title}要脱名，{place}里却写有“{name}”。没有签发。请改写这一处，或不勾“{WORD}”。",
                    "named",
                )


def _outside(line: Any, rows: Mapping[str, FindingRow], kinds: Mapping[int, str]) -> Any:
    row = rows.get(str(line.get(NUMBER))) if isinstance(line, Mapping) else None
    if row is None:
        return line
    shown = {NUMBER: f"外-{row.id:04d}", **({UNIT: kinds.get(row.unit_id, "党组织")} if UNIT in line else {})}
    return {**line, **shown}
