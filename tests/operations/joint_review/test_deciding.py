"""M16: what is taken up is a person's choice with a right and a reason; a conflict is never settled by the program."""

import pytest

from db.queries import books as queries
from db.queries.joint_review import decisions
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.opinions import OPINIONS
from desktop.operations import undo
from desktop.operations.joint_review import deciding
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE
from tests.operations.joint_review.reviews import Review

CLERK = Actor("录入员", frozenset({Right.ENTER}))


@pytest.fixture
def review(ledger, tmp_path):
    return Review(ledger, tmp_path / "意见表")


@pytest.fixture
def dispute(review):
    """One party asks for work, two approve, one of them on the whole paper too."""
    return [review.opinion(0, 0, returns=1), review.opinion(3, 0, "建议销号"), review.opinion(2, 0, "同意")]


def stands(review, opinion):
    [one] = queries.records(review.ledger.newest, OPINIONS.shape, "9999-12-31", ids=[opinion])
    return one.state, one.stored["adopted"]


def test_an_opinion_is_taken_up_or_not_and_not_needs_its_reason(review):
    one, two = review.opinion(0, 0), review.opinion(0, 1)
    deciding.settle(review.ledger, EVERYONE, [one], "yes")
    with pytest.raises(KnownError, match="理由"):
        deciding.settle(review.ledger, EVERYONE, [two], "no")
    deciding.settle(review.ledger, EVERYONE, [two], "no", "与文件不符")
    assert [stands(review, one), stands(review, two)] == [("settled", "yes"), ("settled", "no")]
    assert review.line().sum.words == "2 条 = 已定 2 + 待定 0"
    with pytest.raises(KnownError, match="都已定"):
        deciding.settle(review.ledger, EVERYONE, [one], "yes")


def test_a_conflict_takes_no_plain_yes_or_no(review, dispute):
    for adopted in ("yes", "no"):
        with pytest.raises(KnownError, match="冲突"):
            deciding.settle(review.ledger, EVERYONE, dispute[:1], adopted, "理由")
    assert [stands(review, one)[0] for one in dispute] == ["open"] * 3


def test_one_side_is_chosen_with_a_reason_and_one_undo_opens_it_again(review, dispute):
    with pytest.raises(KnownError, match="理由"):
        deciding.prefer(review.ledger, EVERYONE, dispute[0], " ")
    deciding.prefer(review.ledger, EVERYONE, dispute[0], "核查未完")
    assert [stands(review, one) for one in dispute] == [("settled", "yes"), ("settled", "no"), ("settled", "no")]
    assert review.line().sum.conflicts == 0
    assert set(decisions(review.ledger.newest, dispute).values()) == {"核查未完"}
    undo.undo(review.ledger, EVERYONE)
    assert review.line().sum.conflicts == 1 and review.line().sum.open == 3


def test_those_who_agree_with_the_chosen_side_stay_open(review, dispute):
    deciding.prefer(review.ledger, EVERYONE, dispute[1], "已查清")
    assert [stands(review, one)[0] for one in dispute] == ["settled", "settled", "open"]
    assert review.line().sum.conflicts == 0


def test_own_words_take_every_opinion_up_in_part(review, dispute):
    with pytest.raises(KnownError, match="另写的意见是空的"):
        deciding.write_own(review.ledger, EVERYONE, dispute[0], "", "理由")
    deciding.write_own(review.ledger, EVERYONE, dispute[0], "先补核查结果，再报销号", "两方都有理")
    assert {stands(review, one) for one in dispute} == {("settled", "part")}
    assert {one.merged for one in review.line().opinions} == {"先补核查结果，再报销号"}


def test_the_merged_text_and_the_grade_decide_nothing(review, dispute):
    deciding.write_merged(review.ledger, EVERYONE, dispute, "合写")
    deciding.grade(review.ledger, EVERYONE, review.submission, "fair")
    line = review.line()
    assert {one.merged for one in line.opinions} == {"合写"} and line.grade == "fair" and line.sum.open == 3


def test_who_may_not_settle_settles_nothing(review, dispute):
    for work in (
        lambda: deciding.settle(review.ledger, CLERK, dispute[:1], "yes"),
        lambda: deciding.prefer(review.ledger, CLERK, dispute[0], "理由"),
        lambda: deciding.write_own(review.ledger, CLERK, dispute[0], "合写", "理由"),
        lambda: deciding.give_back(review.ledger, CLERK, review.submission, "理由"),
        lambda: deciding.grade(review.ledger, CLERK, review.submission, "fair"),
    ):
        with pytest.raises((Forbidden, KnownError)):
            work()
    assert {stands(review, one)[0] for one in dispute} == {"open"} and review.line().grade == ""
