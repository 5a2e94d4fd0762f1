"""The place of an event in its day: the order of entry on one copy, one order for all on several (issue 6 point 7)."""

import hashlib
import json

import pytest

from db.queries import history
from desktop.operations import places
from tests.builders import a_finding, claimed


def _fields(text, finding=1):
    return {"finding_id": finding, "kind": "note", "text": text, "measure_id": None}


def test_the_place_follows_the_order_of_entry_also_within_one_millisecond(ledger):
    at, last, found = "2026-06-05T09:00:00.000001", 0, []
    for number in range(5):
        last = places._after(last, at, _fields(str(number)))
        found.append(last)

    assert found == sorted(set(found)) and len({len(str(place)) for place in found}) == 1


def test_the_same_event_has_the_same_place_wherever_it_is_entered_and_another_one_has_another(ledger):
    at = "2026-06-05T09:00:00"
    one, same, other = (places.of_event(ledger.reader, at, _fields(text)) for text in ("甲", "甲", "乙"))

    assert one == same != other


def test_a_clock_that_goes_back_puts_nothing_before_what_stands(ledger):
    early, late = "2020-01-01T00:00:00", "2026-06-05T09:00:00"
    stands = places._after(0, late, _fields("甲"))

    assert places._after(stands, early, _fields("乙")) > stands


def test_a_place_is_the_millisecond_of_its_entry_with_twenty_bits_of_what_it_says():
    said = json.dumps({"finding_id": 1, "kind": "note", "text": "甲"}, sort_keys=True)
    place = places._after(0, "1970-01-01T00:00:01.002999", _fields("甲"))

    assert place >> 20 == 1002 and place & (1 << 20) - 1 == int(hashlib.sha256(said.encode()).hexdigest()[:5], 16)


@pytest.mark.parametrize("at", ["2020-01-01T00:00:00", "2026-06-05T09:00:00"])
def test_behind_what_stands_there_a_place_is_the_very_next_millisecond(at):
    stands = places._after(0, "2026-06-05T09:00:00", _fields("甲"))

    assert places._after(stands, at, _fields("乙")) >> 20 == (stands >> 20) + 1


def test_the_place_of_an_event_follows_its_finding_and_that_of_a_step_its_record(ledger):
    one = a_finding(ledger)
    claimed(ledger, one)
    last, early = history.last_place(ledger.reader, one), "2020-01-01T00:00:00"
    assert places.of_event(ledger.reader, early, _fields("甲", one)) >> 20 == (last >> 20) + 1
    assert places.of_event(ledger.reader, early, _fields("甲", one + 1)) < last
    step = {"register": "talk", "record_id": 1, "step": "hold"}
    assert places.of_step(ledger.reader, "1970-01-01T00:00:02", step) >> 20 == 2000
