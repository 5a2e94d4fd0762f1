"""A row of a list as it would be entered, whatever becomes of it: the draft of a finding, and what the row said, to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.exchange.list_reading.reading import ReadingFault
from desktop.ledgers.finding_draft import FindingDraft, MeasureDraft
from desktop.ledgers.findings import EDITABLE
from desktop.ledgers.own_fields import is_own
from desktop.operations.importing.kept_cells import OPENING_MARK, Kept

_NATURES = {"long_term": "long_term", "immediate": "immediate"}
_READ = (
    "responsible_leader", "responsible_department", "owner", "amount_yuan", "remark",
    "category1", "category2", "category3", "category4",
)  # fmt: skip
_LEVELS = ("category1", "category2", "category3", "category4")
_BY_DEADLINE = frozenset({"first_due_on", "due_kind", "review_on"})


@dataclass
class Ground:
    """What all rows of one list share. `emptied` are fields that entering leaves empty."""

    round_id: int
    list_date: str
    opening: bool
    file_name: str
    emptied: set[tuple[str, int, str]]
    faults: Sequence[ReadingFault]
    batch_id: int = 0
    has_verdict_column: bool = False

    def date_of(self, finding: FindingDraft, column: str) -> str | None:
        """A date of the list, empty where entering leaves it empty."""
        if any((finding.sheet, row, column) in self.emptied for row in finding.rows):
            return None
        found: str | None = getattr(finding, column)
        return found or None


def draft_of(ground: Ground, finding: FindingDraft, unit_id: int, parent_id: int | None, kept: Kept) -> FindingDraft:
    """The finding that the row tells of."""
    due_kind = finding.due_kind or ""
    due_on = ground.date_of(finding, "due_on")
    read: dict[str, Any] = {
        "nature": _NATURES.get(due_kind, "ordinary"),
        "first_due_on": finding.first_due_on or due_on,
        "due_kind": due_kind,
        "review_on": due_on if due_kind == "long_term" else None,
        "remark": finding.remark.removesuffix(OPENING_MARK if kept.ours else "\0"),
        **_categories(finding),
    }
    return finding.but(
        round_id=ground.round_id,
        unit_id=unit_id,
        parent_id=parent_id,
        import_id=ground.batch_id or None,
        opening=ground.opening,
        other=kept.other,
        own={name: value for name, value in kept.values.items() if is_own(name)},
        **{**read, **{name: value for name, value in kept.values.items() if not is_own(name)}},
    )


def said_of(ground: Ground, finding: FindingDraft, draft: FindingDraft, kept: Kept) -> dict[str, Any]:
    """What the row says, in the ledger's own words: kept with the import as the base of the next list. Empty cells say nothing."""
    values = {name: value for name in _READ if (value := getattr(draft, name)) not in (None, "")}
    if draft.nature != "ordinary":
        values["nature"] = draft.nature
    taken = {name: value for name, value in kept.values.items() if name in EDITABLE or is_own(name)}
    values |= {name: value for name, value in taken.items() if value not in (None, "") and name not in _BY_DEADLINE}
    if first := kept.values.get("first_due_on") or finding.first_due_on:
        values["first_due_on"] = first
    completed_on = ground.date_of(finding, "completed_on") or kept.claimed_on
    said = {
        "values": {name: _plain(value) for name, value in values.items()},
        "due_on": ground.date_of(finding, "due_on"),
        "long_term": draft.due_kind == "long_term",
        "status": finding.status,
        "verified_status": verdict_of(ground, finding),
        "completed_on": completed_on,
        "serial": finding.serial,
        "parent": finding.parent,
        "other": dict(kept.other),
        "co_units": [one for one in kept.co_units if one != draft.unit_id],
        "progress": finding.progress,
        "measures": [_words(measure) for measure in measures_of(finding)],
    }
    return {name: value for name, value in said.items() if value not in (None, "", [], {}, False)}


def verdict_of(ground: Ground, finding: FindingDraft) -> str | None:
    """The office's word in a row; in 期初 a list without a column for it says both lanes with one (ledger.md §3)."""
    alone = ground.opening and not ground.has_verdict_column
    return finding.verified_status or (finding.status if alone else None)


def measures_of(finding: FindingDraft) -> list[MeasureDraft]:
    """The measures of a row, with their own words where each has its own row."""
    details = finding.measure_details or [MeasureDraft(text) for text in finding.measures]
    return [one for one in details if one.text.strip()]


def _words(measure: MeasureDraft) -> dict[str, str]:
    said = {name: getattr(measure, name) for name in ("text", "due_on", "due_kind", "status", "progress", "owner")}
    return {name: value for name, value in said.items() if value}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _categories(finding: FindingDraft) -> dict[str, Any]:
    """The category path, which ends before the coarser problem; a path longer than four levels keeps its tail in the fourth."""
    named = {name: value for name in _LEVELS if (value := finding.said(name)) is not None}
    if len(named) > 1:
        return named
    path = [part.strip() for part in (finding.category or "").split(" / ") if part.strip()]
    if finding.parent and path and path[-1] == str(finding.parent).strip():
        path = path[:-1]
    if len(path) > 4:
        path = [*path[:3], " / ".join(path[3:])]
    return {f"category{level}": part for level, part in enumerate(path, 1)}
