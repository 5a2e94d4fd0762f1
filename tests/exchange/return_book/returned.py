"""Return workbooks drawn in a test: what was sent, what stands now, and the sheet as the unit sent it back."""

import json
from pathlib import Path
from typing import Any

from desktop.exchange.return_book.columns import TITLES
from desktop.exchange.return_book.merging import Now, Outcome, Sent, merge_workbook
from desktop.exchange.return_book.package import mark_from
from desktop.exchange.return_book.values import Reader
from desktop.exchange.sheet_cells import Workbook
from tests.exchange.quick_sheets import sheet_of

SAMPLES = Path(__file__).parents[2] / "samples" / "E_returned_workbooks"
CASES = sorted(path.name for path in SAMPLES.iterdir())
MARK = {"package_id": "PK-1", "unit": "青岩县民政局党组", "round": "十四届县委第三轮", "version": 1}
EDITABLE = ("owner", "progress", "status", "completed_on", "remark")
LOCKED = ("unit", "category", "text", "due_on")
FIELDS = tuple(TITLES)


def row(key: str, **fields: Any) -> dict[str, Any]:
    """One row as it was sent."""
    usual = {
        "unit": MARK["unit"],
        "category": "作风方面",
        "text": f"{key}的问题，涉及资金4.8万元。",
        "due_on": "2025-06-30",
        "owner": "贺知微",
    }
    return {"key": key, **usual, "progress": None, "status": "in_progress", "completed_on": None, "remark": None, **fields}  # fmt: skip


def rows_of(*rows: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Rows by key."""
    return {one["key"]: one for one in rows}


def book(
    rows: list[dict[str, Any]], heads: tuple[str, ...] = FIELDS, mark: Any = MARK, name: str = "整改台账"
) -> Workbook:
    """The workbook as it comes back; a row is written under the heads as it stands."""
    sheet = sheet_of(
        [["填报表"], [TITLES.get(head, head) for head in heads], *[[one.get(head) for head in heads] for one in rows]]
    )
    sheet.name = name
    pages = [sheet]
    if mark is not None:
        hidden = sheet_of([[key, value] for key, value in mark.items()], name="_pkg")
        hidden.hidden = True
        pages.append(hidden)
    return Workbook("xlsx", pages)


def merged(returned: Workbook, sent: dict[str, Any], now: dict[str, Any] | None = None, **more: Any) -> Outcome:
    """The merge of a returned workbook; `now` is what was sent unless said otherwise."""
    mark = mark_from({**MARK, **more.get("mark", {})})
    due = mark_from({**MARK, **more.get("due", more.get("mark", {}))})
    present = Now(due, sent if now is None else now, dict.fromkeys(more.get("withdrawn", ()), "row_withdrawn"))
    return merge_workbook(returned, Sent(mark, "整改台账", EDITABLE, LOCKED, sent), present, Reader())


def cells(edits: Any) -> list[tuple[str, str, Any]]:
    """Key, field and what the unit wrote, of each edit."""
    return [(edit.key, edit.field, edit.returned.shown) for edit in edits]


def expected(case: str) -> dict[str, Any]:
    """What must come of a sample."""
    return json.loads((SAMPLES / case / "expected.json").read_text("utf-8"))
