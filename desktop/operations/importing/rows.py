"""One finding of a list becomes rows of the ledger: its problem, itself, its measures, and what the list says of its state."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from db.queries import facts
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations import events, findings, measures
from desktop.operations.change import Changes
from desktop.operations.events import Event
from desktop.operations.importing.kept_cells import Kept, read_kept
from desktop.operations.importing.list_row import Ground, draft_of, measures_of, said_of, verdict_of
from desktop.rules.deeds import VERIFIED_STATES

_SETTLED = frozenset({"done", "long_term"})


@dataclass
class Entry(Ground):
    """The rows of one import on their way into the ledger."""

    changes: Changes = field(kw_only=True)
    finding_of_row: dict[tuple[str, int], int] = field(default_factory=dict)
    said_of_row: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    fate_of_row: dict[tuple[str, int], str] = field(default_factory=dict)
    count: int = 0

    def place(self, finding: FindingDraft, finding_id: int, said: dict[str, Any], fate: str) -> None:
        """Remember what became of the rows of a finding."""
        for row in finding.rows:
            self.finding_of_row[(finding.sheet, row)] = finding_id
            self.fate_of_row[(finding.sheet, row)] = fate
        self.said_of_row[(finding.sheet, finding.row)] = said


def enter_finding(entry: Entry, finding: FindingDraft, unit_id: int) -> int:
    """Enter one finding with everything that hangs on it; returns its id."""
    changes = entry.changes
    parent_id = _problem(entry, finding, unit_id)
    kept = read_kept(changes.writer, finding.other, changes.known_on)
    draft = draft_of(entry, finding, unit_id, parent_id, kept)
    finding_id, _number = findings.insert_finding(changes, draft, due_on=_later(entry, finding, draft))
    findings.share(changes, finding_id, [shared for shared in kept.co_units if shared != unit_id])
    given_on = facts.feedback_on(changes.writer, entry.round_id, unit_id) or changes.known_on
    _measures(entry, finding, finding_id, given_on)
    _extension(entry, finding, finding_id, given_on)
    _states(entry, finding, finding_id, given_on, kept)
    entry.place(finding, finding_id, said_of(entry, finding, draft, kept), "entered")
    entry.count += 1
    return finding_id


def _later(entry: Entry, finding: FindingDraft, draft: FindingDraft) -> str | None:
    """The date in force where our own list has another one beside the first; another office's list tells of an extension."""
    if finding.first_due_on:
        return None
    due_on = entry.date_of(finding, "due_on")
    return due_on if due_on != draft.first_due_on and draft.due_kind != "long_term" else None


def _problem(entry: Entry, finding: FindingDraft, unit_id: int) -> int | None:
    text = (finding.parent or "").strip()
    return problem_named(entry.changes, entry.round_id, unit_id, text) if text else None


def problem_named(changes: Changes, round_id: int, unit_id: int, text: str) -> int:
    """The coarser problem of a unit by its text, made where it first occurs."""
    found = facts.problem_id(changes.writer, round_id, unit_id, text)
    return found or changes.writer.insert("problem", {"round_id": round_id, "unit_id": unit_id, "text": text})


def _measures(entry: Entry, finding: FindingDraft, finding_id: int, given_on: str) -> None:
    for detail in measures_of(finding):
        measure_id = measures.insert_measure(entry.changes, finding_id, detail, given_on, opening=entry.opening)
        state = detail.status
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
                text=detail.progress,
            )
            events.enter(entry.changes, as_opening(entry, told))


def _extension(entry: Entry, finding: FindingDraft, finding_id: int, given_on: str) -> None:
    """原定 and 延期后 in one list: the first date is the deadline, and one extension leads to the later one (RULES §1)."""
    first, due_on = finding.first_due_on, entry.date_of(finding, "due_on")
    if first and due_on and due_on > first:
        on = max(entry.list_date, given_on)
        told = Event(finding_id, "extend", on, due_on=due_on, reason="清单所载")
        events.enter(entry.changes, as_opening(entry, told))


def _states(entry: Entry, finding: FindingDraft, finding_id: int, given_on: str, kept: Kept) -> None:
    """The list's state becomes a claim; in 期初 a verdict as well, unless the list has a column for the verdict."""
    claim, verdict = finding.status, verdict_of(entry, finding)
    completed_on = entry.date_of(finding, "completed_on")
    if completed_on and completed_on > entry.changes.known_on:
        completed_on = None
    on = max(completed_on or kept.claimed_on or entry.list_date, given_on)
    text = finding.progress or ""
    # Outside 期初 the office's word comes first: a list does not take a finding out of 待核实.
    lanes = [Event(finding_id, "claim", on, claim_state=claim, text=text)] if claim else []
    if verdict and (entry.opening or verdict in VERIFIED_STATES):
        paper = paper_of(entry, finding.sheet, finding.row) if entry.opening else ""
        found_on = max(kept.found_on or on, given_on)
        said = Event(finding_id, "verify", found_on, verdict_state=verdict, paper=paper)
        lanes = [*lanes, said] if entry.opening else [said, *lanes]
    if text and not claim:
        lanes.append(Event(finding_id, "note", on, text=text))
    for event in lanes:
        events.enter(entry.changes, as_opening(entry, event))
    if not any(detail.status for detail in finding.measure_details):
        states_of_measures(entry, finding_id, on, claim, verdict)


def states_of_measures(entry: Entry, finding_id: int, on: str, claim: str | None, verdict: str | None) -> None:
    """Measures without states of their own take the claim of their row where it is settled; in 期初 the verdict too (RULES §11)."""
    said = claim if claim in _SETTLED else None
    found = verdict if entry.opening and verdict in _SETTLED else None
    if said is None and found is None:
        return
    for measure_id in facts.measure_ids(entry.changes.writer, finding_id):
        if said is not None:
            told = Event(finding_id, "claim", on, measure_id, claim_state=said)
            events.enter(entry.changes, as_opening(entry, told))
        if found is not None:
            told = Event(finding_id, "verify", on, measure_id, verdict_state=found)
            events.enter(entry.changes, as_opening(entry, told))


def paper_of(entry: Entry, sheet: str, row: int) -> str:
    """The row of the list that stands for the paper of a verdict."""
    return f"{entry.file_name} {sheet}第{row}行"


def as_opening(entry: Entry, event: Event) -> Event:
    """The event as the mode of the import has it."""
    return replace(event, opening=entry.opening)
