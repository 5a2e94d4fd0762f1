"""再印一次: a list of the register of prints, as it was made then, for the print page to lay out anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.queries import prints
from db.queries.prints import ExportRow
from db.reader import Reader
from desktop.errors import KnownError
from desktop.ledgers.finding_marks import month_day


def former_list(reader: Reader, record: ExportRow) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """What the print page is handed, and how the list was arranged; KnownError where the print kept nothing.

    The rows are those of then, on the date of then, as known on the day of the print.
    """
    made = prints.made_of(reader, record.id)
    if made is None:
        raise KnownError(
            "这一次没有留下清单的内容（工作簿，或较早版本打印的）。请在台账中重新筛选后打印。", "nothing_kept"
        )
    day, ids = record.recorded_at[:10], tuple(made["ids"])
    handed = {
        "ids": ids, "count": len(ids), "title": made["title"], "list_title": made["title"], "scope": made["scope"],
        "as_of": made["as_of"], "known_at": made["known_at"] or day, "whose": f"{month_day(day)}打印的清单",
    }  # fmt: skip
    return handed, made["settings"]
