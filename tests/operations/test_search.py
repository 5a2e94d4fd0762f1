"""S1, S2: the one search box: every word somewhere in a finding, or initials of its unit."""

import pytest

from desktop.ledgers.findings import SEARCHED
from desktop.operations import pinyin_readings
from desktop.operations.search import find, find_units
from tests.builders import EVERYONE, a_finding, a_round, a_unit


@pytest.fixture
def office(ledger):
    cities, schools = a_unit(ledger, "县城管局党组", aliases=("城市管理",)), a_unit(ledger, "县教育局党组")
    first, second = a_round(ledger), a_round(ledger, "十五届县委第七轮")
    one = a_finding(ledger, first, cities, "党费收缴不及时", owner="李建国")
    two = a_finding(ledger, second, schools, "党费挪用", remark="李建国说明")
    return ledger.reader, {
        "one": one,
        "two": two,
        "first": first,
        "second": second,
        "cities": cities,
        "schools": schools,
    }


@pytest.mark.parametrize(
    "typed, found",
    [
        ("党费", ("one", "two")), ("李建国", ("one", "two")), ("党费 及时", ("one",)), ("及时 挪用", ()), ("  挪用  ", ("two",)),
        ("cgj", ("one",)), ("CGJ", ("one",)), ("jyj", ("two",)), ("cgj 党费", ()), ("", ()), (" ", ()),
    ],
)  # fmt: skip
def test_words_all_count_and_initials_stand_alone(office, typed, found):
    reader, ids = office
    assert set(find(reader, typed)) == {ids[name] for name in found}


def test_rounds_narrow_the_search(office):
    reader, ids = office
    assert find(reader, "党费", rounds=(ids["second"],)) == (ids["two"],)
    assert find(reader, "cgj", rounds=(ids["second"],)) == ()


@pytest.mark.parametrize(
    "typed, found",
    [
        ("城管", ("cities",)),
        ("城市管理", ("cities",)),
        ("局", ("cities", "schools")),
        ("jy", ("schools",)),
        ("", ()),
        ("水务", ()),
    ],
)
def test_units_are_found_by_name_alias_and_initials(office, typed, found):
    reader, ids = office
    assert set(find_units(reader, f" {typed} ")) == {ids[name] for name in found}


def test_the_offices_own_reading_finds_too(office, ledger):
    reader, ids = office
    assert find_units(reader, "zgj") == find(reader, "zgj") == ()
    pinyin_readings.put(ledger, EVERYONE, {"城": "z"})
    assert (find_units(reader, "zgj"), find(reader, "zgj")) == ((ids["cities"],), (ids["one"],))


def test_the_texts_that_are_searched_are_named():
    assert SEARCHED
