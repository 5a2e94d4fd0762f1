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

    organisation_duties.fill(ledger, EVERYONE, round_id)
    assert numbered(ledger) == {first: "组1", third: "组2"}
    with pytest.raises(KnownError, match="没有要补的"):
        organisation_duties.fill(ledger, EVERYONE, round_id)

    later = a_finding(ledger, round_id, unit, "第4项问题", on_organisation=True)
    organisation_duties.fill(ledger, EVERYONE, None)
    assert numbered(ledger)[later] == "组3"


def test_a_number_stays_with_a_finding_that_leaves_and_is_never_given_again(marked):
    ledger, round_id, unit, (first, _unmarked, third) = marked
    organisation_duties.fill(ledger, EVERYONE, round_id)
    progress.withdraw(ledger, EVERYONE, [third], ledger.today(), "重复", "领导小组")

    fourth = a_finding(ledger, round_id, unit, "第4项问题", on_organisation=True)
    organisation_duties.fill(ledger, EVERYONE, round_id)

    assert numbered(ledger) == {first: "组1", third: "组2", fourth: "组3"}


def test_a_second_number_for_a_finding_and_an_unmarked_one_are_told(marked):
    ledger, round_id, _unit, (first, unmarked, _third) = marked
    register = books.book(ledger.reader, "organisation_duty")
    organisation_duties.fill(ledger, EVERYONE, round_id)

    for finding in (first, unmarked):
        verbs.add(ledger, EVERYONE, register, {"finding": finding, "round": round_id})

    told = {(one.book, one.kind) for one in rule_check.broken(ledger.reader, ledger.today())}
    assert {("组织部监督责任", "numbered_twice"), ("组织部监督责任", "not_marked")} <= told
