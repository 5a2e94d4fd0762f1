"""X8: what the ledger said when a workbook was sent can be told again, whatever was done since, on the same day too."""

import pytest

from db.queries.return_books import standing_of_round
from tests.histories import Work


def last_action(ledger):
    return ledger.reader.value("select max(id) from action")


@pytest.mark.parametrize("seed", range(4))
def test_the_state_after_an_action_is_the_same_however_much_was_done_later(ledger, clock, seed):
    work = Work(ledger, clock, seed)
    told = []
    for step in range(60):
        work.step()
        if step % 3 == 0:
            told.append((work.today, last_action(ledger), standing_of_round(ledger.reader, work.round_id, work.today)))
    for as_of, action, standing in told:
        assert standing_of_round(ledger.reader, work.round_id, as_of, action) == standing
    assert len({standing for _as_of, _action, standing in told}) > 5
