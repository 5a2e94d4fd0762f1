"""A count over a book bears the numbers of its records, so that nobody can write over it and every figure can be opened."""

from __future__ import annotations

import pytest

from desktop.operations.papers.providers import book_counts
from tests.operations.papers.handed_in import enter
from tests.operations.papers.providers.test_term_coverage import term, words  # noqa: F401

ON = "2026-07-01"


def test_numbers_counts_and_sums_name_their_records(term):  # noqa: F811
    ledger, first, *_rest = term
    for people in (30, 20):
        enter(ledger, "lecture", held_on=ON, round=first, people=people)
    found = words(term)
    assert (int(found["党课人次"]), len(found["党课人次"].rows), len(found["党课场次"].rows)) == (50, 2, 2)


@pytest.mark.parametrize("records", [[], ()])
def test_nought_is_not_said(records):
    assert book_counts.count(None, "约谈数", records) is None
