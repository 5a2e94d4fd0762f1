"""更正: an event was wrong then; it is taken back and entered anew with its old date, by the table of what is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from db.queries import facts, history
from db.reader import Reader
from db.store import Ledger
from desktop.errors import Fault, KnownError
from desktop.operations import closing, doors, events, evidence
from desktop.operations.change import Changes, change
from desktop.operations.events import Event
from desktop.rules.permissions import Action, Actor, require
from desktop.rules.workflow import Asked, Deed

CORRECTED_KINDS = {"claim": Deed.CLAIM, "verify": Deed.VERIFY, "note": Deed.NOTE, "extend": Deed.EXTEND}
"""What can be corrected: words of units and of the office, and extensions. Other deeds are taken back by undo or answered by a deed."""


def correct(
    ledger: Ledger,
    actor: Actor,
    event_id: int,
    replacement: Event | None,
    reason: str,
    *,
    override_reason: str = "",
) -> Changes:
    """Take an event back and enter it as it was; without a replacement it never happened (a mistaken close-out).

    What is taken back and what is entered each need their own right; a close-out that is entered passes the gate.
    """
    old = _standing_event(ledger, event_id, replacement)
    finding_id = int(old["finding_id"])
    number = facts.number(ledger.writing(), finding_id)
    if not reason.strip():
        raise doors.refusal(Deed.CORRECT, number, [Fault("needs", "要写明理由")])
    require(actor, events.action_of(old))
    if replacement is not None:
        require(actor, replacement.action)
    faults = _gate_faults(ledger, actor, replacement)
    closing.pass_with(actor, number, faults, override_reason)
    why = f"{reason}；例外销号：{override_reason}" if faults else reason
    with change(
        ledger, actor, Action.CORRECT, f"更正 {number} 的一条登记", reason=why, overridden=bool(faults)
    ) as changes:
        events.retract(changes, [event_id], reason)
        if replacement is not None:
            _let_in(ledger, actor, old, replacement)
            same_day = replacement.effective_on == old["effective_on"]
            place = history.place_of(changes.writer, event_id) if same_day else None
            events.enter(changes, replace(replacement, place=place))
    return changes


def _gate_faults(ledger: Ledger, actor: Actor, new: Event | None) -> list[Fault]:
    """What the gate says of a close-out that is to be entered in the place of another verdict."""
    if new is None or new.action is not Action.CLOSE_OUT:
        return []
    return closing.gate(ledger, actor, new.finding_id, new.effective_on, evidence.faults, written=True)


def _standing_event(ledger: Ledger, event_id: int, replacement: Event | None) -> dict[str, Any]:
    """The event that is corrected; its kind, finding, measure and lanes are not to be changed."""
    old = _standing(ledger.writing(), event_id)
    if replacement is None:
        if events.action_of(old) is not Action.CLOSE_OUT:
            raise KnownError("更正要写明应当怎样登记。", "needs")
        return old
    same = ("finding_id", "measure_id", "kind")
    lanes = ("claim_state", "verdict_state", "presence")
    strange = any(getattr(replacement, name) != old[name] for name in same) or any(
        (getattr(replacement, name) is None) != (old[name] is None) for name in lanes
    )
    if strange or bool(replacement.opening) != bool(old["opening"]):
        raise KnownError("更正不能把一条登记改成另一种登记。请分别办理。", "kind")
    return old


def _standing(reader: Reader, event_id: int) -> dict[str, Any]:
    """An event of a kind that is corrected, while it stands."""
    if not history.event_exists(reader, event_id) or history.is_retracted(reader, event_id):
        raise KnownError("要更正的登记不存在或已经撤回。请刷新后再办。", "missing")
    old = history.event_fields(reader, event_id)
    if old["kind"] not in CORRECTED_KINDS:
        raise KnownError("这一步不能更正。请用“撤销”，或用相应的办理步骤改过来。", "kind")
    return old


def _let_in(ledger: Ledger, actor: Actor, old: dict[str, Any], new: Event) -> None:
    """Ask the table for the new content, with the old one already taken back."""
    closes = new.action is Action.CLOSE_OUT
    deed = Deed.CLOSE_OUT if closes else Deed.REFUSE if new.refused else CORRECTED_KINDS[new.kind]
    wanted = Asked(
        on=new.effective_on,
        today=ledger.today(),
        measure=new.measure_id is not None,
        state=new.claim_state or new.verdict_state or "",
        reason=new.reason,
        approver=new.approver,
        due_on=new.due_on or "",
        corrects=old["verdict_state"] is not None,
    )
    doors.enter_by(ledger, actor, new.finding_id, deed, wanted)
