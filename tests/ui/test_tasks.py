"""Tasks T2, T3 and T4 of design.md §7 through the whole window, each within its keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.pages import PAGES
from tests.builders import a_round, a_unit
from tests.operations.test_review import a_list, put_category
from tests.ui.office import Hands, an_office, lines, next_dialog, settled

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def open_window(qtbot, context, key):
    rounds = context.reader.column("select id from round order by id desc limit 1")
    context.set_switches(round_ids=tuple(rounds), as_of=date(2026, 6, 5))
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    window.actions = FrameActions(window)
    window.resize(1366, 728)
    window.show_page(key)
    window.show()
    qtbot.waitActive(window)
    settled(qtbot, context)
    return window, window.pages[key], Hands(window)


def test_t3_progress_on_twenty_findings_of_two_units_u1(qtbot, context):
    """T3, L-1: at most 63 keys, each text on its own finding; not one state moves that the clerk did not move."""
    an_office(context.ledger, count=20)
    _window, page, hands = open_window(qtbot, context, "findings")
    texts = {line.id: f"第 {place} 条：已召开党组会研究" for place, line in enumerate(page.table.records(), start=1)}

    hands.key(Qt.Key.Key_J, CONTROL)
    for place, text in enumerate(texts.values()):
        hands.write(text)
        if place % 2:
            for key in (Qt.Key.Key_Tab, Qt.Key.Key_3, Qt.Key.Key_Tab, Qt.Key.Key_3):  # 巡察办认定, 基本完成
                hands.key(key)
        hands.key(Qt.Key.Key_Return, CONTROL)
    settled(qtbot, context)
    page.leave()
    settled(qtbot, context)

    rows = lines(context)
    assert {finding_id: rows[finding_id].last_text for finding_id in texts} == texts
    assert [rows[finding_id].verdict for finding_id in texts] == ["not_started", "basically_done"] * 10
    assert {row.claim for row in rows.values()} == {"not_started"}
    assert hands.count <= 63, hands.count
    qtbot.waitUntil(lambda: context.reader.value("select count(*) from draft") == 0, timeout=20_000)


def test_t4_seven_are_closed_out_and_three_refused(qtbot, context):
    """T4: at most 35 keys; what has no evidence cannot be closed."""
    an_office(context.ledger, count=24, claimed=10, proven=7)
    _window, page, hands = open_window(qtbot, context, "findings")
    hands.click(page.view_bar.tabs.button("waiting"))
    hands.key(Qt.Key.Key_3, ALT)
    assert [line.state.word for line in page.table.records()] == ["待核实"] * 10
    for _time in range(10):
        if page.table.current_record().evidence_count:
            next_dialog(lambda dialog: close_out(qtbot, hands, dialog))
            hands.key(Qt.Key.Key_F9)
        else:
            next_dialog(lambda dialog: refuse(qtbot, hands, dialog))
            hands.key(Qt.Key.Key_F8)
        settled(qtbot, context)

    verdicts = [row.verdict for row in lines(context).values()]
    assert verdicts.count("done") == 7
    assert [row.claim for row in lines(context).values() if row.verdict == "in_progress"] == ["in_progress"] * 3
    assert hands.count <= 35, hands.count


def close_out(qtbot, hands, dialog):
    qtbot.waitUntil(lambda: dialog.verb.isEnabled(), timeout=20_000)
    hands.key(Qt.Key.Key_Return, widget=dialog)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)


def refuse(qtbot, hands, dialog):
    hands.key(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)


@pytest.fixture
def register(context):
    a_round(context.ledger, feedback_on="2026-03-18")
    a_unit(context.ledger, "县城市管理局党组")
    a_unit(context.ledger, "柳坪乡党委")
    for sort, name in enumerate(("财务资金", "上轮整改", "职能责任", "选人用人")):
        put_category(context.ledger, name, sort)


def test_t2_a_list_with_six_faults_goes_in_is_taken_back_and_goes_in_again(
    qtbot, context, register, tmp_path, monkeypatch
):
    """T2, X3–X6: at most 25 keys, no row lost."""
    path = a_list(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    _window, page, hands = open_window(qtbot, context, "import")

    go_through(qtbot, context, page, hands)
    assert page.done.answer.text() == "已入账 6 条。"
    hands.click(page.done.undo_button)
    settled(qtbot, context)
    assert living(context) == 0
    hands.click(page.done.again_button)
    go_through(qtbot, context, page, hands)

    assert living(context) == 6
    assert hands.count <= 25, hands.count


def go_through(qtbot, context, page, hands):
    hands.click(page.start.area.browse_button)
    hands.count += 1  # Enter in the file dialog
    settled(qtbot, context)
    hands.click(page.faults.accept_button)
    settled(qtbot, context)
    while page.faults.list.cards:
        card = page.faults.list.cards[0]
        # Only what is certain goes in by the one button; every other proposal is one click of its own.
        wanted = ("填写",) if card.group.kind == "missing_text" else ("保留", "改为", "填入")
        buttons = card.findChildren(QPushButton)
        hands.click(next(one for words in wanted for one in buttons if words in one.text()))
        if card.group.kind == "missing_text":
            hands.write("城区公厕管护长期依赖临聘人员")
            hands.key(Qt.Key.Key_Return)
        settled(qtbot, context)
    hands.click(page.next_button)
    hands.click(page.next_button)
    settled(qtbot, context)


def living(context):
    return context.reader.value("select count(*) from finding where removed_in is null")


def test_f1_lists_the_keys_of_the_ledger_page(qtbot, context):
    an_office(context.ledger, count=2)
    _window, page, _hands = open_window(qtbot, context, "findings")

    keys = {key for key, _title in page.page_shortcuts}
    assert {
        "Ctrl+N",
        "Ctrl+B",
        "Ctrl+J",
        "Ctrl+Return",
        "F4",
        "F8",
        "F9",
        "Alt+1",
        "Ctrl+Del",
        "Ctrl+V",
        "Ctrl+E",
    } <= keys
    assert all(len(key) > 1 for key in keys)
    assert QApplication.focusWidget() is page.table.grid
