"""Add, edit, take a step, remove, restore: the same for every declared book, each one action with its right, its log and its undo."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.queries import book_facts, history, naming
from db.queries import books as queries
from db.queries.standing import EVER
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.register import Register, Step
from desktop.operations.change import Changes, change
from desktop.operations.follow_up.taking import Taking
from desktop.operations.records import consequences, record_events
from desktop.operations.records.hanging import hang, keep
from desktop.operations.records.numbers import next_number
from desktop.operations.records.person_keys import keyed
from desktop.operations.records.values import judge, judge_beside, known_links, plain_only
from desktop.rules.permissions import COMMAND_LINE, RECORD_ACTIONS, Action, Actor, Right, require

ADD = "add"


@dataclass(frozen=True)
class Draft:
    """A record to be entered: its values as stored, since when it is true ('' by its own date), and the state it begins in ('' the first)."""

    values: Mapping[str, Any]
    on: str = ""
    state: str = ""


@dataclass(frozen=True)
class Entered:
    """A record that a verb made or moved."""

    id: int
    number: str
    state: str


def add(
    ledger: Ledger, actor: Actor, register: Register, values: Mapping[str, Any], *, on: str = "", state: str = ""
) -> tuple[Entered, Changes]:
    """Enter one record."""
    made, changes = add_all(ledger, actor, register, [Draft(values, on, state)])
    return made[0], changes


def add_all(
    ledger: Ledger, actor: Actor, register: Register, drafts: Sequence[Draft], title: str = ""
) -> tuple[list[Entered], Changes]:
    """Enter several records as one action; the first that is not right refuses all."""
    action = Action.SEAL_RECORD if register.add_final else RECORD_ACTIONS[register.add_right]
    title = title or f"{register.add_title or '新增' + register.title} {len(drafts)} {register.unit_word}"
    with change(ledger, actor, action, title) as changes:
        made = [insert(ledger, changes, register, draft) for draft in drafts]
    return made, changes


def insert(ledger: Ledger, changes: Changes, register: Register, draft: Draft) -> Entered:
    """Enter a record inside an action: number, row, links, files, and its first dated step."""
    today = ledger.today()
    plain_only(register, draft.values)
    known_links(register, draft.values, changes.writer)
    consequences.may_add(ledger, register, draft.values)
    given = keyed(changes, register, draft.values)
    values = consequences.filled(changes.writer, register, given, today, changes.recorded_at)
    values = consequences.sealed(ledger, register, values, changes.recorded_at)
    begins = consequences.begins(changes.writer, register, values, draft.state)
    state = _first_state(register, draft.state) if begins == draft.state else begins
    proposed = _is_proposed(register, state)
    judge(register, _whole(register, values, state), today, proposed=proposed, reader=changes.writer)
    on = draft.on or min(values.get(register.own_date) or today, today)
    _not_in_future(on, today)
    number = next_number(changes, register, values.get(register.own_date) or on)
    record = changes.writer.insert(register.name, {"number": number, **_row(register, values)})
    hang(ledger, changes, register, record, values)
    consequences.hung(changes, register, values, values)
    record_events.enter(changes, register.name, record, ADD, state, on)
    return Entered(record, number, state)


def edit(
    ledger: Ledger,
    actor: Actor,
    register: Register,
    records: Sequence[int],
    values: Mapping[str, Any],
    *,
    reason: str = "",
    title: str = "",
) -> Changes:
    """Set plain fields, the same on every record given, as one action."""
    plain_only(register, values)
    rights = {right_to_edit(register, queries.state_now(ledger.writing(), register.name, record)) for record in records}
    action = RECORD_ACTIONS[Right.REVIEW if Right.REVIEW in rights else Right.ENTER]
    with change(
        ledger, actor, action, title or f"修改{register.title} {len(records)} {register.unit_word}", reason=reason
    ) as changes:
        for record in records:
            update(ledger, changes, register, record, values)
    return changes


def edit_each(
    ledger: Ledger, actor: Actor, register: Register, edits: Mapping[int, Mapping[str, Any]], title: str
) -> Changes:
    """Set plain fields, each record its own, as one action: what was pasted."""
    for values in edits.values():
        plain_only(register, values)
    rights = {right_to_edit(register, queries.state_now(ledger.writing(), register.name, one)) for one in edits}
    action = RECORD_ACTIONS[Right.REVIEW if Right.REVIEW in rights else Right.ENTER]
    with change(ledger, actor, action, title) as changes:
        for record, values in edits.items():
            update(ledger, changes, register, record, values)
    return changes


def update(
    ledger: Ledger,
    changes: Changes,
    register: Register,
    record: int,
    values: Mapping[str, Any],
    *,
    state: str | None = None,
) -> None:
    """Set fields of one record inside an action; the whole record must be right afterwards."""
    known_links(register, values, changes.writer)
    was, values = stored(changes.writer, register, record), keyed(changes, register, values)
    if was["removed"]:
        raise KnownError(f"{was['number']} 在回收站中。请先取回。", "wrong_state")
    if state is None:
        consequences.may_edit(register, was, values)
    values = consequences.followed(changes.writer, register, was, values)
    values |= consequences.recomputed(changes.writer, register, was, values, ledger.today())
    now = {**was, **values, "state": was["state"] if state is None else state}
    judge(
        register,
        now,
        ledger.today(),
        proposed=_is_proposed(register, was["state"]) and now["state"] != register.first_state,
        reader=changes.writer,
        before=was if state in (None, was["state"]) else None,
    )
    fields = {name: value for name, value in values.items() if value != was.get(name)}
    if not fields:
        return
    row = _row(register, fields, before=history.fields_of(changes.writer, register.name, record))
    if row:
        changes.writer.update(register.name, record, row)
    hang(ledger, changes, register, record, fields)
    consequences.hung(changes, register, now, fields)
    _move_dates(changes, register, record, was, fields, by_step=state is not None)


def take(
    ledger: Ledger,
    actor: Actor,
    register: Register,
    record: int,
    step: Step,
    values: Mapping[str, Any] | None = None,
    *,
    on: str = "",
    reason: str = "",
) -> tuple[Entered, Changes]:
    """Take a step of the book's own: state, needs, right, reason and date are judged by its declaration."""
    now = stored(ledger.writing(), register, record)
    number = now["number"]
    if step.within and now["state"] in step.frm:
        require(actor, RECORD_ACTIONS[step.right])
        raise KnownError(f"{number} {step.title}：{step.within}，不能只改状态。", "within")
    action = Action.SEAL_RECORD if step.final else RECORD_ACTIONS[step.right]
    with change(ledger, actor, action, f"{step.title} {number}", reason=reason) as changes:
        made = move(ledger, actor, changes, register, record, step, values or {}, on=on, reason=reason)
    return made, changes


def move(
    ledger: Ledger,
    actor: Actor,
    changes: Changes,
    register: Register,
    record: int,
    step: Step,
    values: Mapping[str, Any],
    *,
    on: str = "",
    reason: str = "",
) -> Entered:
    """Take a step inside an action; whoever opened the action has judged the right."""
    plain_only(register, values)
    now = stored(changes.writer, register, record)
    number, whole = now["number"], {**now, **values}
    if now["removed"]:
        raise KnownError(f"{number} 在回收站中。请先取回。", "wrong_state")
    if now["state"] not in step.frm:
        raise KnownError(f"{number} 现为“{register.state(now['state']).word}”，不能{step.title}。", "wrong_state")
    if beside := set(values) - {*step.needs, *step.asks, step.dated_by}:
        consequences.may_edit(register, now, beside)
    if on and step.dated_by and not whole.get(step.dated_by):
        values, whole = {**values, step.dated_by: on}, {**whole, step.dated_by: on}
    if step.other and actor.name in (author_of(changes.writer, register, record), COMMAND_LINE.name):
        raise KnownError(f"{number} 由你登记，{step.title}要由另一人办。", "second_person")
    _ready(register, step, whole, reason)
    on = on or _own_day_of(changes, register, step, record, whole) or ledger.today()
    if step.dated_by and not whole.get(step.dated_by):
        values = {**values, step.dated_by: on}
    _not_in_future(on, ledger.today())
    to = step.to or str(now["state"])
    taking = Taking(changes.writer, actor, {**now, "id": record}, values, on, reason.strip(), ledger.today())
    update(ledger, changes, register, record, consequences.with_step(register, step, taking), state=to)
    _after_the_last(changes, register, record, on, number)
    said = reason.strip() or str(whole.get(step.says) or "")
    record_events.enter(changes, register.name, record, step.name, to, on, said)
    told = {**whole, "step_reason": reason.strip()}
    consequences.follow(ledger, actor, changes, register, step, told, on)
    return Entered(record, number, to)


def _ready(register: Register, step: Step, record: Mapping[str, Any], reason: str) -> None:
    """Refuse a step whose fields are empty or that lacks its reason."""
    for name in step.needs:
        field = register.field(name)
        if field is not None and record.get(name) in (None, "", ()):
            raise KnownError(f"{record['number']} {step.title}：“{field.title}”是空的。请填写后再办。", "empty")
    if step.wants_reason(record) and not reason.strip():
        raise KnownError(f"{record['number']} {step.title}要写明理由。", "no_reason")


def remove(ledger: Ledger, actor: Actor, register: Register, records: Sequence[int], reason: str = "") -> Changes:
    """Into the recycle bin; what was decided by a review goes only by one."""
    rights = {right_to_edit(register, queries.state_now(ledger.writing(), register.name, record)) for record in records}
    action = RECORD_ACTIONS[Right.REVIEW if Right.REVIEW in rights else Right.ENTER]
    title = f"移入回收站 {register.title} {len(records)} {register.unit_word}"
    with change(ledger, actor, action, title, reason=reason) as changes:
        for record in records:
            was = stored(changes.writer, register, record)
            if was["removed"]:
                raise KnownError(f"{was['number']} 已在回收站中。", "wrong_state")
            consequences.may_remove(register, was)
            _not_named(changes, register, record)
            changes.writer.update(register.name, record, {"removed_in": changes.action_id})
    return changes


def restore(ledger: Ledger, actor: Actor, register: Register, records: Sequence[int]) -> Changes:
    """Out of the recycle bin, under the old number, with everything that it had."""
    title = f"从回收站取回 {register.title} {len(records)} {register.unit_word}"
    with change(ledger, actor, RECORD_ACTIONS[register.add_right], title) as changes:
        for record in records:
            if not stored(changes.writer, register, record)["removed"]:
                raise KnownError(f"{_number(changes, register, record)} 不在回收站中。请刷新后再看。", "wrong_state")
            changes.writer.update(register.name, record, {"removed_in": None})
            judge_beside(register, stored(changes.writer, register, record), ledger.today(), changes.writer)
    return changes


def add_files(ledger: Ledger, actor: Actor, register: Register, record: int, sources: Sequence[Path]) -> Changes:
    """Evidence of a record: each file is kept in the pool by its hash."""
    with change(
        ledger, actor, RECORD_ACTIONS[register.add_right], f"{register.title}添加附件 {len(sources)} 份"
    ) as changes:
        for source in sources:
            keep(ledger, changes, register, record, "", source)
    return changes


def stored(reader: Any, register: Register, record: int) -> dict[str, Any]:
    """A record as stored, with its number, its last state and whether it is in the recycle bin; links as ids."""
    row = history.fields_of(reader, register.name, record)
    if not row:
        raise KnownError(f"{register.title}里没有这一条。请刷新后再看。", "unknown_record")
    state = queries.state_now(reader, register.name, record)
    found = queries.records(reader, register.shape, EVER, ids=[record], removed=row["removed_in"] is not None)
    values = dict(found[0].stored) if found else {}
    return {**values, "id": record, "number": row["number"], "state": state, "removed": row["removed_in"] is not None}


def author_of(reader: Any, register: Register, record: int) -> str:
    """Who entered a record."""
    found = book_facts.entries_of(reader, register.name).get(record)
    return found[1] if found else ""


def _first_state(register: Register, wanted: str) -> str:
    if not wanted or wanted == register.first_state:
        return register.first_state
    if not _is_proposed(register, wanted):
        raise KnownError(
            f"{register.title}不能一登记就是“{register.state(wanted).word}”。请登记后按步骤办理。", "wrong_state"
        )
    return wanted


def _is_proposed(register: Register, state: str) -> bool:
    """Whether a state stands before the one in which records begin: proposed, and not yet filled in."""
    codes = [one.code for one in register.states]
    return state in codes and codes.index(state) < codes.index(register.first_state)


def _whole(register: Register, values: Mapping[str, Any], state: str) -> dict[str, Any]:
    return {**{field.name: field.empty for field in register.all_fields}, **values, "state": state}


def _row(register: Register, values: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The columns that values fill; own fields go together into their JSON."""
    columns = {**register.shape.columns, "remark": "remark", "classification": "classification"}
    row = {columns[name]: value for name, value in values.items() if name in columns}
    own = {name: values[name] for name in register.shape.own if name in values}
    if own:
        row["own"] = {**json.loads((before or {}).get("own") or "{}"), **own}
    return row


def _move_dates(
    changes: Changes,
    register: Register,
    record: int,
    was: Mapping[str, Any],
    fields: Mapping[str, Any],
    *,
    by_step: bool,
) -> None:
    """更正 of the date since which the record, or a step, is true; a step that finds another day than was planned corrects no entry."""
    for name, value in fields.items():
        if not value or not was.get(name):
            continue
        if name == register.own_date and not by_step:
            record_events.correct_date(changes, register.name, record, ADD, was[name], value)
        for step in register.steps:
            if step.dated_by == name:
                record_events.correct_date(changes, register.name, record, step.name, was[name], value)


def _after_the_last(changes: Changes, register: Register, record: int, on: str, number: str) -> None:
    """A step does not come before the last one; where the record was only just entered, its entry moves back with it."""
    standing = queries.standing_events(changes.writer, register.name, record)
    last = standing[-1]
    if on >= last.effective_on:
        return
    if len(standing) > 1:
        raise KnownError(f"{number}：日期 {on} 早于上一步的 {last.effective_on}。请核对日期。", "before_last_step")
    record_events.correct_date(changes, register.name, record, ADD, last.effective_on, on)


def _own_day_of(changes: Changes, register: Register, step: Step, record: int, values: Mapping[str, Any]) -> str:
    """The day of the field that dates a step, not before the steps that were entered already."""
    own = str(values.get(step.dated_by) or "")
    standing = queries.standing_events(changes.writer, register.name, record)
    return max(own, standing[-1].effective_on) if own and len(standing) > 1 else own


def right_to_edit(register: Register, state: str) -> Right:
    """What was decided by a review is changed only by one; the state in which records begin was decided by nobody."""
    rights = {step.right for step in register.steps if step.to == state}
    rights |= {register.add_right} if state == register.first_state else set()
    return Right.REVIEW if rights and Right.ENTER not in rights else Right.ENTER


def _not_named(changes: Changes, register: Register, record: int) -> None:
    """A record that others name stays until they name another."""
    for other in books.declared():
        if named := naming.naming(changes.writer, other.shape, register.name, record):
            known = "、".join(number for _id, number in named[:3])
            raise KnownError(
                f"{_number(changes, register, record)} 还写在{other.title} {known} 等 {len(named)} {other.unit_word}里，不能移入回收站。请先改写或移走它们。",
                "is_named",
            )


def _number(changes: Changes, register: Register, record: int) -> str:
    return str(history.fields_of(changes.writer, register.name, record)["number"])


def _not_in_future(on: str, today: str) -> None:
    if on > today:
        raise KnownError(f"日期 {on} 晚于今天 {today}。请改成今天或以前的日期。", "in_future")
