"""L-3: dated steps of records are only added: taken back, entered again at their old place, brought in line with what stands."""

import pytest

from db.queries import books as queries
from db.queries import history, record_history
from desktop.ledgers.talks import TALKS
from desktop.operations import undo
from desktop.operations.change import change
from desktop.operations.records import record_events, verbs
from desktop.rules.permissions import Action
from tests.builders import EVERYONE


@pytest.fixture
def talk(ledger, office):
    values = {
        "kind": "reminder",
        "unit": office["unit"],
        "talker": "顾",
        "talked_to": "程",
        "reason": "overdue",
        "held_on": "2026-05-20",
        "demands": "限期",
    }
    made, _changes = verbs.add(ledger, EVERYONE, TALKS, values, on="2026-05-10")
    verbs.take(ledger, EVERYONE, TALKS, made.id, TALKS.step("hold"))
    return made.id


def standing(ledger, talk):
    return [(event.step, event.effective_on) for event in queries.standing_events(ledger.reader, "talk", talk)]


def test_a_step_is_taken_back_once_and_entered_again_as_it_was_l3(ledger, talk):
    """L-3"""
    assert standing(ledger, talk) == [("add", "2026-05-10"), ("hold", "2026-05-20")]
    last = queries.standing_events(ledger.reader, "talk", talk)[-1].id
    with change(ledger, EVERYONE, Action.UNDO, "试") as changes:
        record_events.retract(changes, last, "错")
        record_events.retract(changes, last, "错")
    assert (
        standing(ledger, talk) == [("add", "2026-05-10")]
        and ledger.reader.value("select count(*) from record_retraction") == 1
    )
    with change(ledger, EVERYONE, Action.UNDO, "试") as changes:
        again = record_events.enter_again(changes, last)
        assert record_events.enter_again(changes, last) == again
    assert standing(ledger, talk) == [("add", "2026-05-10"), ("hold", "2026-05-20")]


def test_a_corrected_date_moves_the_one_step_that_stood_on_it(ledger, talk):
    with change(ledger, EVERYONE, Action.EDIT_RECORD, "试") as changes:
        record_events.correct_date(changes, "talk", talk, "hold", "2026-05-20", "2026-05-22")
        record_events.correct_date(changes, "talk", talk, "add", "2026-05-20", "2026-05-01")
    assert standing(ledger, talk) == [("add", "2026-05-10"), ("hold", "2026-05-22")]


def test_undo_and_redo_in_any_order_end_where_the_standing_actions_lead_l3(ledger, talk):
    """L-3"""
    verbs.edit(ledger, EVERYONE, TALKS, [talk], {"held_on": "2026-05-25"})
    assert standing(ledger, talk)[-1] == ("hold", "2026-05-25")
    moved = ledger.reader.value("select max(id) from action")
    undo.undo(ledger, EVERYONE, moved)
    assert standing(ledger, talk)[-1] == ("hold", "2026-05-20")
    undo.redo(ledger, EVERYONE)
    assert standing(ledger, talk)[-1] == ("hold", "2026-05-25")
    undo.undo(ledger, EVERYONE, moved - 1)
    assert standing(ledger, talk) == [("add", "2026-05-10")], "with the step itself taken back nothing of it stands"


def test_where_two_copies_of_a_step_stand_the_last_of_them_is_meant(ledger, talk):
    """As after two copies of the ledger brought it back at the same time."""
    step = queries.standing_events(ledger.reader, "talk", talk)[-1].id
    with change(ledger, EVERYONE, Action.UNDO, "试") as changes:
        fields = record_history.event_fields(changes.writer, step)
        stamp = {"recorded_at": changes.recorded_at, "known_on": changes.known_on, "action_id": changes.action_id}
        again = changes.writer.insert("record_event", {**fields, **stamp})
        assert record_history.standing_copies(changes.writer, step) == (step, again)
        assert record_events.enter_again(changes, step) == again


def test_only_log_rows_about_steps_are_about_them_and_the_first_event_is_told(ledger, talk):
    action = ledger.reader.value("select max(id) from action")
    with change(ledger, EVERYONE, Action.UNDO, "试") as changes:
        rows = history.log_of_action(changes.writer, action)
        about = [row for row in rows if record_events.is_about(row)]
        firsts = [record_events.bring_in_line(changes, row) for row in about]

    assert {row.table for row in about} == {"record_event"} and len(about) < len(rows)
    assert firsts == [row.row_id for row in about]
