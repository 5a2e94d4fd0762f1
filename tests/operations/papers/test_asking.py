"""Kinds ask for work by the ladder and by what lies prepared."""

from datetime import date, timedelta

from desktop.operations import progress
from desktop.operations.papers import making
from desktop.operations.papers.asking import asking
from desktop.operations.papers.gathered import Request
from desktop.operations.supervision.board import read_board
from desktop.operations.supervision.due import papers_due
from tests.builders import CLAIMANT
from tests.operations.health.sound_office import a_sound_office

LATE = "2027-06-05"


def test_the_ladder_asks_for_one_paper_a_unit(ledger):
    round_id, _units, _ids = a_sound_office(ledger)
    due = papers_due(read_board(ledger.reader, (round_id,), LATE))
    assert due and asking(ledger.reader, (round_id,), LATE) == {"supervision_letter": len(due)}


def test_a_unit_whose_coming_findings_all_wait_for_the_office_is_warned_by_neither_the_ladder_nor_the_batch(ledger):
    """registers.md §4: what waits for the office is never chased; both count the same letters."""
    round_id, units, ids = a_sound_office(ledger)
    due = date.fromisoformat(ledger.reader.value("select min(first_due_on) from finding where first_due_on <> ''"))
    day = due - timedelta(days=5)

    def counted():
        request = Request("due_warning_letter", day, day, round_id, everyone=True)
        letters = making.gather(ledger.writing(), request)
        assert asking(ledger.reader, (round_id,), day.isoformat()) == {"due_warning_letter": len(letters)}
        return {one.unit_id for one in letters}

    assert counted() == set(units)
    waiting = [
        one for one in ids if ledger.reader.value("select unit_id from finding where id = ?", (one,)) == units[1]
    ]
    for finding in waiting:
        progress.claim(ledger, CLAIMANT, finding, "done", "2026-05-20", "已办结")
    assert counted() == {units[0]}


def test_what_lies_prepared_in_another_round_asks_for_nothing(ledger, monkeypatch):
    round_id, _units, _ids = a_sound_office(ledger)
    lying = [Lying("talk_notice", round_id), Lying("talk_notice", round_id + 1)]
    monkeypatch.setattr("desktop.operations.papers.asking.queries.prepared", lambda _reader: lying)

    assert asking(ledger.reader, (round_id,), "2025-01-01") == {"talk_notice": 1}
    assert asking(ledger.reader, (), "2025-01-01") == {"talk_notice": 2}


class Lying:
    """A paper that lies prepared."""

    def __init__(self, kind, round_id):
        self.kind, self.round_id = kind, round_id
