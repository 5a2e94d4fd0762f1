"""The deeds of every declared book, from its declaration."""

from __future__ import annotations

from functools import partial
from typing import Any

from db.queries import books as queries
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.register import Register, Step
from desktop.operations.change import change
from desktop.operations.deeds.hand import Deed, Done, Hand
from desktop.operations.records import verbs
from desktop.operations.records.values import read_values
from desktop.operations.records.words import lookup
from desktop.rules.permissions import RECORD_ACTIONS


def deeds_of(register: Register) -> dict[str, Deed]:
    """add, edit, the book's own steps, remove, restore."""
    plain = tuple(one.name for one in register.all_fields if one.plain)
    needed = tuple(one.name for one in register.fields if one.needed and one.plain)
    found = {
        "add": Deed(
            partial(_add, register.name), register.add_title or f"新增{register.title}", (*plain, "state"), needed,
            register.add_right, to=register.first_state,
        ),
        "edit": Deed(partial(_edit, register.name), f"修改{register.title}", (*plain, *_state_by_edit(register))),
    }  # fmt: skip
    for step in register.steps:
        run = partial(_take, register.name, step.name)
        found[step.name] = Deed(run, step.title, plain, step.needs, step.right, step.reason, step.frm, step.to)
    found["remove"] = Deed(partial(_remove, register.name), "移入回收站")
    found["restore"] = Deed(partial(_restore, register.name), "从回收站取回")
    return found


def _add(name: str, hand: Hand) -> Done:
    register = books.book(hand.reader, name)
    given = {key: value for key, value in hand.args.items() if key not in ("number", "state")}
    on = "" if register.field("on") else hand.day("on") or ""
    for key in ("on", "reason"):
        if register.field(key) is None:
            given.pop(key, None)
    values = read_values(register, given, lookup(hand.reader), hand.folder)
    made, _changes = verbs.add(hand.ledger, hand.actor, register, values, on=on, state=hand.text("state"))
    return Done(made.number, made.state)


def _edit(name: str, hand: Hand) -> Done:
    register = books.book(hand.reader, name)
    record = _record(hand, register)
    given = {key: value for key, value in hand.args.items() if key != "number" and register.field(key)}
    reason = hand.text("reason")
    if _is_field(register, reason):
        reason = ""
    else:
        given.pop("reason", None)
    values = read_values(register, given, lookup(hand.reader), hand.folder)
    if hand.text("state") and register.tells_state:
        _edit_and_lead_on(hand, register, record, values, reason)
    else:
        verbs.edit(hand.ledger, hand.actor, register, [record], values, reason=reason)
    return _done(hand, register, record)


def _edit_and_lead_on(hand: Hand, register: Register, record: int, values: dict[str, Any], reason: str) -> None:
    """The fields and the step to the state that is named, as one action."""
    now, wanted = queries.state_now(hand.reader, register.name, record), hand.text("state")
    code = next((one.code for one in register.states if wanted in (one.code, one.word)), wanted)
    step = next((one for one in register.steps if now in one.frm and one.to == code), None)
    if step is None and code != now:
        words = "、".join(one.word for one in register.states)
        raise KnownError(f"现为“{register.state(now).word}”，不能改为“{wanted}”。状态有：{words}。", "wrong_state")
    title = f"修改{register.title} {hand.text('number')}"
    with change(hand.ledger, hand.actor, RECORD_ACTIONS[register.add_right], title, reason=reason) as changes:
        verbs.update(hand.ledger, changes, register, record, values)
        if step is not None and code != now:
            on = hand.day("on") or ""
            verbs.move(hand.ledger, hand.actor, changes, register, record, step, {}, on=on, reason=reason)


def _state_by_edit(register: Register) -> tuple[str, ...]:
    """A state may be named in an edit where everybody may lead on to it and nothing is asked on the way."""
    free = all(step.right is register.add_right and not step.needs and not step.reason for step in register.steps)
    return ("state",) if register.steps and free and register.tells_state else ()


def _is_field(register: Register, reason: str) -> bool:
    """Whether a reason is the book's own field, not why it is edited: one of its choices, or any words where it is written."""
    own = register.field("reason")
    return own is not None and (not own.choices or reason in (*own.choices, *own.choices.values()))


def _take(name: str, step_name: str, hand: Hand) -> Done:
    register = books.book(hand.reader, name)
    step, record = _step(register, step_name), _record(hand, register)
    given = {key: value for key, value in hand.args.items() if key not in ("number", "on", "reason")}
    values = read_values(register, given, lookup(hand.reader), hand.folder)
    made, _changes = verbs.take(
        hand.ledger, hand.actor, register, record, step, values, on=hand.day("on") or "", reason=hand.text("reason")
    )
    return Done(made.number, made.state)


def _remove(name: str, hand: Hand) -> Done:
    register = books.book(hand.reader, name)
    record = _record(hand, register)
    verbs.remove(hand.ledger, hand.actor, register, [record], hand.text("reason"))
    return _done(hand, register, record)


def _restore(name: str, hand: Hand) -> Done:
    register = books.book(hand.reader, name)
    record = _record(hand, register)
    verbs.restore(hand.ledger, hand.actor, register, [record])
    return _done(hand, register, record)


def _step(register: Register, name: str) -> Step:
    step = register.step(name)
    assert step is not None  # the table of deeds was made from the same declaration
    return step


def _record(hand: Hand, register: Register) -> int:
    number = hand.text("number")
    found = queries.record_id(hand.reader, register.name, number)
    if found is None:
        raise KnownError(f"{register.title}里没有“{number}”。请核对编号。", "unknown_record")
    return found


def _done(hand: Hand, register: Register, record: int) -> Done:
    return Done(hand.text("number"), queries.state_now(hand.reader, register.name, record))
