"""M5: the rate of a survey, plain or by weights."""

from fractions import Fraction

import pytest

from desktop.rules.satisfaction import percent, satisfaction, weights_of


def test_satisfied_and_basically_satisfied_of_the_valid_or_by_weights():
    assert satisfaction((30, 15, 5, 4), 54) == Fraction(45, 54) and percent(Fraction(45, 54)) == "83.3%"
    assert satisfaction((30, 15, 5, 4), 54, "1 0.8 0 0") == Fraction(42, 54)
    assert satisfaction((0, 0, 0, 0), 0) is None and percent(None) == "" and percent(Fraction(1, 16)) == "6.3%"


@pytest.mark.parametrize("typed", ["1", "1 1 1", "1 2 0 0", "甲 1 0 0", "-1 0 0 0", "nan 0 0 0"])
def test_weights_are_four_numbers_from_nothing_to_one(typed):
    assert weights_of(typed) is None and satisfaction((1, 0, 0, 0), 1, typed) is None
    assert weights_of("1、0.8，0, 0") == (1, Fraction(4, 5), 0, 0)
