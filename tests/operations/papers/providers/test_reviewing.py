"""The letter on a submission says what the last stage asked for, by party, and whose word counts (papers/12, M16)."""

from __future__ import annotations

import pytest

from desktop.documents.file_words import FileWords
from desktop.errors import KnownError
from desktop.operations.papers import issuing, making
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked
from tests.operations.papers.handed_in import enter, plan_under_review, step

OPINIONS = (
    ("县纪委监委", 1, "没有明确审核人"),
    ("县委组织部", 1, "轮岗计划应列出岗位"),
    ("县委组织部", None, "佐证目录未附"),
)


def letters(office, **given):
    ledger, round_id, housing, _farming = office
    return making.gather(ledger.writing(), asked(round_id, housing, kind="joint_review_letter", given=given))


def test_the_opinions_stand_by_party_in_the_order_of_the_parties(office):
    plan_under_review(office[0], office[1], office[2], *OPINIONS)
    [one] = letters(office)
    words = one.words

    assert (words["审核对象"], int(words["意见数"]), int(words["方数"])) == ("整改方案", 3, 2)
    assert [(each["名称"], int(each["数"])) for each in words["分方"]] == [("县纪委监委", 1), ("县委组织部", 2)]
    assert words["联审方"] == ["县纪委监委", "县委组织部"] and set(words["抄送"]) == set(words["联审方"])
    assert words["回复期限"] and words["附件清单"] and not words.get("没有意见")


def test_a_letter_that_goes_out_before_everybody_was_heard_names_who_was_and_says_that_the_others_follow(
    office, workshop
):
    """先发已收意见: nothing is said in the name of a party that has not answered (page 12)."""
    ledger = office[0]
    plan_under_review(ledger, office[1], office[2], *OPINIONS[:1])
    enter(ledger, "review_party", name="县委巡察组", order=2, round=office[1])
    [one] = letters(office, 总评="分工清楚")
    assert "县委巡察组" not in one.words["联审方"] and "县委巡察组" in one.words["未收方"]
    file = FileWords("函.docx", workshop.press(one.kind).render(one.words, draft=True).data)
    text = "".join(told for _place, told in file.read)
    assert "经县纪委监委联审" in text and "县委巡察组的意见尚未收到，收到后另行函告。" in text


def test_what_is_not_taken_up_is_not_handed_on_and_a_conflict_names_whose_word_counts(office):
    ledger = office[0]
    plan_under_review(ledger, office[1], office[2], *OPINIONS)
    step(ledger, "opinion", 1, "settle", adopted="yes", verdict="采纳")
    from desktop.ledgers import books
    from desktop.operations.records import verbs

    register = books.as_declared("opinion")
    verbs.take(
        ledger, EVERYONE, register, 2, register.step("settle"), {"adopted": "no"}, on="2026-04-10", reason="已有安排"
    )
    [one] = letters(office)

    assert int(one.words["意见数"]) == 2 and int(one.words["冲突数"]) == 1 and one.words["采用方"] == "县纪委监委"


def test_one_that_passed_without_an_opinion_is_agreed_to_and_one_not_yet_reviewed_gets_none(office):
    ledger = office[0]
    submission = plan_under_review(ledger, office[1], office[2])
    with pytest.raises(KnownError, match="没有联审中或联审过"):
        letters(office)
    step(ledger, "submission", submission, "pass")
    [one] = letters(office)

    assert one.words["没有意见"] and one.words["附件清单"] == [] and "回复期限" not in one.words


def test_a_submission_is_answered_once_until_it_comes_in_again(office, workshop, tmp_path):
    ledger = office[0]
    plan_under_review(ledger, office[1], office[2], *OPINIONS)
    issuing.issue(ledger, EVERYONE, workshop, letters(office, 总评="分工清楚"), tmp_path)

    with pytest.raises(KnownError, match="没有联审中或联审过"):
        letters(office)
