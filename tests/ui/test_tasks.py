"""Tasks T2, T3, T4, T6, T8 and T11 of design.md §7 through the whole window, each within its keys (T1: test_entry, T5: test_unit_card)."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from db.digest import content_digest
from db.queries import prints
from db.queries.letters import findings_of_letter, letters
from desktop.host import printing
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.pages import PAGES
from tests.builders import a_round, a_unit
from tests.operations.importing.test_review import a_list, put_category
from tests.ui.counted_office import a_counted_office
from tests.ui.office import Hands, an_office, lines, next_dialog, settled
from tests.ui.paper_office import Answer, an_office_with_overdue
from tests.ui.test_print_page import PrinterIntoFile, laid_out, untick

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


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


def states(context):
    """What decides figures and gates, of every finding."""
    names = ("claim", "verdict", "state", "nature", "unit_id", "due_on", "first_due_on", "presence", "evidence_count")
    return {row.id: tuple(getattr(row, name, None) for name in names) for row in lines(context).values()}


def test_t3_notes_on_findings_in_every_state_move_not_one_of_them(qtbot, context):
    """T3, L-1: closed, waiting, long-term, handed over, reopened: a text with Ctrl+Enter on each leaves all states as they were."""
    a_counted_office(context.ledger)
    _window, page, hands = open_window(qtbot, context, "findings")
    before = states(context)
    shown = [line.id for line in page.table.records()]
    assert len({line.state.word for line in page.table.records()}) >= 5

    hands.key(Qt.Key.Key_J, CONTROL)
    for place in range(20):
        hands.write(f"第 {place} 条：电话了解进展")
        hands.key(Qt.Key.Key_Return, CONTROL)
    settled(qtbot, context)
    page.leave()
    settled(qtbot, context)

    assert hands.count <= 63
    assert states(context) == before
    texts = {row.id: row.last_text for row in lines(context).values()}
    assert [texts[finding_id] for finding_id in shown[:20]] == [f"第 {place} 条：电话了解进展" for place in range(20)]


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
    go_through_faults(qtbot, context, page, hands)
    hands.click(page.next_button)
    hands.click(page.next_button)
    settled(qtbot, context)


def go_through_faults(qtbot, context, page, hands):
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


class HandedOver:
    """The office program of a PC with a printer: what it was told to print, in order, in one call."""

    def __init__(self):
        self.calls = []

    def __call__(self, command):
        self.calls.append(list(command))


def test_t6_letters_to_all_overdue_units_from_the_first_page_to_the_printer(qtbot, context, monkeypatch):
    """T6: at most 10 keys; every letter bears its own unit, and all go to the printer in one call."""
    an_office_with_overdue(context.ledger)
    handed = HandedOver()
    program = printing.OfficeProgram("LibreOffice", "soffice", ("-p",))
    office = printing.LinuxOffice(program, start=handed, printer=lambda: "办公室打印机")
    monkeypatch.setattr("desktop.ui.dialogs.done_bar.office_of_this_pc", lambda: office)
    window, page, hands = open_window(qtbot, context, "overview")

    hands.key(Qt.Key.Key_Return)
    settled(qtbot, context)
    batch = window.current_page().batch
    answer = Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()
    hands.click(batch.issue_button)
    settled(qtbot, context)
    [print_button] = [one for one in window.current_page().done_bar.findChildren(QPushButton) if "打印" in one.text()]
    hands.click(print_button)
    settled(qtbot, context)

    issued = letters(context.reader, kind="supervision_letter")
    [command] = handed.calls
    assert hands.count <= 10, hands.count
    printed = context.reader.value("select count(*) from export_record where way = 'paper_print' and sha256 <> ''")
    assert printed == 5  # A5
    assert "将签发 5 份督办函" in answer.dialog_text
    assert len(command) == 2 + 5
    late = {row.unit_id for row in lines(context).values() if row.due_on and row.due_on < "2026-06-05"}
    assert Counter(letter.unit_id for letter in issued) == Counter(late)
    for letter in issued:
        named = findings_of_letter(context.reader, letter.id)
        assert named and {lines(context)[finding_id].unit_id for finding_id in named} == {letter.unit_id}


def test_t8_the_meeting_list_on_a3_in_ten_copies_with_one_column_less(qtbot, context, tmp_path):
    """T8: at most 9 keys from 问题台账 to the printer."""
    an_office_with_overdue(context.ledger)
    window, _page, hands = open_window(qtbot, context, "findings")
    hands.key(Qt.Key.Key_P, CONTROL)
    page = window.pages["print"]
    page.desk.printers = PrinterIntoFile(tmp_path / "printed.pdf")
    laid_out(qtbot, context, page)
    hands.click(page.settings.paper.button("A3"))
    untick(hands, page, "remark")
    hands.click(page.settings.copies)
    page.settings.copies.selectAll()
    QTest.keyClicks(page.settings.copies, "10")  # the number is content
    laid_out(qtbot, context, page)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()
    hands.click(page.print_button)
    settled(qtbot, context)

    [record] = prints.exports(context.reader)
    assert hands.count <= 9, hands.count
    assert (record.copies, record.first_copy, record.last_copy, record.rows) == (10, 1, 10, 18)
    assert page.shape.size == (420.0, 297.0) and "remark" not in page.shape.widths
    assert (tmp_path / "printed.pdf").stat().st_size > 1000


@pytest.fixture
def quick_clicks():
    """A click is over sooner than on an office PC, so that nothing need be waited for."""
    before = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(5)
    yield
    QApplication.setDoubleClickInterval(before)


def test_t11_twelve_rows_are_pasted_the_leader_changed_and_both_undone(qtbot, context, quick_clicks):
    """T11: at most 12 keys; the ledger equals the start, to the digest."""
    an_office(context.ledger, count=14)
    _window, page, hands = open_window(qtbot, context, "findings")
    page.table.apply_definition({"columns": ["number", "responsible_leader", "owner", "text"]})
    settled(qtbot, context)
    before, start = content_digest(context.reader), states(context)
    grid, model = page.table.grid, page.table.model
    QApplication.clipboard().setText("".join(f"责任人{place}\r\n" for place in range(12)))

    def cell(row):
        return grid.visualRect(model.index(row, model.section_of("owner"))).center()

    hands.click(grid.viewport(), cell(0))
    hands.key(Qt.Key.Key_V, CONTROL)
    hands.click(page.paste_strip.paste_button)
    settled(qtbot, context)
    assert [line.owner for line in page.table.records()[:12]] == [f"责任人{place}" for place in range(12)]

    hands.click(grid.viewport(), cell(0))
    hands.count += 1
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, SHIFT, cell(11))
    seen = []

    def change(dialog):
        seen.append(dialog.summary.text())
        hands.click(dialog.field)
        chosen = dialog.field.model().index(dialog.field.findData("responsible_leader"), 0)
        fields = dialog.field.view()
        qtbot.waitUntil(fields.isVisible, timeout=20_000)
        qtbot.wait(
            QApplication.doubleClickInterval() + 1
        )  # Qt takes a release sooner for that of the click that opened the list
        hands.click(fields.viewport(), fields.visualRect(chosen).center())
        qtbot.waitUntil(lambda: not fields.isVisible(), timeout=5_000)
        assert dialog.field.currentData() == "responsible_leader"
        dialog.activateWindow()  # the offscreen platform gives the focus back to nobody when a list closes
        hands.click(dialog.line)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.line, timeout=20_000)
        hands.write("杨帆（县委常委）")
        hands.key(Qt.Key.Key_Return, widget=dialog.line)
        qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)

    next_dialog(change)
    hands.key(Qt.Key.Key_B, CONTROL)
    settled(qtbot, context)
    assert [line.responsible_leader for line in page.table.records()].count("杨帆（县委常委）") == 12
    for _time in range(2):
        hands.key(Qt.Key.Key_Z, CONTROL)
        settled(qtbot, context)

    assert seen and hands.count <= 12, hands.count
    assert states(context) == start
    assert content_digest(context.reader) == before
