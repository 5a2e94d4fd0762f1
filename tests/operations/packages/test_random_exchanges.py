"""E1, E2, E4: random work on three copies and packages in random order: the same digest, the same figures, every conflict listed."""

import random
from datetime import timedelta

import pytest

from db import audit
from db.queries import packages
from db.queries.findings import list_findings
from db.queries.tallies import tally
from db.records import Basis, FindingCriteria
from tests import exchanged


@pytest.mark.parametrize("seed", range(30))
def test_three_copies_say_the_same_after_any_exchange(tmp_path, seed):
    made = exchanged.one_history(tmp_path, seed)

    assert len({copy.digest for copy in made}) == 1
    assert len({str(copy.conflicts) for copy in made}) == 1
    for copy in made:
        log = audit.read_log(copy.ledger.reader)
        assert log.broken_at is None and not [*audit.rows_against_log(copy.ledger.reader, log)]


@pytest.mark.parametrize("seed", range(2))
def test_who_does_something_lists_what_those_list_who_are_told(tmp_path, seed):
    exchanged.in_turn(exchanged.one_history(tmp_path, f"turn {seed}", steps=15), random.Random(seed), 5)


@pytest.mark.parametrize("seed", range(3))
def test_figures_and_lists_are_the_same_on_every_copy(tmp_path, seed):
    made = exchanged.one_history(tmp_path, f"figures {seed}")
    today = max(copy.ledger.clock.now for copy in made).date()
    for back, level in ((0, "finding"), (2, "measure"), (10, "finding"), (30, "problem")):
        as_of = (today - timedelta(days=back)).isoformat()
        for known_at in (None, today.isoformat()):
            told = [figures(copy.ledger.reader, level, as_of, known_at) for copy in made]
            assert told[0] == told[1] == told[2]


def figures(reader, level, as_of, known_at):
    """The whole rate, and what a list says of every finding."""
    whole = tally(reader, Basis(level=level, numerator=("done",)), as_of, known_at)[0]
    rows = list_findings(reader, FindingCriteria(presence="any"), as_of, known_at)
    said = [
        (row.number, row.claim, row.verdict, row.present, row.unit_name, row.due_on or "", row.nature) for row in rows
    ]
    return whole.numerator, whole.denominator, sorted(said)


@pytest.mark.parametrize("seed", range(4))
def test_every_pair_of_values_that_nobody_had_both_before_him_is_listed(tmp_path, seed):
    """Told apart by what each copy in fact knew, not by what the nodes say they had seen."""
    witness = exchanged.Witness(tmp_path, seed)
    made = witness.history()

    listed = {(one.table, one.row_uid, one.field) for one in packages.open_conflicts(made[0].ledger.reader)}
    missing = witness.in_conflict() - listed
    assert not missing
