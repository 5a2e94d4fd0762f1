"""What the book of archives refuses, whatever the way in: each rule of its declaration."""

from types import SimpleNamespace

import pytest

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations.archive import packing, taking
from desktop.operations.records import verbs
from tests.builders import EVERYONE
from tests.operations.health.sound_office import a_sound_office

DAY = "2026-06-05"


@pytest.fixture
def office(ledger):
    return a_sound_office(ledger)


def refused(kind, act, *arguments):
    with pytest.raises(KnownError) as told:
        act(*arguments)
    assert told.value.kind == kind


def test_a_round_goes_into_the_archive_once(ledger, office):
    packing.begin(ledger, EVERYONE, office[0])
    register = books.book(ledger.newest, "archive")
    refused("archived_twice", verbs.add, ledger, EVERYONE, register, {"round": office[0], "checked_on": DAY})


def test_what_is_open_without_a_reason_does_not_go_through(ledger, office):
    packing.begin(ledger, EVERYONE, office[0])
    refused("not_through", packing.begin, ledger, EVERYONE, office[0], "没有未签发的草稿：无")


def test_no_day_lies_ahead_and_what_is_handed_over_was_checked_before(ledger, office):
    register = books.book(ledger.newest, "archive")
    refused("in_future", verbs.add, ledger, EVERYONE, register, {"round": office[0], "checked_on": "2030-01-01"})
    early = {"round": office[0], "checked_on": DAY, "handed_on": "2026-06-01"}
    refused("handed_before", verbs.add, ledger, EVERYONE, register, early)


@pytest.mark.parametrize(("step", "kind"), [(taking.packed, "no_package"), (taking.wiped, "not_wiped")])
def test_a_state_that_only_its_own_deed_gives_is_given_by_no_other_way(ledger, step, kind):
    """Whatever way calls the step: no package was written in this action, no two people clear now."""
    refused(kind, step, SimpleNamespace(reader=ledger.newest, record={"number": "归档〔2026〕1号"}, values={}))


def test_by_hand_a_step_of_a_deed_is_refused_with_the_place_of_the_deed(ledger, office):
    packing.begin(ledger, EVERYONE, office[0])
    register, record = books.book(ledger.newest, "archive"), packing.record_of(ledger.newest, office[0])
    refused("within", verbs.take, ledger, EVERYONE, register, record.id, register.step("pack"))
    assert packing.record_of(ledger.newest, office[0]).state == "checked"
