"""M19: 线索 — a panel while locked, a room while open, and nothing of it anywhere else in the window (ux/pages.md §18)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.operations.change import change
from desktop.operations.leads import book, granting
from desktop.operations.leads import room as rooms
from desktop.operations.leads.granting import Member, enable
from desktop.operations.leads.room import enter
from desktop.operations.office import set_up
from desktop.rules.permissions import Action
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.pages import PAGES
from desktop.ui.pages.leads import give_dialogs, lead_dialogs
from desktop.ui.pages.leads.page import LOCK_AFTER_S, OPEN_TITLE, LeadsPage
from tests.builders import EVERYONE, a_round
from tests.operations.leads.conftest import CHEAP, PAIR, WORD
from tests.ui.office import settled, show
from tests.ui.shown_texts import shown_texts

NAME = "甄某某"
LEADS = (
    {"moved_on": "2026-03-20", "cases": 1, "persons": 2, "subject_names": f"{NAME}、贾某某", "matter": "违规领取津贴补贴", "discipline": "work", "source": "信访"},
    {"moved_on": "2026-03-21", "cases": 1, "persons": 1, "matter": "优亲厚友申报低保", "discipline": "integrity", "source": "谈话"},
    {"moved_on": "2026-05-22", "cases": 1, "persons": 1, "matter": "套取项目资金", "discipline": "organisation", "source": "巡察发现"},
)  # fmt: skip

OTHER = "第二位成员的口令八八-7x"


@pytest.fixture
def people(context, monkeypatch):
    """Who gives the right and who has it; keys are cheap to try."""
    monkeypatch.setattr(granting, "Kdf", lambda: CHEAP)
    with change(context.ledger, EVERYONE, Action.MANAGE_USERS, "用户") as changes:
        for name, rights in (("方向阳", {"may_manage": True}), ("王敏", {"may_enter": True, "may_review": True})):
            changes.writer.insert("user", {"name": name, **rights})
    a_round(context.ledger, "十五届县委第六轮（常规）")
    return context


@pytest.fixture
def enabled(people):
    """The room of 王敏, who sits at the window, with three leads."""
    enable(people.ledger, PAIR, Member("王敏", WORD), kdf=CHEAP)
    room = enter(people.ledger, "王敏", WORD)
    for lead in LEADS:
        book.enter(
            room, {"moved_to": "县纪委监委", "round": "十五届县委第六轮（常规）", "handle_by": "2026-06-21", **lead}
        )
    room.close()
    return people


@pytest.fixture
def page(qtbot, enabled):
    return show(qtbot, enabled, LeadsPage(enabled))


def opened(page, qtbot, word=WORD):
    page.panel.field.line.setText(word)
    QTest.keyClick(page.panel.field.line, Qt.Key.Key_Return)
    settled(qtbot, page.context)
    return page


def said(widget):
    return "\n".join(text for _place, text in shown_texts(widget))


def lines(table):
    return [[cell.plain for cell in line.cells] for line in table.figures.lines]


def answering(monkeypatch, kind, fill):
    """The dialog is filled and its verb pressed instead of waiting for a person."""

    def answered(dialog):
        fill(dialog)
        dialog.try_it()
        while dialog.context.jobs.running:
            QApplication.processEvents()
        QApplication.processEvents()
        return dialog.result()

    monkeypatch.setattr(kind, "exec", answered)


def test_a_ledger_without_a_room_offers_two_people_to_enable_it(qtbot, people, monkeypatch):
    page = show(qtbot, people, LeadsPage(people))
    assert page.status_texts() == ("线索台账没有启用",)

    def fill(dialog):
        words = [
            line for line in dialog.findChildren(give_dialogs.QLineEdit) if line.echoMode() == line.EchoMode.Password
        ]
        for line, word in zip(words, ("", PAIR.manager.word, "", PAIR.reviewer.word, WORD, WORD), strict=True):
            line.setText(word)
        boxes = dialog.findChildren(give_dialogs.QComboBox)
        boxes[2].setCurrentText("王敏")

    answering(monkeypatch, give_dialogs.EnableDialog, fill)
    page.panel.button.click()
    settled(qtbot, people)
    assert rooms.is_enabled(people.ledger)
    assert opened(page, qtbot).room is not None
    page.lock()


def test_while_locked_there_is_a_panel_and_no_word_of_a_lead(page):
    assert page.status_texts() == ("线索台账已锁定",)
    told = said(page)
    assert "线索台账已锁定" in told
    assert not any(lead["matter"] in told for lead in LEADS)
    assert not any(mark in told for mark in ("XS2026", "3 件", NAME))


def test_open_the_arithmetic_of_the_room_adds_up_and_names_are_codes(page, qtbot):
    opened(page, qtbot)
    assert page.title_label.text() == OPEN_TITLE
    assert page.status_texts() == ("严控知悉范围",)
    assert page.view.tabs.button("all").text() == "全部 3 件 4 人"
    assert [row[0] for row in lines(page.view.table)] == ["XS2026-1", "XS2026-2", "XS2026-3"]
    assert lines(page.view.sum_table)[-1][1:4] == ["3 / 4", "0", "3 / 4"]
    assert "P-001、P-002" in said(page)
    assert NAME not in said(page)
    assert page.view.finish.text() == "完成 6月梳理（还差 3 条）"
    assert not page.view.finish.isEnabled()


def test_the_former_and_the_next_lead_are_one_key_away_and_the_limit_counts_its_days(page, qtbot):
    opened(page, qtbot)
    detail = page.view.detail
    assert (detail.record.number, detail.place.text()) == ("XS2026-1", "1/3")
    assert detail.facts["办理期限"].full_text() == "6月21日，剩 16 天"
    QTest.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert (detail.record.number, detail.place.text()) == ("XS2026-2", "2/3")
    detail.following.click()
    detail.following.click()
    assert detail.record.number == "XS2026-3"
    detail.former.click()
    assert detail.record.number == "XS2026-2"
    assert "3 条 = 已梳理 0 + 待梳理 3" in page.view.list_card.note_label.full_text()


def test_the_month_is_gone_through_with_a_line_and_one_key_each(page, qtbot):
    opened(page, qtbot)
    for _ in LEADS:
        page.view.detail.progress.setText("已约谈，6月15日前报结果")
        page.view.detail.disposition.setCurrentIndex(2)
        QTest.keyClick(page.view.detail.progress, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settled(qtbot, page.context)
    assert page.view.tabs.button("review").text() == "本月梳理 3/3"
    page.view.finish.click()
    settled(qtbot, page.context)
    assert page.view.sight.log[0].title == "完成6月梳理：3 件 4 人在办"
    assert {one.state for one in page.view.sight.records} == {"in_hand"}


def test_what_is_typed_of_a_lead_stays_with_it_until_it_is_entered_or_the_room_locks(page, qtbot):
    detail = opened(page, qtbot).view.detail
    detail.progress.setText("已约谈")
    detail.disposition.setCurrentIndex(2)
    page.view.step(1)
    assert (detail.progress.text(), detail.disposition.currentIndex()) == ("", 0)
    page.view.step(-1)
    assert (detail.progress.text(), detail.disposition.currentIndex()) == ("已约谈", 2)
    detail.save_now()
    settled(qtbot, page.context)
    page.view.step(-1)
    assert (detail.record.number, detail.progress.text(), detail.disposition.currentIndex()) == ("XS2026-1", "", 2)
    detail.progress.setText("补一句")
    page.lock()
    settled(qtbot, page.context)
    assert (detail.place.text(), detail.progress.text(), detail.disposition.currentIndex()) == ("", "", 0)
    assert opened(page, qtbot).view.detail.progress.text() == ""


def test_a_clean_up_without_words_is_refused_and_nothing_is_entered(page, qtbot):
    opened(page, qtbot)
    page.view.detail.save.click()
    settled(qtbot, page.context)
    assert "“进度”是空的" in said(page.error_bar)
    assert page.view.tabs.button("review").text() == "本月梳理 0/3"


def test_names_are_shown_for_one_lead_logged_and_gone_after_half_a_minute(page, qtbot, monkeypatch):
    opened(page, qtbot)
    answering(monkeypatch, lead_dialogs.LookDialog, lambda dialog: dialog.reason.set_text("核对移交材料"))
    page.view.detail.look.click()
    settled(qtbot, page.context)
    assert NAME in said(page.view.detail)
    assert NAME not in said(page.view.table)
    page.view.detail._hide_again.timeout.emit()
    assert NAME not in said(page)
    page.refresh()
    settled(qtbot, page.context)
    assert (page.view.sight.log[0].title, page.view.sight.log[0].reason) == ("显示姓名 XS2026-1", "核对移交材料")


def test_names_that_are_shown_go_with_another_row(page, qtbot):
    opened(page, qtbot)
    page.view.detail.show_names(NAME)
    page.view.table.setCurrentIndex(page.view.table.figures.index(1, 0))
    assert NAME not in said(page)


def test_three_minutes_without_input_lock_the_room_and_a_key_puts_it_off(page, qtbot):
    opened(page, qtbot)
    page._tick(LOCK_AFTER_S - 1)
    assert page.room is not None
    QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_Down)
    page._tick(LOCK_AFTER_S - 1)
    assert page.room is not None
    dialog = QDialog(page)
    dialog.show()
    page._tick(1)
    settled(qtbot, page.context)
    assert page.room is None
    assert not dialog.isVisible()
    assert not any(lead["matter"] in said(page) for lead in LEADS)
    assert page.view.sight is None
    enter(page.context.ledger, "王敏", WORD).close()


def test_what_was_told_of_leads_in_red_goes_with_the_lock(page, qtbot):
    opened(page, qtbot)
    page.show_error("XS2026-1 的名字打不开。")
    page.lock()
    settled(qtbot, page.context)
    assert "XS2026-1" not in said(page)


@pytest.mark.parametrize("leave", ["hide", "program", "button"])
def test_leaving_the_page_or_locking_the_program_locks_the_room(page, qtbot, leave):
    opened(page, qtbot)
    {"hide": page.hide, "program": lambda: page.setEnabled(False), "button": page.buttons[-1].click}[leave]()
    settled(qtbot, page.context)
    assert page.room is None
    assert lines(page.view.table) == []


def test_a_room_that_is_left_while_the_passphrase_is_tried_does_not_open(page, qtbot):
    page.panel.field.line.setText(WORD)
    QTest.keyClick(page.panel.field.line, Qt.Key.Key_Return)
    page.lock()
    settled(qtbot, page.context)
    assert page.room is None
    enter(page.context.ledger, "王敏", WORD).close()


def test_a_wrong_passphrase_says_how_often_it_may_be_tried(page, qtbot):
    opened(page, qtbot, "不是这个口令一二三-7x")
    assert page.room is None
    assert "口令不对，还可试 4 次。都不对要等 30 分钟" in said(page.panel)


def test_the_clipboard_gets_the_number_of_a_lead_and_nothing_else(page, qtbot):
    opened(page, qtbot)
    for key in page.view.tabs.keys()[:3]:
        page.view.tabs.set_current(key)
        page.view.table.setCurrentIndex(page.view.table.figures.index(0, 5))
        QTest.keyClick(page.view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "XS2026-1"
    assert not page.view.table.dragEnabled()


def test_a_lead_is_entered_in_the_form_and_moved_on_by_its_steps(page, qtbot, monkeypatch):
    opened(page, qtbot)

    def fill(dialog):
        if dialog.step is None:
            dialog.show(
                {"moved_on": "2026-06-01", "moved_to": "县委组织部", "cases": 1, "persons": 1, "subject_names": "钱某"}
            )
        else:
            dialog.show({"receiver": "周某"})

    answering(monkeypatch, lead_dialogs.LeadDialog, fill)
    next(one for one in page.buttons if one.text().startswith("登记线索")).click()
    settled(qtbot, page.context)
    assert page.view.tabs.button("all").text() == "全部 4 件 5 人"
    entry = next(one for one in page.view.detail.steps.menu().actions() if one.text() == "登记签收…")
    entry.trigger()
    settled(qtbot, page.context)
    assert [row[6] for row in _tab(page, "receipts")].count("周某") == 1
    page.buttons[0].click()
    settled(qtbot, page.context)
    assert [row[6] for row in _tab(page, "receipts")].count("周某") == 0


def test_leads_are_handed_on_by_a_letter_with_a_second_member_beside(page, qtbot, monkeypatch, tmp_path):
    ledger = page.context.ledger
    set_up(
        ledger,
        EVERYONE,
        {"office": "中共云岭县委巡察办", "number_prefix": "云", "contact": "林知远", "phone": "6620153"},
    )
    granting.grant(ledger, PAIR, Member("方向阳", OTHER), kdf=CHEAP)
    opened(page, qtbot)
    page._do(book.edit, "XS2026-1", {"copies": 1, "pages": 9})
    settled(qtbot, page.context)
    monkeypatch.setattr(lead_dialogs.QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "函"))

    def fill(dialog):
        for row in (0, 1):
            dialog.leads.item(row).setCheckState(Qt.CheckState.Unchecked)
        assert dialog.chosen() == ["XS2026-1"]
        for line, text in (
            (dialog.addressee, "中共云岭县纪律检查委员会"),
            (dialog.mark, "秘密★1年"),
            (dialog.by, "周定密"),
            (dialog.approval, "领导小组会议审定意见"),
        ):
            line.setText(text)
        dialog.second.word.line.setText(OTHER)

    answering(monkeypatch, lead_dialogs.ReferDialog, fill)
    page.view.sum_card.link.click()
    settled(qtbot, page.context)
    assert [row[7] for row in _tab(page, "receipts")] == ["云巡移〔2026〕1号", "—", "—"]
    assert len(list((tmp_path / "函").glob("移交函_*.docx"))) == 1
    assert ledger.reader.value("select count(*) from letter") == 0


def _tab(page, key):
    page.view.tabs.set_current(key)
    return lines(page.view.table)


def test_undo_in_the_room_takes_back_what_was_done_there_and_nothing_of_the_ledger(qtbot, enabled):
    window = MainWindow(enabled, PAGES)
    qtbot.addWidget(window)
    actions = FrameActions(window)
    window.show()
    window.show_page("leads")
    page = window.pages["leads"]
    settled(qtbot, enabled)
    opened(page, qtbot)
    before = enabled.reader.number("select count(*) from action")
    page.view.detail.saved.emit("XS2026-1", "已约谈", "")
    settled(qtbot, enabled)
    actions.undo()
    settled(qtbot, enabled)
    assert page.view.tabs.button("review").text() == "本月梳理 0/3"
    assert page.view.sight.log[0].title == "撤销：登记梳理 XS2026-1"
    assert enabled.reader.number("select count(*) from action") == before
    window.cover.setEnabled(False)  # the lock of the program puts all of the window to sleep
    settled(qtbot, enabled)
    assert page.room is None
    assert not page.undo_here()


def test_outside_the_room_nothing_changes_when_it_opens(qtbot, enabled):
    window = MainWindow(enabled, PAGES)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.show_page("leads")
    page = window.pages["leads"]
    settled(qtbot, enabled)
    title = window.windowTitle()
    opened(page, qtbot)
    assert page.room is not None
    outside = said(window.rail) + said(window.status) + said(window.context_bar)
    assert window.windowTitle() == title
    assert "3 件" not in outside
    assert "4 人" not in outside
    assert window.rail.buttons["leads"]._count is None
    told = []
    for entry in PAGES:
        if entry.key != "leads":
            window.show_page(entry.key)
            settled(qtbot, enabled)
            told.append(said(window.pages[entry.key]))
    assert page.room is None
    traces = (NAME, "XS2026", "P-001", *(lead["matter"] for lead in LEADS))
    assert [one for one in traces if one in "\n".join(told)] == []
