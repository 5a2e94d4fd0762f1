"""The columns of workbooks that come back, and how their heads are known again: the return workbook is one kind of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from desktop.exchange.list_reading.header_words import header_key, meaning_of
from desktop.exchange.sheet_cells import Cell
from desktop.rules.state_words import STATE_WORDS

SHEET = "整改台账"
KEY, SERIAL, TEXT = "key", "serial", "text"
TITLES = {
    KEY: "问题标识", SERIAL: "序号", "unit": "单位", "category": "类别", TEXT: "反馈问题", "due_on": "整改时限", "owner": "责任人",
    "progress": "整改进展", "status": "整改状态", "completed_on": "完成日期", "remark": "备注",
    "extend_to": "申请延期至", "extend_reason": "延期理由",
}  # fmt: skip
"""Field → head, in the order of the page."""
_KINDS = {"completion_time": "completed_on"}
"""Meanings of heads that stand for a field of another name here."""
LEAST_HEADS = 3
EDITABLE = ("status", "completed_on", "progress", "owner", "remark", "extend_to", "extend_reason")
LOCKED = ("unit", "category", TEXT, "due_on")
"""What a unit may fill in our own return workbook, and what it may not (pages.md §21)."""


@dataclass(frozen=True)
class Form:
    """A kind of workbook that goes out to be filled in and comes back by key.

    `titles`: field → head in the order of the page; `editable` and `locked`: what the other side may fill in and what it may
    not; `choices`: the words to choose from; `widths` in characters; `hint` stands under the title.
    """

    sheet: str
    titles: Mapping[str, str]
    editable: tuple[str, ...]
    locked: tuple[str, ...]
    widths: Mapping[str, int]
    hint: str
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: tuple[str, ...] = ()

    @cached_property
    def heads(self) -> dict[str, str]:
        """Field by head, as heads are compared."""
        return {header_key(title): name for name, title in self.titles.items()}


_WIDTHS = {
    KEY: 12, SERIAL: 6, "unit": 18, "category": 20, TEXT: 44, "due_on": 13, "owner": 12, "progress": 44, "status": 11, "completed_on": 13,
    "remark": 18, "extend_to": 13, "extend_reason": 24,
}  # fmt: skip
STATES = tuple(word for code, word in STATE_WORDS.items() if code != "transferred")
"""What a unit may report of itself."""
HINT = "只填写浅色栏；请勿改动其他栏，勿增删行。完成日期、申请延期至请写成 2026-06-18 这样。申请延期的写明理由。"
PROGRESS = Form(SHEET, TITLES, EDITABLE, LOCKED, _WIDTHS, HINT, {"status": STATES}, ("completed_on", "extend_to"))
"""回收表: what a unit reports of its own rectification."""


def heads_of(cells: Mapping[int, Cell], fields: Collection[str], form: Form = PROGRESS) -> dict[str, list[int]]:
    """Field → columns of one row; fewer than three different known heads are no head of the table.

    A column under our own title is the field's; what lists call it counts only where no column has the title.
    """
    words = {column: cell.value for column, cell in sorted(cells.items()) if isinstance(cell.value, str)}
    found: dict[str, list[int]] = {}
    for column, word in words.items():
        if (name := form.heads.get(header_key(word))) in fields and name is not None:
            found.setdefault(name, []).append(column)
    titled = set(found)
    for column, word in words.items():
        name = _by_meaning(word)
        if name in fields and name is not None and name not in titled and header_key(word) not in form.heads:
            found.setdefault(name, []).append(column)
    return found if len(found) >= LEAST_HEADS else {}


def _by_meaning(head: str) -> str | None:
    meaning = meaning_of(head)
    return _KINDS.get(meaning.kind, meaning.kind) if meaning else None
