"""E2: of two deeds on one finding either is taken; the other goes as a whole, with the findings that only it made."""

import pytest

from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.operations import progress, undo
from desktop.operations.packages import settling
from desktop.rules.workflow import Deed
from tests import conflicting_deeds, exchanged
from tests.builders import CLAIMANT, EVERYONE, no_evidence_faults
from tests.conflicting_deeds import FINDING, apart, settle_all


def the_same(one, two):
    exchanged.end([one, two])
    assert one.digest == two.digest and one.conflicts == two.conflicts
    return True


def living(copy):
    return copy.ledger.reader.column("select text from finding where removed_in is null order by text")


def test_every_deed_is_done_by_the_walk():
    assert set(conflicting_deeds.DOINGS) == set(Deed)


@pytest.mark.parametrize("side", [0, 1])
def test_a_finding_that_one_split_and_the_other_withdrew_is_one_or_the_other(tmp_path, side):
    one, two = apart(tmp_path, "open", Deed.SPLIT, Deed.WITHDRAW)
    [conflict] = settling.listed(one.ledger.reader)
    assert [said.value.split(" ")[0] for said in conflict.told.sides] == ["核减", "拆分"]

    settle_all(two, side)
    assert the_same(one, two) and not one.conflicts
    assert [text for text in living(one) if text == "拆出甲"] == ["拆出甲"] * 2
    reasons = "select kind from finding_event as e where finding_id = ? and presence = 'out' and not exists (select 1 from retraction where event_id = e.id)"
    stands = set(one.ledger.reader.column(reasons, (FINDING,)))
    assert stands == ({"split"} if side else {"withdraw", "split"})


def test_where_the_withdrawal_is_taken_the_parts_of_the_split_go_to_the_bin_and_come_back_with_undo(tmp_path):
    one, two = apart(tmp_path, "open", Deed.WITHDRAW, Deed.SPLIT)
    settle_all(one, 1)
    assert the_same(one, two) and not one.conflicts and "拆出乙" not in living(two)

    undo.undo(one.ledger, conflicting_deeds.EVERYONE)
    assert the_same(one, two) and living(two).count("拆出乙") == 2


def test_of_a_transfer_both_lanes_and_every_measure_go_with_one_step(tmp_path):
    one, two = apart(tmp_path, "open", Deed.CLAIM, Deed.TRANSFER)
    assert settle_all(one, 1) == ["@claim"]
    left = one.ledger.reader.value(
        "select count(*) from finding_event as e where kind = 'transfer' and not exists (select 1 from retraction where event_id = e.id)"
    )
    assert left == 0 and the_same(one, two) and not two.conflicts


def test_a_dated_attribute_is_taken_from_either_side_and_cannot_be_typed_beside_its_deeds(tmp_path):
    one, two = apart(tmp_path, "open", Deed.RECLASSIFY, Deed.RECLASSIFY)
    assert {each.own_field for each in settling.listed(one.ledger.reader)} == {None}
    settle_all(two, 1)
    assert the_same(one, two) and not one.conflicts
    assert one.ledger.reader.value("select nature from finding where id = 1") == "long_term"


def test_a_refusal_that_gives_way_takes_its_return_to_the_unit_with_it(tmp_path):
    one, two = exchanged.copies(tmp_path, "refusal", "甲乙", shared=0)
    progress.claim(one.ledger, CLAIMANT, FINDING, "done", one.ledger.today())
    exchanged.end([one, two])
    day = one.ledger.today()
    progress.close_out(one.ledger, EVERYONE, FINDING, day, no_evidence_faults, override_reason="特批")
    exchanged.agree(two, one)
    progress.refuse(two.ledger, EVERYONE, FINDING, day, "材料不全")
    exchanged.end([one, two])

    assert settle_all(one, 1) == ["@verdict"]
    assert lanes(one) == ("done", "done")
    assert the_same(one, two) and not two.conflicts

    undo.undo(one.ledger, EVERYONE)
    assert lanes(one) == ("in_progress", "in_progress") and the_same(one, two)


def lanes(copy):
    rows = list_findings(copy.ledger.reader, FindingCriteria(), copy.ledger.today())
    return next((row.claim, row.verdict) for row in rows if row.id == FINDING)
