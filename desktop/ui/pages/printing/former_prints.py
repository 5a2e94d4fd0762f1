"""再印一次: what a former print holds, handed to the page as another page hands its list."""

from __future__ import annotations

from typing import Any

from db.queries import prints
from db.queries.prints import ExportRow
from db.reader import Reader
from desktop.ledgers.finding_marks import month_day

NOTHING_KEPT = "这一次没有留下清单的内容（工作簿，或较早版本打印的）。请在台账中重新筛选后打印。"


def handed_again(reader: Reader, record: ExportRow) -> tuple[dict[str, Any], Any] | None:
    """The list as it was then, and the settings of its page; None where nothing was kept."""
    made = prints.made_of(reader, record.id)
    if made is None:
        return None
    day = record.recorded_at[:10]
    handed = {
        "ids": tuple(made["ids"]), "count": len(made["ids"]), "title": made["title"], "list_title": made["title"], "scope": made["scope"],
        "as_of": made["as_of"], "known_at": made["known_at"] or day, "whose": f"{month_day(day)}打印的清单",
    }  # fmt: skip
    return handed, made["settings"]
