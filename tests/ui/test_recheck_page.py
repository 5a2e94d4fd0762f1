"""M1, M3: 复盘核对 from the window: counts that add up, three texts with the odd figures tinted, answers by key, a run that is kept (page 20)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ledgers.rechecks import RECHECK_ANSWERS, RECHECK_RUNS
from desktop.rules.permissions import Actor, Right
from desktop.ui.asks import AskFinding, AskTab
from desktop.ui.pages.recheck.dialogs import AnswerDialog
from desktop.ui.pages.recheck.page import RecheckPage
from tests.builders import a_round
from tests.operations.recheck.office import Office
from tests.ui.office import next_dialog, settled, show


@pytest.fixture
def office(context):
    made = Office(context.ledger)
    context.set_switches(round_ids=(made.round,))
    return made


@pytest.fixture
def page(qtbot, context, office):
    return show(qtbot, context, RecheckPage(context))


def lines(table):
    return [[cell.plain for cell in line.cells] for line in table.figures.lines]


def press(qtbot, context, page, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page, key, modifiers)
    settled(qtbot, context)


def answered(reason):
    def fill(dialog):
        assert isinstance(dialog, AnswerDialog)
        dialog.reason.set_text(reason)
        dialog.try_it()

    return fill


def test_every_count_of_the_page_adds_up(page):
    *units, total = lines(page.desk.units)
    assert [one[0] for one in units] == ["县教育局", "县民政局"] and units[0][1:] == ["2", "2", "1", "1", "1"]
    for column in range(1, 6):
        assert sum(int(one[column]) for one in units) == int(total[column])
    assert all(int(one[2]) == int(one[3]) + int(one[4]) for one in (*units, total))
    assert page.desk.law.text().startswith("清单 3 = 写入反馈 2 + 未写入 1（1 条没有说明）。")
    assert page.desk.differences_card.note_label.full_text() == "2 处 = 待处理 2 + 已处理 0；未写入 1 条另列"
    assert page.status_texts() == ("底稿 2", "清单 3", "反馈 2", "不一致 2，待处理 2")
    assert page.tabs.button("recheck").text() == "复盘核对 2"


def test_the_unit_with_something_open_is_in_hand_with_its_texts_and_the_question(page, office):
    desk = page.desk
    assert desk.unit_card.title_label.text() == "县教育局"
    assert desk.unit_card.note_label.full_text() == "底稿 2 = 清单 2；反馈 1 + 未写入 1；不一致 1"
    assert desk.row().finding.id == office.food
    assert desk.bar.title.full_text() == "金额不同：底稿和清单 26.4 万元，反馈意见 24.6 万元"
    tinted = [
        pane.text.toHtml().count("background-color:#")
        for pane in (desk.texts.paper, desk.texts.listed, desk.texts.item)
    ]
    assert all(tinted) and "24.6万元" in desk.texts.item.text.toPlainText()


def test_f8_goes_from_difference_to_difference_across_the_units(qtbot, context, page):
    page.desk.step(1)
    press(qtbot, context, page, Qt.Key.Key_F8)
    first = page.desk.unit().name, page.desk.row().finding.number
    press(qtbot, context, page, Qt.Key.Key_F8)
    second = page.desk.unit().name, page.desk.row().finding.number
    assert {first[0], second[0]} == {"县教育局", "县民政局"}


def test_f9_confirms_with_a_reason_and_the_page_says_so(qtbot, context, page, office):
    next_dialog(answered("反馈只计一所"))
    press(qtbot, context, page, Qt.Key.Key_F9)
    settled(qtbot, context)
    assert office.row(office.food).open == () and page.desk.row().finding.id == office.food
    assert page.desk.bar.isHidden() and "确认无误（反馈只计一所）" in lines(page.desk.difference_table)[-1][-1]


def test_the_working_paper_counts_only_for_who_may_review(qtbot, context, page):
    context.actor = Actor("录入员", frozenset({Right.ENTER}))
    page.refresh()
    settled(qtbot, context)
    assert not page.desk.correct_button.isEnabled() and "审核" in page.desk.correct_button.toolTip()
    assert page.desk.confirm_button.isEnabled()


def test_the_working_paper_counts_and_the_correction_is_noted(qtbot, context, page, office):
    next_dialog(answered("反馈笔误，以底稿为准"))
    page.desk.correct_button.click()
    settled(qtbot, context)
    [answer] = office.row(office.food).answers.values()
    assert RECHECK_ANSWERS.state(answer.state).word == "以底稿为准"


def test_changing_the_list_leads_to_the_finding(context, page, office):
    opened = []
    context.open_page = lambda key, payload=None: opened.append((key, payload))
    page.desk.change_button.click()
    page.tabs.set_current("working_paper")
    page.tabs.set_current("findings")
    assert opened[0] == ("findings", AskFinding(office.food))
    assert opened[1:] == [("books", AskTab("working_paper")), ("findings", None)]


def test_f5_keeps_a_run_and_the_page_tells_of_it(qtbot, context, page, office):
    assert page.desk.last.text() == "还没有存过核对结果"
    page.run_anew()
    settled(qtbot, context)
    assert office.found().last is not None and page.desk.last.text().endswith("待处理 3")
    opened = []
    context.open_page = lambda key, payload=None: opened.append((key, payload))
    page.desk.runs_button.click()
    assert opened == [("books", AskTab(RECHECK_RUNS.name))]


def test_what_was_left_out_is_listed_over_all_units(page, office):
    page.desk.left_button.click()
    assert [one.finding.id for one in page.desk.rows] == [office.out]
    assert page.desk.bar.title.full_text().endswith("还没有说明理由")


def test_a_round_without_papers_says_so_and_offers_the_import(qtbot, context, page):
    bare = a_round(context.ledger, "十五届县委第七轮（常规）")
    context.set_switches(round_ids=(bare,))
    settled(qtbot, context)
    assert page.nothing.sentence.text() == "本轮还没有底稿，也没有清单。" and page.nothing.button.text() == "导入底稿…"
    assert page.status_texts() == ()


def test_what_no_finding_has_is_proposed_by_likeness_and_joined_by_one_press(qtbot, context, page, office):
    item = office.told(None, "低保复核不及时，超期3个月", unit=1)
    page.refresh()
    settled(qtbot, context)
    desk = page.desk
    desk.choose_unit(1)
    at = next(at for at, row in enumerate(desk.rows) if row.finding is None)
    desk.list.setCurrentIndex(desk.list.figures.index(at, 0))
    number = office.number(office.bare)
    assert f"像清单 {number}（相似 " in desk.bar.title.full_text() and desk.change_button.text() == f"关联到 {number}"
    desk.change_button.click()
    settled(qtbot, context)
    assert [one.id for one in office.row(office.bare).items] == [item]


def test_what_resembles_no_finding_is_not_guessed(qtbot, context, page, office):
    office.paper(None, "另一件全不相干的事")
    page.refresh()
    settled(qtbot, context)
    [row] = [row for row in page.desk.found.whole.rows if row.finding is None]
    assert row.like is None


def test_the_marks_beside_the_place_go_from_unit_to_unit(page):
    desk = page.desk
    place = desk.units.currentIndex().row()
    desk.next_button.click()
    assert desk.units.currentIndex().row() == place + 1
    desk.former_button.click()
    assert desk.units.currentIndex().row() == place and desk.place.text() == f"{place + 1}/{len(desk.found.units)}"
