"""Figures of one moment: each bears its dates and basis, its value and the numbers of what it counts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from desktop.operations.papers.figuring import Moment, PrintedRate, rate_of

JUNE = Moment("2026-06-05", "2026-06-01T09:00:00", "认定口径")
ROWS = [SimpleNamespace(number=number) for number in ("15-06-0001", "15-06-0003")]
NUMBERS = ("15-06-0001", "15-06-0003")


def rate():
    item = [SimpleNamespace(finding_id=one) for one in (7, 8, 7, 9)]
    told = SimpleNamespace(numerator=1, denominator=3, on_paper="33.3%")
    return rate_of(JUNE, "整改率", SimpleNamespace(behind_denominator=item, rate=told), {7: NUMBERS[0], 8: NUMBERS[1]})


MADE = {
    "figure": JUNE.figure("问题数", 2, NUMBERS),
    "count": JUNE.count("问题数", ROWS),
    "count_or_none": JUNE.count_or_none("问题数", ROWS),
    "rate": JUNE.rate("整改率", JUNE.count("销号", ROWS[:1]), JUNE.count("问题数", ROWS), "50.0%"),
    "rate_of": rate(),
}


@pytest.mark.parametrize("way", MADE)
def test_every_figure_bears_the_moment_and_the_numbers_behind_it(way):
    made = MADE[way]

    assert (made.as_of, made.known_at, made.basis) == (JUNE.as_of, JUNE.known_at, JUNE.basis)
    assert made.rows == NUMBERS


def test_a_count_is_the_number_of_its_rows():
    for rows in ([], ROWS[:1], ROWS):
        assert JUNE.count("问题数", rows).value == len(rows)


def test_nought_is_left_out_only_where_that_was_asked():
    assert JUNE.count_or_none("问题数", []) is None
    assert JUNE.count_or_none("问题数", ROWS).value == 2


def test_a_rate_is_printed_as_its_basis_prints_it_and_keeps_both_counts():
    assert MADE["rate"].value == PrintedRate(1, 2, "50.0%")
    assert MADE["rate_of"].value == PrintedRate(1, 3, "33.3%")
    assert [MADE[way].shown for way in ("rate", "rate_of")] == ["50.0%", "33.3%"]
