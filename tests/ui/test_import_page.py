"""导入 through the real page: the law at the foot, remedies, mapping, refusals, undo."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.queries.lists import kept_imports
from desktop.errors import KnownError
from desktop.ui.pages.importing import work
from desktop.ui.pages.importing.legend import Swatch
from desktop.ui.pages.importing.page import DIFF, DONE, FAULTS, HEADS, START, ImportPage
from tests.builders import a_round, a_unit
from tests.operations.importing.test_review import ROWS, a_list, put_category
from tests.ui.office import leaves_to, settled, show

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, context):
    a_round(context.ledger, feedback_on="2026-03-18")
    a_unit(context.ledger, "县城市管理局党组")
    a_unit(context.ledger, "柳坪乡党委")
    for sort, name in enumerate(("财务资金", "上轮整改", "职能责任", "选人用人")):
        put_category(context.ledger, name, sort)
    return show(qtbot, context, ImportPage(context))


def open_list(qtbot, context, page, path):
    page.open_file(path)
    settled(qtbot, context)


def living(context):
    return context.reader.value("select count(*) from finding where removed_in is null")


def card(page, kind):
    return next(one for one in page.faults.list.cards if one.group.kind == kind)


def remedy(page, kind, words):
    from PySide6.QtWidgets import QPushButton

    return next(button for button in card(page, kind).findChildren(QPushButton) if words in button.text())


def test_the_law_at_the_foot_counts_the_raw_rows(qtbot, context, page, tmp_path):
    open_list(qtbot, context, page, a_list(tmp_path))

    assert page.step == FAULTS
    assert page.law_label.text() == "9 行 = 可入账 1 + 必须改 5 + 小计合计 1 + 标题表头 2 + 空行 0"
    assert "没有遗漏" in page.law_sign.text()
    assert not page.next_button.isEnabled()


def test_a_fault_is_shown_in_its_cell_of_the_sheet(qtbot, context, page, tmp_path):
    open_list(qtbot, context, page, a_list(tmp_path))
    page.faults.list.chosen.emit(card(page, "invalid_date").group)

    index = page.faults.sheet.currentIndex()
    assert index.data() == "2024.13.1"
    assert page.faults.sheet.model().headerData(index.row(), Qt.Orientation.Vertical) == "5"


def test_the_fault_in_hand_is_marked_and_no_other(qtbot, context, page, tmp_path):
    open_list(qtbot, context, page, a_list(tmp_path))
    first, second = page.faults.list.cards[:2]
    for one in (first, second):
        QTest.mouseClick(one, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
        assert [card for card in page.faults.list.cards if card.property("chosen")] == [one]


def test_the_legend_draws_each_tint_as_the_sheet_does(qtbot, context, page, theme, tmp_path):
    open_list(qtbot, context, page, a_list(tmp_path))
    legend = page.faults.legend
    assert [label.text().split()[0] for label in legend.labels.values()] == ["必须改", "请确认", "已自动规整"]
    for swatch, role in zip(legend.findChildren(Swatch), ("red_ground", "amber_ground", "blue_ground"), strict=True):
        assert swatch.grab().toImage().pixelColor(3, 3) == theme.colour(role)


def test_left_empty_and_left_out_are_answers_too(qtbot, context, page, tmp_path):
    open_list(qtbot, context, page, a_list(tmp_path))
    for kind, words in (
        ("invalid_date", "留空"), ("missing_text", "本行不导入"), ("amount_in_words", "留空"), ("before_feedback", "留空"), ("unknown_category", "照写保留"), ("unknown_unit", "改为"),
    ):  # fmt: skip
        remedy(page, kind, words).click()
        settled(qtbot, context)
    page.next()
    page.next()
    settled(qtbot, context)

    assert living(context) == 5
    assert context.reader.value("select count(*) from finding where first_due_on is null") == 2


def test_units_that_the_register_lacks_are_entered_from_the_list(qtbot, context, page, tmp_path):
    rows = (
        (1, "县融媒体中心党支部", "一 / 职能责任", "问题甲", None, "2026.6.18", "甲"),
        (2, "云岭县第一中学党总支", "一 / 职能责任", "问题乙", None, "2026.6.18", "乙"),
    )
    open_list(qtbot, context, page, a_list(tmp_path, rows))
    page.faults.new_units_button.click()
    settled(qtbot, context)

    assert page.next_button.isEnabled()


def test_rows_that_the_ledger_has_are_not_entered_twice(qtbot, context, page, tmp_path):
    path = a_list(tmp_path, ROWS[:1])
    for _time in range(2):
        open_list(qtbot, context, page, path)
        for box in list(page.faults.list.boxes):
            box.box.click()
            settled(qtbot, context)
        page.next()
        new, same = page.diff.count("new"), page.diff.count("same")
        page.next()
        settled(qtbot, context)

    assert (new, same) == (0, 1)
    assert page.step == DIFF and not page.next_button.isEnabled()
    assert living(context) == 1


def test_a_file_that_is_no_list_is_answered_by_one_sentence(qtbot, context, page, tmp_path):
    """X12"""
    path = tmp_path / "网页.xlsx"
    path.write_text("<html><table></table></html>", encoding="utf-8")
    open_list(qtbot, context, page, path)

    assert page.step == START
    assert "其实是网页" in page.error_bar.title.text()


def test_opening_balances_need_a_reason_before_anything_is_read(qtbot, context, page, tmp_path):
    page.start.opening.setChecked(True)
    open_list(qtbot, context, page, a_list(tmp_path))

    assert "期初建账要写明理由" in page.error_bar.title.text()


def test_heads_that_nobody_knows_are_asked_and_remembered(qtbot, context, page, tmp_path):
    """X1"""
    import openpyxl

    def a_strange_list(name):
        book = openpyxl.Workbook()
        book.active.append(["序号", "被巡察单位", "问题", "整改关键举办人"])
        book.active.append([1, "柳坪乡党委", "党费收缴不及时", "郭磊"])
        path = tmp_path / name
        book.save(path)
        return path

    open_list(qtbot, context, page, a_strange_list("甲.xlsx"))
    assert page.step == HEADS
    box = page.heads.boxes["整改关键举办人"]
    box.setCurrentIndex(box.findData("owner"))
    page.next()
    settled(qtbot, context)
    page.next()
    page.next()
    settled(qtbot, context)
    assert context.reader.value("select owner from finding") == "郭磊"
    page.show_start()
    open_list(qtbot, context, page, a_strange_list("乙.xlsx"))

    assert page.step == FAULTS
    assert page.reviewed.mapping == {"整改关键举办人": "owner"}
    from tests.ui.office import say_yes

    def choose(dialog):
        assert "“整改关键举办人”作责任人" in dialog.list.model().index(0, 0).data()
        dialog.list.selectAll()

    say_yes(qtbot, choose)
    page.show_mappings()
    settled(qtbot, context)
    page.show_start()
    open_list(qtbot, context, page, a_strange_list("丙.xlsx"))
    assert page.step == HEADS


def test_an_old_import_is_taken_back_from_the_records(qtbot, context, page, tmp_path):
    open_list(qtbot, context, page, a_list(tmp_path, ROWS[:1]))
    page.next()
    page.next()
    settled(qtbot, context)
    page.show_start()
    page.start.records.select_id(page.start.records.records()[0].id)
    page.start.undo_button.click()
    settled(qtbot, context)

    assert living(context) == 0
    assert page.start.records.records()[0].removed


def test_the_annotated_copy_leaves_the_clerks_file_alone(qtbot, context, page, tmp_path, monkeypatch):
    """X4"""
    path = a_list(tmp_path)
    before = path.read_bytes()
    open_list(qtbot, context, page, path)
    target = tmp_path / "批注.xlsx"
    leaves_to(monkeypatch, target)
    page.annotate_button.click()
    settled(qtbot, context)

    import openpyxl

    assert "2024.13.1" in openpyxl.load_workbook(target).active["F5"].comment.text
    assert path.read_bytes() == before
    assert context.reader.tuples("select way, purpose from export_record") == (("annotated_copy", "退回更正"),)


def test_undoing_an_import_asks_about_work_that_came_later(qtbot, context, page, tmp_path):
    """X6: a finding that was worked on since is kept where the clerk says so."""
    from desktop.operations import progress
    from tests.ui.office import say_yes

    open_list(qtbot, context, page, a_list(tmp_path, ROWS[:1]))
    page.next()
    page.next()
    settled(qtbot, context)
    finding_id = context.reader.value("select max(id) from finding")
    progress.claim(context.ledger, context.actor, finding_id, "in_progress", "2026-06-05", "已约谈")
    say_yes(qtbot)
    page.done.undo_button.click()
    settled(qtbot, context)
    settled(qtbot, context)

    assert living(context) == 1
    assert page.done.answer.text() == "已撤销第 1 次导入。"


def test_a_new_round_may_be_named_before_the_file_is_chosen(qtbot, context, page, tmp_path):
    page.start.round.setCurrentText("十五届县委第七轮")
    page.start.feedback.setText("2026-05-20")
    open_list(qtbot, context, page, a_list(tmp_path, ROWS[:1]))
    page.next()
    page.next()
    settled(qtbot, context)

    assert context.reader.value("select feedback_on from round where name = '十五届县委第七轮'") == "2026-05-20"


def test_opening_balances_bring_verdicts_in_until_they_are_declared_complete(qtbot, context, page, tmp_path):
    """期初建账: verdicts come with the list and its file as their paper; then only ordinary imports are taken."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["序号", "被巡察单位", "问题表现", "完成情况"])
    book.active.append([1, "柳坪乡党委", "党费收缴不及时", "已完成"])
    path = tmp_path / "往年.xlsx"
    book.save(path)
    page.start.opening.setChecked(True)
    page.start.reason.setText("本办自 2026 年 6 月启用台账")
    open_list(qtbot, context, page, path)
    page.next()
    page.next()
    settled(qtbot, context)
    assert context.reader.value("select verdict_state from finding_event where kind = 'verify'") == "done"

    page.show_start()
    assert not page.start.complete_button.isHidden()
    page.start.complete_button.click()
    settled(qtbot, context)

    assert not page.start.opening.isEnabled()
    assert page.start.complete_button.isHidden()


@pytest.fixture
def entering(qtbot, context, page, tmp_path, monkeypatch):
    """A repaired list on its way into the ledger: the worker holds it until `go_on` is set."""
    go_on = threading.Event()
    enter = work.enter_reviewed

    def slowly(*given):
        go_on.wait(10)
        return enter(*given)

    monkeypatch.setattr(work, "enter_reviewed", slowly)
    open_list(qtbot, context, page, a_list(tmp_path, ROWS[:1]))
    page.decisions = page.decisions.with_cell(("清单", 2, "A"), "1")
    assert page.decisions.repairs
    page.next()
    page.next()
    yield go_on
    go_on.set()


LEAVINGS = {
    "another page, Ctrl+S, lock or close": lambda page: page.leave(),
    "暂存": lambda page: page.keep(),
    "取消": lambda page: page.cancel(),
    "上一步": lambda page: page.back(),
    "入账 once more": lambda page: page.next(),
    "another file": lambda page: page.open_file(page.review.path),
    "another decision": lambda page: page.decide(page.decisions),
}


@pytest.mark.parametrize("way", LEAVINGS)
def test_a_list_on_its_way_into_the_ledger_is_neither_kept_nor_left(qtbot, context, page, entering, way):
    """X-1: whatever is asked meanwhile, it is entered once, and no import waits afterwards."""
    LEAVINGS[way](page)
    assert page.step == DIFF and len(context.jobs.running) == 1

    entering.set()
    settled(qtbot, context)

    assert page.step == DONE and living(context) == 1
    assert kept_imports(context.reader) == ()
    assert not page.leaving.entering and page.foot.isEnabled()


def test_after_an_entry_that_failed_the_list_can_be_kept(qtbot, context, page, tmp_path, monkeypatch):
    def refused(*_given):
        raise KnownError("磁盘已满。")

    monkeypatch.setattr(work, "enter_reviewed", refused)
    open_list(qtbot, context, page, a_list(tmp_path, ROWS[:1]))
    page.decisions = page.decisions.with_cell(("清单", 2, "A"), "1")
    page.next()
    page.next()
    settled(qtbot, context)
    assert page.step == DIFF and page.next_button.isEnabled()

    page.leave()
    settled(qtbot, context)
    assert len(kept_imports(context.reader)) == 1


def test_a_page_that_is_gone_before_its_list_is_kept_is_not_told(qtbot, context, page, tmp_path):
    """换用户 while the repaired list is being kept: it waits, and nothing is called that is gone."""
    unexpected = []
    context.jobs.unexpected.connect(unexpected.append)
    gone = ImportPage(context)
    open_list(qtbot, context, gone, a_list(tmp_path, ROWS[:1]))
    gone.decisions = gone.decisions.with_cell(("清单", 2, "A"), "1")

    gone.leave()
    shiboken6.delete(gone)
    settled(qtbot, context)

    assert len(kept_imports(context.reader)) == 1 and unexpected == []
