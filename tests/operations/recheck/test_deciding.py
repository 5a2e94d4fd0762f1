"""M3: a difference is answered by who may, with a reason, as one action that can be taken back; other words ask anew."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers.rechecks import CONFIRMED, CORRECTED, RECHECK_ANSWERS
from desktop.ledgers.working_papers import REPORT_ITEMS
from desktop.operations import undo
from desktop.operations.recheck import deciding
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor, Right
from tests.builders import CLAIMANT, EVERYONE
from tests.operations.recheck.office import FOOD, Office

REVIEWER = Actor("审核员", frozenset({Right.ENTER, Right.REVIEW}))


@pytest.fixture
def office(ledger):
    return Office(ledger)


def answers(office, finding):
    return [one.state for one in office.row(finding).answers.values()]


def test_confirmed_with_a_reason_a_difference_no_longer_waits(office):
    row = office.row(office.food)
    deciding.confirm(office.ledger, CLAIMANT, office.round, row.open, "反馈只计一所")
    assert office.row(office.food).open == () and answers(office, office.food) == [CONFIRMED]
    assert len(office.found().units[0].differing) == 1 and office.found().units[0].waiting == ()


def test_what_was_left_out_is_explained_the_same_way(office):
    deciding.confirm(office.ledger, CLAIMANT, office.round, office.row(office.out).open, "情节轻微，口头反馈")
    assert office.found().whole.unexplained == 0


def test_the_paper_counts_only_by_a_reviewer_in_the_window_and_by_the_step(office):
    row = office.row(office.food)
    with pytest.raises(KnownError, match="审核"):
        deciding.correct(office.ledger, CLAIMANT, office.round, row.open, "以底稿为准")
    deciding.confirm(office.ledger, CLAIMANT, office.round, row.open, "先记下")
    [answer] = office.row(office.food).answers.values()
    step = RECHECK_ANSWERS.step("correct")
    with pytest.raises(KnownError, match="审核"):
        verbs.take(office.ledger, CLAIMANT, RECHECK_ANSWERS, answer.record, step, {}, reason="以底稿为准")
    verbs.take(office.ledger, REVIEWER, RECHECK_ANSWERS, answer.record, step, {}, reason="以底稿为准")
    assert answers(office, office.food) == [CORRECTED]


def test_an_answer_can_be_undone_and_the_difference_waits_again(office):
    deciding.correct(office.ledger, REVIEWER, office.round, office.row(office.food).open, "以底稿为准")
    assert office.row(office.food).open == ()
    undo.undo(office.ledger, REVIEWER)
    assert len(office.row(office.food).open) == 1


def test_an_answer_without_a_reason_or_about_nothing_is_refused_and_changes_nothing(office):
    with pytest.raises(KnownError):
        deciding.confirm(office.ledger, EVERYONE, office.round, office.row(office.food).open, " ")
    with pytest.raises(KnownError, match="没有写明核对的是哪一条"):
        values = {"on": "2026-06-01", "kind": "money", "reason": "无", "round": office.round}
        verbs.add(office.ledger, EVERYONE, RECHECK_ANSWERS, values)
    assert office.row(office.food).answers == {}


def test_an_answer_holds_only_while_the_texts_say_the_same(office):
    deciding.confirm(office.ledger, CLAIMANT, office.round, office.row(office.food).open, "反馈只计一所")
    verbs.edit(office.ledger, EVERYONE, REPORT_ITEMS, [office.item], {"text": FOOD.replace("26.4", "25")})
    [one] = office.row(office.food).open
    assert one.item_says == "25 万元"
