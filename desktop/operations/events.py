"""Entering, retracting and re-entering the append-only events of findings (ledger.md §3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.queries import facts, history
from db.queries.standing import ATTRIBUTES
from desktop.operations import places
from desktop.operations.change import Changes
from desktop.rules.permissions import Action


@dataclass(frozen=True)
class Event:
    """One event to be entered. Dates are ISO text; a state that is None leaves that lane where it is.

    `attribute`, `old` and `value` tell what kind 'set' changes. `place` is the place in the order of its day of the event
    that this one corrects.
    """

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
    attribute: str = ""
    old: str = ""
    value: str = ""
    place: int | None = None

    @property
    def action(self) -> Action:
        """The action whose right this event needs."""
        return action_of(vars(self))


_BY_KIND = {
    "give": Action.ADD_FINDING,
    "claim": Action.LOG_PROGRESS,
    "note": Action.LOG_PROGRESS,
    "correct": Action.EDIT_FINDING,
    "extend": Action.EXTEND,
    "withdraw": Action.WITHDRAW,
    "split": Action.SPLIT,
    "merge": Action.MERGE,
    "transfer": Action.TRANSFER,
    "reopen": Action.REOPEN,
    "stage_done": Action.STAGE_DONE,
    "carry_over": Action.CARRY_OVER,
}
_OF_OPENING = {"in_progress", "partly_done", "basically_done", "not_done", "not_started", None}


def action_of(event: Mapping[str, Any]) -> Action:
    """The action whose right an event needs: it belongs to what is written, not to the operation that writes it."""
    verdict = event["verdict_state"]
    if event["opening"] and verdict not in _OF_OPENING:
        return Action.OPENING
    if event["kind"] == "verify":
        if event["refused"]:
            return Action.REFUSE
        return Action.CLOSE_OUT if verdict == "done" and event["measure_id"] is None else Action.VERIFY
    if event["kind"] == "set":
        return Action.RECATEGORISE if str(event["attribute"]).startswith("category") else Action.RECLASSIFY
    return _BY_KIND[event["kind"]]


def enter(changes: Changes, event: Event) -> int:
    """Add an event under the action; an opening balance counts as known on its effective date."""
    known_on = min(event.effective_on, changes.known_on) if event.opening else changes.known_on
    stamp = {"recorded_at": changes.recorded_at, "known_on": known_on, "action_id": changes.action_id}
    fields = dict(vars(event))
    if event.place is None:
        fields["place"] = places.of_event(changes.writer, changes.recorded_at, fields)
    event_id = changes.writer.insert("finding_event", {**fields, **stamp})
    if event.attribute:
        refresh(changes, event.finding_id)
    return event_id


def retract(changes: Changes, event_ids: Iterable[int], reason: str = "") -> int:
    """Take events back, so that from now on nobody reads them; returns how many were standing."""
    count = 0
    for event_id in event_ids:
        if not history.is_retracted(changes.writer, event_id):
            stamp = {"recorded_at": changes.recorded_at, "known_on": changes.known_on, "action_id": changes.action_id}
            changes.writer.insert("retraction", {"event_id": event_id, "reason": reason, **stamp})
            _refresh_of(changes, event_id)
            count += 1
    return count


def enter_again(changes: Changes, event_id: int) -> int:
    """Enter a retracted event anew with its old date and in its old place, known from now; where a copy of it stands, that one is meant."""
    standing = history.standing_copies(changes.writer, event_id)
    if standing:
        return standing[-1]
    first = history.first_of(changes.writer, event_id)
    fields = history.event_fields(changes.writer, event_id)
    stamp = {"recorded_at": changes.recorded_at, "known_on": changes.known_on, "action_id": changes.action_id}
    place = {"copy_of": first, "place": history.place_of(changes.writer, first)}
    made = changes.writer.insert("finding_event", {**fields, **stamp, **place})
    _refresh_of(changes, made)
    return made


def refresh(changes: Changes, finding_id: int) -> None:
    """Bring what the finding's row says in line with what its events of attributes say last."""
    told = facts.attributes(changes.writer, finding_id)
    row = history.fields_of(changes.writer, "finding", finding_id)
    fields = {name: _stored(name, value) for name, value in told.items() if name in ATTRIBUTES}
    changed = {name: value for name, value in fields.items() if row[name] != value}
    if changed:
        changes.writer.update("finding", finding_id, changed)


def _refresh_of(changes: Changes, event_id: int) -> None:
    fields = history.event_fields(changes.writer, event_id)
    if fields["attribute"]:
        refresh(changes, int(fields["finding_id"]))


def _stored(name: str, value: str) -> Any:
    """An attribute as the row keeps it."""
    if name == "unit_id":
        return int(value)
    return value or None if name == "first_due_on" else value
