"""What kinds of files come to the page of feedback letters, how they wait, and what is refused (D15; page 22)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from db.queries.lists import kept_imports
from desktop.ui.asks import AskKeptImport
from desktop.ui.pages.importing.dialogs import LeaveDialog
from desktop.ui.pages.importing.page import ImportPage
from desktop.ui.pages.importing.word.letter_page import LetterPage
from desktop.ui.pages.importing.word.word_page import DESK, DIFF, START
from tests.builders import a_unit
from tests.exchange.word_files import box, deleted, inserted, paragraph, run, table
from tests.ui.office import next_dialog, settled, show
from tests.ui.word_desk import ALT, CONTROL, ENTER, LINES, SHIFT, LetterDesk, add_up


@pytest.fixture
def desk(qtbot, context, tmp_path):
    return LetterDesk(qtbot, context, tmp_path)


def test_revisions_tables_boxes_and_notes_are_seen(desk):
    revised = paragraph("3.", inner=deleted("旧话。") + inserted("新话不实。") + run("群众反映强烈。"))
    page = desk.open(
        *LINES[:9], revised, table([["事项", "进展"], ["工资", "已补发"]]), box(paragraph("附注")), *LINES[9:]
    )
    line = next(one for one in page.desk.source.list.lines() if "新话" in one.text)
    assert ("旧话。", "-") in line.stretches and ("新话不实。", "+") in line.stretches
    assert "旧话" not in line.text and "含修订" in desk.checks()
    assert {"表格", "文本框"} <= {one.label for one in page.desk.source.list.lines()}
    assert "接受修订" in page.desk.source.law.text()
    assert add_up(page)


def test_a_unit_that_the_register_lacks_is_chosen_in_the_strip(desk):
    page = desk.open("关于巡察县融媒体中心党支部的反馈意见", "县融媒体中心党支部：", *LINES[2:])
    assert set(desk.checks()) == {"单位不在名册"}
    desk.press(ENTER, CONTROL | SHIFT)
    assert len(page.marks.waiting()) == 4, "none is taken unseen"
    page.strip.unit.setFocus()
    QTest.keyClicks(page.strip.unit, "csglj")
    page.strip.unit._settle()
    settled(desk.qtbot, desk.context)
    assert "单位不在名册" not in desk.checks()


def test_a_letter_to_several_units_has_a_unit_for_each_finding(desk):
    a_unit(desk.context.ledger, "柳坪乡党委")
    page = desk.open(
        "关于巡察县城市管理局党组、柳坪乡党委的反馈意见", "县城市管理局党组、柳坪乡党委：", "一、县城市管理局党组存在的主要问题",
        "（一）学习不深入。", "二、柳坪乡党委存在的主要问题", "（一）作风不实。",
    )  # fmt: skip
    assert page.desk.opened.letter.units
    assert not page.strip.unit.isEnabled() and not page.desk.editor.unit.isHidden()
    page.desk.proposals.table.select_id(2)
    assert page.desk.editor.unit.text() == "柳坪乡"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "另存为 .docx"),
        ("锁.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开口令"),
        ("坏.docx", b"PK\x03\x04 nothing", "损坏"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(desk, name, content, said):
    path = desk.folder / name
    path.write_bytes(content)
    desk.page.open_file(path)
    settled(desk.qtbot, desk.context)
    assert said in desk.page.error_bar.title.text()
    assert desk.page.step == START


def test_a_letter_without_findings_says_so(desk):
    page = desk.open("关于召开会议的通知", "请准时参加。")
    for para in page.marks.unrecognised():
        page.desk._hold_paragraph(para)
        page.desk.act("is_note")
        settled(desk.qtbot, desk.context)
    assert not page.foot.next_button.isEnabled()
    assert page.foot.left_label.text() == "没有问题可入账"


def test_what_is_decided_waits_when_the_page_is_left_and_is_taken_up_again(desk, qtbot):
    page = desk.open()
    desk.press(ENTER, CONTROL | SHIFT)
    desk.press(Qt.Key.Key_4, ALT)
    page.leave()
    settled(desk.qtbot, desk.context)
    [row] = kept_imports(desk.context.reader)
    assert row.file_name == "反馈意见.docx" and row.open_faults == 2

    other = show(qtbot, desk.context, LetterPage(desk.context))
    other.open_with(AskKeptImport(row.id))
    settled(qtbot, desk.context)
    assert other.step == DESK and other.marks == page.marks
    qtbot.keyClick(other, ENTER, CONTROL)
    settled(qtbot, desk.context)
    qtbot.keyClick(other, ENTER, CONTROL)
    settled(qtbot, desk.context)
    qtbot.keyClick(other, ENTER, CONTROL)
    settled(qtbot, desk.context)
    assert other.step == DIFF
    qtbot.keyClick(other, ENTER, CONTROL)
    settled(qtbot, desk.context)
    assert kept_imports(desk.context.reader) == ()


def test_an_untouched_letter_is_left_without_a_question(desk):
    page = desk.open()
    page.other_button.click()
    assert page.step == START
    page.leave()
    settled(desk.qtbot, desk.context)
    assert kept_imports(desk.context.reader) == ()


def test_another_file_does_not_throw_decisions_away_unasked(desk):
    page = desk.open()
    desk.press(ENTER, CONTROL)

    def answer(dialog):
        assert isinstance(dialog, LeaveDialog)
        dialog.reject()

    next_dialog(answer)
    page.other_button.click()
    assert page.step == DESK


def test_a_paper_dropped_on_the_list_page_goes_to_the_page_of_letters(desk, qtbot):
    page = show(qtbot, desk.context, ImportPage(desk.context))
    asked = []
    desk.context.page_asked.connect(lambda key, what: asked.append((key, what)))
    path = desk.file()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.start.area.dropEvent(QDropEvent(QPointF(), Qt.DropAction.CopyAction, data, button, keys))
    settled(qtbot, desk.context)
    assert asked == [("feedback_letter", path)]


def test_reading_happens_outside_the_window(desk):
    desk.page.open_file(desk.file())
    assert desk.context.jobs.running and desk.page.step == START
    settled(desk.qtbot, desk.context)
    assert desk.page.step == DESK


def test_nothing_is_entered_while_looking_back(desk):
    from datetime import date

    page = desk.open()
    desk.press(ENTER, CONTROL | SHIFT)
    desk.press(Qt.Key.Key_1, ALT)
    desk.context.set_switches(as_of=date(2026, 5, 1))
    settled(desk.qtbot, desk.context)
    desk.press(ENTER, CONTROL)
    assert page.step == DIFF
    assert not page.foot.next_button.isEnabled() and "回看" in page.foot.left_label.text()


def test_what_waits_is_gone_on_with_from_the_first_page(qtbot, context, tmp_path):
    from desktop.ui.frame.main_window import MainWindow
    from desktop.ui.pages import PAGES

    desk = LetterDesk(qtbot, context, tmp_path)
    desk.open()
    desk.press(ENTER, CONTROL)
    desk.page.leave()
    settled(qtbot, context)
    [row] = kept_imports(context.reader)

    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    window.show()
    settled(qtbot, context)
    context.open_page("import", AskKeptImport(row.id))
    settled(qtbot, context)
    assert window.current_key == "feedback_letter"
    assert window.page("feedback_letter").marks == desk.page.marks


@pytest.mark.acceptance
def test_a_long_letter_never_holds_the_window(desk):
    """Of each turn of the window's own thread, in processor time: 100 ms at most."""
    import time

    from PySide6.QtWidgets import QApplication

    body = [
        *LINES[:3],
        *(f"{place}.第{place}类案件办理粗放，超时结案{place}件，台账记录不全。" for place in range(1, 151)),
    ]
    path, page, turns = desk.file(*body), desk.page, []

    def turn(act):
        start = time.thread_time()
        act()
        turns.append(time.thread_time() - start)

    for act in (lambda: page.open_file(path), page.desk.take_and_next, page.desk.take_all, page.look):
        turn(act)
        while desk.context.jobs.running:
            turn(QApplication.processEvents)
            time.sleep(0.001)
        turn(QApplication.processEvents)
    assert page.step == DIFF and len(page.marks.drafts) == 150
    assert max(turns) < 0.1
