"""E2: what one copy puts into the bin while another enters something on it is listed, settled either way as a whole, and listed again where that is undone."""

import pytest

from db import writer
from db.steps import bin_told
from desktop.errors import KnownError
from desktop.ledgers.chases import CHASES
from desktop.ledgers.field import Holds
from desktop.operations import findings, measures, own_fields, undo, units
from desktop.operations.findings import FindingDraft
from desktop.operations.packages import settling
from desktop.operations.records import verbs
from desktop.operations.units import UnitDraft
from tests import bins, detours, exchanged
from tests.bins import ENTERED
from tests.builders import EVERYONE
from tests.operations.packages.test_record_branches import in_former_form

QUICK = ("claim on a finding", "step of a record", "tick of a measure")


@pytest.mark.parametrize("name", QUICK)
def test_what_is_entered_on_what_another_copy_put_into_the_bin_is_listed_and_settled_either_way(tmp_path, name):
    one, two = bins.apart(tmp_path, name, bin_first=True)
    assert bins.against_the_bin(one) == bins.against_the_bin(two) == 1 and one.digest == two.digest
    assert detours.undone_and_redone(one, two, side=1) == 1


@pytest.mark.parametrize("name", QUICK)
def test_what_is_taken_out_again_stands_with_what_both_had_entered(tmp_path, name):
    one, two = bins.apart(tmp_path, name, bin_first=True)
    exchanged.agree(one, one, two)
    bins.settle(one, side=1)
    exchanged.end([one, two])
    assert detours.listed(one) == detours.listed(two) == [] and one.digest == two.digest
    assert bins.stands(one, name) and bins.stands(two, name)


def test_what_was_entered_and_undone_is_nothing_against_the_bin(tmp_path):
    def there_and_back(ledger, who):
        ENTERED["claim on a finding"][1](ledger, who)
        undo.undo(ledger, EVERYONE)

    one, _two = detours.told(tmp_path, bins.BIN["finding"], None, there_and_back)
    assert bins.against_the_bin(one) == 0


def test_who_knew_what_was_entered_is_asked_nothing(tmp_path):
    one, two = detours.told(tmp_path, ENTERED["claim on a finding"][1], None, lambda _ledger, _who: None)
    findings.remove(two.ledger, EVERYONE, [1], "录错了")
    exchanged.end([one, two])
    assert bins.against_the_bin(one) == 0


@pytest.mark.parametrize(("name", "field"), [("field of a finding", "owner"), ("claim on a finding", "claim_state")])
def test_what_both_said_of_a_row_is_asked_about_when_it_stands_again(tmp_path, name, field):
    """One question, the whole row; what its fields and registrations say follows, and goes with it where that is taken back."""

    def enter_and_put_away(ledger, who):
        ENTERED[name][1](ledger, who)
        findings.remove(ledger, EVERYONE, [1], "录错了")

    one, two = detours.told(tmp_path, enter_and_put_away, None, ENTERED[name][1])
    assert [one.told.field for one in settling.listed(one.ledger.reader)] == ["removed_in"]

    for step, wanted in ((None, field), (undo.undo, "removed_in"), (undo.redo, field)):
        exchanged.agree(one, one, two)
        bins.settle(one, side=1) if step is None else step(one.ledger, EVERYONE)
        exchanged.end([one, two])
        for copy in (one, two):
            assert [told.told.field for told in settling.listed(copy.ledger.reader)] == [wanted]
        assert one.digest == two.digest


@pytest.mark.parametrize("name", ["field of a finding", "step of a record"])
def test_who_undoes_an_older_entry_on_what_he_put_into_the_bin_is_in_conflict_with_nobody(tmp_path, name):
    table, entered = ENTERED[name]
    one, two = detours.prepared(tmp_path)
    detours.later(one, two)
    entered(one.ledger, "甲")
    older = one.ledger.reader.value("select max(id) from action")
    bins.BIN[table](one.ledger, "甲")
    undo.undo(one.ledger, EVERYONE, older)
    exchanged.agree(two, one)
    two.receive(one.package())
    assert one.conflicts == two.conflicts == [] and one.digest == two.digest


def _unit_against(folder, entered):
    """A unit that one copy takes out of the register while another enters something that names it."""
    one, two = detours.prepared(folder)
    units.add(one.ledger, EVERYONE, [UnitDraft("县档案局党组")])
    exchanged.end([one, two])
    here, there = (copy.ledger.reader.value("select max(id) from unit") for copy in (one, two))
    detours.later(one, two)
    units.remove(one.ledger, EVERYONE, here)
    detours.later(two, one)
    entered(two.ledger, there)
    exchanged.end([one, two])
    return one, two, there


def test_a_unit_that_one_copy_takes_out_of_the_register_while_another_enters_its_finding_is_listed(tmp_path):
    """What stands by then keeps the unit in the register: it can only be brought back."""

    def entered(ledger, unit):
        findings.add(ledger, EVERYONE, FindingDraft(1, unit, "账外收入"))

    one, two, there = _unit_against(tmp_path, entered)
    assert bins.against_the_bin(one) == bins.against_the_bin(two) == 1 and one.digest == two.digest

    exchanged.agree(one, one, two)
    with pytest.raises(KnownError, match="该单位已有问题"):
        bins.settle(one, side=0)
    bins.settle(one, side=1)
    exchanged.end([one, two])
    assert one.conflicts == two.conflicts == [] and one.digest == two.digest
    assert two.ledger.reader.value("select removed_in from unit where id = ?", (there,)) is None


def test_what_names_a_unit_no_more_is_no_word_against_its_removal(tmp_path):
    """On the copy on which that was done too, which receives nothing by it."""

    def entered(ledger, unit):
        verbs.add(ledger, EVERYONE, CHASES, {"unit": unit, "round": 1, "on": ledger.today(), "person": "某"})

    one, two, _there = _unit_against(tmp_path, entered)
    assert bins.against_the_bin(one) == bins.against_the_bin(two) == 1
    exchanged.agree(one, one, two)
    verbs.remove(one.ledger, EVERYONE, CHASES, [one.ledger.reader.value("select max(id) from chase")], "录错了")
    exchanged.agree(two, one)
    two.receive(one.package())
    assert one.conflicts == two.conflicts == [] and one.digest == two.digest


@pytest.mark.parametrize("name", ["own field of a finding", "field of a record"])
def test_what_both_said_is_listed_again_where_the_row_is_taken_out(tmp_path, name):
    """Also by somebody who settles nothing: he says nothing of the field."""
    table, entered = ENTERED[name]
    one, two = detours.told(tmp_path, entered, None, entered)
    before = one.conflicts
    for doing in (bins.BIN[table], bins.OUT[table]):
        detours.later(one, two)
        doing(one.ledger, "甲")
        exchanged.agree(two, one)
        two.receive(one.package())
        assert one.digest == two.digest and one.conflicts == two.conflicts
        assert one.conflicts == ([] if doing is bins.BIN[table] else before)


def test_a_measure_that_is_not_in_the_bin_is_not_taken_out(tmp_path):
    one, _two = detours.prepared(tmp_path)
    with pytest.raises(KnownError, match="不在回收站"):
        measures.take_out(one.ledger, EVERYONE, 1)


def test_what_former_programs_put_into_the_bin_is_asked_about_no_otherwise_than_by_them(tmp_path, monkeypatch):
    """What an action says must be the same on every copy: the log of that time tells nothing of what its actions had seen."""
    monkeypatch.setattr(writer, "LOGGED", {})
    one, two = detours.prepared(tmp_path)
    for copy in (one, two):
        in_former_form(copy, ["alter table action drop column tells_bin"])
    detours.later(one, two)
    bins.BIN["finding"](one.ledger, "甲")
    for copy in (one, two):
        in_former_form(copy, bin_told.STATEMENTS)
    detours.later(two, one)
    ENTERED["claim on a finding"][1](two.ledger, "乙")
    exchanged.end([one, two])

    assert bins.against_the_bin(one) == 0 and one.digest == two.digest and one.conflicts == two.conflicts


def with_own_field(folder):
    """Two copies with a field of the office on findings, and its name."""
    one, two = exchanged.copies(folder, "own", "甲乙", shared=0)
    own_fields.add(one.ledger, EVERYONE, "涉及资金", Holds.TEXT, book="finding")
    exchanged.end([one, two])
    return one, two, one.ledger.reader.value("select name from own_field")


def write(copy, name, *values):
    for value in values:
        findings.edit(copy.ledger, EVERYONE, [1], {name: value})


def dropped(one, two, name):
    exchanged.agree(two, one, two)
    own_fields.remove(two.ledger, EVERYONE, name)
    exchanged.end([one, two])
    assert one.digest == two.digest and one.conflicts == two.conflicts
    return bins.against_the_bin(one)


@pytest.mark.parametrize("values", [("天", "地"), ("天", "", "地"), ("天", "", "天"), ("天", "地", "", "天")])
def test_who_knew_the_last_word_of_a_field_knew_those_before_it_also_where_it_was_empty_between(tmp_path, values):
    one, two, name = with_own_field(tmp_path)
    write(one, name, *values)
    exchanged.end([one, two])
    assert dropped(one, two, name) == 0


@pytest.mark.parametrize(("values", "listed"), [(("天",), 1), (("天", ""), 0), (("天", "", "地"), 1)])
def test_what_was_written_in_a_field_and_emptied_again_is_no_word_against_its_removal(tmp_path, values, listed):
    one, two, name = with_own_field(tmp_path)
    write(one, name, *values)
    assert dropped(one, two, name) == listed


def test_who_fills_again_what_the_removal_knew_to_be_empty_is_heard(tmp_path):
    one, two, name = with_own_field(tmp_path)
    write(one, name, "天", "")
    exchanged.end([one, two])
    write(one, name, "天")
    assert dropped(one, two, name) == 1
