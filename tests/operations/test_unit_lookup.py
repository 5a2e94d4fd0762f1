"""Which unit a name means: as the register has it, or as papers print it; where two could be meant, none is."""

import pytest

from desktop.operations.office import set_up
from desktop.operations.unit_lookup import unit_named
from tests.builders import EVERYONE, a_unit


@pytest.fixture
def office(ledger):
    set_up(ledger, EVERYONE, {"county": "云岭县"})
    return (
        ledger,
        a_unit(ledger, "县民政局党组", kind="县直部门", aliases=("民政",)),
        a_unit(ledger, "石桥乡党委", kind="乡镇"),
    )


@pytest.mark.parametrize(
    "text",
    ["县民政局党组", "民政", "云岭县民政局党组", "中共云岭县民政局党组", "县民政局", "云岭县民政局", " 云岭县民政局 "],
)
def test_every_printed_form_of_a_unit_means_it(office, text):
    ledger, unit, _town = office
    assert unit_named(ledger.reader, text) == unit


@pytest.mark.parametrize("text", ["", " ", "中共", "云岭县", "民政局党组织", "县财政局"])
def test_what_is_no_form_of_a_unit_means_none(office, text):
    assert unit_named(office[0].reader, text) is None


def test_a_town_is_meant_with_its_county_too(office):
    ledger, _unit, town = office
    assert unit_named(ledger.reader, "云岭县石桥乡党委") == unit_named(ledger.reader, "中共云岭县石桥乡党委") == town


def test_where_two_units_print_alike_none_is_meant(office):
    ledger, *_ = office
    for name in ("县文旅局党组", "县文旅局机关党委"):
        a_unit(ledger, name, short="县文旅局")
    assert unit_named(ledger.reader, "云岭县文旅局") is None
    assert unit_named(ledger.reader, "云岭县文旅局党组") is not None
