"""What a row of a list that comes again says anew in one field, and the names that such fields have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

STATUS, VERDICT, PROGRESS, DUE, REVIEW, MEASURES = (
    "status",
    "verified_status",
    "progress",
    "due_on",
    "review_on",
    "measures",
)
COMPLETED, PARENT, OTHER, SHARED, UNIT = "completed_on", "parent", "other", "co_units", "unit"
MEASURE, MEASURE_WORDS = "measure:", "measure_words:"
NO_FIELDS = frozenset({STATUS, VERDICT, PROGRESS, DUE, MEASURES, COMPLETED, PARENT, OTHER, SHARED, UNIT})
"""What a row says beside the fields of the book."""
TITLES = {
    STATUS: "单位自报", VERDICT: "巡察办认定", PROGRESS: "进展", DUE: "现定时限", REVIEW: "复查日", MEASURES: "新增措施",
    COMPLETED: "完成日期", PARENT: "反馈问题", OTHER: "原表其他栏", SHARED: "配合单位", UNIT: "单位",
}  # fmt: skip
EDITED = "台账在上次导入后改过，与本表不同"
OLDER = "本表的日期早于台账所记，可能是旧表"
NO_BASE = "台账的值不是清单带入的，与本表不同"
LISTED = "清单所载"
"""The reason of what a list alone tells."""


@dataclass(frozen=True)
class FieldChange:
    """One field: what the ledger and the list say, in words; `value` is what taking the list's side writes.

    `conflict` says why it is in dispute, empty for a change; `blocked` why the list's side cannot be taken here at all;
    `beside` what is written with the value, by name.
    """

    name: str
    title: str
    ledger: str
    listed: str
    value: Any
    conflict: str = ""
    blocked: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
