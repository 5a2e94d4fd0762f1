"""Several findings of one unit that ask for papers make one paper, by the ladder (D10)."""

from desktop.operations.supervision.board import read_board
from desktop.operations.supervision.due import papers_due
from tests.operations.health.sound_office import a_sound_office

LATE = "2027-06-05"


def test_one_paper_for_each_unit_over_all_findings_that_ask(ledger):
    round_id, _units, _ids = a_sound_office(ledger)
    board = read_board(ledger.reader, (round_id,), LATE)
    asked = [card for card in board.cards if card.proposal.rung is not None]
    due = papers_due(board)

    assert asked and len(due) == len({card.row.unit_id for card in asked})
    assert sum(one.findings for one in due) == len(asked)
    assert [one.late for one in due] == sorted((one.late for one in due), reverse=True) and due[0].late > 300
    assert {one.kind for one in due} == {"supervision_letter"}


def test_nothing_is_due_before_a_date_comes_near(ledger):
    round_id, _units, _ids = a_sound_office(ledger)
    assert papers_due(read_board(ledger.reader, (round_id,), "2025-01-01")) == ()
