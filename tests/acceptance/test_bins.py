"""E2: what one copy puts into the bin while another enters something on it, of every kind and every book, both ways round, settled by every side on both copies."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers import books
from tests import bins, detours

pytestmark = pytest.mark.acceptance


@pytest.mark.parametrize("bin_first", [True, False])
@pytest.mark.parametrize("name", bins.ENTERED)
def test_deletion_against_what_was_entered_is_settled_undone_and_redone_whatever_it_was(tmp_path, name, bin_first):
    one, two = bins.apart(tmp_path, name, bin_first=bin_first)
    assert bins.against_the_bin(one) == bins.against_the_bin(two) == 1 and one.digest == two.digest
    assert detours.undone_and_redone(one, two) == 2 * 2


@pytest.mark.parametrize("bin_first", [True, False])
@pytest.mark.parametrize("name", [one.name for one in books.declared()])
def test_a_record_of_every_book_is_brought_back_or_kept_in_the_bin(tmp_path, name, bin_first):
    try:
        one, two = bins.of_book(tmp_path, name, bin_first=bin_first)
    except KnownError as refused:
        pytest.skip(f"the rules of the book let it not be done: {refused}")
    assert bins.against_the_bin(one) == bins.against_the_bin(two) == 1 and one.digest == two.digest
    assert detours.undone_and_redone(one, two)
