"""E2: every kind of entry as a detour and as a conflict that is settled, undone and redone; the walks of tests/operations/packages/test_detours.py."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.rules.workflow import Deed
from tests import conflicting_deeds, conflicting_steps, detours
from tests.detours import ENTRIES, SETTLED_BY_DEED, of_deed, told

pytestmark = pytest.mark.acceptance


def as_without(folder, first, between, second, stood="open"):
    """What is listed after a detour is what is listed without it, on every copy."""
    one, two = told(folder, first, between, second, stood)
    assert one.digest == two.digest and one.conflicts == two.conflicts
    assert detours.listed(one) == detours.listed(told(folder, first, None, second, stood)[0]), (first, between, second)


@pytest.mark.parametrize("name", ENTRIES)
def test_what_was_entered_and_undone_hides_nothing_whatever_it_was(tmp_path, name):
    as_without(tmp_path, *[ENTRIES[name]] * 3)


@pytest.mark.parametrize("stood", conflicting_deeds.BEFORE)
@pytest.mark.parametrize("first", Deed)
def test_no_deed_that_was_undone_hides_another(tmp_path, stood, first):
    """Walks the table of deeds; what the office's rules refuse is no pair."""
    for between in Deed:
        try:
            as_without(tmp_path, of_deed(first), of_deed(between), of_deed(first), stood)
        except KnownError:
            continue


@pytest.mark.parametrize("name", ENTRIES)
def test_every_conflict_is_listed_again_when_what_settled_it_is_undone(tmp_path, name):
    assert detours.undone_and_redone(*told(tmp_path, ENTRIES[name], None, ENTRIES[name]))


@pytest.mark.parametrize("stood", conflicting_deeds.BEFORE)
@pytest.mark.parametrize("first", Deed)
def test_every_conflict_of_two_deeds_is_listed_again_when_what_settled_it_is_undone(tmp_path, stood, first):
    for second in Deed:
        try:
            one, two = told(tmp_path, of_deed(first), None, of_deed(second), stood)
        except KnownError:
            continue
        detours.undone_and_redone(one, two)


@pytest.mark.parametrize("name", [one.name for one in books.declared() if one.steps])
def test_every_conflict_of_two_steps_is_listed_again_when_what_settled_it_is_undone(tmp_path, name):
    for pair in (one for one in conflicting_steps.pairs() if one[0] == name):
        try:
            one, two, _record, _row = conflicting_steps.apart(tmp_path, *pair)
        except KnownError:
            continue
        detours.undone_and_redone(one, two)


@pytest.mark.parametrize("sides", [(0, 1), (1, 0)], ids=str)
@pytest.mark.parametrize("name", SETTLED_BY_DEED)
def test_what_two_copies_settled_differently_by_a_deed_is_listed_again_on_every_copy(tmp_path, name, sides):
    pair = told(tmp_path, SETTLED_BY_DEED[name], None, SETTLED_BY_DEED[name])
    detours.settled_at_last(*detours.settled_apart(tmp_path, pair, sides))
