"""What one decision on a figure of an issued paper must hold by itself."""

import pytest

from desktop.ledgers.paper_decisions import check


@pytest.mark.parametrize(
    ("decision", "kinds"),
    [
        ({"on": "2026-06-05", "letter": 1, "state": "kept"}, []),
        ({"on": "2026-06-06", "letter": 1, "state": "kept"}, ["in_future"]),
        ({"on": "2026-06-05", "letter": 1, "correction": 1, "state": "corrected"}, ["same_letter"]),
        ({"on": "2026-06-05", "letter": 1, "state": "corrected"}, ["no_correction"]),
        ({"on": "2026-06-05", "letter": 1, "correction": 2, "state": "corrected"}, []),
    ],
)
def test_a_paper_is_corrected_by_another_one_and_not_ahead_of_its_day(decision, kinds):
    assert [fault.kind for fault in check(decision, "2026-06-05")] == kinds
