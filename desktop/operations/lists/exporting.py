"""A view as a workbook: chosen columns, own title, grouping with subtotals; entered in the register of exports."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import change
from desktop.operations.lists.view import View, exported_record, measures_by_finding
from desktop.rules.permissions import Action, Actor

COLUMNS: dict[str, tuple[str, float, str, bool]] = {
    "index": ("序号", 6, "int", False),
    "number": ("问题编号", 14, "text", False),
    "round": ("轮次", 18, "text", False),
    "unit": ("被巡察单位", 22, "text", False),
    "category1": ("问题类别", 20, "text", False),
    "category2": ("二级分类", 14, "text", False),
    "parent": ("反馈问题", 30, "text", False),
    "text": ("问题表现", 56, "text", False),
    "nature": ("整改性质", 10, "text", False),
    "measures": ("整改措施", 40, "text", False),
    "leader": ("责任领导", 10, "text", False),
    "department": ("责任科室", 12, "text", False),
    "owner": ("责任人", 10, "text", False),
    "first_due_on": ("原定时限", 12, "date", False),
    "due_on": ("整改时限", 12, "date", False),
    "claim": ("自报状态", 10, "text", False),
    "verdict": ("认定状态", 10, "text", False),
    "verdict_on": ("销号日期", 12, "date", False),
    "overdue": ("逾期天数", 9, "int", False),
    "progress": ("整改进展", 40, "text", False),
    "amount": ("涉及金额（元）", 14, "money", True),
    "people": ("涉及人数", 9, "int", True),
    "county_leader": ("分管县领导", 12, "text", False),
    "remark": ("备注", 20, "text", False),
    "serial": ("原序号", 8, "text", False),
}
"""Key → head, width in characters, kind, whether subtotals add it. Heads are words that our own reader takes back."""

USUAL = (
    "index", "number", "unit", "category1", "category2", "text", "measures", "leader", "department", "owner", "due_on", "claim", "verdict",
    "overdue", "progress", "amount", "remark",
)  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """A workbook on disk and how many rows it has."""

    path: Path
    rows: int


def column_keys(names: Sequence[str]) -> tuple[str, ...]:
    """Keys or Chinese heads, in the order given."""
    heads = {head: key for key, (head, *_rest) in COLUMNS.items()}
    unknown = [name for name in names if name not in COLUMNS and name not in heads]
    if unknown:
        raise KnownError(f"没有“{'、'.join(unknown)}”这一列，可选：{'、'.join(heads)}。")
    return tuple(name if name in COLUMNS else heads[name] for name in names)


def export(
    reader: Reader,
    shown: View,
    path: Path,
    title: str,
    *,
    keys: Sequence[str] = USUAL,
    group_by: str = "",
    totals: bool = True,
) -> Exported:
    """Write a view; `group_by` is a column key whose runs of equal values get a subtotal row."""
    from desktop.exchange.workbook import PageStyle, SheetColumn, write_workbook

    keys = column_keys(keys)
    measures = measures_by_finding(reader, shown.rows, shown.as_of) if "measures" in keys else {}
    records = [exported_record(row, shown.as_of, measures.get(row.id, ())) for row in shown.rows]
    if group_by:
        [group_by] = column_keys([group_by])
        keys = keys if group_by in keys else (group_by, *keys)
        first = {record[group_by]: place for place, record in reversed(list(enumerate(records)))}
        records.sort(key=lambda record: first[record[group_by]])
    rows: list[list[Any]] = [
        [place if key == "index" else record[key] for key in keys] for place, record in enumerate(records, 1)
    ]
    columns = [SheetColumn(COLUMNS[key][0], COLUMNS[key][1], COLUMNS[key][2], COLUMNS[key][3]) for key in keys]  # type: ignore[arg-type]
    subtitle = "　".join(part for part in (shown.scope, f"{len(rows)} 条", f"截至 {shown.as_of}", shown.basis) if part)
    final = write_workbook(
        path, title, columns, rows, subtitle=subtitle, group_by=keys.index(group_by) if group_by else None, totals=totals,
        style=PageStyle(frozen_columns=min(3, len(keys))),
    )  # fmt: skip
    return Exported(final, len(rows))


def record(ledger: Ledger, actor: Actor, made: Exported, shown: View, title: str, purpose: str = "") -> None:
    """Enter an export in the register: who, when, which rows, the file's hash."""
    with change(ledger, actor, Action.EXPORT, f"导出 {title} {made.rows} 条", reason=purpose) as changes:
        fields = {
            "kind": "export",
            "title": title,
            "purpose": purpose,
            "rows": made.rows,
            "criteria": shown.scope,
            "as_of": shown.as_of,
        }
        digest = hashlib.sha256(made.path.read_bytes()).hexdigest()
        fields |= {"basis": shown.basis, "file_name": made.path.name, "sha256": digest, "action_id": changes.action_id}
        changes.writer.insert("export_record", fields)
