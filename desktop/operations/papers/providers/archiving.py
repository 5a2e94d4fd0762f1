"""The sums of the list by which an archive is handed over: those of the volumes that the clerk typed, never typed themselves (papers/25b)."""

from __future__ import annotations

from typing import Any

from desktop.operations.papers.sheet import Sheet


def sums(sheet: Sheet) -> dict[str, Any]:
    """卷数, 件数, 页数; nothing while no volume is typed."""
    volumes = sheet.given("案卷")
    if not isinstance(volumes, (list, tuple)) or not volumes:
        return {}
    figure = sheet.moment.figure
    totals = {name: sum(int(one.get(name) or 0) for one in volumes) for name in ("件", "页")}
    return {
        "卷数": figure("卷数", len(volumes)), "件数": figure("件数", totals["件"]), "页数": figure("页数", totals["页"]),
    }  # fmt: skip


WORDS: dict[str, Any] = {}
TOGETHER = ((("卷数", "件数", "页数"), sums),)
