"""A row of a list as it would be entered, whatever becomes of it: the draft of a finding, and what the row said, to be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from desktop.ledgers.findings import EDITABLE
from desktop.ledgers.own_fields import is_own
from desktop.operations.findings import FindingDraft
from desktop.operations.importing.kept_cells import OPENING_MARK, Kept

Row = Mapping[str, Any]
_NATURES = {"long_term": "long_term", "immediate": "immediate"}
_READ = (
    "responsible_leader", "responsible_department", "owner", "amount_yuan", "remark",
    "category1", "category2", "category3", "category4",
)  # fmt: skip
_BY_DEADLINE = frozenset({"first_due_on", "due_kind", "review_on"})


@dataclass
class Ground:
    """What all rows of one list share. `emptied` are fields that entering leaves empty."""

    round_id: int
    list_date: str
    opening: bool
    file_name: str
    emptied: set[tuple[str, int, str]]
    faults: Sequence[Row]
    batch_id: int = 0
    has_verdict_column: bool = False

    def date_of(self, finding: Row, column: str) -> str | None:
        """A date of the list, empty where entering leaves it empty."""
        if any((finding["sheet"], row, column) in self.emptied for row in finding["rows"]):
            return None
        return finding.get(column) or None


def draft_of(ground: Ground, finding: Row, unit_id: int, parent_id: int | None, kept: Kept) -> FindingDraft:
    """The finding that the row tells of."""
    due_kind = finding.get("due_kind") or ""
    due_on = ground.date_of(finding, "due_on")
    read: dict[str, Any] = {
        "nature": _NATURES.get(due_kind, "ordinary"),
        "amount_yuan": finding.get("amount_yuan"),
        "responsible_leader": finding.get("responsible_leader") or "",
        "responsible_department": finding.get("responsible_department") or "",
        "owner": finding.get("owner") or "",
        "first_due_on": finding.get("first_due_on") or due_on,
        "due_kind": due_kind,
        "review_on": due_on if due_kind == "long_term" else None,
        "remark": (finding.get("remark") or "").removesuffix(OPENING_MARK if kept.ours else "\0"),
        **_categories(finding),
    }
    return FindingDraft(
        round_id=ground.round_id,
        unit_id=unit_id,
        text=finding["text"],
        parent_id=parent_id,
        serial=str(finding.get("serial") or ""),
        import_id=ground.batch_id or None,
        source_sheet=finding["sheet"],
        source_row=finding["row"],
        opening=ground.opening,
        other=kept.other,
        own={name: value for name, value in kept.values.items() if is_own(name)},
        **{**read, **{name: value for name, value in kept.values.items() if not is_own(name)}},
    )


def said_of(ground: Ground, finding: Row, draft: FindingDraft, kept: Kept) -> dict[str, Any]:
    """What the row says, in the ledger's own words: kept with the import as the base of the next list. Empty cells say nothing."""
    fields = asdict(draft)
    values = {name: fields[name] for name in _READ if fields[name] not in (None, "")}
    if draft.nature != "ordinary":
        values["nature"] = draft.nature
    taken = {name: value for name, value in kept.values.items() if name in EDITABLE or is_own(name)}
    values |= {name: value for name, value in taken.items() if value not in (None, "") and name not in _BY_DEADLINE}
    completed_on = ground.date_of(finding, "completed_on") or kept.claimed_on
    said = {
        "values": {name: _plain(value) for name, value in values.items()},
        "due_on": ground.date_of(finding, "due_on"),
        "long_term": draft.due_kind == "long_term",
        "status": finding.get("status"),
        "verified_status": finding.get("verified_status"),
        "completed_on": completed_on,
        "progress": finding.get("progress"),
        "measures": measures_of(finding),
    }
    return {name: value for name, value in said.items() if value not in (None, "", [], False)}


def measures_of(finding: Row) -> list[dict[str, Any]]:
    """The measures of a row with their own words."""
    details = finding.get("measure_details") or [{"text": text} for text in finding.get("measures") or []]
    return [
        {name: value for name, value in detail.items() if name != "row" and value}
        for detail in details
        if (detail.get("text") or "").strip()
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _categories(finding: Row) -> dict[str, Any]:
    """The category path, which ends before the coarser problem; a path longer than four levels keeps its tail in the fourth."""
    path = [part.strip() for part in (finding.get("category") or "").split(" / ") if part.strip()]
    if finding.get("parent") and path and path[-1] == str(finding["parent"]).strip():
        path = path[:-1]
    if len(path) > 4:
        path = [*path[:3], " / ".join(path[3:])]
    return {f"category{level}": part for level, part in enumerate(path, 1)}
