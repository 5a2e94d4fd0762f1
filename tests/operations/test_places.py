"""The place of an event in its day: the order of entry on one copy, one order for all on several (issue 6 point 7)."""

from desktop.operations import places


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
