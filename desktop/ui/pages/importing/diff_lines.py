"""看差异 as lines: every row of the list with its fate, and of 改动 and 冲突 every field (X5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.queries.list_rows import Candidate
from desktop.exchange.list_reading.reading import IgnoredRow, ReadingFault
from desktop.ledgers.finding_draft import FindingDraft
from desktop.ledgers.terms import STATE_WORDS
from desktop.operations.importing.judgement import Picks
from desktop.operations.importing.review import Reviewed
from desktop.operations.importing.second_list import Matched

NEW, CHANGED, CONFLICT, SAME, LEFT_OUT, MISSING = "new", "changed", "conflict", "same", "left_out", "missing"
TABS = (
    (NEW, "新增"), (CHANGED, "改动"), (CONFLICT, "冲突"), (SAME, "相同"), (LEFT_OUT, "不收"), (MISSING, "台账有而表中无"),
)  # fmt: skip
REASONS = {
    "possible_duplicate": "与清单中另一行单位、问题相同，照常入账",
    "missing_text": "没有问题内容，本行不收",
    "unknown_unit": "单位不在名册，本条不收",
    "missing_unit": "没有单位，本条不收",
    "multiple_units": "一格写了几个单位，本条不收",
    "duplicate": "与前面一行全部相同，只收一条",
    "not_picked": "没有勾选，本条不收",
    "left_out": "有误，本行不收",
}
_NO_UNIT = ("unknown_unit", "missing_unit", "multiple_units")


@dataclass(frozen=True)
class DiffLine:
    """A row of the list and what becomes of it; of a matched row one field of it, with what both sides say."""

    id: int
    row: int
    sheet: str
    unit: str
    text: str
    category: str = ""
    due_on: str = ""
    status: str = ""
    measures: int = 0
    fate: str = NEW
    reason: str = ""
    number: str = ""
    field: str = ""
    title: str = ""
    ledger: str = ""
    listed: str = ""
    blocked: bool = False
    proposed: bool = True

    @property
    def place(self) -> tuple[str, int]:
        """Where the row stands."""
        return (self.sheet, self.row)

    @property
    def can_be_ticked(self) -> bool:
        """Whether the clerk can take it or leave it."""
        return self.fate in (NEW, CHANGED, CONFLICT) and not self.blocked

    def taken(self, picks: Picks) -> bool:
        """Whether it will be taken."""
        if not self.can_be_ticked:
            return False
        return (
            self.place not in picks.left
            if not self.field
            else picks.takes(self.place, self.field, proposed=self.proposed)
        )


def diff_lines(reviewed: Reviewed) -> list[DiffLine]:
    """Every finding of the list, every row left out, and every finding that the list does not name."""
    return [_numbered(number, fields) for number, fields in enumerate(_lines(reviewed), start=1)]


def rows_of(lines: list[DiffLine], fate: str) -> int:
    """How many rows (not fields) have a fate."""
    return len({(line.place, line.number if fate == MISSING else "") for line in lines if line.fate == fate})


def _numbered(number: int, fields: dict[str, Any]) -> DiffLine:
    return DiffLine(id=number, **fields)


def _lines(reviewed: Reviewed) -> Iterator[dict[str, Any]]:
    kinds: dict[tuple[str, int], set[str]] = {}
    for fault in reviewed.faults:
        kinds.setdefault((fault.sheet, fault.row), set()).add(fault.kind)
    for one in reviewed.reading.findings:
        matched = reviewed.comparison.of(one)
        if matched is None:
            yield _unmatched(one, kinds, reviewed.comparison.near.get((one.sheet, one.row)))
        elif not matched.fields:
            yield {**_row(one), "fate": SAME, "number": matched.number, "reason": f"与台账 {matched.number} 相同"}
        else:
            yield from _fields(one, matched)
    for fault in reviewed.faults:
        if fault.level == "error":
            yield _left_out(fault, REASONS["missing_text"] if fault.kind == "missing_text" else fault.message)
    for ignored in reviewed.reading.ignored:
        if ignored.reason == "duplicate":
            yield _left_out(ignored, REASONS["duplicate"])
    for gone in reviewed.comparison.missing:
        yield {
            "row": 0, "sheet": "", "unit": gone.unit, "text": gone.text, "fate": MISSING, "number": gone.number,
            "reason": f"{gone.number} 本表没有列出；台账照旧，不会因此删除",
        }  # fmt: skip


def _left_out(place: ReadingFault | IgnoredRow, reason: str) -> dict[str, Any]:
    return {"row": place.row, "sheet": place.sheet, "unit": "", "text": "", "fate": LEFT_OUT, "reason": reason}


def _unmatched(one: FindingDraft, kinds: Mapping[tuple[str, int], set[str]], near: Candidate | None) -> dict[str, Any]:
    mine = set().union(*(kinds.get((one.sheet, row), set()) for row in one.rows))
    lacking = next((kind for kind in _NO_UNIT if kind in mine), "")
    reason = REASONS[lacking] if lacking else REASONS["possible_duplicate"] if "possible_duplicate" in mine else ""
    if near is not None and not lacking:
        reason = f"与台账 {near.number} 文字相近而本表没有列出那一条；如是同一条，请去掉勾选，在台账中改文字"
    return {**_row(one), "fate": LEFT_OUT if lacking else NEW, "reason": reason}


def _row(one: FindingDraft) -> dict[str, Any]:
    state = one.status
    return {
        "row": one.row, "sheet": one.sheet, "unit": one.unit or "", "text": one.text,
        "category": one.category or "", "due_on": one.due_on or "",
        "status": STATE_WORDS[state] if state else "", "measures": len(one.measures),
    }  # fmt: skip


def _fields(one: FindingDraft, matched: Matched) -> Iterator[dict[str, Any]]:
    """The row stands under 冲突 where one of its fields is in dispute; its plain changes stand there with it."""
    for each in matched.fields:
        yield {
            **_row(one), "fate": matched.kind, "number": matched.number, "field": each.name, "title": each.title,
            "ledger": each.ledger, "listed": each.listed, "reason": each.conflict, "blocked": bool(each.blocked),
            "proposed": not each.conflict,
        }  # fmt: skip
