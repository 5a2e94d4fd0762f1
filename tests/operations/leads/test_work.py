import pytest

from desktop.errors import KnownError
from desktop.ledgers.leads import LEADS
from desktop.operations.leads import book, work
from desktop.operations.leads.work import Count

STEP = {one.name: one for one in LEADS.steps}


def entered(room, moved_on, cases=1, persons=1, round_name="第六轮"):
    return book.enter(
        room, {"moved_on": moved_on, "moved_to": "县纪委监委", "cases": cases, "persons": persons, "round": round_name}
    ).number


def test_cases_and_persons_add_up_over_open_and_closed(room):
    first, second = entered(room, "2026-03-20", 2, 3), entered(room, "2026-04-20", round_name="第五轮")
    book.take(room, first, STEP["file"], {"filed_persons": 2}, on="2026-04-01")
    book.take(
        room, first, STEP["close"], {"disposition": "concluded", "sanctions": 2, "recovered": 38400}, on="2026-05-01"
    )
    told = work.sums(book.leads(room))
    assert (told.moved, told.closed, told.open) == (Count(3, 4), Count(2, 3), Count(1, 1))
    assert (told.filed, told.sanctions, told.recovered) == (2, 2, 38400)
    assert list(work.by_round(book.leads(room))) == ["第六轮", "第五轮"]
    assert second


def test_figures_are_read_with_their_parts_and_rows_on_any_day(room):
    first = entered(room, "2026-03-20", 11, 13)
    entered(room, "2026-04-20", 13, 15)
    book.take(room, first, STEP["file"], {"filed_persons": 11}, on="2026-05-10")
    found = {one.name: one for one in work.figures(room, "2026-06-05")}
    assert (found["lead_filing_rate"].value, found["lead_filing_rate"].counted) == ("45.8%", (first,))
    assert (found["leads_cases"].value, found["leads_persons"].value) == ("24", "28")
    early = {one.name: one for one in work.figures(room, "2026-04-01")}
    assert early["leads_cases"].value == "11"
    assert work.CONTRIBUTION not in found
    shared = work.figures(room, "2026-06-05", sanctioned_in_all=40)[-1]
    assert (shared.name, shared.value) == (work.CONTRIBUTION, "0.0%")


def test_a_lead_without_an_event_for_long_is_stale_until_it_is_gone_through(room):
    number = entered(room, "2026-04-01")
    (one,) = work.month_review(room)
    assert (one.is_stale, one.is_long, one.reviewed, one.days) == (True, True, False, 65)
    with pytest.raises(KnownError, match="还有 1 件"):
        work.finish_review(room)
    book.take(room, number, STEP["note"], {"progress": "已约谈一人"})
    (one,) = work.month_review(room)
    assert (one.is_stale, one.reviewed, one.said) == (False, True, "已约谈一人")
    assert work.finish_review(room) == "完成6月梳理：1 件 1 人在办"
    assert book.log(room)[0].title == "完成6月梳理：1 件 1 人在办"
