"""A whole import belongs to another unit or round: all of its findings are moved in one step, with one undo.

The unit is an event (`reclassify`: right, and a reason after the feedback). The round is a mistake of entry: the day from which the
findings are in the list follows the round, so it is taken back and entered anew; what happened to them since must lie behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from db.queries import facts, history, lists
from db.queries import imports as queries
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import attributes, doors, events
from desktop.operations.change import Changes, change
from desktop.operations.events import Event
from desktop.operations.rounds import place_unit
from desktop.rules.permissions import Action, Actor, require
from desktop.rules.workflow import Deed


def move_import(
    ledger: Ledger,
    actor: Actor,
    number: int,
    *,
    unit_id: int | None = None,
    round_id: int | None = None,
    reason: str = "",
) -> Changes:
    """Move every living finding of an import; raises KnownError with what stands against it, and then moves none."""
    reader = ledger.writing()
    found = lists.findings_of_import(reader, number)
    if not found:
        raise KnownError(f"第 {number} 次导入没有在账的问题。请在“导入记录”中核对次数。", "nothing")
    if unit_id is None and round_id is None:
        raise KnownError("没有选定要移到的单位或轮次。请先选定。", "needs")
    action = _let_in(ledger, actor, found, reason, unit_id, round_id)
    with change(ledger, actor, action, f"移动第 {number} 次导入 {len(found)} 条", reason=reason) as changes:
        for finding_id in found:
            if round_id is not None and round_id != facts.round_of(changes.writer, finding_id):
                _to_round(changes, finding_id, round_id, unit_id)
            if unit_id is not None:
                fields = {"unit_id": unit_id}
                attributes.write(changes, ledger, finding_id, fields, _since(changes, finding_id), reason)
            _problem(changes, finding_id)
        if round_id is not None:
            batch_id = queries.batch_id(changes.writer, number)
            changes.writer.update("import_batch", batch_id, {"round_id": round_id})
    return changes


def _let_in(
    ledger: Ledger, actor: Actor, found: Sequence[int], reason: str, unit_id: int | None, round_id: int | None
) -> Action:
    """Ask the table of deeds for each finding; the right is that of the strongest deed among them."""
    reader = ledger.writing()
    given = False
    for finding_id in found:
        stands = doors.enter_by(
            ledger, actor, finding_id, Deed.RECLASSIFY, doors.asked(ledger, ledger.today(), reason=reason)
        )
        given = given or stands.given
        if round_id is not None:
            _fits(reader, finding_id, round_id, unit_id)
    action = Action.RECLASSIFY if given else Action.EDIT_FINDING
    require(actor, action)
    return action


def _fits(reader: Reader, finding_id: int, round_id: int, unit_id: int | None) -> None:
    """Nothing that happened to the finding may come to lie before the feedback of its new round."""
    unit = unit_id or int(history.fields_of(reader, "finding", finding_id)["unit_id"])
    feedback = facts.feedback_on(reader, round_id, unit)
    if not feedback:
        return
    gives = set(_gives(reader, finding_id))
    for event_id in history.standing_event_ids(reader, finding_id):
        day = str(history.event_fields(reader, event_id)["effective_on"])
        if event_id not in gives and day < feedback:
            number = facts.number(reader, finding_id)
            raise KnownError(
                f"{number} 已有 {day} 的登记，早于新轮次的反馈日期 {feedback}，不能整批移动。请撤销这次导入后，选对轮次重新导入。",
                "before_feedback",
            )


def _to_round(changes: Changes, finding_id: int, round_id: int, unit_id: int | None) -> None:
    writer = changes.writer
    unit = unit_id or int(history.fields_of(writer, "finding", finding_id)["unit_id"])
    place_unit(changes, round_id, unit)
    writer.update("finding", finding_id, {"round_id": round_id})
    feedback = facts.feedback_on(writer, round_id, unit)
    for event_id in _gives(writer, finding_id):
        fields = history.event_fields(writer, event_id)
        if feedback and fields["effective_on"] != feedback:
            events.retract(changes, [event_id], "移到别的轮次")
            given = Event(
                finding_id, "give", feedback, fields["measure_id"],
                claim_state=fields["claim_state"], verdict_state=fields["verdict_state"], presence=fields["presence"],
                due_on=fields["due_on"], opening=bool(fields["opening"]),
            )  # fmt: skip
            events.enter(changes, replace(given, place=history.place_of(writer, event_id)))


def _gives(reader: Reader, finding_id: int) -> list[int]:
    standing = history.standing_event_ids(reader, finding_id)
    return [one for one in standing if history.event_fields(reader, one)["kind"] == "give"]


def _since(changes: Changes, finding_id: int) -> str:
    """A mistake of entry: the right unit is true since the finding is in the list."""
    return facts.given_on(changes.writer, finding_id) or changes.known_on


def _problem(changes: Changes, finding_id: int) -> None:
    """The coarser problem stands under the finding's own round and unit."""
    writer = changes.writer
    row = history.fields_of(writer, "finding", finding_id)
    if row["parent_id"] is None:
        return
    problem = history.fields_of(writer, "problem", int(row["parent_id"]))
    if (problem["round_id"], problem["unit_id"]) == (row["round_id"], row["unit_id"]):
        return
    there = facts.problem_id(writer, row["round_id"], row["unit_id"], problem["text"])
    if there is None:
        there = writer.insert(
            "problem", {"round_id": row["round_id"], "unit_id": row["unit_id"], "text": problem["text"]}
        )
    writer.update("finding", finding_id, {"parent_id": there})
