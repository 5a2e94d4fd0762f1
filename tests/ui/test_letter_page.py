"""Word feedback letters through the real window: read, looked at paragraph by paragraph, entered as one step (D15; page 22)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from db.digest import content_digest
from db.queries.findings import list_findings
from db.queries.lists import kept_imports
from db.records import FindingCriteria
from desktop.ui.asks import AskKeptImport
from desktop.ui.pages.importing.dialogs import LeaveDialog
from desktop.ui.pages.importing.page import ImportPage
from desktop.ui.pages.importing.word.letter_page import LetterPage
from desktop.ui.pages.importing.word.word_page import DESK, DIFF, DONE, START
from tests.builders import a_finding, a_round, a_unit
from tests.exchange.word_files import box, deleted, inserted, paragraph, run, save, table
from tests.ui.office import TODAY, next_dialog, settled, show

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ENTER = Qt.Key.Key_Return
SAME_TEXT = "“第一议题”制度落实不严，7次党组会未安排学习。"
LINES = (
    "关于巡察县城市管理局党组的反馈意见",
    "县城市管理局党组：",
    "一、主要问题",
    "（一）政治建设方面",
    f"1.{SAME_TEXT}",
    "2.案件办理粗放。一是超时结案142件；二是公厕管护依赖临聘人员。",
    "（二）作风建设方面",
    "1.违规发放值班补贴14.28万元。",
    "2.收费管理不规范，36件罚没物品去向不明。",
    "二、整改意见",
    "请认真整改。",
)


class Desk:
    """The page, with an office whose ledger has one finding of the letter and one that the letter leaves out."""

    def __init__(self, qtbot, context, folder):
        self.qtbot, self.context, self.folder = qtbot, context, folder
        self.round = a_round(context.ledger)
        self.unit = a_unit(context.ledger, "县城市管理局党组", short="县城管局")
        a_finding(context.ledger, self.round, self.unit, SAME_TEXT, amount_yuan=216_000)
        a_finding(context.ledger, self.round, self.unit, "办公用房超标。")
        context.set_switches(round_ids=(self.round,))
        self.page = show(qtbot, context, LetterPage(context))

    def file(self, *body, name="反馈意见.docx"):
        ready = [one if one.startswith("<") else paragraph(one) for one in body or LINES]
        return save(self.folder, ready, name)

    def open(self, *body):
        self.page.open_file(self.file(*body))
        settled(self.qtbot, self.context)
        return self.page

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.page.window().focusWidget() or self.page, key, modifiers)
        settled(self.qtbot, self.context)

    def checks(self):
        return [line.check.word for line in self.page.desk.proposals.table.records()]

    def texts(self):
        return [one.text for one in self.page.marks.drafts]

    def rows(self):
        return {row.text for row in list_findings(self.context.reader, FindingCriteria(), TODAY)}


@pytest.fixture
def desk(qtbot, context, tmp_path):
    return Desk(qtbot, context, tmp_path)


def counted(words):
    """Both sides of `39 段 = 问题来源 14 + 层级标题 5 + …`."""
    whole, parts = words.split("。")[0].split(" = ")
    return int(whole.split()[0]), sum(int(part.split()[-1]) for part in parts.split(" + "))


def add_up(page):
    whole, parts = counted(page.desk.source.law.text())
    listed, split = counted(page.foot.law_label.text())
    page.desk.source.show_all()
    return whole == parts == len(page.desk.source.list.lines()) and listed == split == len(page.marks.drafts)


def test_every_paragraph_is_shown_with_what_became_of_it(desk):
    page = desk.open()

    fates = [line.fate for line in page.desk.source.list.lines()]
    assert fates == ["层级", "说明", "层级", "层级", "问题 1", "问题 2", "层级", "问题 3", "问题 4", "层级", "说明"]
    assert desk.checks() == ["与清单相同", "含 2 点", "清单中没有", "清单中没有"]
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
