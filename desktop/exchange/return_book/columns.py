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


def heads_of(cells: Mapping[int, Cell], fields: Collection[str]) -> dict[str, list[int]]:
    """Field → columns of one row; fewer than three different known heads are no head of the table.

    A column under our own title is the field's; what lists call it counts only where no column has the title.
    """
    words = {column: cell.value for column, cell in sorted(cells.items()) if isinstance(cell.value, str)}
    found: dict[str, list[int]] = {}
    for column, word in words.items():
        if (name := _FIELDS.get(header_key(word))) in fields and name is not None:
            found.setdefault(name, []).append(column)
    titled = set(found)
    for column, word in words.items():
        name = _by_meaning(word)
        if name in fields and name is not None and name not in titled and header_key(word) not in _FIELDS:
            found.setdefault(name, []).append(column)
    return found if len(found) >= LEAST_HEADS else {}


def _by_meaning(head: str) -> str | None:
    meaning = meaning_of(head)
    return _KINDS.get(meaning.kind, meaning.kind) if meaning else None
