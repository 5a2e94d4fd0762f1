"""The registers of prints, exports and numbered copies (A5)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One print, export or paper that left the program."""

    id: int
    kind: str
    title: str
    classification: str
    purpose: str
    copies: int
    first_copy: int | None
    last_copy: int | None
    pages: int | None
    rows: int | None
    criteria: str
    as_of: str | None
    recorded_at: str
    user_name: str
    way: str
    destination: str
    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A numbered copy and where it is."""

    id: int
    export_id: int
    copy_number: int
    holder: str
    state: str
    changed_on: str | None
    note: str


def last_copy_number(reader: Reader) -> int:
    """The last copy number ever given, void ones too."""
    return int(reader.value("select coalesce(max(copy_number), 0) from copy_record"))


def copy_exists(reader: Reader, number: int) -> bool:
    """Whether a copy number was ever given."""
    return reader.value("select 1 from copy_record where copy_number = ?", (number,)) is not None


def exports(reader: Reader, kind: str = "") -> tuple[ExportRow, ...]:
    """The register, newest first."""
    return reader.rows(
        ExportRow,
        """
        select record.id, record.kind, record.title, classification, purpose, copies, first_copy, last_copy, pages, rows, criteria, as_of,
               action.recorded_at, action.user_name, way, destination, file_name, sha256
          from export_record as record join action on action.id = record.action_id
         where ?1 = '' or record.kind = ?1 order by record.id desc
        """,
        (kind,),
    )


def changed_since(reader: Reader, way: str, but: Sequence[str]) -> bool:
    """Whether anything was done since the last file of a way, actions of the kinds `but` left out."""
    found = reader.value(
        """
        select 1 from action as a
         where a.id > coalesce((select max(action_id) from export_record where way = ?1), 0)
           and a.kind not in (select value from json_each(?2)) limit 1""",
        (way, json.dumps(list(but))),
    )
    return found is not None


def last_purpose(reader: Reader, way: str, person: str) -> str:
    """What a person said last that such a file is for; empty where there was none."""
    return str(
        reader.value(
            """
            select purpose from export_record as record join action on action.id = record.action_id
             where way = ? and action.user_name = ? order by record.id desc limit 1
            """,
            (way, person),
        )
        or ""
    )


def made_of(reader: Reader, export_id: int) -> dict[str, Any] | None:
    """What a printed list was made of; None where the print kept nothing (a workbook, or the first version)."""
    kept = reader.value("select made_of from print_layout where export_id = ?", (export_id,))
    return None if kept is None else dict(json.loads(kept))


def copies_of(reader: Reader, export_id: int) -> tuple[CopyRow, ...]:
    """The copies of one print."""
    return reader.rows(
        CopyRow,
        "select id, export_id, copy_number, holder, state, changed_on, note from copy_record where export_id = ? and removed_in is null order by id",
        (export_id,),
    )
