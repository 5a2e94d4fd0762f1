"""Reminders of replies: each paper whose day has passed, how often it was asked for before, and to whom it goes (papers/27)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.errors import KnownError
from desktop.operations.papers import issuing, making
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked
from tests.operations.papers.test_catalogue import unanswered

KIND = "reply_reminder_letter"


def gathered(office, *units, **fields):
    ledger, round_id, *_units = office
    return making.gather(ledger.writing(), asked(round_id, *units, kind=KIND, **fields))


def test_each_paper_whose_day_has_passed_gets_one_and_one_day_before_nobody(office):
    ledger, round_id, housing, farming = office
    unanswered(ledger, round_id, housing)
    unanswered(ledger, round_id, farming, "unit_finding_list", "青巡办函〔2026〕12号", "2026-03-11", "2026-04-10")

    found = gathered(office)

    assert [(one.unit_id, str(one.words["事项"]), int(one.words["超期天数"])) for one in found] == [
        (farming, "整改方案", 173),
        (housing, "督办事项办理情况", 12),
    ]
    assert found[0].words["原函文号"] == "青巡办函〔2026〕12号" and found[0].reply_by == date(2026, 10, 16)
    with pytest.raises(KnownError, match="没有超过回复期限"):
        gathered(office, as_of=date(2026, 4, 10))


def test_a_reply_and_a_void_paper_and_a_later_one_of_the_kind_end_the_asking(office):
    ledger, round_id, housing, farming = office
    answered = unanswered(ledger, round_id, housing)
    unanswered(ledger, round_id, farming, number="青巡督〔2026〕1号", on="2026-06-01", due="2026-06-08")
    unanswered(ledger, round_id, farming, number="青巡督〔2026〕2号", on="2026-08-01", due="2026-08-08")
    from desktop.operations.change import change
    from desktop.rules.permissions import Action

    with change(ledger, EVERYONE, Action.REGISTER_LETTER, "登记回复") as changes:
        fields = {"letter_id": answered, "kind": "reply", "happened_on": "2026-09-20"}
        changes.writer.insert("letter_event", fields)

    [one] = gathered(office)

    assert one.words["原函文号"] == "青巡督〔2026〕2号"
    assert [paper.unit_id for paper in gathered(office, as_of=date(2026, 9, 19))] == [farming, housing]


def test_the_second_is_more_earnest_and_the_third_goes_to_the_discipline_team(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    unanswered(ledger, round_id, housing)
    told = []
    for _time in range(3):
        [one] = gathered(office, housing)
        told.append((int(one.words["次数"]), one.copies))
        [made] = issuing.issue(ledger, EVERYONE, workshop, [one], tmp_path)

    assert told == [(1, ()), (2, ()), (3, ("派驻县住建局纪检监察组",))]
    assert made.title == "关于再次催报督办事项办理情况的函"


def sent_book(office, unit, on, due, back=""):
    from desktop.ledgers.return_books import RETURN_BOOKS
    from desktop.operations.records import verbs

    ledger, round_id, *_units = office
    values = {"unit": unit, "round": round_id, "sent_on": on, "due_on": due}
    made = verbs.add(ledger, EVERYONE, RETURN_BOOKS, values)[0]
    if back:
        verbs.take(ledger, EVERYONE, RETURN_BOOKS, made.id, RETURN_BOOKS.step("receive"), {"returned_on": back})
    return made.id


def test_a_return_book_that_is_still_out_after_its_day_is_asked_for_and_one_that_came_back_is_not(office):
    _ledger, _round, housing, farming = office
    sent_book(office, housing, "2026-05-20", "2026-06-03")
    sent_book(office, farming, "2026-05-20", "2026-06-03", back="2026-06-02")

    [one] = gathered(office)

    assert one.unit_id == housing and str(one.words["事项"]) == "整改进展填报表"
    assert "原函文号" not in one.words
    assert (one.words["原函日期"], one.words["原期限"]) == (date(2026, 5, 20), date(2026, 6, 3))
    with pytest.raises(KnownError, match="没有超过回复期限"):
        gathered(office, as_of=date(2026, 6, 3))


def test_a_book_that_was_replaced_asks_by_the_day_of_the_last_one(office):
    from desktop.ledgers.return_books import RETURN_BOOKS
    from desktop.operations.records import verbs

    ledger, _round, housing, _farming = office
    first = sent_book(office, housing, "2026-04-20", "2026-05-03")
    verbs.take(ledger, EVERYONE, RETURN_BOOKS, first, RETURN_BOOKS.step("replace"), {})
    sent_book(office, housing, "2026-05-20", "2026-06-03")

    assert [one.words["原期限"] for one in gathered(office, housing)] == [date(2026, 6, 3)]
