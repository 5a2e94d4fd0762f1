"""今日待办 with all its sources (M9, W5, B4; page 27): each line one sentence, one count, one verb; nothing where there is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.ledgers import books
from desktop.operations import findings
from desktop.operations.health.examining import examine
from desktop.operations.health.line import Stands
from desktop.operations.papers.registering import SentPaper, register
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor, Right
from desktop.ui.asks import AskFindings
from desktop.ui.pages.overview import due_groups, reading, sources, todos
from desktop.ui.pages.overview.page import ALL, OverviewPage
from tests.builders import EVERYONE
from tests.ui.office import an_office, rows_of, settled, show


@pytest.fixture
def office(context):
    return an_office(context.ledger, count=24, claimed=2)


@pytest.fixture
def page(qtbot, context, office):
    return show(qtbot, context, OverviewPage(context))


def add(context, book, **values):
    register_ = books.book(context.reader, book)
    return verbs.add(context.ledger, EVERYONE, register_, values)[0].id


def lines(qtbot, context, page):
    page.refresh()
    settled(qtbot, context)
    return {due.key: due for due in page.dues}


def late_of(page, unit):
    return [row.id for row in rows_of(page) if row.unit_id == unit and row.id in page.home.found.overdue]


def test_w6_as_many_letters_as_the_ladder_proposes_and_none_while_units_may_still_answer(qtbot, context, page, office):
    """D3: 出督办函 2 份 → 1 份 → 看看板."""
    round_id, units, _ids = office
    found = lines(qtbot, context, page)["overdue"]
    assert (found.verb, found.deed.page, sorted(found.deed.payload["unit_ids"])) == (
        "出督办函 2 份",
        "letters",
        sorted(units),
    )
    for place, unit in enumerate(units):
        paper = SentPaper(
            "supervision_letter", "函", f"云巡督〔2026〕{place + 1}号", "2026-06-01", "县城管局", unit, round_id, late_of(page, unit), "2026-06-11"
        )  # fmt: skip
        register(context.ledger, EVERYONE, paper)
        found = lines(qtbot, context, page)["overdue"]
    assert (found.verb, found.deed.page, type(found.deed.payload)) == ("看看板", "supervision", AskFindings)
    assert f"{len(found.deed.payload.ids)} 条" == found.count


def test_a_promise_that_passed_puts_the_finding_into_the_list_again(qtbot, context, page, office):
    """The last promise counts: one that was renewed is not passed."""
    round_id, units, _ids = office
    one, other = late_of(page, units[0])[:2]
    add(
        context,
        "chase",
        unit=units[0],
        on="2026-05-20",
        channel="phone",
        findings=(one, other),
        promised_on="2026-06-01",
        round=round_id,
    )
    found = lines(qtbot, context, page)
    assert found["promise_0"].count == "2 条" and found["promise_0"].verb == "登记催办"
    add(
        context,
        "chase",
        unit=units[0],
        on="2026-06-02",
        channel="phone",
        findings=(one,),
        promised_on="2026-06-07",
        round=round_id,
    )
    found = lines(qtbot, context, page)
    assert found["promise_0"].deed.payload.ids == (other,) and found["promise_1"].deed.payload.ids == (one,)
    assert found["promise_1"].mark.word == "3 日内"


def test_return_books_that_are_late_and_those_that_were_sent_back(qtbot, context, page, office):
    round_id, units, _ids = office
    assert not [key for key in lines(qtbot, context, page) if key.startswith("return_book")]
    add(context, "return_book", unit=units[0], round=round_id, sent_on="2026-05-01", due_on="2026-06-01")
    second = add(context, "return_book", unit=units[1], round=round_id, sent_on="2026-05-01", due_on="2026-06-30")
    found = lines(qtbot, context, page)
    assert (found["return_book_late"].count, found["return_book_late"].verb) == ("1 家", "催报 1 家")
    assert found["return_book_late"].deed.page == "returns" and "return_book_back" not in found
    book = books.book(context.reader, "return_book")
    verbs.take(context.ledger, EVERYONE, book, second, book.step("refuse"), {}, reason="版次不对")
    assert lines(qtbot, context, page)["return_book_back"].count == "1 家"


def test_opinions_that_contradict_one_another_or_wait_are_one_line(qtbot, context, page, office):
    round_id, units, _ids = office
    submission = add(
        context, "submission", round=round_id, unit=units[0], kind="plan", received_on="2026-04-02", signed_by="甲"
    )
    parties = [add(context, "review_party", name=name, round=round_id) for name in ("县纪委监委", "县委组织部")]
    for party, returns in zip(parties, (1, 0), strict=True):
        add(context, "opinion", submission=submission, party=party, stage="first", text="措施不具体", returns=returns)
    found = lines(qtbot, context, page)["opinion_open"]
    assert (found.count, found.verb, found.deed.page) == ("2 条", "去联审", "review") and "冲突 2、待定 0" in found.whom
    assert "opinion_review" not in lines(qtbot, context, page), "told once"


def test_m22_flagged_findings_wait_until_a_record_or_a_letter_carries_them(qtbot, context, page, office):
    round_id, units, ids = office
    flagged = [row.id for row in rows_of(page) if row.on_organisation]
    found = lines(qtbot, context, page)["moved_organisation"]
    assert found.count == f"{len(flagged)} 条" and "moved_publicity" not in lines(qtbot, context, page)
    add(
        context,
        "copy_report",
        level="organisation",
        addressee="县委组织部",
        round=round_id,
        findings=tuple(flagged[1:]),
    )
    assert lines(qtbot, context, page)["moved_organisation"].count == "1 条"
    paper = SentPaper(
        "referral_letter", "移交函", "云巡办函〔2026〕9号", "2026-06-01", "县委组织部", None, round_id, flagged[:1]
    )
    register(context.ledger, EVERYONE, paper)
    assert "moved_organisation" not in lines(qtbot, context, page)


def test_w8_the_calendar_of_the_next_year_is_asked_for_from_october(context):
    known = {due.key for due in sources.house(context.reader, date(2026, 9, 30))}
    [asked] = [due for due in sources.house(context.reader, date(2026, 10, 8)) if due.key == "calendar"]
    assert "calendar" not in known
    assert asked.what == "2027年放假和调休还没有录入" and asked.deed.page == "system" and asked.right is Right.MANAGE


def test_b4_a_drill_that_is_a_year_ago_is_due(context):
    assert not [due for due in sources.house(context.reader, date(2026, 6, 5)) if due.key == "drill"]
    an_office(context.ledger, count=1)
    [due] = [due for due in sources.house(context.reader, date(2027, 6, 7)) if due.key == "drill"]
    assert due.what == "还没有做过恢复演练"


@pytest.mark.parametrize(
    ("today", "named"),
    [(date(2026, 6, 3), "3月、4月"), (date(2026, 6, 4), "3月、4月、5月"), (date(2026, 8, 20), "3月、4月、5月等")],
)
def test_a_month_is_to_be_frozen_after_the_third_working_day_that_follows_it(context, office, today, named):
    """1 to 3 June 2026 are working days; a month without a finding before its end asks for nothing."""
    round_id, _units, _ids = office
    [due] = sources.months(context.reader, today, (round_id,))
    assert due.what == f"{named}还没有冻结" and due.deed.page == "freezing" and due.right is Right.REVIEW
    assert not sources.months(context.reader, date(2026, 4, 3), (round_id,))


def test_what_the_last_check_of_the_books_found_wrong_is_one_line(qtbot, context, page):
    context.set_examined(examine(context.reader, context.scope.rounds, context.as_of, context.known_at, context.as_of))
    wrong = [line for line in context.examined.lines if line.stands is Stands.WRONG]
    [due] = [due for due in page.dues if due.key == "health"]
    assert wrong and due.count == f"{len(wrong)} 项" and due.whom.startswith(wrong[0].result)
    assert due.deed.payload.key == "health"
    context.set_examined(replace(context.examined, as_of="2026-01-01"))
    assert not [due for due in page.dues if due.key == "health"]


def test_what_was_mended_since_the_last_check_is_no_line_and_the_check_is_made_again(qtbot, context, page):
    found = examine(context.reader, context.scope.rounds, context.as_of, context.known_at, context.as_of)
    mended = replace(found.checks[0], stands=Stands.WRONG, result="1 条金额差一万倍")
    context.set_examined(
        replace(found, checks=(mended, *(replace(one, stands=Stands.AGREES) for one in found.checks[1:])), further=())
    )
    [due] = [due for due in page.dues if due.key == "health"]
    assert due.whom == mended.result
    findings.edit(context.ledger, EVERYONE, [context.reader.value("select min(id) from finding")], {"remark": "已核"})
    page.refresh()
    settled(qtbot, context)

    assert context.examined.last_action > found.last_action and context.examined.lines == found.lines
    assert all(mended.result not in due.whom for due in page.dues if due.key == "health")


def test_talks_that_are_proposed_come_from_the_worker(qtbot, context, page):
    """M12: units under the line of the office."""
    found = lines(qtbot, context, page)["talks"]
    assert (found.count, found.verb, found.deed.page) == ("2 家", "去约谈", "talks")


@pytest.mark.parametrize("right", list(Right))
def test_a_role_sees_its_own_lines(qtbot, context, office, right):
    context.seat(Actor("李建国", frozenset({right})))
    page = show(qtbot, context, OverviewPage(context))
    assert all(due.right is right for due in page.dues)
    assert ("waiting" in {due.key for due in page.dues}) is (right is Right.REVIEW)
    assert ("overdue" in {due.key for due in page.dues}) is (right is Right.ENTER)


def test_the_tabs_part_the_lines_and_their_counts_add_up(page):
    """D14: read from the tabs."""
    counts = {key: int(page.tabs.button(key).text().partition(" ")[2] or 0) for key in page.tabs.keys()}
    assert counts[ALL] == len(page.dues) == sum(counts.values()) - counts[ALL]
    for group, _word in due_groups.GROUPS:
        page.tabs.set_current(group)
        assert len(page.todo_table.figures.lines) == counts[group]
        assert page._todo_stack.currentWidget() is (page.todo_table if counts[group] else page.todo_empty)


def test_lines_without_room_are_named_in_one_line_that_brings_them(qtbot, context, page):
    page.resize(1440, 620)
    settled(qtbot, context)
    page._show_dues()
    shown = len(page.todo_table.figures.lines)
    assert page.rest_button.isVisible() and shown < len(page.dues)
    rest = page.dues[shown:]
    assert page.rest_button.text() == f"还有 {len(rest)} 项 ›" and page.rest_words.full_text() == todos.rest_words(rest)
    page.rest_button.click()
    assert len(page.todo_table.figures.lines) == len(page.dues) and not page.rest_button.isVisible()


def test_every_line_is_of_a_source_in_the_order_of_the_page(page):
    places = [todos.place_of(due) for due in page.dues]
    assert places == sorted(places)


def test_overdue_opens_the_board(page, context):
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    page.overdue.link_clicked.emit()
    [(key, payload)] = asked
    assert key == "supervision" and payload.ids == page.home.found.overdue


def test_of_a_large_ledger_the_page_says_the_same(context, office, monkeypatch):
    """What is read is made anew where it is much, without a word of it changed."""
    found = reading.read(context.sight())
    monkeypatch.setattr(reading, "LARGE", -1)

    anew = reading.read(context.sight())

    assert (anew.dues, anew.rounds, anew.nodes) == (found.dues, found.rounds, found.nodes)
    assert vars(anew.home) == vars(found.home) and anew.home.found.overdue == found.home.found.overdue
