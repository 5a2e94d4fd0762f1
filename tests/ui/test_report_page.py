"""A unit's report through the real window: answers beside findings, claims proposed, entered as one step (D15 S7; page 22, RULES §10)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from db.digest import content_digest
from db.queries import facts
from db.queries.lists import kept_imports
from desktop.ui.asks import AskKeptImport
from desktop.ui.pages.importing.page import ImportPage
from desktop.ui.pages.importing.word.report_page import ReportPage
from desktop.ui.pages.importing.word.word_page import DESK, DONE, START
from tests.builders import a_finding, a_round, a_unit
from tests.exchange.word_files import paragraph, save
from tests.operations.importing.test_unit_reports import ANSWERS, FRONT, SIGNED, TEXTS
from tests.ui.chinese_words import wrong_words
from tests.ui.office import TODAY, settled, show
from tests.ui.shown_texts import shown_texts
from tests.ui.word_desk import ALT, CONTROL, ENTER, SHIFT, WordDesk, counted

STRANGE = "（三）针对“宿舍楼漏水”问题。整改情况：修缮3处。该问题已完成整改。"
AGAIN = "（四）针对“惠农补贴发放把关不严”问题。整改情况：还在核查。该问题正在推进。"
EMPTY = "（三）针对“集体‘三资’底数不清”问题。整改情况：高度重视，认真落实。该问题已完成整改。"


class Desk(WordDesk):
    """The page, and a unit with three findings."""

    def __init__(self, qtbot, context, folder):
        super().__init__(qtbot, context, folder)
        self.round, self.unit = a_round(context.ledger), a_unit(context.ledger)
        self.ids = [a_finding(context.ledger, self.round, self.unit, text) for text in TEXTS]
        self.page = show(qtbot, context, ReportPage(context))

    def file(self, *answers, front=FRONT, name="整改报告.docx"):
        return save(self.folder, [paragraph(one) for one in (*front, *(answers or ANSWERS), *SIGNED)], name)

    def open(self, *answers, **how):
        return self.open_path(self.file(*answers, **how))

    def rows(self):
        return [(line.number[-4:], line.check.word, line.state) for line in self.page.desk.answers.table.records()]

    def claims(self):
        return [facts.lanes(self.context.reader, one, TODAY).claim for one in self.ids]


@pytest.fixture
def desk(qtbot, context, tmp_path):
    return Desk(qtbot, context, tmp_path)


def test_answers_stand_beside_their_findings_and_the_rest_is_told(desk):
    page = desk.open()
    assert desk.rows() == [("0001", "答复", "已完成"), ("0002", "答复", "正在推进"), ("0003", "没有答复", "—")]
    assert counted(page.foot.law_label.text()) == (3, 3)
    whole, parts = counted(page.desk.source.law.text())
    assert whole == parts == len(page.desk.source.list.lines()) == 8
    assert [line.fate for line in page.desk.source.list.lines()][4:6] == ["答复 0001", "答复 0002"]


def test_a_report_goes_in_with_three_keys_as_claims_and_never_as_verdicts(desk):
    """Job 6: open, 全部采纳, 入账."""
    page = desk.open()
    desk.press(ENTER, CONTROL | SHIFT)
    desk.press(ENTER, CONTROL)
    assert page.step == DONE and "已入账 2 处" in page.done.answer.text()
    assert desk.claims() == ["done", "in_progress", "not_started"]
    assert {facts.lanes(desk.context.reader, one, TODAY).verdict for one in desk.ids} == {"not_started"}


def test_the_whole_entry_is_taken_back_at_once(desk):
    page = desk.open()
    before = content_digest(desk.context.reader)
    desk.press(ENTER, CONTROL | SHIFT)
    desk.press(ENTER, CONTROL)
    assert content_digest(desk.context.reader) != before
    page.done.undo_button.click()
    settled(desk.qtbot, desk.context)
    assert content_digest(desk.context.reader) == before


def test_an_answer_of_no_finding_is_pointed_or_skipped(desk):
    page = desk.open(*ANSWERS, STRANGE)
    desk.press(ENTER, CONTROL | SHIFT)
    assert desk.rows()[-1][1:] == ("对不上", "不入账") and page.foot.left_label.text() == "待看 1 处"
    desk.press(ENTER, CONTROL)
    assert "请先指定是哪一条" in page.error_bar.title.text()
    page.desk.editor.finding.setCurrentIndex(3)
    page.desk.editor.finding.activated.emit(3)
    settled(desk.qtbot, desk.context)
    assert ("0003", "答复", "已完成") in desk.rows()
    desk.press(ENTER, CONTROL)
    desk.press(ENTER, CONTROL)
    assert page.step == DONE and desk.claims() == ["done", "in_progress", "done"]


def test_the_tick_of_the_head_takes_no_doubt_and_no_finding_without_an_answer(desk):
    page = desk.open(*ANSWERS, STRANGE)
    page.desk.answers.table._tick_all()
    settled(desk.qtbot, desk.context)
    assert page.marks.waiting() == [3] and page.desk.answers.table.model.ticked == {1, 2}


def test_what_is_skipped_is_not_entered(desk):
    page = desk.open(*ANSWERS, STRANGE)
    desk.press(ENTER, CONTROL | SHIFT)
    desk.press(Qt.Key.Key_3, ALT)
    assert desk.rows()[-1][1] == "略过"
    desk.press(ENTER, CONTROL)
    assert page.step == DONE and page.done.answer.text() == "已入账 2 处答复。"


def test_two_answers_that_differ_are_decided_by_the_clerk(desk):
    page = desk.open(*ANSWERS, AGAIN)
    assert [row[1] for row in desk.rows()] == ["自报不一", "自报不一", "答复", "没有答复"]
    assert "两处答复 1" in page.foot.law_label.text()
    desk.press(ENTER, CONTROL | SHIFT)
    desk.press(ENTER, CONTROL)
    desk.press(ENTER, CONTROL)
    assert not page.foot.next_button.isEnabled() and "自报不一 1 条" in page.foot.left_label.text()
    page.desk.answers.table.select_id(3)
    desk.press(Qt.Key.Key_2, ALT)
    assert desk.rows()[1][2] == "只记情况"
    desk.press(ENTER, CONTROL)
    assert page.step == DONE and desk.claims()[0] == "done"


def test_empty_talk_is_marked_and_still_taken(desk):
    desk.open(*ANSWERS, EMPTY)
    assert desk.rows()[2][1:] == ("无数据实例", "已完成")


def test_a_strangers_report_waits_for_its_unit_at_the_right(desk):
    path = save(desk.folder, [paragraph(one) for one in ("关于整改情况的报告", *ANSWERS)])
    desk.page.open_file(path)
    settled(desk.qtbot, desk.context)
    page = desk.page
    assert page.step == START and "请在右上选单位" in page.error_bar.title.text()
    assert page.strip.unit.isVisible()
    page.strip.unit.set_unit(desk.unit)
    page.strip.unit.picked.emit(desk.unit)
    settled(desk.qtbot, desk.context)
    assert page.step == DESK and desk.rows()[0][1] == "答复"


def test_what_is_decided_waits_and_is_taken_up_again(desk, qtbot):
    page = desk.open(*ANSWERS, STRANGE)
    desk.press(ENTER, CONTROL | SHIFT)
    page.leave()
    settled(qtbot, desk.context)
    [row] = kept_imports(desk.context.reader)
    assert row.open_faults == 1
    other = show(qtbot, desk.context, ReportPage(desk.context))
    other.open_with(AskKeptImport(row.id))
    settled(qtbot, desk.context)
    assert other.step == DESK and other.marks == page.marks
    other.desk.act("skip")
    settled(qtbot, desk.context)
    other.look()
    settled(qtbot, desk.context)
    assert other.step == DONE and kept_imports(desk.context.reader) == ()


def test_the_last_decisions_are_taken_back_step_by_step(desk):
    page = desk.open(*ANSWERS, STRANGE)
    read = page.marks
    desk.press(Qt.Key.Key_3, ALT)
    desk.press(Qt.Key.Key_2, ALT)
    desk.press(Qt.Key.Key_Backspace, ALT)
    desk.press(Qt.Key.Key_Backspace, ALT)
    assert page.marks == read


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("县民政局党组关于巡察整改进展情况的报告", "rectification_report"),
        ("关于县民政局党组巡察整改情况的汇报", "rectification_report"),
        ("关于巡察县民政局党组的反馈意见", "feedback_letter"),
    ],
)
def test_a_paper_dropped_on_the_list_page_goes_where_its_title_says(desk, qtbot, title, form):
    page = show(qtbot, desk.context, ImportPage(desk.context))
    asked = []
    desk.context.page_asked.connect(lambda key, what: asked.append((key, what)))
    path = desk.file(front=(title, *FRONT[1:]))
    page.open_file(path)
    settled(qtbot, desk.context)
    assert asked == [(form, path)]


def test_a_paper_opened_on_the_wrong_page_is_told_and_opened_on_its_own(desk):
    page = desk.open(front=("关于巡察县民政局党组的反馈意见", *FRONT[1:]))
    asked = []
    desk.context.page_asked.connect(lambda key, _what: asked.append(key))
    assert "Word 反馈意见" in page.error_bar.title.text()
    page.error_bar.action.click()
    assert asked == ["feedback_letter"] and page.step == START


def test_every_word_in_sight_is_chinese(desk):
    """W-4"""
    page = desk.open()
    assert [text for _place, text in shown_texts(page) if wrong_words(text)] == []
