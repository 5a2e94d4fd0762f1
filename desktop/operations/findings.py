"""Findings: entered with a permanent number, edited, given progress, put into the recycle bin and taken out of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from db.queries import facts, history
from db.queries.standing import FACTS
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.finding_draft import FindingDraft
from desktop.ledgers.finding_words import FIELD_WORDS
from desktop.ledgers.findings import EDITABLE
from desktop.ledgers.own_fields import is_own
from desktop.operations import attributes, dated_facts, doors, events, real_dates
from desktop.operations.change import Changes, change
from desktop.operations.events import Event
from desktop.operations.rounds import place_unit
from desktop.rules.permissions import Action, Actor, require
from desktop.rules.workflow import Deed

_DATES = {name: FIELD_WORDS.get(name, name) for name in ("first_due_on", "review_on")}


def insert_finding(
    changes: Changes,
    draft: FindingDraft,
    *,
    given_on: str | None = None,
    number: str | None = None,
    due_on: str | None = None,
) -> tuple[int, str]:
    """Enter a finding inside an action: its number, its row, its `give` event; returns id and number.

    `given_on` is the feedback date of the unit in the round by default, else the date of entry; `due_on` is the date in
    force from the beginning, where it is another one than the first.
    """
    writer = changes.writer
    _check_draft(changes, draft)
    code = facts.round_code(writer, draft.round_id)
    place_unit(changes, draft.round_id, draft.unit_id)
    number = number or _new_number(changes, code)
    finding_id = writer.insert("finding", {"number": number, **draft.stored()})
    effective_on = given_on or facts.feedback_on(writer, draft.round_id, draft.unit_id) or changes.known_on
    give = Event(
        finding_id,
        "give",
        effective_on,
        claim_state="not_started",
        verdict_state="not_started",
        presence="in",
        due_on=due_on,
        opening=draft.opening,
    )
    events.enter(changes, give)
    return finding_id, number


def _check_draft(changes: Changes, draft: FindingDraft) -> None:
    """What decides a figure is real, whatever way the finding comes in."""
    real_dates.check(draft.stored(), _DATES)
    for table, row_id, word in (("round", draft.round_id, "轮次"), ("unit", draft.unit_id, "单位")):
        if not facts.exists(changes.writer, table, row_id):
            raise KnownError(f"没有这个{word}。请刷新后再办。", "missing")
    if draft.nature not in attributes.NATURES:
        raise KnownError(f"没有“{draft.nature}”这种性质。请改正。", "value")
    if not draft.text.strip():
        raise KnownError("“问题”一栏是空的。请写明问题后再保存。", "empty")


def add(ledger: Ledger, actor: Actor, draft: FindingDraft, co_units: Sequence[int] = ()) -> tuple[int, Changes]:
    """Enter one finding by hand, with the units that share it; returns its id."""
    with change(ledger, actor, Action.ADD_FINDING, "新增问题 1 条") as changes:
        finding_id, _number = insert_finding(changes, draft)
        share(changes, finding_id, co_units)
    return finding_id, changes


def edit(
    ledger: Ledger,
    actor: Actor,
    finding_ids: Sequence[int],
    fields: Mapping[str, Any],
    *,
    reason: str = "",
    title: str = "",
    on: str = "",
    co_units: Sequence[int] | None = None,
) -> Changes:
    """Set fields (own ones too) and co-units, the same on every finding given, as one step.

    `on` is the day from which what decides a figure is so.
    """
    edits = {finding_id: fields for finding_id in finding_ids}
    shown = title or f"修改 {len(finding_ids)} 条问题"
    return edit_each(ledger, actor, edits, shown, reason=reason, on=on, co_units=co_units)


def edit_each(
    ledger: Ledger,
    actor: Actor,
    edits: Mapping[int, Mapping[str, Any]],
    title: str,
    *,
    reason: str = "",
    on: str = "",
    co_units: Sequence[int] | None = None,
) -> Changes:
    """Set fields, each finding its own, as one step. What decides a figure goes through the table of deeds as an event."""
    for fields in edits.values():
        check_plain(fields)
    names = {name for fields in edits.values() for name in fields}
    day = on or ledger.today()
    if names - attributes.DATED or co_units is not None:
        require(actor, Action.EDIT_FINDING)
    for finding_id, fields in edits.items():
        attributes.let_in(ledger, actor, finding_id, fields, day, reason)
    action = attributes.action_for(ledger, edits, names & attributes.DATED) if names & attributes.DATED else None
    with change(ledger, actor, action or Action.EDIT_FINDING, title, reason=reason) as changes:
        for finding_id, fields in edits.items():
            attributes.write(changes, ledger, finding_id, fields, day, reason)
            plain = {name: fields[name] for name in fields if name not in attributes.DATED}
            set_fields(changes, finding_id, plain, on=day, reason=reason)
            if co_units is not None:
                share(changes, finding_id, co_units)
    return changes


def check_plain(fields: Mapping[str, Any]) -> None:
    """Raise KnownError where a field is not changed by a plain edit, or the text would be empty."""
    strange = {name for name in fields if name not in EDITABLE and not is_own(name)}
    if strange:
        words = "、".join(sorted(FIELD_WORDS.get(name, name) for name in strange))
        raise KnownError(f"“{words}”不能直接修改，请用相应的办理步骤。", "not_plain")
    if "text" in fields and not str(fields["text"]).strip():
        raise KnownError("“问题”一栏不能改成空白。", "empty")


def set_fields(changes: Changes, finding_id: int, fields: Mapping[str, Any], *, on: str = "", reason: str = "") -> None:
    """Set plain fields inside an action; values of the office's own fields stand together in one column.

    Before the feedback the county leader is mended; afterwards another one is it from `on`, by default today.
    """
    plain = {name: value for name, value in fields.items() if not is_own(name)}
    own = {name: value for name, value in fields.items() if is_own(name)}
    if own:
        known = json.loads(facts.own_values(changes.writer, finding_id)) | own
        plain["own"] = {name: value for name, value in known.items() if value not in (None, "")}
    if plain:
        corrects = _is_mended(changes, finding_id, plain)
        dated_facts.put(changes, "finding", finding_id, plain, on=on, corrects=corrects, reason=reason)


def _is_mended(changes: Changes, finding_id: int, fields: Mapping[str, Any]) -> bool:
    """Whether a dated fact among the fields is set before the feedback; without one the finding need not be asked."""
    day = changes.known_on
    dated = fields.keys() & set(FACTS["finding"])
    return bool(dated) and not doors.standing_of(changes.writer, finding_id, day, day).given


def share(changes: Changes, finding_id: int, unit_ids: Sequence[int]) -> None:
    """Name the co-units of a finding inside an action."""
    present = facts.co_units(changes.writer, finding_id)
    for row_id, unit_id in present:
        if unit_id not in unit_ids:
            changes.writer.update("co_unit", row_id, {"removed_in": changes.action_id})
    for unit_id in dict.fromkeys(unit_ids):
        if unit_id not in {unit for _row, unit in present}:
            changes.writer.insert("co_unit", {"finding_id": finding_id, "unit_id": unit_id})


def set_co_units(ledger: Ledger, actor: Actor, finding_id: int, unit_ids: Sequence[int]) -> Changes:
    """Name the units that share a finding; they are listed, never counted."""
    with change(ledger, actor, Action.EDIT_FINDING, "修改配合单位") as changes:
        share(changes, finding_id, unit_ids)
    return changes


def remove(ledger: Ledger, actor: Actor, finding_ids: Sequence[int], reason: str = "") -> Changes:
    """Put findings into the recycle bin: no figure counts them from now on, and they can be taken out again.

    Deletion is for mistakes before the feedback; afterwards a finding leaves by 核减, 合并 or 拆分, or here by 审核 with a reason.
    """
    if any(facts.is_removed(ledger.writing(), finding_id) for finding_id in finding_ids):
        raise KnownError("所选问题已在回收站中。请刷新后再看。", "gone")
    wanted = doors.asked(ledger, ledger.today(), reason=reason)
    stands = [doors.enter_by(ledger, actor, finding_id, Deed.REMOVE, wanted) for finding_id in finding_ids]
    action = Action.REMOVE_GIVEN if any(one.given for one in stands) else Action.REMOVE
    with change(ledger, actor, action, f"移入回收站 {len(finding_ids)} 条", reason=reason) as changes:
        for finding_id in finding_ids:
            events.retract(changes, history.standing_event_ids(changes.writer, finding_id), "移入回收站")
            changes.writer.update("finding", finding_id, {"removed_in": changes.action_id})
    return changes


def _new_number(changes: Changes, code: str) -> str:
    while True:
        number = f"{code}-{changes.writer.next_number(f'finding {code}'):04d}"
        if not facts.number_taken(changes.writer, number):
            return number
