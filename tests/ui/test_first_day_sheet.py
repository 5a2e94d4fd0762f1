"""第一天: the cards are reached in a demonstration only, tell what the ledger says, and 重来 asks before it builds anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from desktop.operations import clocks, logins, progress
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.first_day_sheet import KEPT
from desktop.ui.frame.help_sheet import HelpSheet
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.pages import PAGES
from tests.builders import EVERYONE
from tests.ui.chinese_words import wrong_words
from tests.ui.office import an_office, settled
from tests.ui.shown_texts import shown_texts

NAME = "第一天：十二项练习"


def a_window(qtbot, context):
    window = MainWindow(context, PAGES, demo=context.is_demonstration)
    qtbot.addWidget(window)
    window.actions = FrameActions(window)
    window.resize(1366, 728)
    window.show_page("overview")
    window.show()
    settled(qtbot, context)
    return window


@pytest.fixture
def ids(context):
    return an_office(context.ledger, count=22)[2]


@pytest.fixture
def window(qtbot, context, ids):
    clocks.mark_demonstration(context.ledger, EVERYONE)
    logins.log_entry(context.ledger, EVERYONE)
    return a_window(qtbot, context)


@pytest.fixture
def sheet(qtbot, window, context):
    window.demo_band.first_day.click()
    settled(qtbot, context)
    yield window.actions._first_day
    window.actions._first_day.close()


def ways(window):
    menu = [entry.text() for entry in window.current_page().menu.actions()]
    return [title for _key, title, _run in window.actions.commands() if title == NAME] + [
        one for one in menu if one == NAME
    ]


def test_an_offices_own_ledger_has_no_cards(qtbot, context, ids):
    window = a_window(qtbot, context)
    assert window.demo_band is None and ways(window) == []


def test_the_band_the_menu_and_the_help_lead_to_one_and_the_same_sheet(window, sheet, monkeypatch):
    assert ways(window) == [NAME, NAME]
    sheet.close()
    window.context.training_asked.emit()
    assert window.actions._first_day is sheet and sheet.isVisible()
    sheet.close()

    def leave(help_sheet):
        [button] = [one for one in help_sheet.findChildren(QPushButton) if one.text() == NAME]
        button.click()

    monkeypatch.setattr(HelpSheet, "exec", leave)
    window.actions.show_help()
    assert sheet.isVisible()


def test_a_card_turns_to_done_by_the_deeds_and_back_by_undoing_them(qtbot, window, sheet, context, ids):
    card = sheet.cards["T3"]
    assert sheet.count.text() == "已完成 0 / 12" and card.state.text() == "○ 未完成" and not card.missing.isHidden()
    for one in ids[:20]:
        context.write(progress.note, one, "2026-06-05", "电话了解")
    settled(qtbot, context)
    assert (sheet.count.text(), card.state.text(), card.missing.isHidden()) == ("已完成 1 / 12", "✓ 已完成", True)
    window.actions.undo()
    settled(qtbot, context)
    assert card.state.text() == "○ 未完成" and "19 个" in card.missing.text()


def test_every_word_of_the_sheet_is_chinese(sheet):
    assert [text for _place, text in shown_texts(sheet) if wrong_words(text)] == []


def test_each_card_opens_its_page(qtbot, window, sheet, context):
    for key, card in sheet.cards.items():
        card.verb.click()
        settled(qtbot, context)
        assert window.current_key == card.task.page, key


def test_an_answer_is_compared_and_only_what_was_typed_is_kept(qtbot, sheet, context, kept):
    card = sheet.cards["T5"]
    rate, opened = card.fields
    for typed, state in ((("0.0", "3"), "○ 未完成"), (("0.0", "11"), "✓ 已完成")):
        rate.setText(typed[0])
        opened.setText(typed[1])
        card.answer.click()
        settled(qtbot, context)
        assert card.state.text() == state
    text = kept[-1].window[KEPT]
    assert '"11"' in text and "done" not in text and "完成" not in text


@pytest.mark.parametrize(("press", "told"), [("重来", 1), ("取消", 0)])
def test_beginning_again_asks_first(qtbot, window, sheet, kept, press, told):
    asked = []
    window.actions.again_asked.connect(lambda: asked.append(1))

    def answer():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox) and "不删除" in box.informativeText()
        next(one for one in box.buttons() if one.text() == press).click()

    QTimer.singleShot(0, answer)
    sheet.again.click()
    assert len(asked) == told and sheet.isVisible() is not bool(told)
    assert bool(kept[-1].window[KEPT].startswith('["", "",')) is bool(told)
