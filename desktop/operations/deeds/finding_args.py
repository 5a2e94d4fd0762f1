"""How the deeds on findings read their flat arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.queries import facts, history
from db.queries import findings as finding_queries
from db.records import EventRow
from desktop.errors import KnownError
from desktop.ledgers.field import YES, Holds
from desktop.ledgers.findings import field_named
from desktop.operations import findings
from desktop.operations.deeds.hand import Done, Hand
from desktop.operations.records.words import lookup
from desktop.rules.deeds import CLAIMED_STATES
from desktop.rules.state_words import STATE_WORDS

LEVELS = ("category1", "category2", "category3", "category4")


def values(hand: Hand, names: Sequence[str]) -> dict[str, Any]:
    """The arguments among `names` as a finding stores them."""
    found: dict[str, Any] = {}
    for name in names:
        if name not in hand.args or name in ("round", "unit", "parent", "measures", "co_units"):
            continue
        if name == "category":
            parts = [part.strip() for part in hand.text(name).split("/")]
            found |= dict(zip(LEVELS, [*parts, "", "", ""][:4], strict=True))
        elif name == "due_on":
            found |= {"first_due_on": hand.day(name), "due_kind": "date" if hand.day(name) else ""}
        else:
            found[name] = _value(hand, name)
    return found


def _value(hand: Hand, name: str) -> Any:
    """One argument by what its field holds."""
    field = field_named(name)
    if field is None or field.holds in (Holds.TEXT, Holds.LONG):
        return hand.text(name)
    if field.holds is Holds.DATE:
        return hand.day(name)
    if field.holds is Holds.INT:
        return hand.whole(name)
    typed = YES if hand.args[name] is True else hand.text(name)
    read = field.read(typed, lookup(hand.reader))
    if field.holds is Holds.FLAG:
        return bool(read)
    return read or ("ordinary" if name == "nature" else read)


def share(hand: Hand, finding_id: int) -> None:
    """Name the units that share a finding."""
    if "co_units" in hand.args:
        shared = [
            Hand(hand.ledger, hand.actor, hand.folder, {"unit": name}).unit() for name in hand.several("co_units")
        ]
        findings.set_co_units(hand.ledger, hand.actor, finding_id, shared)


def state_of(hand: Hand, default: str | None = None) -> str:
    """A state of a lane by its code or its word."""
    typed = hand.text("state") or (default or "")
    codes = {word: code for code, word in STATE_WORDS.items()} | {"已完成": "done", "已销号": "done"}
    state = codes.get(typed, typed)
    if state not in CLAIMED_STATES:
        raise KnownError(f"没有“{typed}”这种状态。可用：{'、'.join(STATE_WORDS.values())}。", "unknown_choice")
    return state


def lanes_of(hand: Hand) -> tuple[str, ...]:
    """Which lane is meant; where none is said the verdict, else the claim."""
    lane = hand.text("lane")
    if lane not in ("claim", "verdict", ""):
        raise KnownError(f"没有“{lane}”这一栏。可用：claim（单位自报）、verdict（巡察办认定）。", "unknown_choice")
    return (lane,) if lane else ("verdict", "claim")


def event_of(hand: Hand, finding_id: int) -> EventRow:
    """The last standing event of the lane, or the one true since `was_on`."""
    measure, was_on = hand.measure(finding_id), hand.day("was_on")
    standing = [
        event
        for event in finding_queries.events_of(hand.reader, finding_id)
        if event.retracted_on is None and event.measure_id == measure and event.kind != "give"
        and (was_on is None or event.effective_on == was_on)
    ]  # fmt: skip
    for lane in lanes_of(hand):
        if found := [event for event in standing if getattr(event, f"{lane}_state") is not None]:
            return found[-1]
    raise KnownError(f"{hand.text('number')} 没有可以更正的登记。请核对。", "unknown_record")


def draft_of(hand: Hand, finding_id: int) -> dict[str, Any]:
    """What the parts of a finding take over from it."""
    row = history.fields_of(hand.reader, "finding", finding_id)
    kept = (
        "round_id",
        "unit_id",
        "text",
        *LEVELS,
        "nature",
        "first_due_on",
        "due_kind",
        "responsible_leader",
        "responsible_department",
        "owner",
    )
    return {name: row[name] for name in kept}


def part_of(one: Any) -> dict[str, Any]:
    """The text of a part, which must say something."""
    text = str(one.get("text", "") if isinstance(one, Mapping) else one).strip()
    if not text:
        raise KnownError("拆分或合并出的问题没有写内容。请写明后再办。", "empty")
    return {"text": text}


def need_reason(hand: Hand, step: str) -> None:
    """Refuse a deed without a reason."""
    if not hand.text("reason"):
        raise KnownError(f"{hand.text('number')} {step}要写明理由。", "no_reason")


def done(hand: Hand, finding_id: int) -> Done:
    """The finding by its number and verdict."""
    row = finding_queries.finding(hand.reader, finding_id, hand.ledger.today())
    return Done(facts.number(hand.reader, finding_id), "" if row is None else row.verdict)
