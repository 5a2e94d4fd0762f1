"""Entering, retracting and re-entering the append-only steps of records: the same law as for the events of findings (ledger.md §3)."""

from __future__ import annotations

from db.queries import books as queries
from db.queries import history, record_history
from db.queries.history import LogRow
from desktop.operations import places
from desktop.operations.change import Changes


def enter(
    changes: Changes, register: str, record: int, step: str, state: str, on: str, reason: str = "", was: str = ""
) -> int:
    """Add a dated step under the action; `was` is what a dated fact said before."""
    fields = {"register": register, "record_id": record, "step": step, "state": state, "effective_on": on, "was": was}
    fields["place"] = places.of_step(changes.writer, changes.recorded_at, fields)
    return changes.writer.insert("record_event", {**fields, "reason": reason, **_stamp(changes)})


def retract(changes: Changes, event_id: int, reason: str = "") -> None:
    """Take a step back, so that from now on nobody reads it; a second time does nothing."""
    if not record_history.is_retracted(changes.writer, event_id):
        changes.writer.insert("record_retraction", {"event_id": event_id, "reason": reason, **_stamp(changes)})


def enter_again(changes: Changes, event_id: int, on: str = "", state: str = "") -> int:
    """Enter a retracted step anew at its old place, with its old date and state or others; where a copy of it stands, that one is meant."""
    standing = record_history.standing_copies(changes.writer, event_id)
    if standing:
        return standing[-1]
    fields = record_history.event_fields(changes.writer, event_id)
    if on:
        fields["effective_on"] = on
    if state:
        fields["state"] = state
    return changes.writer.insert("record_event", {**fields, **_stamp(changes)})


def correct_date(changes: Changes, register: str, record: int, step: str, was: str, on: str) -> None:
    """更正: the record's own date was wrong; the step that stood on it is taken back and entered with the right one."""
    for event in queries.standing_events(changes.writer, register, record):
        if event.step == step and event.effective_on == was:
            retract(changes, event.id, "更正日期")
            enter_again(changes, event.id, on)
            return


def is_about(row: LogRow) -> bool:
    """Whether a log row entered a step or took one back."""
    return row.table in ("record_event", "record_retraction")


def bring_in_line(changes: Changes, row: LogRow) -> int:
    """Set the step that a log row is about to what the standing actions make of it; its first event.

    The last of them that stands decides whether the step stands, on which date and in which state.
    """
    event_id = row.row_id if row.table == "record_event" else int(row.became()["event_id"])
    first = int(record_history.event_fields(changes.writer, event_id)["copy_of"])
    steps = record_history.steps_of(changes.writer, first)
    active = [step for step in steps if history.is_active(changes.writer, step[0])]
    began = bool(active) and active[0] == steps[0]
    wanted = active[-1][2:] if began and active[-1][1] else ()
    for standing in record_history.standing_copies(changes.writer, first):
        said = record_history.event_fields(changes.writer, standing)
        if (said["effective_on"], said["state"]) != wanted:
            retract(changes, standing, "撤销")
    if wanted:
        enter_again(changes, first, *wanted)
    return first


def _stamp(changes: Changes) -> dict[str, object]:
    return {"recorded_at": changes.recorded_at, "known_on": changes.known_on, "action_id": changes.action_id}
