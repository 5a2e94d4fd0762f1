"""The views of 问题台账: what is built in, what was saved, and how many findings each holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.queries import drafts
from db.reader import Reader
from desktop.ledgers.column import Column
from desktop.ledgers.findings import TABLE, FindingLine
from desktop.ui.grid.rows import Arrangement, ColumnFilter, passing


@dataclass(frozen=True)
class View:
    """A view: filters and order, and for a saved one its columns too."""

    key: str
    title: str
    definition: dict[str, Any]
    saved_id: int | None = None
    warning: bool = False


THIS_WEEK = "this_week"


def built_in(today: date) -> tuple[View, ...]:
    """全部 已逾期 待我核实 本周到期 涉组涉干 书记点题 长期坚持 缺佐证."""
    yes = ColumnFilter(ticks=frozenset({"是"}))
    until_sunday = str(6 - today.weekday())
    return (
        _view("all", "全部", {}),
        _view("overdue", "已逾期", {"overdue": ColumnFilter(low="1")}, warning=True),
        _view("waiting", "待我核实", {"state_word": ColumnFilter(ticks=frozenset({"待核实"}))}),
        _view(THIS_WEEK, "本周到期", {"days_left": ColumnFilter(low="0", high=until_sunday)}),
        _view("on_organisation", "涉组涉干", {"on_organisation": yes}),
        _view("named", "书记点题", {"named_by_secretary": yes}),
        _view("long_term", "长期坚持", {"is_long_term": yes}),
        _view("no_evidence", "缺佐证", {"lacks_evidence": yes}),
    )


def _view(key: str, title: str, filters: dict[str, ColumnFilter], *, warning: bool = False) -> View:
    return View(key, title, Arrangement(filters).as_words(), warning=warning)


def saved(reader: Reader, user_name: str) -> tuple[View, ...]:
    """The views that were saved: one's own and the shared ones (S3)."""
    rows = drafts.views(reader, user_name)
    return tuple(View(f"saved-{row.id}", row.name, json.loads(row.definition), row.id) for row in rows)


def count_all(
    views: Sequence[View], lines: Sequence[FindingLine], columns: Sequence[Column] = TABLE.columns
) -> list[int]:
    """How many findings each view shows, in one walk over the lines; `columns` are those of the ledger with the office's own."""
    return passing(lines, columns, [Arrangement.from_words(view.definition) for view in views])
