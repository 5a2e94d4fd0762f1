"""首页: each figure opens rows whose count equals the number (R3), parts add up to totals (R6), a past day reads as it stood (R2)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.queries import books as queries
from db.queries.standing import EVER
from db.queries.units import units_of_round
from desktop.ledgers import books
from desktop.operations.records import verbs
from desktop.rules.change_causes import Cause, Moment
from desktop.rules.rate import Rate
from desktop.statistics.explain import Explanation
from desktop.ui.asks import AskFindings, AskUnit
from desktop.ui.dialogs.unit_card import UnitCard
from desktop.ui.pages.overview.board import Rows, change_text
from desktop.ui.pages.overview.page import OverviewPage
from tests.builders import EVERYONE
from tests.ui.conftest import standing_clock
from tests.ui.counted_office import counted_folder
from tests.ui.office import rows_of, settled, show


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory):
    return counted_folder(tmp_path_factory.mktemp("counted"), standing_clock)


@pytest.fixture
def asked(context):
    """What other pages were asked to show."""
    told = []

    def hear(key, payload):
        told.append((key, payload))

    context.page_asked.connect(hear)
    return told


@pytest.fixture
def page(qtbot, context):
    return show(qtbot, context, OverviewPage(context))


def last_ids(asked):
    key, payload = asked[-1]
    assert key == "findings"
    return list(payload.ids)


def test_the_four_figures_open_exactly_their_rows(page, asked):
    assert page.verdict.rate.text() == "32.0% 8 / 25"
    for widget, number in ((page.verdict.rate, 8), (page.claim.rate, 12)):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        assert len(last_ids(asked)) == number == len(set(last_ids(asked)))
    for door in (page.overdue.number, page.due.number, page.verdict.door, page.claim.door):
        QTest.mouseClick(door, Qt.MouseButton.LeftButton)
        assert str(len(last_ids(asked))) in door.text()


def test_the_parts_of_what_falls_due_add_up_and_open_their_rows(page, asked):
    shown = [door for door in page.due.parts if door.isVisible()]
    assert sum(len(door.ids) for door in shown) == int(page.due.number.text()) > 0
    for door in shown:
        QTest.mouseClick(door, Qt.MouseButton.LeftButton)
        assert door.text().endswith(f" {len(last_ids(asked))}")


def test_units_add_up_to_the_total_line_and_every_number_opens_as_many_rows(page):
    lines, [total] = page.unit_table.figures.lines, page.unit_total.figures.lines
    rates = [line.cells[1].rate for line in lines]
    assert sum(rate.numerator for rate in rates) == total.cells[1].rate.numerator == 8
    assert sum(rate.denominator for rate in rates) == total.cells[1].rate.denominator == 25
    for line in (*lines, total):
        assert len(line.cells[1].opens.ids) == line.cells[1].rate.numerator
        for cell in line.cells[2:]:
            if isinstance(cell.opens, Rows):
                assert str(len(cell.opens.ids)) == cell.plain


def test_units_stand_from_low_to_high_and_a_line_opens_the_unit_card(page):
    shares = [line.cells[1].rate for line in page.unit_table.figures.lines]
    assert [rate.printed for rate in shares] == sorted(rate.printed for rate in shares)
    page.unit_table.setFocus()
    page.unit_table.setCurrentIndex(page.unit_table.figures.index(0, 0))
    QTest.keyClick(page.unit_table, Qt.Key.Key_Return)
    card = page.findChild(UnitCard)
    assert card.isVisible()
    assert page.unit_table.figures.lines[0].opens == AskUnit(card.unit_id)


def test_enter_does_the_deed_of_a_line_that_is_due(page, asked):
    lines = {due.key: place for place, due in enumerate(page.dues)}
    for key, wanted in (("overdue", "letters"), ("waiting", "findings")):
        page.todo_table.setCurrentIndex(page.todo_table.figures.index(lines[key], 0))
        QTest.keyClick(page.todo_table, Qt.Key.Key_Return)
        assert asked[-1][0] == wanted
        payload = asked[-1][1]
        ids = payload.ids if isinstance(payload, AskFindings) else payload["ids"]
        assert f"{len(ids)} 条" == page.dues[lines[key]].count


def test_what_is_due_stands_in_order_of_urgency_and_red_is_only_for_overdue(page):
    tones = [due.mark.tone.value for due in page.dues]
    assert tones == sorted(tones, key=["red", "amber", "plain"].index)
    assert all("逾期" in due.mark.word for due in page.dues if due.mark.tone.value == "red")


def test_the_nodes_are_those_of_the_round_and_the_flag_counts_the_days(page):
    assert [node.title for node in page.nodes.nodes] == ["反馈", "整改方案报备", "中期提醒", "进展报告", "归档"]
    assert page.nodes.flag == "今天 · 距期满 13 天"
    assert page.nodes.nodes[0].done
    assert not page.nodes.nodes[1].done


def test_what_the_units_handed_in_and_what_of_it_is_through_stand_on_the_line_as_done_over_all(page, context, asked):
    """pages.md §27: nine nodes with done/total; a review has no day of its own and follows what it reviews."""
    book = books.book(context.reader, "submission")
    units = [unit.id for unit in units_of_round(context.reader, context.switches.round_id, context.as_of)]
    for unit, kind in ((units[0], "plan"), (units[1], "plan"), (units[0], "report")):
        made, _changes = verbs.add(
            context.ledger, EVERYONE, book,
            {"received_on": "2026-04-02", "unit": unit, "kind": kind, "round": context.switches.round_id, "signed_by": "甲"},
        )  # fmt: skip
        if (unit, kind) == (units[0], "plan"):
            for step in ("review", "pass"):
                verbs.take(context.ledger, EVERYONE, book, made.id, book.step(step), {})
    page.refresh()
    nodes = {node.title: node for node in page.nodes.nodes}
    assert list(nodes) == ["反馈", "整改方案报备", "方案联审", "中期提醒", "进展报告", "报告联审", "归档"]
    assert [nodes[title].note.split(" · ")[-1] for title in ("整改方案报备", "方案联审", "进展报告", "报告联审")] == [
        f"2/{len(units)} 家", f"1/{len(units)} 家", f"1/{len(units)} 家", f"0/{len(units)} 家"
    ]  # fmt: skip
    assert nodes["方案联审"].running and not nodes["方案联审"].on and not nodes["报告联审"].running
    assert (page.nodes.places()[1] < page.nodes.today_place()) and nodes["方案联审"].page == "review"
    rects = [page.nodes._rect_of(x) for x in page.nodes.places()]
    assert not any(rect.intersects(following) for rect, following in zip(rects, rects[1:], strict=False))


def test_a_past_day_shows_how_it_stood_as_true_and_as_known(page, context):
    context.set_switches(as_of=date(2026, 5, 31), known=False)
    assert page.verdict.rate.text() == "19.2% 5 / 26"
    context.set_switches(known=True)
    assert page._stack.currentWidget() is page.empty
    assert page.empty.sentence.text() == "2026-05-31 还没有登记问题，没有可统计的问题。"
    page.empty.button.click()
    assert not context.is_back


def test_the_comparison_names_the_former_date_and_its_causes(qtbot, page, context):
    context.set_switches(known=False, as_of=date(2026, 6, 5))
    settled(qtbot, context)
    text = page.verdict.more.full_text()
    assert text.startswith("较 5月31日 +12.8 个百分点：销号 +4，反弹 −1")


def test_each_card_says_basis_and_date(page):
    for card in (page.verdict, page.claim, page.overdue, page.due):
        assert "截至 2026-06-05" in card.foot.full_text()
    assert "第1版" in page.verdict.foot.full_text()


def test_days_of_one_month_are_said_shortly(page):
    texts = {due.key: due.what for due in page.dues}
    assert texts["within_3"] == "3 日内到期（6月7日）"


@pytest.mark.parametrize(
    ("causes", "before", "after", "told"),
    [
        ([("销号", 13, 0), ("反弹", -1, 0)], (40, 100), (52, 100), "：销号 +13，反弹 −1"),
        ([("销号", 3, 0), ("反馈入账", 0, 6), ("核减", -1, -1)], (40, 100), (42, 105), "：销号 +3，核减 −1；总数 +5（反馈入账 +6，核减 −1）"),
        ([("销号", 3, 0)], (40, 100), (45, 100), "：销号 +3，其余 +2"),
        ([("反馈入账", 0, 6)], (40, 100), (40, 108), "：总数 +8（反馈入账 +6，其余 +2）"),
    ],
)  # fmt: skip
def test_the_sentence_of_change_explains_the_whole_or_says_the_rest(context, causes, before, after, told):
    """L-8: every cause that moves the count or the whole is named."""
    moment = Moment("2026-05-31", None)
    found = [Cause(word, up, down, ()) for word, up, down in causes]
    why = Explanation(context.basis, moment, Moment("2026-06-05", None), Rate(*before), Rate(*after), tuple(found))
    assert change_text(why).endswith(told)


def test_what_is_due_in_the_books_stands_among_the_dues_and_opens_its_record(qtbot, context, page, asked):
    """registers.md §0: deadlines of the books appear in 今日待办, the passed ones as overdue; what waits for 审核 too."""
    finding = rows_of(page)[0]
    talk, extension = (books.book(context.reader, name) for name in ("talk", "extension"))
    given = {
        "kind": "reminder",
        "reason": "other",
        "unit": finding.unit_id,
        "round": finding.round_id,
        "talker": "甲",
        "talked_to": "乙",
    }
    made, _ = verbs.add(context.ledger, EVERYONE, talk, {**given, "held_on": "2026-06-01"})
    meeting, _ = verbs.add(
        context.ledger,
        EVERYONE,
        books.book(context.reader, "meeting"),
        {"held_on": "2026-05-20", "kind": "secretary", "topic": "点题"},
    )
    said = {"meeting": meeting.id, "matter": "耕地撂荒", "due_on": context.as_of, "round": finding.round_id}
    verbs.add(context.ledger, EVERYONE, books.book(context.reader, "secretary_item"), said)
    late = next(row for row in rows_of(page) if row.verdict != "done" and row.present)
    verbs.add(context.ledger, EVERYONE, extension, {"finding": late.id, "due_on": "2027-08-30", "reason": "审计未完"})
    page.refresh()
    lines = {due.key: due for due in page.dues}
    passed = lines["talk_登记谈话_0"]
    assert (passed.mark.word, passed.count, passed.deed.page) == ("已逾期", "1 次", "talks")
    assert passed.deed.payload.record_id == made.id
    [today] = [due for due in page.dues if due.key.startswith("secretary_item")]
    assert all(due.place < today.place or due is today for due in page.dues[: page.dues.index(today) + 1])
    assert today.mark.word == "今天" and today.what.startswith("点人点事：") and "今天到" in today.what
    assert lines["extension_review"].deed.page == "chasing"


def test_the_nodes_that_the_office_added_stand_on_the_line_with_what_became_of_them(page, context):
    """registers.md §1: any number of nodes, each on its own day."""
    book = books.book(context.reader, "round_node")
    round_id = context.switches.round_id
    for name, day in (("县委审定", "2026-05-20"), ("联审会", "2026-07-01")):
        verbs.add(context.ledger, EVERYONE, book, {"name": name, "round": round_id, "due_on": day})
    page.refresh()
    shown = {node.title: node for node in page.nodes.nodes}
    assert list(shown)[-2:] == ["联审会", "归档"] and "逾期" in shown["县委审定"].note and not shown["联审会"].past
    days = [node.on for node in page.nodes.nodes if node.on]
    assert days == sorted(days)
    record = next(one for one in queries.records(context.reader, book.shape, EVER) if one.name == "县委审定")
    verbs.take(context.ledger, EVERYONE, book, record.id, book.step("finish"), {"done_on": "2026-05-22"})
    page.refresh()
    assert {node.title: (node.on, node.done) for node in page.nodes.nodes}["县委审定"] == ("2026-05-22", True)


def test_the_page_holds_none_of_the_rows_that_it_counted(page):
    """All that it shows was counted where it was read; ten thousand rows would be held all day."""
    assert rows_of(page) and page.home.rows == {}
    assert page.home.left and not page.home.is_empty and page.home.worked_out() is page.home
