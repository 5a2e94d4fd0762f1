"""What follows from the schema alone (columns, links, books) is read once a schema, not once a question: a step of migration is another schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from db.reader import Reader

T = TypeVar("T")
_AT_MOST = 4
_found: dict[Callable[[Reader], Any], dict[str, Any]] = {}


def once_a_schema(reader: Reader, what: Callable[[Reader], T]) -> T:
    """What a function of the module level reads of the schema; nobody writes into it."""
    kept = _found.setdefault(what, {})
    schema = _schema(reader)
    if (found := kept.get(schema)) is not None:  # looked for once: another thread may make room at any time
        return cast(T, found)
    made = what(reader)
    if len(kept) >= _AT_MOST:
        kept.clear()
    kept[schema] = made
    return made


def _schema(reader: Reader) -> str:
    """Every table and index as the ledger's file keeps it."""
    return "\n".join(
        reader.column("select sql from sqlite_master where type in ('table', 'index') and sql is not null")
    )
