"""Measures of a finding: added, edited, ticked done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.queries import facts, history
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.finding_draft import MeasureDraft
from desktop.ledgers.measures import MEASURE_EDITABLE, MEASURES
from desktop.operations import doors, events, real_dates, toggling
from desktop.operations.change import Changes, change
from desktop.operations.events import Event
from desktop.operations.returning import Returning
from desktop.rules.permissions import Action, Actor
from desktop.rules.workflow import Deed

_DATES = {field.name: field.title for field in MEASURES.fields if field.holds is Holds.DATE}


def insert_measure(
    changes: Changes, finding_id: int, draft: MeasureDraft, given_on: str, *, opening: bool = False
) -> int:
    """Enter a measure inside an action, with its `give` event."""
    real_dates.check(draft.stored(), _DATES)
    seq = len(facts.measure_ids(changes.writer, finding_id)) + 1
    measure_id = changes.writer.insert("measure", {"finding_id": finding_id, "seq": seq, **draft.stored()})
    give = Event(
        finding_id,
        "give",
        given_on,
        measure_id,
        claim_state="not_started",
        verdict_state="not_started",
        opening=opening,
    )
    events.enter(changes, give)
    return measure_id


def add(ledger: Ledger, actor: Actor, finding_id: int, drafts: Sequence[MeasureDraft], on: str) -> Changes:
    """Add measures to a finding that is in the list, from a day on that is not to come; their own dates are real ones."""
    if any(not draft.text.strip() for draft in drafts):
        raise KnownError("措施内容是空的。请写明后再保存。")
    number = _open_to_measures(ledger, finding_id, on)
    with change(ledger, actor, Action.EDIT_MEASURE, f"{number} 新增措施 {len(drafts)} 条") as changes:
        for draft in drafts:
            insert_measure(changes, finding_id, draft, on)
    return changes


def _open_to_measures(ledger: Ledger, finding_id: int, on: str) -> str:
    """The number of a finding that takes measures since a day: it is in the list, the day is real and has come or is the feedback's."""
    reader, today = ledger.writing(), ledger.today()
    stands = doors.standing_of(reader, finding_id, today, today)
    if not stands.present:
        raise KnownError(f"{stands.number} 已核减、拆分或合并，不再整改，不用再加措施。", "gone")
    real_dates.check({"on": on}, {"on": "措施的日期"})
    if not on or on > max(today, facts.given_on(reader, finding_id) or ""):
        raise KnownError(
            f"{stands.number} 的措施日期 {on or '是空的'} 晚于今天 {today}。请改成今天或以前的日期。", "future"
        )
    return stands.number


def edit(ledger: Ledger, actor: Actor, measure_id: int, fields: Mapping[str, Any], reason: str = "") -> Changes:
    """Set plain fields of a measure."""
    if set(fields) - MEASURE_EDITABLE:
        raise KnownError("措施没有这一栏。")
    if "text" in fields and not str(fields["text"]).strip():
        raise KnownError("措施内容不能改成空白。")
    real_dates.check(fields, _DATES)
    with change(ledger, actor, Action.EDIT_MEASURE, "修改措施", reason=reason) as changes:
        changes.writer.update("measure", measure_id, fields)
    return changes


def set_done(ledger: Ledger, actor: Actor, finding_id: int, measure_id: int, on: str, *, done: bool) -> Changes:
    """Tick a measure done or open again; the tick is the unit's claim and the office's finding at once only for a reviewer."""
    state = "done" if done else "in_progress"
    verdict = state if actor.may(Action.CLOSE_OUT) else None
    deed = Deed.VERIFY if verdict else Deed.CLAIM
    doors.enter_by(ledger, actor, finding_id, deed, doors.asked(ledger, on, state=state, measure=True))
    doors.own_measures(ledger, finding_id, [measure_id])
    with change(ledger, actor, Action.EDIT_MEASURE, "措施已完成" if done else "措施改为未完成") as changes:
        kind = "verify" if verdict else "claim"
        events.enter(changes, Event(finding_id, kind, on, measure_id, claim_state=state, verdict_state=verdict))
    return changes


def remove(ledger: Ledger, actor: Actor, measure_id: int, reason: str = "") -> Changes:
    """Put a measure into the recycle bin; its events are taken back. After the feedback as with a finding: 审核, with a reason."""
    finding_id = facts.finding_of_measure(ledger.writing(), measure_id)
    stands = doors.enter_by(
        ledger, actor, finding_id, Deed.REMOVE, doors.asked(ledger, ledger.today(), reason=reason, measure=True)
    )
    action = Action.REMOVE_GIVEN if stands.given else Action.REMOVE
    with change(ledger, actor, action, "措施移入回收站", reason=reason) as changes:
        events.retract(changes, facts.measure_event_ids(changes.writer, measure_id), "移入回收站")
        changes.writer.update("measure", measure_id, {"removed_in": changes.action_id})
    return changes


def take_out(ledger: Ledger, actor: Actor, measure_id: int) -> Changes:
    """Bring a measure back with everything that was registered on it. Raises KnownError where it is not in the bin."""
    reader = ledger.writing()
    finding_id = facts.finding_of_measure(reader, measure_id)
    if facts.is_removed(reader, finding_id):
        raise KnownError("所属问题在回收站中。请先取回问题，再取回措施。", "gone")
    feedback_on = facts.feedback_of(reader, finding_id)
    action = Action.REMOVE_GIVEN if feedback_on is not None and feedback_on <= ledger.today() else Action.REMOVE
    returning = Returning(reader)
    with change(ledger, actor, action, "从回收站取回措施") as changes:
        removed_in = history.fields_of(changes.writer, "measure", measure_id)["removed_in"]
        if removed_in is None:
            raise KnownError("所选措施已不在回收站中。请刷新后再看。", "gone")
        changes.writer.update("measure", measure_id, {"removed_in": None})
        for event in returning.events("measure", measure_id, removed_in):
            events.enter_again(changes, event)
        toggling.settle_events(changes, finding_id)
        toggling.check(ledger, actor, changes, changes.action_id)
    return changes
