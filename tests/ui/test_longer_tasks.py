"""Tasks T7, T9 and T10 of design.md §7 through the whole window, each within its keys."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.queries import books as record_queries
from db.queries.letters import letters
from desktop.ledgers.draws import DRAWS
from desktop.operations import rounds
from desktop.operations.change import change
from desktop.operations.defaults import put_defaults
from desktop.operations.office import put_setting
from desktop.rules.permissions import Action, Actor, Right
from desktop.ui.asks import AskFindings
from desktop.ui.dialogs import print_list_dialog
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.follow_up.conftest import county  # noqa: F401
from tests.ui.office import settled
from tests.ui.paper_office import OFFICE, Answer, an_office_with_overdue
from tests.ui.test_ledger_table import editor_of
from tests.ui.test_tasks import ALT, CONTROL, open_window

NO_KEY = Qt.KeyboardModifier.NoModifier
GAPS = (7, 21)
"""The units that lack a word, of 37."""


@pytest.fixture
def many_units(context):
    """37 units with one overdue finding each; in two of them nobody answers for it."""
    with change(context.ledger, EVERYONE, Action.EDIT_UNIT, "机关设置") as changes:
        put_defaults(changes)
        for name, value in OFFICE.items():
            put_setting(changes, name, value)
    round_id = a_round(context.ledger, feedback_on="2026-03-18", months=3)
    units = [a_unit(context.ledger, f"第{place}家单位党组", short=f"第{place}家") for place in range(37)]
    for place, unit in enumerate(units):
        a_finding(
            context.ledger, round_id, unit, f"第{place}家票据管理不规范", first_due_on="2026-05-18", due_kind="date",
            responsible_leader="" if place in GAPS else "陈卫东", category1="二 群众身边腐败和作风", category2="财务资金",
        )  # fmt: skip
    rounds.place_units(context.ledger, EVERYONE, round_id, units)
    return units


def type_content(widget, text):
    """Committed by the input method, as Chinese is: content, no key of the task."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()


@pytest.mark.qt_log_ignore(
    "QAbstractItemView::commitData", extend=True
)  # the row is read again while its editor closes
def test_t7_thirty_seven_letters_of_which_one_is_mended_and_one_left_out(qtbot, context, many_units):
    """T7: at most 16 keys; the numbers are continuous, and the unit that was left out gets no letter."""
    window, page, hands = open_window(qtbot, context, "letters")
    batch = page.batch
    item = batch.kinds.item_of("supervision_letter")
    batch.kinds.list.scrollToItem(item)
    hands.click(batch.kinds.list.viewport(), batch.kinds.list.visualItemRect(item).center())
    settled(qtbot, context)
    first, second = (draft for draft in batch.drafts if draft.state != "可签发")
    assert (len(batch.drafts), len(batch.chosen())) == (37, 35)

    hands.click(batch.reader.lacking)
    hands.click(batch.reader.fill)
    ledger_page = window.pages["findings"]
    settled(qtbot, context)
    hands.key(Qt.Key.Key_F2, NO_KEY, ledger_page.table.grid)
    editor = editor_of(ledger_page.table)
    type_content(editor, "陈卫东")
    hands.key(Qt.Key.Key_Return, NO_KEY, editor)
    settled(qtbot, context)
    hands.key(Qt.Key.Key_9, CONTROL)
    settled(qtbot, context)
    assert [draft.addressee for draft in batch.drafts if draft.state != "可签发"] == [second.addressee]

    answer = Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()
    hands.click(batch.issue_button)
    settled(qtbot, context)

    issued = letters(context.reader, kind="supervision_letter")
    assert hands.count <= 16, hands.count
    assert "将签发 36 份督办函" in answer.dialog_text
    assert sorted(letter.seq for letter in issued) == list(range(1, 37))
    assert {letter.unit_id for letter in issued} == set(many_units) - {second.gathered.unit_id}


def test_t9_two_digits_a_lock_and_a_second_person_who_draws_the_same(qtbot, context, county, monkeypatch):  # noqa: F811
    """T9: at most 7 keys until the draw is locked, one for its print, 3 for the second person; the list is the same to its sum."""
    printed = []
    monkeypatch.setattr(print_list_dialog, "office_of_this_pc", lambda: PaperTray(printed))
    window, _page, hands = open_window(qtbot, context, "overview")
    hands.key(Qt.Key.Key_5, CONTROL)
    settled(qtbot, context)
    page = window.pages["follow_up"]
    assert hands.focus() is page.desk.seed_card.digits[0]
    for digit, speaker in ((Qt.Key.Key_4, "王敏"), (Qt.Key.Key_7, "县纪委监委 林晓")):
        hands.key(digit)
        hands.write(speaker)
        hands.key(Qt.Key.Key_Return)
    settled(qtbot, context)
    locked, answer = [], Answer(hands, lambda hands, dialog: press_then(hands, dialog, locked)).soon()
    hands.click(page.lock_button)
    settled(qtbot, context)
    assert answer.seen and locked[0] <= 7 and hands.count <= 8, (locked, hands.count)
    assert [path.suffix for path in printed] == [".pdf"]
    [drawn] = record_queries.records(context.reader, DRAWS.shape, "9999-12-31")
    assert drawn.state == "locked" and drawn.findings

    window.seat(Actor("林晓", frozenset({Right.ENTER, Right.REVIEW})))
    settled(qtbot, context)
    page, before = window.pages["follow_up"], hands.count

    def again(hands, dialog):
        QTest.keyClicks(dialog.focusWidget(), drawn.seed)  # content, from the printed form
        hands.key(Qt.Key.Key_Return, NO_KEY, dialog.focusWidget())

    answer = Answer(hands, again).soon()
    hands.click(page.desk.seed_card.second_button)
    settled(qtbot, context)
    [checked] = record_queries.records(context.reader, DRAWS.shape, "9999-12-31")
    assert answer.seen and hands.count - before <= 3, hands.count
    assert checked.checked_by == "林晓" and checked.result_sha256 == drawn.result_sha256
    assert checked.findings == drawn.findings


class PaperTray:
    """The office program of this PC: what it is given lies here."""

    def __init__(self, printed):
        self.printed = printed

    def print_files(self, paths):
        self.printed += paths
        return SimpleNamespace(message="已送打印机")


def press_then(hands, dialog, counts):
    """The lock, and in the dialog of print that follows it what Enter does there."""

    def printed(hands, asked):
        if asked is dialog:  # the ledger is being written
            Answer(hands, printed).soon()
            return
        counts.append(hands.count)
        hands.key(Qt.Key.Key_Return, NO_KEY, asked.focusWidget())

    hands.click(dialog.verb)
    Answer(hands, printed).soon()


def test_t10_the_composite_report_of_a_past_day_and_the_rows_behind_a_figure(qtbot, context):
    """T10: at most 9 keys until the rows behind a figure stand on the screen and the report is saved."""
    an_office_with_overdue(context.ledger)
    window, page, hands = open_window(qtbot, context, "letters")
    hands.key(Qt.Key.Key_T, ALT)
    popup = QApplication.activePopupWidget()
    hands.click(popup.true, QPoint(8, popup.true.height() // 2))  # all of it was entered today: 按当时实际
    QTest.keyClicks(popup.field, "0531")  # content
    hands.key(Qt.Key.Key_Return, widget=popup.field)
    settled(qtbot, context)
    hands.click(page.tabs.button("single"))
    tab = page.stack.currentWidget()
    item = tab.kinds.item_of("rectification_summary_report")
    tab.kinds.list.scrollToItem(item)
    hands.click(tab.kinds.list.viewport(), tab.kinds.list.visualItemRect(item).center())
    day = date(2026, 5, 31)
    qtbot.waitUntil(lambda: tab.draft is not None and tab.draft.gathered.as_of == day, timeout=20_000)
    settled(qtbot, context)

    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    preview = tab.reader.preview
    figure = next(entry for entry in preview.figures() if entry.rows)
    hands.click(preview.sheet.viewport(), place_of_figure(preview.sheet, figure.token))
    settled(qtbot, context)
    [(key, payload)] = asked
    assert key == "findings" and isinstance(payload, AskFindings) and len(payload.ids) == len(figure.rows)
    assert window.current_key == "findings" and len(window.pages["findings"].table.records()) == len(figure.rows)
    assert hands.count <= 9, hands.count


def place_of_figure(sheet, token):
    """Where a figure of the paper stands in the view, brought into sight as by the wheel."""
    block = sheet.document().begin()
    while block.isValid():
        for step in block.begin():
            fragment = step.fragment()
            if fragment.charFormat().anchorHref() == token:
                cursor = QTextCursor(sheet.document())
                cursor.setPosition(fragment.position())
                sheet.setTextCursor(cursor)
                sheet.ensureCursorVisible()
                first = sheet.cursorRect(cursor).center()
                cursor.setPosition(fragment.position() + 1)
                return QPoint((first.x() + sheet.cursorRect(cursor).center().x()) // 2, first.y())
        block = block.next()
    raise AssertionError("the figure is not in the paper")
