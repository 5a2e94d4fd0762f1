"""Terms, rounds and their units; a new round may copy the last one's units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from db.queries import facts, history, register
from db.queries import rounds as round_queries
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.rounds import ROUND_EDITABLE
from desktop.operations import round_dates
from desktop.operations.change import Changes, change
from desktop.rules.deadlines import WorkCalendar, rules_in_force, timetable
from desktop.rules.permissions import Action, Actor, require
from desktop.rules.round_names import read_round_name
from desktop.rules.workflow import is_date

DATED = (
    "mobilised_on",
    "on_site_from",
    "on_site_to",
    "leading_group_on",
    "secretary_meeting_on",
    "feedback_on",
    "plan_due_on",
    "reminder_on",
    "ends_on",
    "review_due_on",
)
PARENT = "parent_round_id"
"""The round at whose work another one looks again."""
DEFAULT_MONTHS, MOST_MONTHS = 6, 60
_CODE = re.compile(r"[0-9A-Za-z]+(-[0-9A-Za-z]+)*")


def add(ledger: Ledger, actor: Actor, name: str, fields: Mapping[str, Any] | None = None) -> tuple[int, Changes]:
    """Make a round by its name; term, number and code come from the name where it says them."""
    with change(ledger, actor, Action.EDIT_ROUND, f"新建轮次 {name}") as changes:
        round_id = insert_round(changes, name, fields or {})
    return round_id, changes


def insert_round(changes: Changes, name: str, fields: Mapping[str, Any]) -> int:
    """Make a round inside an action; its code (15-06) is unique and never changes."""
    writer = changes.writer
    _check_name(writer, name)
    term, number = read_round_name(name)
    term_id = ensure_term(changes, term) if term else None
    code = _chosen_code(changes, str(fields.get("code") or "")) or _free_code(changes, term, number)
    settable = ROUND_EDITABLE | {PARENT}
    given = {key: value for key, value in fields.items() if key in settable and value not in (None, "")}
    _check_dates(given)
    _check_months(given)
    given = proposed_dates(changes, given) | given
    _check_order(given.get("feedback_on"), given.get("ends_on"))
    return writer.insert(
        "round", {"name": name.strip(), "code": code, "number": number or 0, "term_id": term_id, **given}
    )


def proposed_dates(changes: Changes, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The dates that follow from the feedback by the office's rules: plan, half-time reminder, end of the period."""
    feedback_on = fields.get("feedback_on")
    if not feedback_on:
        return {}
    rules = rules_in_force(round_queries.deadline_rules(changes.writer).values())
    calendar = WorkCalendar(round_queries.calendar_days(changes.writer))
    table = timetable(str(feedback_on), int(fields.get("months") or DEFAULT_MONTHS), rules, calendar)
    return {"plan_due_on": table.plan_due_on, "reminder_on": table.reminder_on, "ends_on": table.ends_on}


def _check_name(reader: Reader, name: str, own: int | None = None) -> None:
    """A round has a name, and no other has the same."""
    if not name.strip():
        raise KnownError("轮次名称是空的。请写明，如“十五届县委第六轮（常规）”。")
    if register.round_id(reader, name) not in (None, own):
        raise KnownError(f"已有轮次“{name}”。请换一个名称，或直接选用它。")


def edit(ledger: Ledger, actor: Actor, round_id: int, fields: Mapping[str, Any], reason: str = "") -> Changes:
    """Set dates and other fields of a round; the feedback or the end of one that had its feedback needs 审核 and a reason."""
    strange = set(fields) - ROUND_EDITABLE - {PARENT}
    if strange:
        raise KnownError(f"轮次没有“{'、'.join(sorted(strange))}”这一栏。")
    _check_dates({key: value for key, value in fields.items() if value})
    _check_months(fields)
    if fields.get(PARENT) == round_id:
        raise KnownError("一个轮次不能回头看自己。请选以前的轮次。", "circle")
    if "name" in fields:
        _check_name(ledger.writing(), str(fields["name"] or ""), round_id)
    row = history.fields_of(ledger.writing(), "round", round_id)
    action = _action_of(
        ledger, actor, row, fields, reason, given=facts.is_round_given(ledger.writing(), round_id, ledger.today())
    )
    if round_dates.NAMES & set(fields):
        _check_chain(ledger, {**row, **fields}, row, round_id, None)
    with change(ledger, actor, action, "修改轮次", reason=reason) as changes:
        told = {name: value or None if name in DATED else value for name, value in fields.items()}
        round_dates.put(changes, "round", round_id, told, reason)
    return changes


def move_feedback(
    ledger: Ledger, actor: Actor, round_id: int, unit_id: int, feedback_on: str | None, reason: str = ""
) -> Changes:
    """Set the feedback date of one unit in a round; where it had its feedback it needs 审核 and a reason."""
    fields = {"feedback_on": feedback_on or None}
    _check_dates(fields)
    row_id = register.round_unit_id(ledger.writing(), round_id, unit_id)
    if row_id is None:
        raise KnownError("该单位不在本轮。请先把它列入本轮。", "missing")
    row = {"feedback_on": facts.feedback_on(ledger.writing(), round_id, unit_id)}
    action = _action_of(ledger, actor, row, fields, reason)
    _check_chain(ledger, {**_end_of(ledger, round_id), **fields}, row, round_id, unit_id)
    with change(ledger, actor, action, "修改单位反馈日期", reason=reason) as changes:
        round_dates.put(changes, "round_unit", row_id, dict(fields), reason)
    return changes


def _action_of(
    ledger: Ledger, actor: Actor, row: Mapping[str, Any], fields: Mapping[str, Any], reason: str, *, given: bool = False
) -> Action:
    """By what right dates may be set: those that decide figures are moved after the feedback only by 审核, with a reason.

    `given`: some unit of the round had its feedback, whatever the round's own date.
    """
    given = given or (bool(row["feedback_on"]) and str(row["feedback_on"]) <= ledger.today())
    decides = any(row.get(name) not in (None, fields[name] or None) for name in round_dates.NAMES if name in fields)
    if not (given and decides):
        return Action.EDIT_ROUND
    require(actor, Action.MOVE_FEEDBACK)
    if not reason.strip():
        raise KnownError("反馈以后更改反馈日期或整改期满日，要写明理由。", "needs")
    return Action.MOVE_FEEDBACK


def _check_chain(
    ledger: Ledger, now: Mapping[str, Any], before: Mapping[str, Any], round_id: int, unit_id: int | None
) -> None:
    """The round ends after its feedback, and no work that is entered comes to lie before the feedback."""
    feedback_on = now.get("feedback_on") or ""
    if before.get("feedback_on") and feedback_on != before["feedback_on"]:
        first = facts.first_work_on(ledger.writing(), round_id, unit_id)
        if first is not None and (not feedback_on or feedback_on > first):
            said = f"反馈日期不能改为 {feedback_on}" if feedback_on else "反馈日期不能清空"
            raise KnownError(f"{said}：已有 {first} 办理的登记，会落在反馈以前。请先更正那些登记。", "work_before")
    _check_order(feedback_on, now.get("ends_on"))


def _end_of(ledger: Ledger, round_id: int) -> dict[str, Any]:
    return {"ends_on": history.fields_of(ledger.writing(), "round", round_id)["ends_on"]}


def _check_order(feedback_on: Any, ends_on: Any) -> None:
    if feedback_on and ends_on and str(ends_on) < str(feedback_on):
        raise KnownError(f"整改期满日 {ends_on} 早于反馈日期 {feedback_on}。请核对。", "before_feedback")


def place_units(
    ledger: Ledger, actor: Actor, round_id: int, unit_ids: list[int], feedback_on: str | None = None, reason: str = ""
) -> Changes:
    """Put units into a round; those already in it stay. Another feedback date for one that had its feedback needs 审核 and a reason."""
    reader, feedback_on = ledger.writing(), feedback_on or None
    _check_dates({"feedback_on": feedback_on})
    moved = [unit for unit in unit_ids if feedback_on and register.round_unit_id(reader, round_id, unit) is not None]
    rows = [{"feedback_on": facts.feedback_on(reader, round_id, unit)} for unit in moved]
    actions = {_action_of(ledger, actor, row, {"feedback_on": feedback_on}, reason) for row in rows}
    for row, unit in zip(rows, moved, strict=True):
        _check_chain(ledger, {**_end_of(ledger, round_id), "feedback_on": feedback_on}, row, round_id, unit)
    action = Action.MOVE_FEEDBACK if Action.MOVE_FEEDBACK in actions else Action.EDIT_ROUND
    with change(ledger, actor, action, f"轮次列入单位 {len(unit_ids)} 个", reason=reason) as changes:
        for unit_id in unit_ids:
            place_unit(changes, round_id, unit_id, feedback_on, reason=reason)
    return changes


def place_unit(
    changes: Changes,
    round_id: int,
    unit_id: int,
    feedback_on: str | None = None,
    team_id: int | None = None,
    *,
    reason: str = "",
) -> None:
    """Put a unit into a round inside an action."""
    found = register.round_unit_id(changes.writer, round_id, unit_id)
    if found is None:
        changes.writer.insert(
            "round_unit", {"round_id": round_id, "unit_id": unit_id, "feedback_on": feedback_on, "team_id": team_id}
        )
    elif feedback_on is not None or team_id is not None:
        fields = {"feedback_on": feedback_on, "team_id": team_id}
        told = {key: value for key, value in fields.items() if value is not None}
        round_dates.put(changes, "round_unit", found, told, reason)


def take_unit_out(ledger: Ledger, actor: Actor, round_id: int, unit_id: int) -> Changes:
    """Take a unit out of a round; refused while it has findings there."""
    if register.count_findings(ledger.writing(), round_id, unit_id):
        raise KnownError("该单位在本轮已有问题，不能移出轮次。请先处理这些问题。")
    with change(ledger, actor, Action.EDIT_ROUND, "轮次移出单位 1 个") as changes:
        found = register.round_unit_id(changes.writer, round_id, unit_id)
        if found is not None:
            changes.writer.update("round_unit", found, {"removed_in": changes.action_id})
    return changes


def ensure_term(changes: Changes, number: int) -> int:
    """The term with this number, made where it is missing."""
    found = register.term_id(changes.writer, number)
    return found if found is not None else changes.writer.insert("term", {"number": number, "name": f"{number}届"})


def _free_code(changes: Changes, term: int | None, number: int | None) -> str:
    if number:
        code = f"{term or 0:02d}-{number:02d}"
        if not register.round_code_taken(changes.writer, code):
            return code
    return f"{term or 0:02d}-L{changes.writer.next_number('round code'):02d}"


def _chosen_code(changes: Changes, code: str) -> str:
    """A code that a person chose: letters, digits and hyphens, borne by no other round."""
    chosen = code.strip()
    if chosen and not _CODE.fullmatch(chosen):
        raise KnownError(f"轮次编码“{chosen}”只能用字母、数字和短横，如 15-06。请改正。", "code")
    if chosen and register.round_code_taken(changes.writer, chosen):
        raise KnownError(f"轮次编码“{chosen}”已被另一轮次使用。请换一个编码。", "code")
    return chosen


def _check_months(fields: Mapping[str, Any]) -> None:
    months = fields.get("months")
    if months is not None and not 0 <= int(months) <= MOST_MONTHS:
        raise KnownError(f"整改期“{months}”个月不对。请填 0 至 {MOST_MONTHS} 的整数。", "months")


def _check_dates(fields: Mapping[str, Any]) -> None:
    for name in DATED:
        value = fields.get(name)
        if value and not is_date(str(value)):
            raise KnownError(f"日期“{value}”不是 2026-06-18 这样的写法。请改正。")
