"""One finding of a list becomes rows of the ledger: its problem, itself, its measures, and what the list says of its state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from db.queries import facts
from desktop.ledgers.own_fields import is_own
from desktop.operations import events, findings, measures
from desktop.operations.change import Changes
from desktop.operations.events import Event
from desktop.operations.findings import FindingDraft
from desktop.operations.importing.kept_cells import OPENING_MARK, Kept, read_kept
from desktop.operations.measures import MeasureDraft
from desktop.rules.deeds import VERIFIED_STATES

Row = Mapping[str, Any]
_NATURES = {"long_term": "long_term", "immediate": "immediate"}
_SETTLED = frozenset({"done", "long_term"})


@dataclass
class Entry:
    """What all rows of one import share."""

    changes: Changes
    round_id: int
    batch_id: int
    list_date: str
    opening: bool
    file_name: str
    emptied: set[tuple[str, int, str]]
    faults: Sequence[Row]
    finding_of_row: dict[tuple[str, int], int] = field(default_factory=dict)
    count: int = 0
    has_verdict_column: bool = False
    _kinds: set[tuple[str, int, str]] | None = None

    def has_fault(self, finding: Row, kind: str) -> bool:
        """Whether any row of the finding has a fault of this kind."""
        if self._kinds is None:
            self._kinds = {(fault["sheet"], fault["row"], fault["kind"]) for fault in self.faults}
        return any((finding["sheet"], row, kind) in self._kinds for row in finding["rows"])

    def date_of(self, finding: Row, column: str) -> str | None:
        """A date of the list, empty where entering leaves it empty."""
        if any((finding["sheet"], row, column) in self.emptied for row in finding["rows"]):
            return None
        return finding.get(column) or None


def enter_finding(entry: Entry, finding: Row, unit_id: int) -> int:
    """Enter one finding with everything that hangs on it; returns its id."""
    changes = entry.changes
    parent_id = _problem(entry, finding, unit_id)
    kept = read_kept(changes.writer, finding.get("other") or {}, changes.known_on)
    draft = _draft(entry, finding, unit_id, parent_id, kept)
    finding_id, _number = findings.insert_finding(changes, draft, due_on=_later(entry, finding, draft))
    findings.share(changes, finding_id, [shared for shared in kept.co_units if shared != unit_id])
    given_on = facts.feedback_on(changes.writer, entry.round_id, unit_id) or changes.known_on
    _measures(entry, finding, finding_id, given_on)
    _states(entry, finding, finding_id, given_on, kept)
    entry.finding_of_row |= {(finding["sheet"], row): finding_id for row in finding["rows"]}
    entry.count += 1
    return finding_id


def _draft(entry: Entry, finding: Row, unit_id: int, parent_id: int | None, kept: Kept) -> FindingDraft:
    due_kind = finding.get("due_kind") or ""
    due_on = entry.date_of(finding, "due_on")
    read: dict[str, Any] = {
        "nature": _NATURES.get(due_kind, "ordinary"),
        "amount_yuan": finding.get("amount_yuan"),
        "responsible_leader": finding.get("responsible_leader") or "",
        "responsible_department": finding.get("responsible_department") or "",
        "owner": finding.get("owner") or "",
        "first_due_on": due_on,
        "due_kind": due_kind,
        "review_on": due_on if due_kind == "long_term" else None,
        "remark": (finding.get("remark") or "").removesuffix(OPENING_MARK if kept.ours else "\0"),
        **_categories(finding),
    }
    return FindingDraft(
        round_id=entry.round_id,
        unit_id=unit_id,
        text=finding["text"],
        parent_id=parent_id,
        serial=str(finding.get("serial") or ""),
        import_id=entry.batch_id,
        source_sheet=finding["sheet"],
        source_row=finding["row"],
        opening=entry.opening,
        other=kept.other,
        own={name: value for name, value in kept.values.items() if is_own(name)},
        **{**read, **{name: value for name, value in kept.values.items() if not is_own(name)}},
    )


def _later(entry: Entry, finding: Row, draft: FindingDraft) -> str | None:
    """The date in force where the list has another one beside the first."""
    due_on = entry.date_of(finding, "due_on")
    return due_on if due_on != draft.first_due_on and draft.due_kind != "long_term" else None


def _categories(finding: Row) -> dict[str, Any]:
    """The category path, which ends before the coarser problem; a path longer than four levels keeps its tail in the fourth."""
    path = [part.strip() for part in (finding.get("category") or "").split(" / ") if part.strip()]
    if finding.get("parent") and path and path[-1] == str(finding["parent"]).strip():
        path = path[:-1]
    if len(path) > 4:
        path = [*path[:3], " / ".join(path[3:])]
    return {f"category{level}": part for level, part in enumerate(path, 1)}


def _problem(entry: Entry, finding: Row, unit_id: int) -> int | None:
    text = (finding.get("parent") or "").strip()
    if not text:
        return None
    found = facts.problem_id(entry.changes.writer, entry.round_id, unit_id, text)
    if found is not None:
        return found
    return entry.changes.writer.insert("problem", {"round_id": entry.round_id, "unit_id": unit_id, "text": text})


def _measures(entry: Entry, finding: Row, finding_id: int, given_on: str) -> None:
    details = finding.get("measure_details") or [{"text": text} for text in finding.get("measures") or []]
    for detail in details:
        if not (detail.get("text") or "").strip():
            continue
        draft = MeasureDraft(
            detail["text"],
            owner=detail.get("owner") or "",
            due_on=detail.get("due_on") or None,
            due_kind=detail.get("due_kind") or "",
        )
        measure_id = measures.insert_measure(entry.changes, finding_id, draft, given_on, opening=entry.opening)
        state = detail.get("status")
        if state:
            on = max(entry.list_date, given_on)
            verdict = state if entry.opening else None
            told = Event(
                finding_id,
                "claim",
                on,
                measure_id,
                claim_state=state,
                verdict_state=verdict,
                text=detail.get("progress") or "",
            )
            events.enter(entry.changes, _as_opening(entry, told))


def _states(entry: Entry, finding: Row, finding_id: int, given_on: str, kept: Kept) -> None:
    """The list's state becomes a claim; in 期初 a verdict as well, unless the list has a column for the verdict."""
    claim, verdict = finding.get("status"), finding.get("verified_status")
    completed_on = entry.date_of(finding, "completed_on")
    if completed_on and completed_on > entry.changes.known_on:
        completed_on = None
    on = max(completed_on or kept.claimed_on or entry.list_date, given_on)
    text = finding.get("progress") or ""
    if entry.opening and verdict is None and not entry.has_verdict_column:
        verdict = claim
    # Outside 期初 the office's word comes first: a list does not take a finding out of 待核实.
    lanes = [Event(finding_id, "claim", on, claim_state=claim, text=text)] if claim else []
    if verdict and (entry.opening or verdict in VERIFIED_STATES):
        paper = f"{entry.file_name} {finding['sheet']}第{finding['row']}行" if entry.opening else ""
        found_on = max(kept.found_on or on, given_on)
        said = Event(finding_id, "verify", found_on, verdict_state=verdict, paper=paper)
        lanes = [*lanes, said] if entry.opening else [said, *lanes]
    if text and not claim:
        lanes.append(Event(finding_id, "note", on, text=text))
    for event in lanes:
        events.enter(entry.changes, _as_opening(entry, event))
    if not any(detail.get("status") for detail in finding.get("measure_details") or ()):
        _states_of_measures(entry, finding_id, on, claim, verdict)


def _states_of_measures(entry: Entry, finding_id: int, on: str, claim: str | None, verdict: str | None) -> None:
    """Measures without states of their own take the claim of their row where it is settled; in 期初 the verdict too (RULES §11)."""
    said = claim if claim in _SETTLED else None
    found = verdict if entry.opening and verdict in _SETTLED else None
    if said is None and found is None:
        return
    for measure_id in facts.measure_ids(entry.changes.writer, finding_id):
        if said is not None:
            told = Event(finding_id, "claim", on, measure_id, claim_state=said)
            events.enter(entry.changes, _as_opening(entry, told))
        if found is not None:
            told = Event(finding_id, "verify", on, measure_id, verdict_state=found)
            events.enter(entry.changes, _as_opening(entry, told))


def _as_opening(entry: Entry, event: Event) -> Event:
    return replace(event, opening=entry.opening)
