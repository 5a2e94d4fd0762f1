"""Word feedback letters through the real window: read, looked at paragraph by paragraph, entered as one step (D15; page 22)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.digest import content_digest
from desktop.ui.pages.importing.word.word_page import DIFF, DONE
from tests.ui.chinese_words import wrong_words
from tests.ui.office import settled
from tests.ui.shown_texts import shown_texts
from tests.ui.word_desk import ALT, CONTROL, ENTER, LINES, SAME_TEXT, SHIFT, LetterDesk, add_up


@pytest.fixture
def desk(qtbot, context, tmp_path):
    return LetterDesk(qtbot, context, tmp_path)


def test_every_paragraph_is_shown_with_what_became_of_it(desk):
    page = desk.open()

    fates = [line.fate for line in page.desk.source.list.lines()]
    assert fates == ["层级", "说明", "层级", "层级", "问题 1", "问题 2", "层级", "问题 3", "问题 4", "层级", "说明"]
    assert desk.checks() == ["与清单相同", "一段可拆两条", "清单中没有", "清单中没有"]
    [first, *_rest] = page.desk.proposals.table.records()
    assert (first.number, first.amount, first.category) == ("0001", 216_000, "政治建设方面")
    assert add_up(page)
    assert "清单另有 1 条未写入反馈（0002）" in page.foot.law_sign.text()
    assert page.strip.round.currentText() == "十五届县委第六轮（常规）"
    assert page.strip.unit.text() == "县城市管理局"


def test_a_letter_goes_in_by_keys_alone_within_five_and_its_doubts(desk):
    """Job 14: drop, 全部采纳, one key a doubt, 看差异, 入账."""
    desk.open()
    desk.press(ENTER, CONTROL | SHIFT)
    assert len(desk.page.marks.waiting()) == 1, "a doubt is not taken by the lot"
    desk.press(Qt.Key.Key_1, ALT)
    desk.press(ENTER, CONTROL)
    assert desk.page.step == DIFF
    desk.press(ENTER, CONTROL)

    assert desk.page.step == DONE
    assert len(desk.rows()) == 5, "the one that the ledger had is not entered again"
    assert desk.page.done.number == 1


def test_the_tick_of_the_head_takes_no_doubt(desk):
    page = desk.open()
    for _again in range(2):
        page.desk.proposals.table._tick_all()
        settled(desk.qtbot, desk.context)
        assert [one.key for one in page.marks.waiting()] == [2]
        assert page.desk.proposals.table.model.ticked == {1, 3, 4}
    page.desk.proposals.table.select_id(2)
    page.desk.proposals.table.model.tick([2], True)
    settled(desk.qtbot, desk.context)
    assert page.marks.waiting() == []


def test_the_whole_entry_is_one_action_that_can_be_taken_back(desk):
    page = desk.open()
    before = content_digest(desk.context.reader)
    desk.press(ENTER, CONTROL | SHIFT)
    desk.press(Qt.Key.Key_1, ALT)
    desk.press(ENTER, CONTROL)
    desk.press(ENTER, CONTROL)
    assert content_digest(desk.context.reader) != before

    page.done.undo_button.click()
    settled(desk.qtbot, desk.context)

    assert content_digest(desk.context.reader) == before
    assert "已撤销第 1 次导入" in page.done.answer.text()


def test_keys_faster_than_the_comparison_lose_nothing(desk):
    page = desk.open()
    page.desk.proposals.table.grid.setFocus()
    for key, held in ((Qt.Key.Key_4, ALT), (ENTER, CONTROL), (ENTER, CONTROL), (ENTER, CONTROL | SHIFT)):
        if key == Qt.Key.Key_4:
            page.desk.next_waiting()
        QTest.keyClick(page.desk.proposals.table.grid, key, held)
    settled(desk.qtbot, desk.context)

    assert desk.texts()[1:3] == ["超时结案142件；", "公厕管护依赖临聘人员。"]
    assert page.marks.waiting() == []


def test_f3_goes_to_what_waits_also_from_the_table(desk):
    page = desk.open()
    desk.press(ENTER, CONTROL | SHIFT)
    page.desk.proposals.table.grid.setFocus()
    page.desk.proposals.table.select_id(4)
    desk.press(Qt.Key.Key_F3)
    assert page.desk.proposals.current().no == 2
    assert page.desk.source.list.current().fate == "问题 2"


def test_a_finding_is_split_by_its_points_and_put_together_again(desk):
    page = desk.open()
    desk.press(Qt.Key.Key_F3)
    desk.press(Qt.Key.Key_4, ALT)
    assert len(page.marks.drafts) == 5 and desk.checks()[1:3] == ["由一段拆开"] * 2
    assert page.desk.source.list.current().fate == "拆为 2、3"
    assert add_up(page)

    desk.press(Qt.Key.Key_1, ALT)
    assert len(page.marks.drafts) == 4 and page.marks.drafts[1].taken
    assert add_up(page)


def test_a_finding_is_split_where_the_marker_stands_in_what_was_typed(desk):
    page = desk.open()
    page.desk.proposals.table.select_id(3)
    field = page.desk.editor.text
    field.setPlainText("违规发放补贴。超标准接待。")
    cursor = field.textCursor()
    cursor.setPosition(7)
    field.setTextCursor(cursor)
    page.desk.editor.buttons["split"].click()
    settled(desk.qtbot, desk.context)
    assert desk.texts()[2:4] == ["违规发放补贴。", "超标准接待。"]
    assert add_up(page)


def test_findings_are_joined_and_dropped_and_paragraphs_taken_in(desk):
    page = desk.open()
    page.desk.proposals.table.select_id(4)
    desk.press(Qt.Key.Key_2, ALT)
    assert len(page.marks.drafts) == 3 and page.marks.drafts[2].paras == (7, 8)
    assert add_up(page)
    desk.press(Qt.Key.Key_3, ALT)
    assert len(page.marks.drafts) == 2
    assert add_up(page)

    page.desk.source.list.setCurrentIndex(page.desk.source.list.model().index(8, 0))
    assert page.desk.source.list.current().fate == "说明"
    desk.press(Qt.Key.Key_1, ALT)
    assert desk.texts()[-1] == "收费管理不规范，36件罚没物品去向不明。"
    assert add_up(page)


def test_the_last_decisions_are_taken_back_step_by_step(desk):
    page = desk.open()
    read = page.marks
    assert not page.back_button.isEnabled()
    page.desk.proposals.table.select_id(4)
    desk.press(Qt.Key.Key_2, ALT)
    desk.press(Qt.Key.Key_3, ALT)
    desk.press(Qt.Key.Key_Backspace, ALT)
    page.back_button.click()
    settled(desk.qtbot, desk.context)
    assert page.marks == read


@pytest.mark.parametrize("leave", ["another", "key", "page"])
def test_what_was_typed_counts_wherever_the_clerk_goes(desk, leave):
    page = desk.open()
    page.desk.proposals.table.select_id(3)
    page.desk.editor.text.setPlainText("另外的话。")
    if leave == "another":
        page.desk.proposals.table.select_id(4)
    elif leave == "key":
        desk.press(ENTER, CONTROL)
    else:
        page.leave()
    settled(desk.qtbot, desk.context)
    assert desk.texts()[2] == "另外的话。"


def test_an_empty_text_is_refused_and_stands_again(desk):
    page = desk.open()
    page.desk.editor.text.setPlainText("  ")
    page.desk.proposals.table.select_id(2)
    assert desk.texts()[0] == SAME_TEXT
    assert "不能空着" in page.error_bar.title.text()


def test_the_category_is_the_clerks_to_change(desk):
    page = desk.open()
    page.desk.proposals.table.select_id(3)
    page.desk.editor.category.setCurrentText("二 / 财务资金")
    desk.press(ENTER, CONTROL)
    assert page.marks.draft(3).category == "二 / 财务资金"
    assert page.desk.proposals.table.records()[2].category == "二 / 财务资金"


def test_paragraphs_that_nobody_recognised_must_each_be_told(desk):
    page = desk.open(*LINES[:3], "（一）学习不深入。", "二、其他", "（一）甲乙丙丁。", "（二）子丑寅卯。")
    unknown = page.marks.unrecognised()
    assert unknown and not page.foot.next_button.isEnabled()
    assert f"没有认出 {len(unknown)} 段" in page.foot.left_label.text()
    assert add_up(page)
    page.desk.source.link.click()
    assert len(page.desk.source.list.lines()) == len(unknown)
    page.desk.source.link.click()
    desk.press(ENTER, CONTROL)
    desk.press(Qt.Key.Key_1, ALT)
    while page.marks.unrecognised():
        desk.press(Qt.Key.Key_F3)
        desk.press(Qt.Key.Key_3, ALT)
    assert len(page.marks.drafts) == 2 and page.foot.next_button.isEnabled()
    assert add_up(page)


def test_every_word_in_sight_is_chinese(desk):
    """W-4"""
    page = desk.open()
    assert [text for _place, text in shown_texts(page) if wrong_words(text)] == []


def test_the_nature_is_chosen_beside_the_words_and_the_comparison_leaves_as_it_stands(desk, monkeypatch, tmp_path):
    from tests.ui.office import leaves_to

    page = desk.open()
    page.desk.proposals.table.select_id(3)
    page.desk.editor.nature.setCurrentIndex(page.desk.editor.nature.findData("immediate"))
    page.desk.editor.nature.activated.emit(1)
    settled(desk.qtbot, desk.context)
    assert [one.nature for one in page.marks.drafts] == [None, None, "immediate", None]
    leaves_to(monkeypatch, tmp_path / "对照稿.docx")
    assert page.comparison_button.isVisible() and page.comparison_button.text() == "导出对照稿"
    page.comparison_button.click()
    settled(desk.qtbot, desk.context)
    assert (tmp_path / "对照稿.docx").exists()
