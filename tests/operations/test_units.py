"""The register of units: entered once, completed, renamed from a day on, merged, with aliases that point to one unit (L6)."""

import pytest

from db.queries import lineage
from db.queries import units as queries
from desktop.errors import KnownError
from desktop.ledgers.units import UNIT_EDITABLE
from desktop.operations import units
from desktop.operations.office import set_up
from desktop.operations.units import UnitDraft
from tests.builders import EVERYONE, a_finding, a_unit


def stored(ledger, unit_id, name):
    return ledger.reader.value(f"select {name} from unit where id = ?", (unit_id,))


def test_names_that_are_not_given_follow_from_the_full_one_with_the_county(ledger):
    set_up(ledger, EVERYONE, {"county": "青岩县"})
    (one, two), _changes = units.add(
        ledger, EVERYONE, [UnitDraft("青岩县民政局党组", kind="县直部门"), UnitDraft("青岩县水务局党组", short="水务", party_short="水务党组")]
    )  # fmt: skip
    assert (stored(ledger, one, "short"), stored(ledger, one, "party_short"), stored(ledger, one, "party_form")) == (
        "县民政局",
        "县民政局党组",
        "党组",
    )
    assert (stored(ledger, two, "short"), stored(ledger, two, "party_short")) == ("水务", "水务党组")


def test_units_stand_in_the_order_of_their_entry_or_where_they_are_put(ledger):
    made, _changes = units.add(
        ledger, EVERYONE, [UnitDraft("甲局党组"), UnitDraft("乙局党组", sort=9), UnitDraft("丙局党组")]
    )
    assert [stored(ledger, one, "sort") for one in made] == [1, 9, 10]


def test_a_known_unit_is_completed_and_nothing_of_it_is_emptied(ledger):
    one = a_unit(ledger, leader="王某", phone="123", aliases=("民政局",))
    again = a_unit(ledger, leader="李某", contact="周某", aliases=("民政局", " 县民政 ", " "))
    assert again == one
    assert (stored(ledger, one, "leader"), stored(ledger, one, "contact"), stored(ledger, one, "phone")) == (
        "李某",
        "周某",
        "123",
    )
    assert ledger.reader.column("select alias from unit_alias order by id") == ("民政局", "县民政")
    assert (
        ledger.reader.value("select count(*) from unit") == ledger.reader.value("select count(*) from unit_name") == 1
    )
    assert a_unit(ledger) == one, "a draft that says nothing more changes nothing"


def test_a_unit_has_a_name_and_only_its_own_fields(ledger):
    for name in ("", " "):
        with pytest.raises(KnownError):
            a_unit(ledger, name)
    one = a_unit(ledger)
    for name in ("name", "removed_in", "colour"):
        with pytest.raises(KnownError):
            units.edit(ledger, EVERYONE, one, {name: "x"})
    for name in UNIT_EDITABLE - {"sort"}:
        units.edit(ledger, EVERYONE, one, {name: f"新{name}"})
        assert stored(ledger, one, name) == f"新{name}"


def test_a_new_name_holds_from_its_day_and_the_former_one_until_the_day_before(ledger):
    one = a_unit(ledger)
    units.rename(ledger, EVERYONE, one, " 县民政和社会事务局党组 ", "2026-05-01", "青编〔2026〕3号")
    units.rename(ledger, EVERYONE, one, "县社会局党组", "2026-06-01")
    told = {
        day: queries.name_on(ledger.reader, one, day)
        for day in ("2026-04-30", "2026-05-01", "2026-05-31", "2026-06-01")
    }
    assert list(told.values()) == ["县民政局党组", "县民政和社会事务局党组", "县民政和社会事务局党组", "县社会局党组"]


def test_a_renaming_is_later_than_the_present_name_and_takes_no_name_of_another(ledger):
    one, other = a_unit(ledger), a_unit(ledger, "县财政局党组", aliases=("财政局",))
    units.rename(ledger, EVERYONE, one, "县社会局党组", "2026-05-01")
    for name, on in (
        ("县新局党组", "2026-05-01"),
        ("县新局党组", "2026-04-30"),
        (" ", "2026-06-01"),
        ("县财政局党组", "2026-06-01"),
        ("财政局", "2026-06-01"),
    ):
        with pytest.raises(KnownError):
            units.rename(ledger, EVERYONE, one, name, on)
    assert ledger.reader.value("select count(*) from unit_name where unit_id = ?", (one,)) == 2
    units.rename(ledger, EVERYONE, other, "财政局", "2026-06-01")


def test_a_merged_unit_goes_into_another_once_and_never_in_a_circle(ledger):
    one, two, three = a_unit(ledger), a_unit(ledger, "县财政局党组"), a_unit(ledger, "县水务局党组")
    wrong = [(one, one, "2026-06-01", "circle"), (one, two, "2026-06-06", "in_future")]
    for unit, into, on, kind in wrong:
        with pytest.raises(KnownError) as refused:
            units.merge(ledger, EVERYONE, unit, into, on)
        assert refused.value.kind == kind
    changes = units.merge(ledger, EVERYONE, one, two, "2026-06-05", "青编〔2026〕4号")
    assert changes.title == "县民政局党组 并入 县财政局党组"
    assert [lineage.successor(ledger.reader, unit) for unit in (one, two, three)] == [two, two, three]
    for unit, into, kind in ((one, three, "wrong_state"), (two, one, "circle")):
        with pytest.raises(KnownError) as refused:
            units.merge(ledger, EVERYONE, unit, into, "2026-06-05")
        assert refused.value.kind == kind
    units.merge(ledger, EVERYONE, two, three, "2026-06-05")
    assert lineage.successor(ledger.reader, one) == three


def test_an_alias_points_to_one_unit(ledger):
    one, other = a_unit(ledger), a_unit(ledger, "县财政局党组")
    units.add_alias(ledger, EVERYONE, one, " 民政 ")
    for taken in ("县财政局党组",):
        with pytest.raises(KnownError):
            units.add_alias(ledger, EVERYONE, one, taken)
    with pytest.raises(KnownError):
        units.add_alias(ledger, EVERYONE, other, "民政")
    units.add_alias(ledger, EVERYONE, other, "县财政局党组")
    assert ledger.reader.tuples("select unit_id, alias from unit_alias order by id")[0] == (one, "民政")


def test_a_unit_with_findings_stays_in_the_register(ledger):
    one, other = a_unit(ledger), a_unit(ledger, "县财政局党组")
    a_finding(ledger, unit_id=one)
    with pytest.raises(KnownError):
        units.remove(ledger, EVERYONE, one)
    units.remove(ledger, EVERYONE, other)
    assert ledger.reader.column("select id from unit where removed_in is null") == (one,)
