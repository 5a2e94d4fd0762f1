"""整改督办 · 时限看板 (W5, W6, M9; page 11): counts that add up, keys, calls, letters of the next rung, refusals, the ladder as data."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.queries import books as record_queries
from desktop.ledgers import books
from desktop.operations.papers.registering import SentPaper, register
from desktop.operations.supervision.ladder import ladder_of
from desktop.operations.supervision.planning import planned
from desktop.rules import chasing
from desktop.rules.permissions import Actor, Right
from desktop.ui.asks import AskFinding, AskFindings, AskTab, AskUnit
from desktop.ui.pages.supervision.ladder_dialog import LadderDialog
from desktop.ui.pages.supervision.page import SupervisionPage
from tests.builders import EVERYONE
from tests.ui.office import Hands, an_office, settled, show

LATE, SOON, AHEAD = chasing.LATE, chasing.SOON, chasing.AHEAD


@pytest.fixture
def office(context):
    return an_office(context.ledger, count=24, claimed=2)


@pytest.fixture
def page(qtbot, context, office):
    return show(qtbot, context, SupervisionPage(context))


@pytest.fixture
def asked(context):
    opened = []
    context.page_asked.connect(lambda key, payload: opened.append((key, payload)))
    return opened


def sent(context, office, *findings, reply_by="2026-05-31", kind="due_warning_letter", unit=0):
    round_id, units, _ids = office
    number = f"云巡办函〔2026〕{27 + len(findings)}号"
    register(
        context.ledger, EVERYONE,
        SentPaper(kind, "函", number, "2026-05-21", "县城管局", units[unit], round_id, findings, reply_by),
    )  # fmt: skip


def chases(context):
    shape = books.book(context.reader, "chase").shape
    return record_queries.records(context.reader, shape, "2026-06-05")


def wrong(page):
    return page.error_bar.title.text() if page.error_bar.isVisible() else ""


def reread(qtbot, context, page):
    page.refresh()
    settled(qtbot, context)


def test_the_line_of_the_board_adds_up_as_read_from_the_widgets(page):
    """D14: 22 条 = 在办 22 + 长期坚持 0; the heads of the columns come to the same."""
    told = page.top.sum_label.full_text()
    shown, running, long_term, waiting = map(int, re.findall(r"\d+", told))
    heads = [int(head.mark.mark.word.rpartition(" ")[2]) for head in page.view.heads.values()]
    assert shown == running + long_term == sum(heads) == len(page.view.shown())
    assert [len(column.cards()) for column in page.view.lists.values()] == heads
    assert (shown, waiting) == (22, 2)
    bars = sum(page.strip.counts.values()) + page.strip.earlier + page.strip.later
    undated = sum(card.due_on is None for card in page.view.shown())
    assert bars + undated == shown


def test_every_head_says_its_units(page):
    for key, head in page.view.heads.items():
        cards = page.view.lists[key].cards()
        words = f"{len({card.row.unit_id for card in cards})} 家" if cards else ""
        assert key == chasing.KEPT or head.beside.text() == words


def test_keys_walk_tick_and_open(qtbot, page, asked):
    """Space ticks, Ctrl+A the column, Ctrl+Shift+A everything, ↑↓←→ walk, Enter opens, Esc takes the ticks away."""
    hands = Hands(page)
    column = page.view.lists[LATE]
    column.setFocus()
    first = page.view.in_hand()
    hands.key(Qt.Key.Key_Space)
    assert page.view.ticked == {first.id}
    hands.key(Qt.Key.Key_Down)
    second = page.view.in_hand()
    assert second.id == column.cards()[1].id
    hands.key(Qt.Key.Key_Right)
    assert page.view.in_hand().column == SOON and page.view.lists[SOON].hasFocus()
    hands.key(Qt.Key.Key_Left)
    assert page.view.in_hand().column == LATE
    hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.view.ticked == {card.id for card in column.cards()}
    hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert page.view.ticked == {card.id for card in page.view.shown()}
    hands.key(Qt.Key.Key_Escape)
    assert not page.view.ticked
    hands.key(Qt.Key.Key_Return)
    assert asked[-1] == ("findings", AskFinding(page.view.in_hand().id))


def test_a_click_on_the_corner_ticks_and_elsewhere_takes_in_hand(page):
    column = page.view.lists[SOON]
    box = column.visualRect(column.model_.index(0))
    QTest.mouseClick(column.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(12, 12))
    assert page.view.ticked == {column.cards()[0].id}
    QTest.mouseClick(column.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert page.view.ticked == {column.cards()[0].id} and page.view.in_hand().id == column.cards()[0].id


def test_w6_job_7_one_letter_a_unit_in_two_keys(qtbot, page, asked):
    """Ctrl+A, Ctrl+G: the letters of all units with overdue findings, in 文书."""
    hands = Hands(page)
    page.view.lists[LATE].setFocus()
    hands.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    late = page.view.lists[LATE].cards()
    units = list(dict.fromkeys(card.row.unit_id for card in late))
    assert page.foot.issue.text() == f"出督办函 {len(units)} 份 Ctrl+G"
    assert page.foot.chosen.text() == f"已选 {len(late)} 条，{len(units)} 家单位"
    hands.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    key, payload = asked[-1]
    assert key == "letters" and payload["kind"] == "supervision_letter" and sorted(payload["unit_ids"]) == sorted(units)


def test_d3_a_unit_that_was_written_to_goes_up_only_when_its_day_has_passed(qtbot, context, page, office):
    late = [card for card in page.view.lists[LATE].cards() if card.row.unit_id == office[1][0]]
    sent(context, office, *(card.id for card in late), reply_by="2026-06-11")
    reread(qtbot, context, page)
    page.view.set_ticked([card.id for card in late])
    assert not page.foot.issue.isEnabled()
    assert "6月11日前回复，还没到日子，不升级。" in page.foot.sentence.full_text() == page.foot.issue.toolTip()
    assert {card.said for card in page.view.chosen()} == {f"{27 + len(late)} 号函，6月11日前回"}


def test_the_ladder_of_the_unit_shows_what_was_taken_and_proposes_the_next(qtbot, context, page, office, asked):
    first = page.view.lists[LATE].cards()[0]
    sent(context, office, first.id)
    reread(qtbot, context, page)
    page.view.take_in_hand(first.id)
    told = page.pane.ladder.texts()
    assert "预警提醒函 · 28 号函" in told and "督办函（建议这一步）" in told and "上一级逾期未回" in told
    assert page.view.in_hand().said == "28 号函未回"
    page.pane.ladder.verbs["supervision_letter"].click()
    assert asked[-1] == ("letters", {"kind": "supervision_letter", "unit_ids": [first.row.unit_id]})


def test_what_comes_due_is_warned_of(page, asked):
    card = page.view.lists[SOON].cards()[0]
    page.view.take_in_hand(card.id)
    assert page.foot.warn.text() == "出提醒函 1 份" and not page.foot.issue.isEnabled()
    page.foot.warn.click()
    assert asked[-1] == ("letters", {"kind": "due_warning_letter", "unit_ids": [card.row.unit_id]})


def test_a_call_is_two_keys_beside_its_words(qtbot, context, page):
    """Ctrl+J, Ctrl+Enter: about the findings that are chosen of the unit."""
    hands = Hands(page)
    column = page.view.lists[LATE]
    column.setFocus()
    mine = [card for card in column.cards() if card.row.unit_id == column.cards()[0].row.unit_id]
    page.view.set_ticked([card.id for card in mine])
    hands.key(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    hands.write("6月8日前报凭证")
    page.pane.strip.promised.setText("6-8")
    hands.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, page.pane.strip.answered)
    settled(qtbot, context)
    assert hands.count == 2
    [made] = chases(context)
    assert (made.stored["channel"], made.stored["on"], made.stored["promised_on"]) == (
        "phone",
        "2026-06-05",
        "2026-06-08",
    )
    assert set(made.stored["findings"]) == {card.id for card in mine} and made.fields["answered"] == "6月8日前报凭证"
    assert page.pane.strip.answered.text() == ""
    settled(qtbot, context)
    assert next(card for card in page.view.shown() if card.id == mine[0].id).said == "6月5日电话，答应6月8日"
    assert page.status_texts()[-1] == "今日已催 1"


def test_a_faulty_date_is_said_and_nothing_is_entered(qtbot, context, page):
    page.pane.strip.promised.setText("6月40")
    page.pane.strip.save()
    settled(qtbot, context)
    assert "“答应日期”" in wrong(page) and not chases(context)


def test_what_was_begun_for_a_unit_waits_for_it(page):
    """Anything typed stays with its unit."""
    ids = {card.row.unit_id: card.id for card in page.view.shown()}
    one, other = list(ids.values())[:2]
    page.view.take_in_hand(one)
    page.pane.strip.answered.set_text("先记一半")
    page.view.take_in_hand(other)
    assert page.pane.strip.answered.text() == ""
    page.view.take_in_hand(one)
    assert page.pane.strip.answered.text() == "先记一半"


def test_the_next_unit_is_one_key_away(page):
    page.view.lists[LATE].setFocus()
    former, place = page.pane.title_label.text(), page.pane.place.text()
    QTest.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.pane.title_label.text() != former and (place, page.pane.place.text()) == ("1/2 家", "2/2 家")


def test_days_that_are_dragged_over_narrow_the_board(page):
    days = sorted(page.strip.counts)
    left, width = page.strip._left(), page.strip._width()
    at = [int(left + (page.strip.days().index(day) + 0.5) * width) for day in (days[1], days[1])]
    QTest.mousePress(page.strip, Qt.MouseButton.LeftButton, pos=QPoint(at[0], 20))
    QTest.mouseRelease(page.strip, Qt.MouseButton.LeftButton, pos=QPoint(at[1], 20))
    assert {card.due_on for card in page.view.shown()} == {days[1]}
    page.top.clear()
    assert len(page.view.shown()) == 22


def test_filters_keep_what_passes_and_the_line_stays_that_of_the_round(page):
    page.top.unit.setCurrentIndex(page.top.unit.findData("柳坪乡"))
    assert {card.unit for card in page.view.shown()} == {"柳坪乡"}
    assert page.top.sum_label.full_text().startswith("22 条")


def test_below_1400_the_pane_is_called_by_f4(qtbot, context, office):
    page = show(qtbot, context, SupervisionPage(context), size=(1310, 700))
    assert not page.pane.isVisible()
    page._toggle_pane()
    assert page.pane.isVisible()


def test_what_waits_for_the_office_is_refused_with_its_sentence(qtbot, page, office):
    """0087 待我方核实，不能催办。先去核实。"""
    page.open_with(AskFindings((office[2][0],), "一条"))
    number = page.board.rows[office[2][0]].number[-4:]
    assert wrong(page) == f"{number} 待我方核实，不能催办。先去核实。"


def test_another_page_ticks_findings_here_or_asks_for_a_unit(page, office):
    ids = [card.id for card in page.view.lists[LATE].cards()[:2]]
    page.open_with(AskFindings(tuple(ids), "两条"))
    assert page.view.ticked == set(ids)
    page.open_with(AskUnit(office[1][1]))
    assert page.view.in_hand().row.unit_id == office[1][1]


def test_the_books_of_the_place_stand_behind_its_tabs(page, asked):
    page.place_tabs.set_current("chase")
    assert asked[-1] == ("chasing", AskTab("chase")) and page.place_tabs.current() == "board"
    page.open_with(AskTab("extension"))
    assert asked[-1] == ("chasing", AskTab("extension"))


def test_the_cards_in_sight_open_as_a_list(page, asked):
    page._open_list()
    key, payload = asked[-1]
    assert key == "findings" and set(payload.ids) == {card.id for card in page.view.shown()}


def test_looking_back_nothing_can_be_written(qtbot, context, page):
    context.set_switches(as_of=date(2026, 6, 4), known=False)
    settled(qtbot, context)
    assert not page.foot.issue.isEnabled() and not page.foot.call.isEnabled() and not page.pane.strip.isEnabled()
    assert "正在回看" in page.foot.issue.toolTip()
    assert page.board.as_of == "2026-06-04"


def test_a_round_without_open_findings_says_so(qtbot, context):
    an_office(context.ledger, count=0)
    page = show(qtbot, context, SupervisionPage(context))
    assert page.empty.sentence.text() == "没有到期问题。" and page.empty.isVisible()
    assert page.pane.unit is None and page.pane.empty.text() == "选一张卡片，看它的催办阶梯。"


def test_the_ladder_is_changed_in_its_dialog_for_a_round_or_for_all(qtbot, context, page):
    dialog = LadderDialog(context, page._round, page)
    dialog.here.setChecked(True)
    for place, box in enumerate(dialog.rungs):
        box.setCurrentIndex(box.findData("supervision_letter") if place == 0 else 0)
    dialog.try_it()
    settled(qtbot, context)
    assert [one.title for one in ladder_of(context.reader, page._round.id)] == ["督办函"]
    assert ladder_of(context.reader) == chasing.DEFAULT_LADDER
    settled(qtbot, context)
    assert "按“" in page.pane.ladder_note.full_text() and page.pane.ladder.texts()[0].startswith("督办函")


def test_who_only_enters_may_call_and_draft_but_not_set_the_ladder(qtbot, context, office):
    context.seat(Actor("李建国", frozenset({Right.ENTER})))
    page = show(qtbot, context, SupervisionPage(context))
    assert page.foot.call.isEnabled() and page.foot.issue.isEnabled()
    [entry] = [one for one in page.menu.actions() if one.text().startswith("催办阶梯")]
    assert not entry.isEnabled() and "审核" in entry.toolTip()


def test_the_sentence_of_the_foot_names_who_goes_up_and_who_begins(context, page, office, qtbot):
    late = page.view.lists[LATE].cards()
    first = late[0]
    sent(context, office, first.id)
    reread(qtbot, context, page)
    plan = planned(page.board, [card for card in page.view.shown() if card.column == LATE])
    assert plan.sentence == "一家一份；县城管局上一级逾期未回，升到督办函；柳坪乡出督办函"
    assert len(plan.of(["supervision_letter"])) == 2


def test_the_board_is_printed_as_it_is_seen(page, asked):
    """Ctrl+P: exactly what is ticked, else what is in sight."""
    page._print()
    key, payload = asked[-1]
    assert key == "print" and set(payload["criteria"].ids) == {card.id for card in page.view.shown()}
    late = [card.id for card in page.view.lists[LATE].cards()]
    page.view.set_ticked(late)
    page._print()
    assert set(asked[-1][1]["criteria"].ids) == set(late) and asked[-1][1]["count"] == len(late)


def test_keys_reach_the_board_as_soon_as_it_is_read(qtbot, context, page):
    """The column that holds the card has the keys, also where the first one is empty."""
    page.view.lists[LATE].setFocus()
    page.top.unit.setCurrentIndex(0)
    page.strip.choose("2026-06-18", "2026-06-18")
    page._show_cards()
    held = next(key for key, column in page.view.lists.items() if column.in_hand() is not None)
    assert held == AHEAD and page.view.lists[AHEAD].hasFocus()


def test_what_is_asked_for_is_in_sight_whatever_was_filtered(page, office):
    late = [card for card in page.view.lists[LATE].cards() if card.unit == "县城管局"]
    page.top.unit.setCurrentIndex(page.top.unit.findData("柳坪乡"))
    page.open_with(AskFindings(tuple(card.id for card in late), "逾期"))
    assert page.view.ticked == {card.id for card in late} and page.top.unit.currentData() == ""
