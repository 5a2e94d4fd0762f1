"""E2: what one copy puts into the bin while another enters something on it, of every kind and every book, both ways round, settled by every side on both copies."""

import itertools

import pytest

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations.records import verbs
from tests import bins, conflicting_steps, detours
from tests.builders import EVERYONE

pytestmark = pytest.mark.acceptance


@pytest.mark.parametrize("bin_first", [True, False])
@pytest.mark.parametrize("name", bins.ENTERED)
def test_deletion_against_what_was_entered_is_settled_undone_and_redone_whatever_it_was(tmp_path, name, bin_first):
    one, two = bins.apart(tmp_path, name, bin_first=bin_first)
    assert bins.against_the_bin(one) == bins.against_the_bin(two) == 1 and one.digest == two.digest
    assert detours.undone_and_redone(one, two) == 2 * 2


@pytest.mark.parametrize("bin_first", [True, False])
@pytest.mark.parametrize(("name", "what"), [*bins.of_books()])
def test_a_record_of_every_book_is_brought_back_or_kept_in_the_bin(tmp_path, name, what, bin_first):
    one, two = bins.of_book(tmp_path, name, what, bin_first=bin_first)
    assert bins.against_the_bin(one) == bins.against_the_bin(two) == 1 and one.digest == two.digest
    sealed = name == "draw" and what in ("lock", "replace")  # 锁定、作废后不入回收站: it can only be brought back
    assert detours.undone_and_redone(one, two) == (2 if sealed else 2 * 2)


TURNS = [(bins.IN, bins.KEPT), (bins.KEPT, bins.IN)]


@pytest.mark.parametrize("turns", [*itertools.product(TURNS, TURNS)], ids=str)
@pytest.mark.parametrize("bin_first", [True, False])
@pytest.mark.parametrize("name", bins.ENTERED)
def test_settled_differently_twice_and_then_by_any_side_the_row_reads_as_that_side(tmp_path, name, bin_first, turns):
    bins.taken_at_last(*bins.settled_apart(tmp_path, bins.apart(tmp_path, name, bin_first=bin_first), turns))


@pytest.mark.parametrize("turn", TURNS, ids=str)
@pytest.mark.parametrize(("name", "what"), [*bins.of_books()])
def test_a_record_of_every_book_settled_differently_reads_as_the_side_that_is_taken_last(tmp_path, name, what, turn):
    pair = bins.of_book(tmp_path, name, what, bin_first=True)
    if name == "draw" and what in ("lock", "replace"):
        with pytest.raises(KnownError):
            bins.settled_apart(tmp_path, pair, [turn])
    else:
        bins.taken_at_last(*bins.settled_apart(tmp_path, pair, [turn]))


@pytest.mark.parametrize("name", [one.name for one in books.declared() if one.add_final])
def test_what_its_book_keeps_for_good_is_put_into_no_bin(tmp_path, name):
    one, *_rest = conflicting_steps.with_record(tmp_path, books.as_declared(name), "")
    with pytest.raises(KnownError, match="登记后要留存，不能移入回收站"):
        verbs.remove(one.ledger, EVERYONE, books.as_declared(name), [1], "录错了")
