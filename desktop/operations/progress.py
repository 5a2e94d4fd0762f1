"""What happens to a finding: claims, verdicts, refusal, extension, reopening, split, merge, 核减, each by the table of deeds (ledger.md §§2–4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from db.queries import facts
from db.queries.books import Record
from db.store import Ledger
from desktop.errors import Fault, KnownError
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations import doors, events
from desktop.operations.change import Changes, change
from desktop.operations.closing import EvidenceCheck, close_out, gate
from desktop.operations.correcting import correct
from desktop.operations.events import Event
from desktop.operations.findings import insert_finding
from desktop.operations.follow_up import visiting
from desktop.operations.lanes import both_lanes
from desktop.rules.permissions import Action, Actor
from desktop.rules.workflow import Deed

RETURNED = "退回"
"""The reason of the claim that 不予认定 enters: what goes back to the unit."""


def note(ledger: Ledger, actor: Actor, finding_id: int, on: str, text: str, *, said_by: str = "") -> Changes:
    """记情况: words about a finding; both lanes stay where they are."""
    stands = doors.enter_by(ledger, actor, finding_id, Deed.NOTE, doors.asked(ledger, on))
    if not text.strip():
        raise KnownError(f"{stands.number} 没有写情况。请写明后再保存。", "needs")
    with change(ledger, actor, Action.LOG_PROGRESS, f"记情况 {stands.number}") as changes:
        events.enter(changes, Event(finding_id, "note", on, text=text, actor=said_by))
    return changes


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
    wanted = doors.asked(ledger, on, state=state, measure=measure_id is not None)
    stands = doors.enter_by(ledger, actor, finding_id, Deed.CLAIM, wanted)
    doors.own_measures(ledger, finding_id, [measure_id])
    with change(ledger, actor, Action.LOG_PROGRESS, f"登记自报 {stands.number}") as changes:
        events.enter(changes, Event(finding_id, "claim", on, measure_id, claim_state=state, text=text, actor=said_by))
    return changes


def verify(
    ledger: Ledger, actor: Actor, finding_id: int, state: str, on: str, text: str = "", *, measure_id: int | None = None
) -> Changes:
    """Record what progress the office found; a finding's `done` goes through the close-out gate instead."""
    wanted = doors.asked(ledger, on, state=state, measure=measure_id is not None)
    stands = doors.enter_by(ledger, actor, finding_id, Deed.VERIFY, wanted)
    doors.own_measures(ledger, finding_id, [measure_id])
    with change(ledger, actor, Action.VERIFY, f"登记认定 {stands.number}") as changes:
        events.enter(changes, Event(finding_id, "verify", on, measure_id, verdict_state=state, text=text))
    return changes


def refuse(
    ledger: Ledger, actor: Actor, finding_id: int, on: str, reason: str, *, return_to_unit: bool = True
) -> Changes:
    """不予认定 (F8): a verdict, and unless unticked the claim goes back to the unit with the reason `RETURNED`."""
    stands = doors.enter_by(ledger, actor, finding_id, Deed.REFUSE, doors.asked(ledger, on, reason=reason))
    with change(ledger, actor, Action.REFUSE, f"不予认定 {stands.number}", reason=reason) as changes:
        events.enter(
            changes,
            Event(finding_id, "verify", on, verdict_state="in_progress", text=reason, reason=reason, refused=True),
        )
        if return_to_unit:
            events.enter(changes, Event(finding_id, "claim", on, claim_state="in_progress", reason=RETURNED, text=""))
    return changes


def extend(ledger: Ledger, actor: Actor, finding_id: int, due_on: str, on: str, reason: str, approver: str) -> Changes:
    """Move the due date; the first date is kept, and each extension is counted."""
    wanted = doors.asked(ledger, on, reason=reason, approver=approver, due_on=due_on)
    stands = doors.enter_by(ledger, actor, finding_id, Deed.EXTEND, wanted)
    with change(ledger, actor, Action.EXTEND, f"延期 {stands.number} 至 {due_on}", reason=reason) as changes:
        events.enter(changes, Event(finding_id, "extend", on, due_on=due_on, reason=reason, approver=approver))
    return changes


def reopen(
    ledger: Ledger,
    actor: Actor,
    finding_id: int,
    on: str,
    reason: str,
    measure_ids: Sequence[int] | None = None,
    *,
    check: Record | None = None,
) -> Changes:
    """Open a finding again (反弹): both lanes and its measures, all or those listed, are in progress from `on`.

    By a `check` that found it 不属实 it was closed falsely (虚假销号): the check says so in the same action, and is counted.
    """
    stands = doors.enter_by(ledger, actor, finding_id, Deed.REOPEN, doors.asked(ledger, on, reason=reason))
    doors.own_measures(ledger, finding_id, measure_ids or ())
    with change(ledger, actor, Action.REOPEN, f"重新打开 {stands.number}", reason=reason) as changes:
        both_lanes(changes, finding_id, "reopen", "in_progress", on, reason=reason, measure_ids=measure_ids)
        if check is not None:
            visiting.reopened(changes, check, on, reason)
    return changes


def transfer(
    ledger: Ledger, actor: Actor, finding_id: int, on: str, reason: str, receiver: str, paper: str = ""
) -> Changes:
    """Hand a finding over to another body (纪委, 司法 …): both lanes and all measures are 已移交."""
    wanted = doors.asked(ledger, on, reason=reason, receiver=receiver)
    stands = doors.enter_by(ledger, actor, finding_id, Deed.TRANSFER, wanted)
    with change(ledger, actor, Action.TRANSFER, f"移交 {stands.number}", reason=reason) as changes:
        text = f"移交{receiver.strip()}"
        both_lanes(changes, finding_id, "transfer", "transferred", on, reason=reason, paper=paper, text=text)
    return changes


def stage_done(ledger: Ledger, actor: Actor, finding_id: int, on: str, review_on: str, text: str = "") -> Changes:
    """The stage is done and the work goes on for long: both lanes 长期坚持, with a review date; the measures are untouched."""
    wanted = doors.asked(ledger, on, review_on=review_on)
    stands = doors.enter_by(ledger, actor, finding_id, Deed.STAGE_DONE, wanted)
    with change(ledger, actor, Action.STAGE_DONE, f"转为长期坚持 {stands.number}") as changes:
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
    wanted = doors.asked(ledger, on, reason=reason, approver=approver)
    leaving = tuple(dict.fromkeys(finding_ids))
    for finding_id in leaving:
        doors.enter_by(ledger, actor, finding_id, Deed.WITHDRAW, wanted)
    with change(ledger, actor, Action.WITHDRAW, f"核减 {len(leaving)} 条", reason=reason) as changes:
        for finding_id in leaving:
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
    stands = doors.enter_by(ledger, actor, finding_id, Deed.SPLIT, doors.asked(ledger, on, reason=reason))
    if len(parts) < 2:
        raise KnownError("拆分至少要有两条。", "needs")
    with change(ledger, actor, Action.SPLIT, f"拆分 {stands.number} 为 {len(parts)} 条", reason=reason) as changes:
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
    leaving = [one for one in dict.fromkeys(finding_ids) if one != into]
    wanted = doors.asked(ledger, on, reason=reason)
    for finding_id in (*leaving, *([into] if isinstance(into, int) else [])):
        doors.enter_by(ledger, actor, finding_id, Deed.MERGE, wanted)
    if len(leaving) < (1 if isinstance(into, int) else 2):
        fault = Fault("itself", "不能并入自己，合并至少要选两条问题")
        raise doors.refusal(Deed.MERGE, facts.number(ledger.writing(), finding_ids[0]) if finding_ids else "", [fault])
    with change(ledger, actor, Action.MERGE, f"合并 {len(finding_ids)} 条", reason=reason) as changes:
        if isinstance(into, int):
            target_id, number = into, facts.number(changes.writer, into)
        else:
            target_id, number = insert_finding(changes, into, given_on=on)
        for finding_id in leaving:
            events.enter(changes, Event(finding_id, "merge", on, presence="out", reason=reason, related=(number,)))
    return target_id, changes


def carry_over(
    ledger: Ledger, actor: Actor, finding_ids: Sequence[int], to_round: str, on: str, reason: str
) -> Changes:
    """结转: note that a finding is followed on in a later round, under the same number."""
    wanted = doors.asked(ledger, on, reason=reason)
    followed = tuple(dict.fromkeys(finding_ids))
    for finding_id in followed:
        doors.enter_by(ledger, actor, finding_id, Deed.CARRY_OVER, wanted)
    with change(ledger, actor, Action.CARRY_OVER, f"结转 {len(followed)} 条至{to_round}", reason=reason) as changes:
        for finding_id in followed:
            events.enter(changes, Event(finding_id, "carry_over", on, reason=reason, related=(to_round,)))
    return changes


__all__ = [
    "EvidenceCheck",
    "both_lanes",
    "carry_over",
    "claim",
    "close_out",
    "correct",
    "extend",
    "gate",
    "merge",
    "note",
    "refuse",
    "reopen",
    "split",
    "stage_done",
    "transfer",
    "verify",
    "withdraw",
]
