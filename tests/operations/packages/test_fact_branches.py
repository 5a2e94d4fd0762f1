"""E2: of two tellings of a dated fact either is taken as a whole: the row and every day read as on the copy that told it (L-4)."""

import pytest

from db.queries.standing import FACTS
from desktop.operations import findings, undo, units
from desktop.operations.packages import settling
from tests import detours, exchanged
from tests.builders import EVERYONE

WORDS = {
    "kind": ("国有企业", "党政机关", "事业单位"),
    "supervising_leader": tuple("丙甲乙"),
    "county_leader": tuple("丙甲乙"),
}
EVERY = [(table, name) for table, names in FACTS.items() for name in names]
SIDES = [(0, 1), (1, 0), (0, 0), (1, 1)]


def tell(copy, table, name, value, on):
    verb = units.edit if table == "unit" else findings.edit
    told = (1, {name: value}) if table == "unit" else ([1], {name: value})
    verb(copy.ledger, EVERYONE, *told, reason="分工", on=on)


def on_day(copy, back):
    return (copy.ledger.clock.now.date() - detours.timedelta(days=back)).isoformat()


def reads(copy, table, name):
    """The row, and what stands from which day on."""
    reader = copy.ledger.reader
    events = reader.tuples(
        """select effective_on, state from record_event as e where register = ? and record_id = 1 and step = ?
            and not exists (select 1 from record_retraction where event_id = e.id) order by effective_on, place""",
        (table, name),
    )
    return reader.value(f"select [{name}] from [{table}] where id = 1"), events


def parted(folder, table, name):
    """Two copies with one fact; 甲 tells another one since the day before, 乙 the day after one since five days before: 甲's is the last by its
    day, 乙's was told last."""
    one, two = exchanged.copies(folder, "facts", "甲乙", shared=0)
    before, first, second = WORDS[name]
    tell(one, table, name, before, "")
    exchanged.end([one, two])
    for copy in (one, two):
        detours.later(copy, one, two)
        copy.ledger.clock.now += detours.timedelta(days=10)
    tell(one, table, name, first, on_day(one, 1))
    detours.later(two, one)
    tell(two, table, name, second, on_day(one, 5))
    told = {first: reads(one, table, name), second: reads(two, table, name)}
    exchanged.end([one, two])
    return one, two, told


@pytest.mark.parametrize(
    ("table", "name"), [EVERY[0], *(pytest.param(*one, marks=pytest.mark.acceptance) for one in EVERY[1:])]
)
def test_shown_is_what_stands_last_by_its_day_and_either_side_reads_on_every_day_as_its_copy_told_it(
    tmp_path, table, name
):
    one, two, told = parted(tmp_path, table, name)
    [conflict] = settling.listed(two.ledger.reader)
    sides = [side.value for side in conflict.told.sides]
    assert sides == [*told]
    for copy in (one, two):
        row, events = reads(copy, table, name)
        assert row == sides[0] == events[-1][1]

    for place, said in enumerate(sides):
        [open_one] = settling.listed(two.ledger.reader)
        settling.settle(two.ledger, EVERYONE, open_one.number, place)
        assert reads(two, table, name) == told[said] and not two.conflicts
        exchanged.end([one, two])
        assert reads(one, table, name) == told[said] and one.digest == two.digest and not one.conflicts
        undo.undo(two.ledger, EVERYONE)
        exchanged.end([one, two])
        assert one.digest == two.digest and len(one.conflicts) == 1 and reads(one, table, name)[0] == sides[0]


@pytest.mark.acceptance
@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize(("table", "name"), EVERY)
def test_every_fact_settled_by_any_two_sides_reads_as_the_side_that_is_taken_last(tmp_path, table, name, sides):
    settled_apart(tmp_path, table, name, sides)


def settled_apart(folder, table, name, sides):
    one, two, told = parted(folder, table, name)
    every, _stood, chosen = detours.settled_apart(folder, (one, two), sides)
    assert detours.alike(every)
    if sides[0] == sides[1]:
        assert not every[0].conflicts and {reads(copy, table, name)[0] for copy in every} == {chosen[0][1]}
        return
    for copy in every:
        for _item, said in chosen:
            [conflict] = settling.listed(copy.ledger.reader)
            values = [side.value for side in conflict.told.sides]
            assert reads(copy, table, name)[0] == values[0] and sorted(values) == sorted(told)
            detours.later(copy, *every)
            settling.settle(copy.ledger, EVERYONE, conflict.number, values.index(said))
            exchanged.end(every)
            assert detours.alike(every) and all(reads(each, table, name) == told[said] for each in every)
            undo.undo(copy.ledger, EVERYONE)
            exchanged.end(every)
            assert detours.alike(every)


def test_what_was_taken_back_by_the_other_copy_comes_back_with_the_side_that_knew_it(tmp_path):
    """甲 undoes what both knew, 乙 told another one on it."""
    one, two = exchanged.copies(tmp_path, "facts", "甲乙", shared=0)
    tell(one, "unit", "kind", "国有企业", "")
    exchanged.end([one, two])
    detours.later(one, two)
    undo.undo(one.ledger, EVERYONE)
    detours.later(two, one)
    tell(two, "unit", "kind", "党政机关", "")
    told = reads(two, "unit", "kind")
    exchanged.end([one, two])
    assert reads(one, "unit", "kind")[0] == "党政机关" and one.digest == two.digest

    [conflict] = settling.listed(one.ledger.reader)
    settling.settle(one.ledger, EVERYONE, conflict.number, 0)
    assert reads(one, "unit", "kind") == told
    undo.undo(one.ledger, EVERYONE)
    [conflict] = settling.listed(one.ledger.reader)
    settling.settle(one.ledger, EVERYONE, conflict.number, 1)
    assert reads(one, "unit", "kind") == ("", ())
    exchanged.end([one, two])
    assert reads(two, "unit", "kind") == ("", ()) and one.digest == two.digest
