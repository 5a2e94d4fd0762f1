"""The Chinese word of every stored field of findings and measures, for the 历史 tab, batch edits and dialogs: read from their fields."""

from __future__ import annotations

from typing import Any

from desktop.ledgers.column import shown
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.findings import FIELDS
from desktop.ledgers.measures import MEASURES

FIELD_WORDS = {field.name: field.title for field in FIELDS if field.stored}
MEASURE_WORDS = {field.name: field.title for field in MEASURES.fields}
_BY_NAME = {field.name: field for field in (*MEASURES.fields, *FIELDS)}


def field_text(name: str, value: Any, declared: Field | None = None) -> str:
    """A stored value as people read it."""
    field = declared or _BY_NAME.get(name)
    if field is None:
        return shown(value)
    if field.holds is Holds.FLAG:
        return "是" if value else "否"
    return field.text(value) or "—"
