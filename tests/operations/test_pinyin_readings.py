"""S2: the office's own readings of characters find units in search and in every list that is narrowed by typing; undo takes them back."""

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.operations import pinyin_readings, undo
from desktop.operations.search import find, find_units
from desktop.ui.typed import found_in, take_readings
from tests.builders import EVERYONE, a_finding, a_round, a_unit


def test_a_character_that_the_dictionary_reads_otherwise_is_found_as_the_office_reads_it(ledger, clerk):
    unit = a_unit(ledger, "六安镇党委", short="六安镇")
    finding = a_finding(ledger, a_round(ledger), unit)
    assert find_units(ledger.reader, "qaz") == ()
    with pytest.raises(Forbidden):
        pinyin_readings.put(ledger, clerk, {"六": "q"})
    pinyin_readings.put(ledger, EVERYONE, pinyin_readings.read("六 q\n\n安 a"))
    assert find_units(ledger.reader, "qaz") == (unit,) and find(ledger.reader, "qaz") == (finding,)
    take_readings(pinyin_readings.own_readings(ledger.reader))
    assert found_in("qaz", "六安镇") and found_in("laz", "六安镇")
    undo.undo(ledger, EVERYONE)
    assert find_units(ledger.reader, "qaz") == () and find_units(ledger.reader, "laz") == (unit,)
    take_readings({})


@pytest.mark.parametrize("typed", ["六", "六安 la", "a b", "六 1"])
def test_a_line_that_is_no_reading_is_named(ledger, typed):
    with pytest.raises(KnownError) as told:
        pinyin_readings.put(ledger, EVERYONE, pinyin_readings.read(typed))
    assert told.value.kind == "reading"
