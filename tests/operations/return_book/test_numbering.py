"""Numbers of workbooks that come back: read only where they are whole, and never those of another sort."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.operations.joint_review import sheet_numbers
from desktop.operations.return_book import packages
from desktop.operations.return_book.numbering import Numbered

SORTS = Numbered.__subclasses__()
parts = st.integers(0, 999_999_999)


def test_each_sort_has_a_prefix_of_its_own():
    assert {packages.Package, sheet_numbers.Package} <= set(SORTS)
    assert len({one.PREFIX for one in SORTS}) == len(SORTS)


@given(st.tuples(parts, parts, parts, parts))
def test_a_number_comes_back_as_what_it_was_and_as_no_other_sort(values):
    for sort in SORTS:
        one = sort(*values[: len(fields(sort))])
        assert sort.of(one.number) == one and one.number.startswith(one.family)
        assert all(other.of(one.number) is None for other in SORTS if other is not sort)


@pytest.mark.parametrize(
    "number", ["", "HS-1-2", "HS-1-2-3-4", "HS-1-2-x", " HS-1-2-3", "HS-1-2-1234567890", "HS-１-2-3"]
)
def test_what_is_no_number_is_none(number):
    assert all(sort.of(number) is None for sort in SORTS)
