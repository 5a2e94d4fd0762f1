"""What the last list said of a finding: the base against which the next list and the ledger are compared (X5)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from db.queries import history, list_rows
from db.reader import Reader

_NAMES = (
    "text", "responsible_leader", "responsible_department", "owner", "amount_yuan", "remark",
    "category1", "category2", "category3", "category4",
)  # fmt: skip


@dataclass(frozen=True)
class LastList:
    """The word of the last list: values by field, states, dates. `known` is False for a finding that no list ever named."""

    known: bool = False
    list_date: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    status: str = ""
    verified: str = ""
    progress: str = ""
    due_on: str = ""
    measures: dict[str, dict[str, str]] = field(default_factory=dict)
    completed_on: str = ""
    parent: str = ""
    other: dict[str, str] = field(default_factory=dict)
    co_units: tuple[int, ...] = ()


def plain(text: str) -> str:
    """A text without white space: what texts are compared by."""
    return "".join(text.split())


def last_list_of(reader: Reader, finding_id: int) -> LastList:
    """The base of a finding. An import from before the words were kept says what it wrote into the ledger."""
    last = list_rows.last_said(reader, finding_id)
    if last is None:
        return LastList()
    said = json.loads(last.said)
    if not said:
        return _as_entered(reader, finding_id, last)
    return LastList(
        True,
        last.list_date,
        said.get("values", {}),
        said.get("status", ""),
        said.get("verified_status", ""),
        said.get("progress", ""),
        said.get("due_on", ""),
        {plain(one["text"]): one for one in said.get("measures", ())},
        said.get("completed_on", ""),
        said.get("parent", ""),
        said.get("other", {}),
        tuple(said.get("co_units", ())),
    )


def _as_entered(reader: Reader, finding_id: int, last: list_rows.LastSaid) -> LastList:
    action_id = history.inserted_by(reader, "import_batch", last.import_id) or 0
    row = list_rows.entered_by(reader, finding_id, action_id)
    values = {name: row[name] for name in _NAMES if row.get(name) not in (None, "")}
    status = progress = ""
    due_on = str(row.get("first_due_on") or "")
    told: dict[int, str] = {}
    for measure, claim, due, text in list_rows.events_of_action(reader, finding_id, action_id):
        if measure is not None:
            told[measure] = claim or told.get(measure, "")
            continue
        status, due_on, progress = claim or status, due or due_on, text or progress
    status = "" if status == "not_started" else status
    texts = {one.id: plain(one.text) for one in list_rows.measures(reader, finding_id, "9999-12-31")}
    measures = {texts[one]: {"status": claim} for one, claim in told.items() if one in texts}
    return LastList(True, last.list_date, values, status, "", progress, due_on, measures)
