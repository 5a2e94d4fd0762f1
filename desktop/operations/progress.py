"""What happens to a finding: claims, verdicts, the close-out gate, refusal, extension, reopening, split, merge, 核减 (ledger.md §§2–4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from db.queries import facts
from db.queries.settings import is_trial
from db.store import Ledger
from desktop.errors import Forbidden, KnownError
from desktop.operations import events
from desktop.operations.change import Changes, change
from desktop.operations.events import Event
from desktop.operations.findings import FindingDraft, insert_finding
from desktop.rules.permissions import Action, Actor
from desktop.rules.workflow import CloseOutFacts, close_out_faults, gate_sentence

EvidenceCheck = Callable[[Ledger, int], Sequence[str]]
STATES = ("not_started", "in_progress", "partly_done", "long_term", "basically_done", "not_done", "done", "transferred")


def claim(
    ledger: Ledger,
    actor: Actor,
    finding_id: int,
    state: str,
    on: str,
    text: str = "",
    *,
    measure_id: int | None = None,
    said_by: str = "",
) -> Changes:
    """Record what the unit says, true since `on`; `said_by` keeps the name of who said it where that is not the clerk."""
    _known_state(state)
    number = facts.number(ledger.writing(), finding_id)
    _not_in_future(ledger, on, number)
    with change(ledger, actor, Action.LOG_PROGRESS, f"登记自报 {number}") as changes:
        events.enter(changes, Event(finding_id, "claim", on, measure_id, claim_state=state, text=text, actor=said_by))
    return changes


def verify(
    ledger: Ledger, actor: Actor, finding_id: int, state: str, on: str, text: str = "", *, measure_id: int | None = None
) -> Changes:
    """Record what the office found; a finding's `done` goes through the close-out gate instead."""
    _known_state(state)
    if state == "done" and measure_id is None:
        raise KnownError("认定“已销号”要经过销号核对。请用“认定销号”办理。")
    number = facts.number(ledger.writing(), finding_id)
    _not_in_future(ledger, on, number)
    with change(ledger, actor, Action.REFUSE, f"登记认定 {number}") as changes:
        events.enter(changes, Event(finding_id, "verify", on, measure_id, verdict_state=state, text=text))
    return changes


def gate(ledger: Ledger, actor: Actor, finding_id: int, on: str, evidence_check: EvidenceCheck) -> list[str]:
    """What still stands against closing a finding out; empty when the gate is open."""
    reader = ledger.writer or ledger.reader
    case = facts.close_out_case(reader, finding_id, on, ledger.today())
    return close_out_faults(
        CloseOutFacts(
            measures=case.measures,
            measures_done=case.measures_done,
            evidence=case.evidence,
            evidence_faults=evidence_check(ledger, finding_id),
            opening=bool(case.opening),
            feedback_on=case.feedback_on,
            completed_on=on,
            today=ledger.today(),
            claimed_by=case.claimed_by,
            actor=actor.name,
            verdict=case.verdict,
            present=case.presence == "in",
        )
    )


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
    faults = [] if is_trial(ledger.writing()) else gate(ledger, actor, finding_id, on, evidence_check)
    absolute = [fault for fault in faults if "不再整改" in fault or "已经销号" in fault]
    if absolute:
        raise KnownError(f"{number} {absolute[0]}，不用再销号。")
    if faults and not override_reason.strip():
        raise KnownError(gate_sentence(number, faults))
    if faults and not actor.may(Action.OVERRIDE):
        raise Forbidden(f"{actor.name} 没有例外销号的权限。{gate_sentence(number, faults)}")
    reason = override_reason if faults else ""
    with change(
        ledger, actor, Action.CLOSE_OUT, f"认定销号 {number}", reason=reason, overridden=bool(faults)
    ) as changes:
        events.enter(changes, Event(finding_id, "verify", on, verdict_state="done", text=text, reason=reason))
    return changes


def refuse(
    ledger: Ledger, actor: Actor, finding_id: int, on: str, reason: str, *, return_to_unit: bool = True
) -> Changes:
    """不予认定 (F8): a verdict, and unless unticked the claim goes back to the unit with the reason 退回."""
    if not reason.strip():
        raise KnownError("不予认定要写明理由。请选一条短语或自己写。")
    number = facts.number(ledger.writing(), finding_id)
    _not_in_future(ledger, on, number)
    with change(ledger, actor, Action.REFUSE, f"不予认定 {number}", reason=reason) as changes:
        events.enter(
            changes,
            Event(finding_id, "verify", on, verdict_state="in_progress", text=reason, reason=reason, refused=True),
        )
        if return_to_unit:
            events.enter(changes, Event(finding_id, "claim", on, claim_state="in_progress", reason="退回", text=""))
    return changes


def extend(ledger: Ledger, actor: Actor, finding_id: int, due_on: str, on: str, reason: str, approver: str) -> Changes:
    """Move the due date; the first date is kept, and each extension is counted."""
    number, present_due = facts.number(ledger.writing(), finding_id), facts.due_on(ledger.writing(), finding_id, on)
    if not reason.strip() or not approver.strip():
        raise KnownError(f"{number} 延期：新期限 {due_on} 需填批准人和理由。")
    if present_due and due_on <= present_due:
        raise KnownError(f"{number} 延期：新期限 {due_on} 不晚于现定时限 {present_due}。请改成更晚的日期。")
    with change(ledger, actor, Action.EXTEND, f"延期 {number} 至 {due_on}", reason=reason) as changes:
        events.enter(changes, Event(finding_id, "extend", on, due_on=due_on, reason=reason, approver=approver))
    return changes


def reopen(
    ledger: Ledger, actor: Actor, finding_id: int, on: str, reason: str, measure_ids: Sequence[int] | None = None
) -> Changes:
    """Open a finding again (反弹): both lanes and its measures, all or those listed, are in progress from `on`."""
    number = _with_reason(ledger, finding_id, reason, "重新打开")
    with change(ledger, actor, Action.REOPEN, f"重新打开 {number}", reason=reason) as changes:
        both_lanes(changes, finding_id, "reopen", "in_progress", on, reason=reason, measure_ids=measure_ids)
    return changes


def transfer(ledger: Ledger, actor: Actor, finding_id: int, on: str, reason: str, paper: str = "") -> Changes:
    """Hand a finding over to another body (纪委, 司法 …): both lanes and all measures are 已移交."""
    number = _with_reason(ledger, finding_id, reason, "移交")
    with change(ledger, actor, Action.TRANSFER, f"移交 {number}", reason=reason) as changes:
        both_lanes(changes, finding_id, "transfer", "transferred", on, reason=reason, paper=paper)
    return changes


def stage_done(
    ledger: Ledger, actor: Actor, finding_id: int, on: str, review_on: str | None, text: str = ""
) -> Changes:
    """The stage is done and the work goes on for long: both lanes 长期坚持, with a review date; the measures are untouched."""
    number = facts.number(ledger.writing(), finding_id)
    with change(ledger, actor, Action.STAGE_DONE, f"转为长期坚持 {number}") as changes:
        moved = Event(
            finding_id,
            "stage_done",
            on,
            claim_state="long_term",
            verdict_state="long_term",
            review_on=review_on,
            text=text,
        )
        events.enter(changes, moved)
    return changes


def withdraw(
    ledger: Ledger, actor: Actor, finding_ids: Sequence[int], on: str, reason: str, approver: str, paper: str = ""
) -> Changes:
    """核减: the findings leave every count from `on`, with approval."""
    if not reason.strip() or not approver.strip():
        raise KnownError("核减要填批准机关和理由。请补齐后再办。")
    with change(ledger, actor, Action.WITHDRAW, f"核减 {len(finding_ids)} 条", reason=reason) as changes:
        for finding_id in finding_ids:
            events.enter(
                changes,
                Event(finding_id, "withdraw", on, presence="out", reason=reason, approver=approver, paper=paper),
            )
    return changes


def split(
    ledger: Ledger,
    actor: Actor,
    finding_id: int,
    parts: Sequence[FindingDraft],
    on: str,
    reason: str,
    *,
    given_numbers: Sequence[str] = (),
) -> tuple[list[int], Changes]:
    """Split a finding: it leaves the counts, its parts enter them from `on` with new numbers and fresh states.

    `given_numbers` are numbers that the parts already bear elsewhere (the demonstration's story).
    """
    if len(parts) < 2:
        raise KnownError("拆分至少要有两条。")
    number = _with_reason(ledger, finding_id, reason, "拆分")
    with change(ledger, actor, Action.SPLIT, f"拆分 {number} 为 {len(parts)} 条", reason=reason) as changes:
        parent_id = facts.parent_of(changes.writer, finding_id)
        made = [
            insert_finding(changes, replace(part, parent_id=parent_id), given_on=on, number=given)
            for part, given in zip_longest(parts, given_numbers)
        ]
        numbers = tuple(made_number for _id, made_number in made)
        events.enter(changes, Event(finding_id, "split", on, presence="out", reason=reason, related=numbers))
    return [made_id for made_id, _number in made], changes


def merge(
    ledger: Ledger, actor: Actor, finding_ids: Sequence[int], into: FindingDraft | int, on: str, reason: str
) -> tuple[int, Changes]:
    """Merge findings into a new one (fresh states) or into one that exists (it keeps its state)."""
    if len(finding_ids) < (1 if isinstance(into, int) else 2):
        raise KnownError("合并至少要选两条问题。")
    if not reason.strip():
        raise KnownError("合并要写明理由。")
    with change(ledger, actor, Action.MERGE, f"合并 {len(finding_ids)} 条", reason=reason) as changes:
        if isinstance(into, int):
            target_id, number = into, facts.number(changes.writer, into)
        else:
            target_id, number = insert_finding(changes, into, given_on=on)
        for finding_id in finding_ids:
            if finding_id != target_id:
                events.enter(changes, Event(finding_id, "merge", on, presence="out", reason=reason, related=(number,)))
    return target_id, changes


def carry_over(
    ledger: Ledger, actor: Actor, finding_ids: Sequence[int], to_round: str, on: str, reason: str
) -> Changes:
    """结转: note that a finding is followed on in a later round, under the same number."""
    with change(ledger, actor, Action.CARRY_OVER, f"结转 {len(finding_ids)} 条至{to_round}", reason=reason) as changes:
        for finding_id in finding_ids:
            events.enter(changes, Event(finding_id, "carry_over", on, reason=reason, related=(to_round,)))
    return changes


def correct(ledger: Ledger, actor: Actor, event_id: int, replacement: Event, reason: str) -> Changes:
    """更正: the event was wrong then; it is retracted and entered anew with its old date."""
    number = facts.number(ledger.writing(), replacement.finding_id)
    with change(ledger, actor, Action.LOG_PROGRESS, f"更正 {number} 的一条登记", reason=reason) as changes:
        events.retract(changes, [event_id], reason)
        events.enter(changes, replacement)
    return changes


def both_lanes(
    changes: Changes,
    finding_id: int,
    kind: str,
    state: str,
    on: str,
    *,
    reason: str = "",
    paper: str = "",
    measure_ids: Sequence[int] | None = None,
) -> None:
    """Set both lanes of a finding and of its measures (all, or those listed)."""
    whole = Event(finding_id, kind, on, claim_state=state, verdict_state=state, reason=reason, paper=paper)
    events.enter(changes, whole)
    for measure_id in facts.measure_ids(changes.writer, finding_id) if measure_ids is None else measure_ids:
        events.enter(changes, replace(whole, measure_id=measure_id))


def _known_state(state: str) -> None:
    if state not in STATES:
        raise KnownError(f"没有“{state}”这种状态。")


def _not_in_future(ledger: Ledger, on: str, number: str) -> None:
    if on > ledger.today():
        raise KnownError(f"{number}：日期 {on} 晚于今天 {ledger.today()}。请改成今天或以前的日期。")


def _with_reason(ledger: Ledger, finding_id: int, reason: str, step: str) -> str:
    number = facts.number(ledger.writing(), finding_id)
    if not reason.strip():
        raise KnownError(f"{number} {step}要写明理由。")
    return number
