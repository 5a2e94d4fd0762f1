"""E2: of two steps on one record of a book either is taken, the other goes with all that it did; the same step twice asks nobody."""

from datetime import datetime, timedelta

import pytest

from db import triggers
from db.queries import books as queries
from db.queries import history
from db.queries.findings import list_findings
from db.records import FindingCriteria
from db.steps import told_states
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import undo
from desktop.operations.change import change
from desktop.operations.packages import settling
from desktop.operations.records import verbs
from desktop.rules.permissions import Action
from tests import conflicting_steps, exchanged
from tests.builders import EVERYONE
from tests.operations.records.test_verbs import sample

EXTENSION = "extension"


def state(copy, name, record):
    return queries.state_now(copy.ledger.reader, name, record)


def due(copy):
    [found] = [row for row in list_findings(copy.ledger.reader, FindingCriteria(), copy.ledger.today()) if row.id == 1]
    return found.due_on


def a_pair(folder, name, **values):
    """Two copies with one record of a book, and its id, the same on both."""
    one, two = exchanged.copies(folder, name, "甲乙", shared=0)
    register, reader = books.as_declared(name), one.ledger.reader
    round_id, unit = reader.tuples("select round_id, unit_id from finding where id = 1")[0]
    office = {"ledger": one.ledger, "round": round_id, "unit": unit, "finding": 1, "findings": (1,)}
    made, _changes = verbs.add(one.ledger, EVERYONE, register, {**sample(register, office), **values})
    exchanged.end([one, two])
    return one, two, register, made.id


def take(copy, register, record, name, reason="", **values):
    verbs.take(copy.ledger, EVERYONE, register, record, register.step(name), values, reason=reason)


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(("first", "second"), [("grant", "refuse"), ("refuse", "grant"), ("grant", "grant")])
def test_an_application_that_one_granted_and_the_other_did_not_is_one_or_the_other(tmp_path, first, second, side):
    one, two, record, row = conflicting_steps.settled(tmp_path, (EXTENSION, "applied", first, second), side)
    holds = (second, first)[side]

    assert state(two, EXTENSION, row) == {"grant": "granted", "refuse": "refused"}[holds]
    moved = history.fields_of(one.ledger.reader, EXTENSION, record)["due_on"]
    assert {due(one) == moved, due(two) == moved} == {holds == "grant"}


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("second", ["refuse", "grant"])
def test_the_fields_of_a_step_go_with_it_and_their_conflict_too(tmp_path, second, side):
    one, two, register, record = a_pair(tmp_path, EXTENSION, approver="")
    take(one, register, record, "grant", approver="张三")
    exchanged.agree(two, one)
    two.ledger.clock.now += timedelta(days=1)
    take(two, register, record, second, "不够", **({"approver": "李四"} if second == "grant" else {}))
    exchanged.end([one, two])

    [conflict] = conflicting_steps.of_state(one, record)
    settling.settle(one.ledger, EVERYONE, conflict.number, side)
    exchanged.end([one, two])
    assert not one.conflicts and not two.conflicts and one.digest == two.digest
    holds = {0: "李四" if second == "grant" else "", 1: "张三"}[side]
    assert {history.fields_of(copy.ledger.reader, EXTENSION, record)["approver"] for copy in (one, two)} == {holds}


def test_what_was_taken_back_comes_back_with_undo_on_both_copies(tmp_path):
    one, two, record, row = conflicting_steps.settled(tmp_path, (EXTENSION, "applied", "refuse", "grant"), 1)
    assert state(one, EXTENSION, record) == "refused"

    undo.undo(two.ledger, EVERYONE)
    exchanged.end([one, two])
    assert state(one, EXTENSION, record) == state(two, EXTENSION, row) == "granted"
    assert due(one) == due(two) == history.fields_of(two.ledger.reader, EXTENSION, row)["due_on"]
    assert one.digest == two.digest and one.conflicts == two.conflicts


def test_the_same_step_for_the_same_reason_on_one_day_asks_nobody(tmp_path):
    one, two, register, record = a_pair(tmp_path, EXTENSION)
    for copy in (one, two):
        exchanged.agree(copy, one, two)
        take(copy, register, record, "refuse", "材料不全")
    exchanged.end([one, two])

    assert not one.conflicts and not two.conflicts and one.digest == two.digest


def test_the_same_step_for_another_reason_is_asked_about(tmp_path):
    one, two, register, record = a_pair(tmp_path, EXTENSION)
    for copy, reason in ((one, "材料不全"), (two, "已延过一次")):
        exchanged.agree(copy, one, two)
        take(copy, register, record, "refuse", reason)
    exchanged.end([one, two])

    [conflict] = settling.listed(one.ledger.reader)
    day = one.ledger.today()
    assert [side.value for side in conflict.told.sides] == [f"不同意 {day} 已延过一次", f"不同意 {day} 材料不全"]
    assert conflict.told.title == "状态" and "撤回另一方的办理步骤" in conflict.follows


def test_a_note_of_a_later_day_hides_no_step_and_stays_whichever_side_is_taken(tmp_path):
    one, two, register, record = a_pair(tmp_path, "secretary_item")
    take(one, register, record, "finish", text="办结")
    exchanged.agree(two, one)
    take(two, register, record, "note", text="还在办")
    exchanged.end([one, two])

    [conflict] = conflicting_steps.of_state(one, record)
    assert [side.value.split(" ")[0] for side in conflict.told.sides] == ["办理中", "办结"]
    settling.settle(one.ledger, EVERYONE, conflict.number, 1)
    exchanged.end([one, two])
    for copy in (one, two):
        assert state(copy, "secretary_item", record) == "done"
        steps = queries.standing_events(copy.ledger.reader, "secretary_item", record)
        assert {"finish", "note"} < {step.step for step in steps}

    undo.undo(one.ledger, EVERYONE)
    exchanged.end([one, two])
    assert state(one, "secretary_item", record) == state(two, "secretary_item", record) == "open"


def test_two_notes_and_a_step_that_was_undone_ask_nobody(tmp_path):
    one, two, register, record = a_pair(tmp_path, "secretary_item")
    take(one, register, record, "report", text="上报")
    undo.undo(one.ledger, EVERYONE)
    exchanged.agree(two, one)
    take(two, register, record, "finish", text="办结")
    exchanged.end([one, two])

    assert not conflicting_steps.of_state(one, record) and one.digest == two.digest
    assert state(one, "secretary_item", record) == state(two, "secretary_item", record) == "done"


def test_a_step_that_nothing_takes_back_can_only_be_held_as_shown(tmp_path):
    one, two, _record, row = conflicting_steps.settled(tmp_path, ("draw", "drawn", "lock", "replace"), 1)
    [conflict] = conflicting_steps.of_state(two, row)

    assert "不能撤回" in conflict.why_shown
    with pytest.raises(KnownError, match="不能撤回"):
        settling.settle(two.ledger, EVERYONE, conflict.number, 1)
    settling.settle(one.ledger, EVERYONE, conflict.number, 0)
    exchanged.end([one, two])
    assert not conflicting_steps.of_state(two, row) and one.digest == two.digest


@pytest.mark.parametrize("sides", [(0, 1), (1, 0)])
@pytest.mark.parametrize(
    "pair", [(EXTENSION, "applied", "grant", "refuse"), ("secretary_item", "open", "finish", "report")]
)
def test_a_record_whose_steps_two_copies_took_back_of_each_other_stands_where_it_stood_and_is_told_so(
    tmp_path, pair, sides
):
    """What is taken back says nothing (ledger.md §3): both settlings hold until somebody takes a side anew."""
    one, two, record, row = conflicting_steps.apart(tmp_path, *pair)
    for copy, here, side in ((one, record, sides[0]), (two, row, sides[1])):
        exchanged.agree(copy, one, two)
        [conflict] = conflicting_steps.of_state(copy, here)
        assert not conflict.meanwhile
        settling.settle(copy.ledger, EVERYONE, conflict.number, side)
    exchanged.end([one, two])

    for copy, here in ((one, record), (two, row)):
        [conflict] = conflicting_steps.of_state(copy, here)
        assert state(copy, pair[0], here) == pair[1] and len(conflict.told.sides) == 2
        assert f"“{books.as_declared(pair[0]).state(pair[1]).word}”" in conflict.meanwhile
    settling.settle(one.ledger, EVERYONE, conflicting_steps.of_state(one, record)[0].number, 1)
    exchanged.end([one, two])
    assert one.digest == two.digest and not conflicting_steps.of_state(two, row)
    assert state(one, pair[0], record) == state(two, pair[0], row) != pair[1]


def in_former_form(copy, steps):
    """The ledger before or after the step that states are told since."""
    connection = copy.ledger.writer._connection
    for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        connection.execute(f"drop trigger [{name}]")
    for statement in steps:
        connection.execute(statement)
    triggers.rebuild(connection)


def test_steps_that_former_programs_took_apart_ask_nobody_once_both_copies_are_of_today(tmp_path):
    """What an action says of a state is the same on every copy: a copy's own steps and those it received of that time say nothing."""
    one, two = exchanged.copies(tmp_path, "former", "甲乙", shared=0, began=datetime(2026, 6, 5, 9))
    register = books.as_declared("talk")
    tables = ("record_event", "record_retraction")
    for copy in (one, two):
        in_former_form(copy, [f"alter table {table} drop column tells_state" for table in tables])
    made, _changes = verbs.add(
        one.ledger, EVERYONE, register, sample(register, conflicting_steps._office(one.ledger)), state="planned"
    )
    exchanged.end([one, two])
    row = two.ledger.reader.value("select max(id) from talk")
    for copy, record, name in ((one, made.id, "notify"), (two, row, "hold")):
        exchanged.agree(copy, one, two)
        copy.ledger.clock.now += timedelta(days=1)
        conflicting_steps.take(copy, register, record, register.step(name), copy.name)
    exchanged.end([one, two])
    for copy in (one, two):
        in_former_form(copy, told_states.STATEMENTS)

    exchanged.agree(one, one, two)
    one.ledger.clock.now += timedelta(days=1)
    conflicting_steps.take(one, register, made.id, register.step("hold"), "再")
    exchanged.end([one, two])

    assert one.digest == two.digest
    assert [*conflicting_steps.of_state(one, made.id)] == [*conflicting_steps.of_state(two, row)] == []


@pytest.mark.parametrize("side", [0, 1])
def test_an_action_that_changes_fields_and_takes_a_step_is_listed_by_both_and_goes_as_a_whole(tmp_path, side):
    """As an import does: one action edits two records and leads one of them on; the other copy edits the field and takes another step."""
    one, two, register, record = a_pair(tmp_path, EXTENSION, approver="")
    other, _changes = verbs.add(
        one.ledger, EVERYONE, register, sample(register, conflicting_steps._office(one.ledger)) | {"approver": ""}
    )
    exchanged.end([one, two])
    with change(one.ledger, EVERYONE, Action.IMPORT, "导入") as changes:
        for each in (record, other.id):
            verbs.update(one.ledger, changes, register, each, {"approver": "张三"})
        verbs.move(one.ledger, EVERYONE, changes, register, record, register.step("grant"), {}, reason="")
    exchanged.agree(two, one)
    two.ledger.clock.now += timedelta(days=1)
    verbs.edit(two.ledger, EVERYONE, register, [record], {"approver": "李四"})
    take(two, register, record, "refuse", "不够")
    exchanged.end([one, two])

    assert sorted(each.told.field for each in conflicting_steps.of_record(one, EXTENSION, record)) == [
        "approver",
        "state",
    ]
    [conflict] = conflicting_steps.of_state(one, record)
    settling.settle(one.ledger, EVERYONE, conflict.number, side)
    exchanged.end([one, two])
    fields = history.fields_of(two.ledger.reader, EXTENSION, record)
    left = [each.told.field for each in conflicting_steps.of_record(one, EXTENSION, record)]
    assert (state(two, EXTENSION, record), fields["approver"], left) == (
        ("granted", "李四", ["approver"]) if side else ("refused", "李四", [])
    )
    assert history.fields_of(two.ledger.reader, EXTENSION, other.id)["approver"] == "张三"
    assert due(one) == due(two) and (due(one) == fields["due_on"]) == bool(side)
    assert one.digest == two.digest and one.conflicts == two.conflicts

    undo.undo(one.ledger, EVERYONE)
    exchanged.end([one, two])
    assert sorted(each.told.field for each in conflicting_steps.of_record(two, EXTENSION, record)) == [
        "approver",
        "state",
    ]
    assert one.digest == two.digest and one.conflicts == two.conflicts
