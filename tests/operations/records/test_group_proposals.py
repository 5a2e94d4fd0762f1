"""M8, S4, page 14: groups are proposed, decided by people, and what was decided about a finding stays."""

import pytest

from db.queries import books as queries
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import undo
from desktop.operations.records import verbs
from desktop.operations.records.group_proposals import (
    Asked,
    drop,
    enter,
    merge,
    move_out,
    proposed,
    rename,
    take_in,
    waits,
)
from desktop.rules.common_findings import LIKENESS
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.papers import handed_in

FEES = "党费收缴不及时，欠缴{}个月"


@pytest.fixture
def fees(ledger):
    """Three units whose fees are late, and one other finding."""
    round_id = a_round(ledger)
    for place, unit in enumerate("甲乙丙", 1):
        a_finding(ledger, round_id, a_unit(ledger, f"县{unit}局"), FEES.format(place))
    a_finding(ledger, round_id, a_unit(ledger, "县丁局"), "公务接待无公函3次")
    return round_id


def one_of(ledger, asked=Asked()):
    (proposal,) = proposed(ledger.reader, ledger.today(), asked).proposals
    return proposal


def group_of(ledger):
    (record,) = queries.records(ledger.reader, books.as_declared("common_group").shape, ledger.today())
    return record


def test_what_the_texts_tell_is_proposed_with_a_sum_that_adds_up(ledger, fees):
    found = proposed(ledger.reader, ledger.today())
    assert (len(found.proposals), found.grouped, found.apart, found.waiting) == (1, 3, 1, 1)
    assert found.proposals[0].record is None and found.proposals[0].gained == ()
    assert proposed(ledger.reader, ledger.today(), Asked(least_units=4)).proposals == ()
    assert proposed(ledger.reader, ledger.today(), Asked(rounds=(a_round(ledger, "第七轮"),))).looked_through == 0


def test_a_group_that_was_entered_is_known_again_with_its_rule(ledger, fees):
    asked = Asked((fees,))
    enter(ledger, EVERYONE, one_of(ledger, asked), asked)
    record = group_of(ledger)
    assert record.state == "proposed" and record.stored["level"] == "round" and record.stored["round"] == fees
    assert record.stored["rule"] == f"至少 3 家，相似 {LIKENESS:.2f}" and len(record.stored["findings"]) == 3
    assert one_of(ledger).record.number == record.number


def test_a_group_waits_until_it_is_listed_or_recommended_about_and_those_that_wait_stand_first(ledger, fees):
    for place, unit in enumerate("戊己庚辛", 1):
        a_finding(ledger, fees, a_unit(ledger, f"县{unit}局"), f"固定资产未登记入账{place}台")
    found = proposed(ledger.reader, ledger.today())
    assert [(one.group.units, waits(one)) for one in found.proposals] == [(4, True), (3, True)] and found.waiting == 2
    enter(ledger, EVERYONE, found.proposals[0], Asked())
    assert proposed(ledger.reader, ledger.today()).waiting == 2, "one that is 待定 is counted as such"
    named = {"findings": found.proposals[0].findings[:2], "on": ledger.today(), "issued_on": "2026-04-01", "items": 1}
    handed_in.enter(ledger, "recommendation", unit=a_unit(ledger, "县财政局"), title="资产", round=fees, **named)
    found = proposed(ledger.reader, ledger.today())
    assert [(one.group.units, waits(one)) for one in found.proposals] == [(3, True), (4, False)] and found.waiting == 1
    assert found.proposals[1].sent and not found.proposals[0].sent
    drop(ledger, EVERYONE, found.proposals[0], Asked(), "各有原因")
    assert proposed(ledger.reader, ledger.today()).waiting == 0


def test_a_dropped_group_comes_back_only_when_it_gained_a_finding(ledger, fees):
    changes = drop(ledger, EVERYONE, one_of(ledger), Asked(), "各有原因")
    assert group_of(ledger).state == "dropped" and proposed(ledger.reader, ledger.today()).proposals == ()
    more = a_finding(ledger, fees, a_unit(ledger, "县戊局"), FEES.format(9))
    assert one_of(ledger).gained == (more,)
    again = enter(ledger, EVERYONE, one_of(ledger), Asked())
    assert one_of(ledger).record.state == "proposed" and one_of(ledger).gained == ()
    undo.undo(ledger, EVERYONE, again.action_id)
    undo.undo(ledger, EVERYONE, changes.action_id)
    assert one_of(ledger).record is None


def test_what_a_group_gained_is_taken_in_and_what_was_moved_out_stays_out(ledger, fees):
    enter(ledger, EVERYONE, one_of(ledger), Asked())
    register = books.as_declared("common_group")
    record = group_of(ledger)
    kept, out = record.stored["findings"][:2], record.stored["findings"][2]
    verbs.take(ledger, EVERYONE, register, record.id, register.step("move"), {"findings": kept})
    assert one_of(ledger).gained == ()
    more = a_finding(ledger, fees, a_unit(ledger, "县戊局"), FEES.format(9))
    take_in(ledger, EVERYONE, one_of(ledger))
    assert group_of(ledger).stored["findings"] == (*kept, more) and out not in group_of(ledger).stored["findings"]


def test_a_renamed_group_is_known_by_its_findings(ledger, fees):
    enter(ledger, EVERYONE, one_of(ledger), Asked())
    register = books.as_declared("common_group")
    verbs.take(ledger, EVERYONE, register, group_of(ledger).id, register.step("rename"), {"name": "党费"})
    assert one_of(ledger).record.stored["name"] == "党费"


def test_what_is_taken_out_of_a_group_stays_known_and_out_whatever_else_it_gains(ledger, fees):
    out = one_of(ledger).findings[2]
    move_out(ledger, EVERYONE, one_of(ledger), Asked(), {out})
    assert out not in one_of(ledger).findings and one_of(ledger).gained == ()
    more = [a_finding(ledger, fees, a_unit(ledger, f"县{unit}局"), FEES.format(9)) for unit in "戊己"]
    assert one_of(ledger).gained == tuple(more)
    move_out(ledger, EVERYONE, one_of(ledger), Asked(), {more[0]})
    assert out not in one_of(ledger).findings and more[0] not in one_of(ledger).findings
    assert one_of(ledger).gained == (), "one that was refused before it was taken in is not proposed again"
    found = proposed(ledger.reader, ledger.today())
    assert (found.grouped, found.apart) == (3, 3)
    with pytest.raises(KnownError, match="不算共性"):
        move_out(ledger, EVERYONE, one_of(ledger), Asked(), set(one_of(ledger).findings))


def test_a_name_stays_with_its_findings_and_one_that_was_not_entered_is_entered_with_it(ledger, fees):
    rename(ledger, EVERYONE, one_of(ledger), Asked(), "党费")
    assert (one_of(ledger).group.name, group_of(ledger).stored["name"]) == ("党费", "党费")


@pytest.mark.parametrize("entered", [False, True])
def test_a_group_that_was_put_into_another_is_there_alone_and_comes_back_by_undoing(ledger, fees, entered):
    for place, unit in enumerate("庚辛壬", 1):
        a_finding(ledger, fees, a_unit(ledger, f"县{unit}局"), f"固定资产未登记，账外资产{place}台")
    one, other = proposed(ledger.reader, ledger.today()).proposals
    if entered:
        enter(ledger, EVERYONE, other, Asked())
        one, other = sorted(proposed(ledger.reader, ledger.today()).proposals, key=lambda each: each.record is not None)
    changes = merge(ledger, EVERYONE, one, Asked(), other)
    found = proposed(ledger.reader, ledger.today())
    assert [each.findings for each in found.proposals] == [tuple(sorted((*one.findings, *other.findings)))]
    assert found.looked_through == found.grouped + found.apart == 7
    undo.undo(ledger, EVERYONE, changes.action_id)
    assert len(proposed(ledger.reader, ledger.today()).proposals) == 2
