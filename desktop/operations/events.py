"""Entering, retracting and re-entering the append-only events of findings (ledger.md §3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from db.queries import history
from desktop.operations.change import Changes


@dataclass(frozen=True)
class Event:
    """One event to be entered. Dates are ISO text; a state that is None leaves that lane where it is."""

    finding_id: int
    kind: str
    effective_on: str
    measure_id: int | None = None
    claim_state: str | None = None
    verdict_state: str | None = None
    presence: str | None = None
    due_on: str | None = None
    review_on: str | None = None
    text: str = ""
    reason: str = ""
    approver: str = ""
    actor: str = ""
    refused: bool = False
    opening: bool = False
    paper: str = ""
    related: tuple[str, ...] = field(default=())


def enter(changes: Changes, event: Event) -> int:
    """Add an event under the action; an opening balance counts as known on its effective date."""
    known_on = min(event.effective_on, changes.known_on) if event.opening else changes.known_on
    stamp = {"recorded_at": changes.recorded_at, "known_on": known_on, "action_id": changes.action_id}
    return changes.writer.insert("finding_event", {**asdict(event), **stamp})


def retract(changes: Changes, event_ids: Iterable[int], reason: str = "") -> int:
    """Take events back, so that from now on nobody reads them; returns how many were standing."""
    count = 0
    for event_id in event_ids:
        if not history.is_retracted(changes.writer, event_id):
            stamp = {"recorded_at": changes.recorded_at, "known_on": changes.known_on, "action_id": changes.action_id}
            changes.writer.insert("retraction", {"event_id": event_id, "reason": reason, **stamp})
            count += 1
    return count


def enter_again(changes: Changes, event_id: int) -> int:
    """Enter a retracted event anew with its old date, known from now; where a copy of it stands, that one is meant."""
    standing = history.standing_copies(changes.writer, event_id)
    if standing:
        return standing[-1]
    fields = history.event_fields(changes.writer, event_id)
    stamp = {"recorded_at": changes.recorded_at, "known_on": changes.known_on, "action_id": changes.action_id}
    first = history.first_of(changes.writer, event_id)
    return changes.writer.insert("finding_event", {**fields, **stamp, "copy_of": first})
