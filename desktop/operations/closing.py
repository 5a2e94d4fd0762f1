"""认定销号: the gate with what the ledger says, for closing out and for every other way in which a close-out is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.queries import facts
from db.store import Ledger
from desktop.errors import Fault, Forbidden, KnownError
from desktop.operations import doors, events
from desktop.operations.change import Changes, change
from desktop.operations.events import Event
from desktop.rules.permissions import Action, Actor, require
from desktop.rules.workflow import ABSOLUTE, CloseOutFacts, Deed, action_of, close_out_faults, gate_sentence

EvidenceCheck = Callable[[Ledger, int], Sequence[str]]


def gate(
    ledger: Ledger, actor: Actor, finding_id: int, on: str, evidence_check: EvidenceCheck, *, written: bool = False
) -> list[Fault]:
    """What still stands against closing a finding out; empty when the gate is open.

    `written`: the close-out already stands inside the action that asks, so that it is no fault itself.
    """
    reader = ledger.newest
    today = ledger.today()
    case, lanes = facts.close_out_case(reader, finding_id, today), facts.lanes(reader, finding_id, today)
    claimed = lanes.claim == "done"
    found = close_out_faults(
        CloseOutFacts(
            measures=case.measures,
            measures_done=case.measures_done,
            evidence=case.evidence,
            evidence_faults=evidence_check(ledger, finding_id),
            opening=bool(case.opening),
            feedback_on=case.feedback_on,
            completed_on=on,
            today=today,
            claimed_by=facts.claimants(reader, lanes.claim_event) if claimed else frozenset(),
            opening_claim=claimed and facts.is_opening_event(reader, lanes.claim_event),
            actor=actor.name,
            verdict=lanes.verdict,
            present=lanes.presence == "in",
        )
    )
    return [fault for fault in found if not (written and fault.kind == "closed")]


def close_out(
    ledger: Ledger,
    actor: Actor,
    finding_id: int,
    on: str,
    evidence_check: EvidenceCheck,
    text: str = "",
    *,
    override_reason: str = "",
) -> Changes:
    """Close a finding out. With faults it needs the right to override and a reason, and the override is counted."""
    number = facts.number(ledger.writing(), finding_id)
    faults = gate(ledger, actor, finding_id, on, evidence_check)
    if any(fault.kind in ABSOLUTE for fault in faults):
        stands = doors.standing_of(ledger.writing(), finding_id, ledger.today(), ledger.today())
        require(actor, action_of(Deed.CLOSE_OUT, stands))
        raise KnownError(gate_sentence(number, faults), faults[0].kind)
    doors.enter_by(ledger, actor, finding_id, Deed.CLOSE_OUT, doors.asked(ledger, on))
    pass_with(actor, number, faults, override_reason)
    reason = override_reason if faults else ""
    with change(
        ledger, actor, Action.CLOSE_OUT, f"认定销号 {number}", reason=reason, overridden=bool(faults)
    ) as changes:
        events.enter(changes, Event(finding_id, "verify", on, verdict_state="done", text=text, reason=reason))
    return changes


def pass_with(actor: Actor, number: str, faults: Sequence[Fault], reason: str) -> None:
    """Let the faults of the gate pass with the right to override and a reason, or raise the refusal."""
    if not faults:
        return
    absolute = [fault for fault in faults if fault.kind in ABSOLUTE]
    if absolute or not reason.strip():
        raise KnownError(gate_sentence(number, faults), (absolute or faults)[0].kind)
    if not actor.may(Action.OVERRIDE):
        raise Forbidden(f"{actor.name} 没有例外销号的权限。{gate_sentence(number, faults)}", "right")
