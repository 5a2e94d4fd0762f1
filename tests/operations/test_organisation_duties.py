"""M17: findings marked 涉组涉干 get numbers of their own, once, in order; numbers stay when findings leave."""

import pytest

from db.queries import books as queries
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import organisation_duties, progress
from desktop.operations.records import rule_check, verbs
from tests.builders import EVERYONE, a_finding, a_round, a_unit


@pytest.fixture
def marked(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger, "县民政局党组")
    made = [a_finding(ledger, round_id, unit, f"第{n}项问题", on_organisation=n != 2) for n in (1, 2, 3)]
    return ledger, round_id, unit, made


def numbered(ledger):
    shape = books.book(ledger.reader, "organisation_duty").shape
    return {one.stored["finding"]: one.number for one in queries.records(ledger.reader, shape, ledger.today())}


def test_what_is_marked_gets_a_number_once_and_later_ones_follow(marked):
    ledger, round_id, unit, (first, _unmarked, third) = marked

    organisation_duties.fill(ledger, EVERYONE, (round_id,))
    assert numbered(ledger) == {first: "组1", third: "组2"}
    with pytest.raises(KnownError, match="没有要补的"):
        organisation_duties.fill(ledger, EVERYONE, (round_id,))

    later = a_finding(ledger, round_id, unit, "第4项问题", on_organisation=True)
    organisation_duties.fill(ledger, EVERYONE, ())
    assert numbered(ledger)[later] == "组3"


def test_a_number_stays_with_a_finding_that_leaves_and_is_never_given_again(marked):
    ledger, round_id, unit, (first, _unmarked, third) = marked
    organisation_duties.fill(ledger, EVERYONE, (round_id,))
    progress.withdraw(ledger, EVERYONE, [third], ledger.today(), "重复", "领导小组")

    fourth = a_finding(ledger, round_id, unit, "第4项问题", on_organisation=True)
    organisation_duties.fill(ledger, EVERYONE, (round_id,))

    assert numbered(ledger) == {first: "组1", third: "组2", fourth: "组3"}


def test_a_second_number_for_a_finding_and_an_unmarked_one_are_told(marked):
    ledger, round_id, _unit, (first, unmarked, _third) = marked
    register = books.book(ledger.reader, "organisation_duty")
    organisation_duties.fill(ledger, EVERYONE, (round_id,))

    for finding in (first, unmarked):
        verbs.add(ledger, EVERYONE, register, {"finding": finding, "round": round_id})

    told = {(one.book, one.kind) for one in rule_check.broken(ledger.reader, ledger.today())}
    assert {("组织部监督责任", "numbered_twice"), ("组织部监督责任", "not_marked")} <= told


def test_one_action_numbers_every_round_that_is_chosen_and_what_waits_is_what_it_numbers(marked):
    ledger, first_round, unit, _made = marked
    second, third = a_round(ledger, "第二轮"), a_round(ledger, "第三轮")
    for each in (second, third):
        a_finding(ledger, each, unit, "另一轮的问题", on_organisation=True)

    def waiting():
        lines = organisation_duties.listed(ledger.reader, (first_round, second), ledger.today())
        return sum(one.record is None for one in lines)

    assert waiting() == 3
    assert organisation_duties.fill(ledger, EVERYONE, (first_round, second)).title == "编入监督责任清单 3 条"
    assert waiting() == 0 and len(numbered(ledger)) == 3


def test_a_number_that_was_entered_under_another_round_is_no_gap_in_the_list_of_the_findings_round(marked):
    ledger, round_id, _unit, (first, _unmarked, third) = marked
    register = books.book(ledger.reader, "organisation_duty")
    verbs.add(ledger, EVERYONE, register, {"finding": first, "round": a_round(ledger, "第二轮")})
    lines = organisation_duties.listed(ledger.reader, (round_id,), ledger.today())
    assert [(one.record is not None, one.row.id) for one in lines] == [(True, first), (False, third)]
