"""A paper that was put by and is made without being read: its typed mentions follow what they name and are told, and an unsure one is not issued."""

from datetime import date

import pytest

from desktop.documents import labels
from desktop.errors import KnownError
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.prepared_mentions import Told, followed, refuse_unsure
from tests.builders import EVERYONE

KIND, WORD = "rectification_summary_report", "提请事项"
THEN = {"第一部分": "早先的一部分", "第二部分": "整改总体情况", "第三部分": "下一步工作"}
TYPED = ["责任见第二部分", "责任见第一部分", "责任由第二部分可见", "群众代表1名"]


def test_mentions_of_a_paper_that_was_put_by_follow_and_are_told(office, workshop):
    ledger = office[0]
    round_id = ledger.reader.value("select id from round")
    for typed in ({WORD: TYPED, labels.LABELS: THEN}, {WORD: TYPED}):
        making.prepare(ledger, EVERYONE, KIND, "汇报", typed, round_id)
    day = date.fromisoformat(ledger.today())
    request = Request(KIND, day, day, round_id, (), True)

    [first, second], told = followed(workshop, ledger.newest, request, making.gather(ledger.newest, request))

    assert [str(one) for one in first.words[WORD]] == ["责任见第一部分", "责任见“早先的一部分”部分", *TYPED[2:]]
    assert [str(one) for one in second.words[WORD]] == TYPED, "nothing was in sight when it was typed"
    assert first.prepared_id is not None and first.addressee == second.addressee
    assert [one.unsure for one in told] == [True]
    for said in ("“见第二部分”改为“见第一部分”", "所指的没有印出，已换成名称", "由第二部分可见”可能指的是编号变了"):
        assert said in told[0].sentence


def test_words_given_now_are_not_taken_for_words_of_then(office, workshop):
    ledger = office[0]
    round_id = ledger.reader.value("select id from round")
    making.prepare(ledger, EVERYONE, KIND, "汇报", {WORD: ["旧话"], labels.LABELS: THEN}, round_id)
    day, now = date.fromisoformat(ledger.today()), ["责任见第二部分"]
    request = Request(KIND, day, day, round_id, (), True, given={WORD: now})

    [paper], told = followed(workshop, ledger.newest, request, making.gather(ledger.newest, request))

    assert ([str(one) for one in paper.words[WORD]], told) == (now, [])


def test_an_unsure_mention_is_not_issued_unseen_and_one_that_followed_is():
    refuse_unsure([Told("县委常委会", "您写的“见第二部分”改为“见第一部分”，随编号改了。", unsure=False)])
    with pytest.raises(KnownError, match="没有签发。县委常委会：您写的“由表3可见”.*单份出文"):
        refuse_unsure([Told("县委常委会", "您写的“由表3可见”……没有改。请核对。", unsure=True)])
