"""问题台账 through the real page: tasks T3 and T4, keys, input method, drafts, batch, recycle bin, views."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.ui.pages.findings_page import FindingsPage
from tests.ui.office import an_office, show

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TODAY = "2026-06-05"


@pytest.fixture
def page(qtbot, context):
    an_office(context.ledger, count=24, claimed=10, proven=7)
    return show(qtbot, context, FindingsPage(context))


def lines(context):
    return {row.id: row for row in list_findings(context.reader, FindingCriteria(presence="any"), TODAY)}


def test_the_page_shows_the_round_and_its_first_finding(page):
    assert page.table.scope_text() == "24 / 24"
    assert page.pane.head.number.text() == page.table.records()[0].number


def next_dialog(act):
    """Call `act` with the dialog that is about to open."""

    class Waiter:
        def __call__(self):
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(10, self)
            else:
                act(dialog)

    QTimer.singleShot(0, Waiter())


def test_t3_progress_on_twenty_findings_of_two_units(qtbot, context):
    """T3: at most 63 keys, each text on its own finding."""
    an_office(context.ledger, count=20)
    page = show(qtbot, context, FindingsPage(context))
    hands = Hands(page)
    texts = {line.id: f"第 {place} 条：已召开党组会研究" for place, line in enumerate(page.table.records(), start=1)}

    hands.key(Qt.Key.Key_J, CONTROL, widget=page.table.grid)
    for place, text in enumerate(texts.values()):
        hands.write(text)
        if place % 2:
            hands.key(Qt.Key.Key_Tab)
            hands.key(Qt.Key.Key_5)
        hands.key(Qt.Key.Key_Return, CONTROL)
    settled(qtbot, context)

    rows = lines(context)
    assert {finding_id: rows[finding_id].last_text for finding_id in texts} == texts
    assert [rows[finding_id].verdict for finding_id in texts][:2] == ["in_progress", "basically_done"]
    assert hands.count <= 63, hands.count
    assert context.reader.value("select count(*) from draft") == 0


def test_t4_seven_are_closed_out_and_three_refused(qtbot, context, page):
    """T4: at most 35 keys; what has no evidence cannot be closed."""
    hands = Hands(page)
    hands.click(page.view_bar.tabs.findChild(object, "waiting"))
    hands.key(Qt.Key.Key_3, ALT, widget=page.table.grid)
    assert [line.state.word for line in page.table.records()] == ["待核实"] * 10
    for _time in range(10):
        line = page.table.current_record()
        if line.evidence_count:
            next_dialog(lambda dialog: accept_when_open(qtbot, hands, dialog))
            hands.key(Qt.Key.Key_F9)
        else:
            next_dialog(lambda dialog: refuse(qtbot, hands, dialog))
            hands.key(Qt.Key.Key_F8)
        settled(qtbot, context)

    verdicts = [row.verdict for row in lines(context).values()]
    assert verdicts.count("done") == 7
    assert [row.claim for row in lines(context).values() if row.verdict == "in_progress"] == ["in_progress"] * 3
    assert hands.count <= 35, hands.count


def accept_when_open(qtbot, hands, dialog):
    qtbot.waitUntil(lambda: dialog.verb.isEnabled(), timeout=3000)
    hands.key(Qt.Key.Key_Return, widget=dialog)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=3000)


def refuse(qtbot, hands, dialog):
    hands.key(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=3000)
