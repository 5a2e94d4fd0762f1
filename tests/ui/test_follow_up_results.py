"""M10, W10: results of the follow-up from the window: ticks by Space, F9 and F8, a closed finding asks first, grades with reason (page 13b)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.queries import books as queries
from db.queries import facts
from desktop.ledgers.draws import DRAWS
from desktop.ledgers.visits import CHECKS, VISITS
from desktop.operations import progress
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor, Right
from desktop.ui.pages.follow_up.page import RESULTS, FollowUpPage
from desktop.ui.pages.follow_up.result_tables import FIRST_WAY
from tests.builders import EVERYONE
from tests.operations.follow_up.conftest import SPOKEN, county  # noqa: F401
from tests.ui.office import next_dialog, settled, show


@pytest.fixture
def page(qtbot, context, county):  # noqa: F811
    """A locked draw; the first drawn finding of the first unit is long-term already."""
    draw = verbs.add(context.ledger, EVERYONE, DRAWS, {"round": county.round, **SPOKEN})[0]
    verbs.take(context.ledger, EVERYONE, DRAWS, draw.id, DRAWS.step("lock"))
    shown = show(qtbot, context, FollowUpPage(context))
    shown.tabs.set_current(RESULTS)
    settled(qtbot, context)
    return shown


def records(context, register):
    return queries.records(context.reader, register.shape, "9999-12-31")


def lines(table):
    return [[cell.plain for cell in line.cells] for line in table.figures.lines]


def press(qtbot, context, widget, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifiers)
    settled(qtbot, context)


def tick(qtbot, context, page, way=1):
    table = page.results.card.table
    table.setCurrentIndex(table.figures.index(table.currentIndex().row(), FIRST_WAY + way))
    table.setFocus()
    press(qtbot, context, table, Qt.Key.Key_Space)


def closed(qtbot, context, page):
    """The finding in hand is closed."""
    finding = page.results.card.row().finding.id
    progress.stage_done(context.ledger, EVERYONE, finding, "2026-06-01", "2026-12-01")
    page.results.refresh()
    settled(qtbot, context)
    return finding


def adds_up(page):
    units, [total] = lines(page.results.units), lines(page.results.total.figures)
    assert [sum(int(one[1].split("/")[part]) for one in units) for part in (0, 1)] == [
        int(one) for one in total[1].split("/")
    ]
    assert sum(int(one[2]) for one in units) == int(total[2])
    assert page.results.told.text() == page.results.found.sentence
    assert total[1] in page.results.told.text() and total[1] in page.tabs.button(RESULTS).text()


def test_a_way_by_space_and_f9_enter_the_check_and_the_visit_and_go_on(qtbot, context, page):
    first = page.results.card.row().finding
    adds_up(page)
    tick(qtbot, context, page)
    assert page.results.card.pending == {first.id: "查"} and records(context, CHECKS) == ()
    press(qtbot, context, page, Qt.Key.Key_F9)
    [check], [visit] = records(context, CHECKS), records(context, VISITS)
    assert (check.stored["ways"], check.stored["found"], check.stored["finding"]) == ("查", "true", first.id)
    assert visit.stored["draw"] == page.results.found.draw.id and page.results.card.row().finding.id != first.id
    adds_up(page)


def test_nothing_is_true_that_was_looked_into_in_no_way(qtbot, context, page):
    number = page.results.card.row().finding.number.rpartition("-")[2]
    press(qtbot, context, page, Qt.Key.Key_F9)
    assert page.error_bar.title.text().startswith(f"{number} 没有勾选任何方式，不能记“属实”。")
    assert records(context, CHECKS) == ()


def test_of_an_open_finding_f8_enters_what_was_found_without_asking(qtbot, context, page):
    page.results.card.text.setText("现场没有整改")
    press(qtbot, context, page, Qt.Key.Key_F8)
    [check] = records(context, CHECKS)
    assert (check.stored["found"], check.state, check.stored["text"]) == ("false", "done", "现场没有整改")
    adds_up(page)


def test_a_closed_finding_asks_first_with_the_effect_and_is_reopened_in_the_same_step(qtbot, context, page):
    finding, card = closed(qtbot, context, page), page.results.card
    press(qtbot, context, page, Qt.Key.Key_F8)
    assert not card.bar.isHidden() and "重新打开后" in card.bar.note.full_text() and records(context, CHECKS) == ()
    card.reopen_button.click()
    assert "要写核查情况" in page.error_bar.title.text()
    card.text.setText("3 户抽查 2 户仍在领")
    card.reopen_button.click()
    settled(qtbot, context)
    [check] = records(context, CHECKS)
    assert check.state == "reopened" and facts.lanes(context.reader, finding, "2026-06-05").verdict == "in_progress"
    adds_up(page)


def test_without_the_right_to_review_it_waits_and_a_reviewer_decides(qtbot, context, page):
    finding, card = closed(qtbot, context, page), page.results.card
    context.actor = Actor("登记员", frozenset({Right.ENTER}))
    press(qtbot, context, page, Qt.Key.Key_F8)
    assert not card.reopen_button.isEnabled() and card.note_button.isEnabled()
    card.text.setText("现场不符")
    card.note_button.click()
    settled(qtbot, context)
    [check] = records(context, CHECKS)
    assert (
        check.state == "waiting_review" and facts.lanes(context.reader, finding, "2026-06-05").verdict != "in_progress"
    )
    context.actor = EVERYONE
    place = next(at for at, one in enumerate(card.unit.rows) if one.finding.id == finding)
    card.table.setCurrentIndex(card.table.figures.index(place, 0))
    assert not card.bar.isHidden() and card.note_button.text() == "维持认定"
    card.reopen_button.click()
    settled(qtbot, context)
    assert records(context, CHECKS)[0].state == "reopened"


def test_ways_and_words_of_a_check_can_be_mended_afterwards_but_not_what_was_found(qtbot, context, page):
    card = page.results.card
    tick(qtbot, context, page)
    press(qtbot, context, page, Qt.Key.Key_F9)
    place = next(at for at, one in enumerate(card.unit.rows) if one.check is not None)
    card.table.setCurrentIndex(card.table.figures.index(place, FIRST_WAY))
    press(qtbot, context, card.table, Qt.Key.Key_Space)
    assert records(context, CHECKS)[0].stored["ways"] == "听、查"
    card.text.setText("看了凭证")
    card.text.editingFinished.emit()
    settled(qtbot, context)
    assert records(context, CHECKS)[0].stored["text"] == "看了凭证"
    press(qtbot, context, page, Qt.Key.Key_F8)
    assert "是否属实不能改" in page.error_bar.title.text()


def all_true(qtbot, context, page):
    card = page.results.card
    for _row in list(card.unit.rows):
        tick(qtbot, context, page)
        press(qtbot, context, page, Qt.Key.Key_F9)


def test_the_grade_is_proposed_once_all_are_checked_and_another_one_asks_for_its_reason(qtbot, context, page):
    card = page.results.card
    assert card.unit.proposal is None and card.why.full_text() == "核完再提等次（未评定）"
    all_true(qtbot, context, page)
    assert card.unit.proposal.grade == "好" and card.grades.currentData() == "好"

    def give_reason(dialog):
        dialog.reason.set_text("整改台账不全")
        dialog.try_it()

    next_dialog(give_reason)
    card.grades.setCurrentIndex(card.grades.findData("中"))
    card.grades.activated.emit(card.grades.currentIndex())
    settled(qtbot, context)
    [visit] = records(context, VISITS)
    assert (visit.stored["grade"], visit.stored["grade_reason"]) == ("中", "整改台账不全")
    assert "中 1" in page.results.units_card.note_label.full_text()


def test_ctrl_enter_saves_the_counts_and_goes_to_the_next_unit(qtbot, context, page):
    unit = page.results.unit()
    page.results.card.talks.setValue(11)
    page.results.card.visits.setValue(9)
    press(qtbot, context, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [visit] = records(context, VISITS)
    assert (visit.stored["talks"], visit.stored["visits"], visit.stored["unit"]) == (11, 9, unit.id)
    assert page.results.unit().id != unit.id and "谈话 11 人次" in page.results.counts.full_text()


def test_what_a_visit_came_upon_enters_the_list_and_is_counted(qtbot, context, page):
    def write(dialog):
        dialog.text.set_text("新发现账外资金2万元")
        dialog.try_it()

    next_dialog(write)
    page.results.card.new_button.click()
    settled(qtbot, context)
    assert page.results.card.unit.new == 1 and "新发现 1 个" in page.results.counts.full_text()


def test_a_round_without_a_locked_draw_says_what_comes_first(qtbot, context, county):  # noqa: F811
    page = show(qtbot, context, FollowUpPage(context))
    page.tabs.set_current(RESULTS)
    settled(qtbot, context)
    assert page.results.stack.currentWidget() is page.results.plain and page.status_texts() == ("没有锁定的抽样",)


def test_the_strip_says_the_share_of_what_was_false_with_its_parts(qtbot, context, page):
    page.results.card.text.setText("抽查仍有")
    page.results.card.say_false()
    settled(qtbot, context)
    assert "不属实 1 条（100.0%，1/1）" in page.results.counts.full_text()


def test_the_report_of_the_follow_up_is_written_in_the_place_of_papers(qtbot, context, page):
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    page.report_button.click()
    assert asked == [("letters", {"kind": "follow_up_report"})]


def test_the_sheets_of_the_teams_are_read_from_the_desk(qtbot, context, page):
    for tab, stands in ((RESULTS, True), ("visit", False)):
        page.tabs.set_current(tab)
        settled(qtbot, context)
        assert [one.isVisible() for one in (page.import_button, page.report_button)] == [stands, stands]
