"""Which sides of a conflict are taken by a deed: what copies registered, the recycle bin, a dated fact; every other field is written."""

import pytest

from db.merge.travel import RECORD_STATE, REMOVED, STANDS
from db.queries.standing import FACTS
from desktop.ledgers import books
from desktop.operations.packages.branches import EVENTS, STEPS
from desktop.operations.packages.taking_sides import has_bin, is_by_deed

TABLES = ("finding", "unit", "measure", *(one.name for one in books.declared()))


@pytest.mark.parametrize("table", TABLES)
def test_bin_registration_and_state_of_any_table_are_taken_by_a_deed(table):
    assert all(is_by_deed(table, name) for name in (REMOVED, STANDS, RECORD_STATE))
    assert all(is_by_deed(table, name) for name in FACTS.get(table, ()))


@pytest.mark.parametrize(
    ("table", "name"), [("finding", "text"), ("unit", "name"), ("measure", "text"), ("round", "name")]
)
def test_a_plain_field_is_written(table, name):
    assert not is_by_deed(table, name)


def test_findings_and_records_of_books_have_a_bin_and_what_only_stands_or_not_has_none():
    assert has_bin("finding") and all(has_bin(one.name) for one in books.declared())
    assert has_bin("measure") and not any(map(has_bin, (EVENTS, STEPS, "unit")))
