"""Kinds ask for work by the ladder and by what lies prepared."""

from desktop.operations.papers.asking import asking
from desktop.operations.supervision.board import read_board
from desktop.operations.supervision.due import papers_due
from tests.operations.health.sound_office import a_sound_office

LATE = "2027-06-05"


def test_the_ladder_asks_for_one_paper_a_unit(ledger):
    round_id, _units, _ids = a_sound_office(ledger)
    due = papers_due(read_board(ledger.reader, (round_id,), LATE))
    assert due and asking(ledger.reader, (round_id,), LATE) == {"supervision_letter": len(due)}


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
