"""What a record says of a past day is the same at every copy: nothing in it rests on the log, in which a receipt is one action and which a clearing empties."""

import pytest

from db.queries import books as queries
from desktop.ledgers import books
from desktop.operations import purging
from desktop.operations.archive import clearing
from desktop.operations.records import verbs
from tests import exchanged
from tests.builders import EVERYONE
from tests.operations.records.test_verbs import sample

PLANNED, BETWEEN, HELD = "2026-05-01", "2026-05-10", "2026-05-18"
TALK = books.as_declared("talk")


def told(copy, day):
    """The words of the talks on a day, by number, with the states in which they stood."""
    return {one.number: (one.state, one.fields) for one in queries.records(copy.ledger.newest, TALK.shape, day)}


def alike(one, two):
    assert one.digest == two.digest
    for day in (PLANNED, BETWEEN, HELD):
        assert told(one, day) == told(two, day)
    return told(one, BETWEEN)


@pytest.mark.parametrize("known", ["before", "with the package"])
def test_a_record_corrected_without_a_step_and_then_stepped_says_the_same_of_an_earlier_day_at_both_copies(
    tmp_path, known
):
    """Also where the record itself comes in the package, and after what its log kept is emptied."""
    one, two = exchanged.copies(tmp_path, f"past {known}", "甲乙", shared=0)
    ledger = one.ledger
    [(round_id, unit)] = ledger.reader.tuples("select round_id, unit_id from finding where id = 1")
    office = {"ledger": ledger, "round": round_id, "unit": unit, "finding": 1, "findings": (1,)}
    values = {**sample(TALK, office), "held_on": None, "follow_up_due": None, "demands": "", "matter": "原因一"}
    made, _changes = verbs.add(ledger, EVERYONE, TALK, values, state="planned", on=PLANNED)
    if known == "before":
        exchanged.end([one, two])
    verbs.edit(ledger, EVERYONE, TALK, [made.id], {"matter": "更正后的事由"})
    verbs.take(ledger, EVERYONE, TALK, made.id, TALK.step("hold"), {"held_on": HELD, "demands": "限期整改"}, on=HELD)
    exchanged.end([one, two])
    [(state, fields)] = alike(one, two).values()
    assert (state, fields["matter"]) == ("planned", "更正后的事由")

    rows = list(clearing._emptied_records(ledger.newest, {TALK.name: (made.id,)}))
    purging.empty_words(ledger, EVERYONE, rows, "清除", second="乙某", reason="试")
    [(state, after)] = told(one, BETWEEN).values()
    emptied = {column for row in rows for column in row[2]}
    assert state == "planned"
    assert {name for name in fields if fields[name] != after[name]} <= emptied
