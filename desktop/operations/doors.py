"""Asking the table of deeds (rules/workflow) with what the ledger says: every operation on a finding does, and so do menus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from db.queries import facts
from db.reader import Reader
from db.store import Ledger
from desktop.errors import Fault, KnownError
from desktop.rules.overdue import due_date
from desktop.rules.permissions import Actor, require
from desktop.rules.workflow import TABLE, Asked, Deed, Standing, action_of, faults


def standing_of(reader: Reader, finding_id: int, on: str, today: str) -> Standing:
    """Where a finding stands on a day, for the table; one that waits for its feedback is in the list already."""
    lanes = facts.lanes(reader, finding_id, on)
    feedback_on = facts.feedback_of(reader, finding_id)
    given = feedback_on is not None and feedback_on <= today
    return Standing(
        number=facts.number(reader, finding_id),
        present=lanes.presence == "in" or (not lanes.presence and facts.given_on(reader, finding_id) is not None),
        claim=lanes.claim,
        verdict=lanes.verdict,
        waiting=lanes.waiting,
        given=given,
        feedback_on=feedback_on,
        due_on=lanes.due_on or (_own_days(reader, finding_id, on, lanes, feedback_on) if given else None),
    )


class _Immediate(NamedTuple):
    """An immediate finding for which no date was written, as the rule of due dates asks (rules/overdue)."""

    verdict: str
    review_on: str | None
    feedback_on: str | None
    immediate_days: int
    nature: str = "immediate"
    due_on: str | None = None


def _own_days(reader: Reader, finding_id: int, on: str, lanes: facts.Lanes, feedback_on: str | None) -> str | None:
    """The date in force of a finding for which none was written: an immediate one has its own days after the feedback."""
    if facts.attribute_on(reader, finding_id, "nature", on) != "immediate":
        return None
    return due_date(_Immediate(lanes.verdict, lanes.review_on, feedback_on, facts.own_days(reader, finding_id)))


def asked(ledger: Ledger, on: str, **said: str | bool) -> Asked:
    """What a person asks for, with the ledger's own today."""
    return Asked(on=on, today=ledger.today(), **said)  # type: ignore[arg-type]


def enter_by(ledger: Ledger, actor: Actor, finding_id: int, deed: Deed, wanted: Asked) -> Standing:
    """Let a deed in: raises Forbidden without the right and KnownError with everything that stands against it.

    The finding must stand where the deed begins both today and on the day for which it is entered.
    """
    stands = standing_of(ledger.writing(), finding_id, wanted.today, wanted.today)
    require(actor, action_of(deed, stands))
    return let_in(ledger, finding_id, deed, wanted)


def let_in(ledger: Ledger, finding_id: int, deed: Deed, wanted: Asked) -> Standing:
    """The same for a deed whose right was judged already: what a step of another book carries out."""
    reader = ledger.writing()
    stands = standing_of(reader, finding_id, wanted.today, wanted.today)
    found = faults(deed, stands, wanted)
    if not found and wanted.on < wanted.today:
        found = _then(reader, finding_id, deed, wanted)
    if found:
        raise refusal(deed, stands.number, found)
    return stands


def _then(reader: Reader, finding_id: int, deed: Deed, wanted: Asked) -> list[Fault]:
    """What stood against a deed on its day, where that is earlier than today; a finding not yet in the list was given later."""
    then = standing_of(reader, finding_id, wanted.on, wanted.today)
    if deed is Deed.NOTE:
        return []
    given_on = facts.given_on(reader, finding_id)
    if given_on and wanted.on < given_on:
        return (
            []
            if not TABLE[deed].after_feedback
            else [Fault("before_feedback", f"日期 {wanted.on} 早于入账日期 {given_on}")]
        )
    fault = TABLE[deed].where(then, wanted)
    if fault is None:
        return _moved_since(reader, finding_id, wanted) if deed is Deed.EXTEND else []
    return [replace(fault, text=f"{wanted.on} 当天{fault.text}")]


def _moved_since(reader: Reader, finding_id: int, wanted: Asked) -> list[Fault]:
    """An extension entered for a day before the date was moved again would move nothing, and the later move would shorten it."""
    now = facts.due_moved_after(reader, finding_id, wanted.on, wanted.today)
    return [] if now is None else [Fault("not_later", f"{wanted.on} 以后时限已改为 {now}，延期日期不能早于那次变更")]


def own_measures(ledger: Ledger, finding_id: int, measure_ids: Iterable[int | None]) -> None:
    """Raise KnownError where a measure is not a living one of the finding: it follows its own finding and no other."""
    own = facts.measure_ids(ledger.writing(), finding_id)
    if any(one is not None and one not in own for one in measure_ids):
        raise KnownError(f"{facts.number(ledger.writing(), finding_id)} 没有这条措施。请刷新后再办。", "measure")


def refusal(deed: Deed, number: str, found: list[Fault]) -> KnownError:
    """The sentence of a refused deed, with place and remedy; its kind is that of the first fault."""
    said = "；".join(fault.text for fault in found)
    return KnownError(f"{number} 不能办理“{TABLE[deed].title}”：{said}。请核对后再办。", found[0].kind)
