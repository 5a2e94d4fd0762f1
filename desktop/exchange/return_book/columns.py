"""The columns of the return workbook, and how their heads are known again when the file comes back."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from desktop.exchange.list_reading.header_words import header_key, meaning_of
from desktop.exchange.sheet_cells import Cell

SHEET = "整改台账"
KEY, SERIAL, TEXT = "key", "serial", "text"
TITLES = {
    KEY: "问题标识", SERIAL: "序号", "unit": "单位", "category": "类别", TEXT: "反馈问题", "due_on": "整改时限", "owner": "责任人",
    "progress": "整改进展", "status": "整改状态", "completed_on": "完成日期", "remark": "备注",
    "extend_to": "申请延期至", "extend_reason": "延期理由",
}  # fmt: skip
"""Field → head, in the order of the page."""
_FIELDS = {header_key(title): name for name, title in TITLES.items()}
_KINDS = {"completion_time": "completed_on"}
"""Meanings of heads that stand for a field of another name here."""
LEAST_HEADS = 3
EDITABLE = ("status", "completed_on", "progress", "owner", "remark", "extend_to", "extend_reason")
LOCKED = ("unit", "category", TEXT, "due_on")
"""What a unit may fill in our own return workbook, and what it may not (pages.md §21)."""


def field_of(head: str) -> str | None:
    """The field of one head: by our own titles first, else by what lists call it."""
    if own := _FIELDS.get(header_key(head)):
        return own
    meaning = meaning_of(head)
    return _KINDS.get(meaning.kind, meaning.kind) if meaning else None


def heads_of(cells: Mapping[int, Cell], fields: Collection[str]) -> dict[str, list[int]]:
    """Field → columns of one row; fewer than three different known heads are no head of the table."""
    found: dict[str, list[int]] = {}
    for column in sorted(cells):
        value = cells[column].value
        name = field_of(value) if isinstance(value, str) else None
        if name in fields and name is not None:
            found.setdefault(name, []).append(column)
    return found if len(found) >= LEAST_HEADS else {}
