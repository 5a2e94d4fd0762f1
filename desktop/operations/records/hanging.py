"""What hangs on a record beside its own row: links to findings and units in their order, and files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from db.queries import book_links
from db.queries import books as queries
from db.store import Ledger
from desktop.ledgers.field import Holds
from desktop.ledgers.register import Register
from desktop.operations.change import Changes
from desktop.operations.evidence import keep_file


def hang(ledger: Ledger, changes: Changes, register: Register, record: int, values: Mapping[str, Any]) -> None:
    """Links in their order and files, where they are among the values given."""
    for field in register.fields:
        if field.name not in values:
            continue
        if field.holds is Holds.FINDINGS:
            links = book_links.links_of(changes.writer, register.name, record, field.name)
            _link(changes, "record_link", "finding_id", links, register, record, field.name, values[field.name])
        elif field.holds is Holds.UNITS:
            links = book_links.unit_links_of(changes.writer, register.name, record, field.name)
            _link(changes, "record_unit", "unit_id", links, register, record, field.name, values[field.name])
        elif field.holds is Holds.FILE and isinstance(values[field.name], Path):
            keep(ledger, changes, register, record, field.name, values[field.name])


def _link(
    changes: Changes,
    table: str,
    column: str,
    links: Sequence[tuple[int, int]],
    register: Register,
    record: int,
    field: str,
    targets: Sequence[int],
) -> None:
    """The links of a field anew, in their order."""
    for row_id, _target in links:
        changes.writer.update(table, row_id, {"removed_in": changes.action_id})
    for place, target in enumerate(targets):
        link = {"register": register.name, "record_id": record, "field": field, column: target, "place": place}
        changes.writer.insert(table, {**link, "action_id": changes.action_id})


def keep(ledger: Ledger, changes: Changes, register: Register, record: int, field: str, source: Path) -> None:
    """Keep a file with a record; where it fills a field, in the place of the one before."""
    if field:
        for kept in queries.files_of(changes.writer, register.name, record):
            if kept.field == field:
                changes.writer.update("record_file", kept.id, {"removed_in": changes.action_id})
    pooled = keep_file(changes, ledger.pool, source)
    row = {"register": register.name, "record_id": record, "field": field, "title": source.stem}
    changes.writer.insert("record_file", {**row, "file_name": source.name, "sha256": pooled.sha256})
