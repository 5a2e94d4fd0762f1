"""How an open problem stands, as reminders count it."""

import pytest

from desktop.operations.papers.snapshot import grouped
from desktop.operations.papers.standing import open_items, part_of, standing_of
from tests.finding_rows import AS_OF, a_row


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"due_on": "2026-06-04"}, "逾期"), ({"due_on": "2026-06-25"}, "临期"), ({"due_on": "2026-06-26"}, "推进"), ({"due_on": None}, "推进"),
        ({"due_on": "2026-06-10", "verdict": "long_term", "review_on": "2026-06-12"}, "长期坚持"),
        ({"verdict": "long_term", "review_on": "2026-06-01"}, "逾期"),
        ({"due_on": "2026-06-01", "claim": "done", "claim_newer": 1}, "待核实"), ({"due_on": "2026-06-10", "verdict": "transferred"}, "推进"),
    ],
)  # fmt: skip
def test_the_first_part_that_fits_a_finding(fields, part):
    assert standing_of(a_row(1, **fields), AS_OF) == part


def test_a_problem_stands_where_its_most_pressing_open_item_stands():
    [problem] = grouped(
        [a_row(1, parent_id=9), a_row(2, due_on="2026-06-08", parent_id=9), a_row(3, verdict="done", parent_id=9)]
    )

    assert part_of(problem, AS_OF) == "临期"
    assert [row.id for row in open_items(problem)] == [1, 2]
