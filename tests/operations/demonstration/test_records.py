"""The books of the demonstration are entered by deeds, each on its own day and under its own label."""

from __future__ import annotations

import json

import pytest

from db.queries import books as queries
from db.store import open_ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations.demonstration.clock import StoryClock
from desktop.operations.demonstration.records import NAME, Records
from tests.builders import EVERYONE, a_round, a_unit

TALK = {
    "do": "talk.add",
    "as": "one",
    "args": {
        "kind": "secretary",
        "unit": "县民政局党组",
        "reason": "prominent",
        "matter": "责任不实",
        "talked_to": "主要负责人",
        "talker": "县委书记",
    },
}


@pytest.fixture
def played(ledger, tmp_path):
    a_round(ledger), a_unit(ledger)
    ledger.close()
    clock = StoryClock("2026-06-01")
    opened = open_ledger(ledger.folder, None, clock)

    def steps(*told):
        content = {"steps": [{"at": day, **step} for day, step in told]}
        (tmp_path / NAME).write_text(json.dumps(content), "utf-8")
        return Records(opened, EVERYONE, clock, tmp_path), opened, clock

    yield steps
    opened.close()


def entered(ledger):
    return [one.number for one in queries.records(ledger.reader, books.book(ledger.reader, "talk").shape, "2026-12-31")]


def test_what_was_entered_before_a_day_is_entered_then_and_the_rest_waits(played):
    records, ledger, clock = played(("2026-06-06", TALK), ("2026-06-08", {**TALK, "as": "two"}))

    for day, count in (("2026-06-06", 0), ("2026-06-07", 1), ("2026-06-08", 1), ("2026-06-09", 2)):
        records.until(day)
        assert len(entered(ledger)) == count
    assert clock().isoformat() == "2026-06-08T08:30:00"


def test_a_deed_that_is_refused_stops_the_story_and_is_named(played):
    records, _ledger, _clock = played(("2026-06-06", {**TALK, "args": {**TALK["args"], "unit": "没有的单位"}}))

    with pytest.raises(KnownError, match=r"talk\.add") as told:
        records.until("2026-06-07")
    assert told.value.kind == "demonstration"
