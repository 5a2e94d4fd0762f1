"""The unit card through the real window: task T5 of ux/design.md §7 within its twelve keys, and what the card tells."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.operations import units
from desktop.ui.dialogs.unit_card import UnitCard
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.pages import PAGES
from tests.builders import EVERYONE
from tests.ui.conftest import standing_clock
from tests.ui.counted_office import counted_folder
from tests.ui.office import Hands, settled

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
MOST_KEYS = 12


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory):
    return counted_folder(tmp_path_factory.mktemp("counted"), standing_clock)


@pytest.fixture
def window(qtbot, context):
    units.edit(context.ledger, EVERYONE, 1, {"short": "县民政局", "contact": "刘洋", "phone": "6620002"})
    window = MainWindow(context, PAGES)
    window.actions = FrameActions(window)
    qtbot.addWidget(window)
    context.set_switches(known=False)
    window.resize(1366, 728)
    window.show_page("overview")
    window.show()
    qtbot.waitActive(window)
    settled(qtbot, context)
    return window


def typed(hands, text):
    """Content is typed key by key; here every one of its keys is counted too."""
    for char in text:
        hands.count += 1
        QTest.keyClicks(QApplication.focusWidget() or QApplication.activeWindow(), char)
        QApplication.processEvents()


def asked_about(hands, initials="mzj"):
    hands.key(Qt.Key.Key_K, CONTROL)
    typed(hands, initials)
    hands.key(Qt.Key.Key_Return)
    while hands.window.context.search_desk.searching:
        QTest.qWait(5)


def test_t5_rate_and_open_findings_of_a_unit_on_a_past_day_within_twelve_keys(qtbot, window, context):
    hands = Hands(window)

    asked_about(hands)
    hands.key(Qt.Key.Key_T, ALT)
    popup = QApplication.activePopupWidget()
    popup.field.setFocus()
    typed(hands, "0531")
    hands.key(Qt.Key.Key_Return, widget=popup.field)
    settled(qtbot, context)
    card = window.current_page().findChild(UnitCard)
    hands.key(Qt.Key.Key_C, CONTROL, widget=card.table)

    assert hands.count <= MOST_KEYS
    assert context.switches.as_of == date(2026, 5, 31)
    assert card.isVisible()
    assert card.rate.text() == "38.5% 5/13".replace("/", " / ")
    told = QGuiApplication.clipboard().text()
    assert told.startswith("截至2026年5月31日，县民政局整改率38.5%（5/13；口径：")
    assert "未完成8条：" in told
    assert len(told.splitlines()) == 1 + 8 == 1 + len(card.left)


def test_the_card_counts_as_many_open_findings_as_it_lists(window, context):
    asked_about(Hands(window))
    card = window.current_page().findChild(UnitCard)
    assert len(card.table.figures.lines) == len(card.figure.remaining) == len(card.left)
    for name, door in card.counts.items():
        assert door.text() == f"{name} {len(door.ids)}"
    assert len(card.counts["未完成"].ids) == len(card.left)
    assert card.values["联系人"].full_text() == "刘洋 6620002"


def test_escape_closes_the_card_and_leaves_the_past_day_alone(window, context):
    context.set_switches(as_of=date(2026, 5, 31))
    hands = Hands(window)
    asked_about(hands)
    card = window.current_page().findChild(UnitCard)
    assert card.isVisible()
    hands.key(Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert context.is_back
    hands.key(Qt.Key.Key_Escape)
    assert not context.is_back


def test_f2_opens_what_is_not_done_in_the_ledger(qtbot, window, context):
    hands = Hands(window)
    asked_about(hands)
    card = window.current_page().findChild(UnitCard)
    ids = [row.id for row in card.left]
    with qtbot.waitSignal(context.page_asked) as signal:
        hands.key(Qt.Key.Key_F2)
    assert sorted(signal.args[1].ids) == sorted(ids)


def test_both_cards_say_where_a_unit_went(qtbot, window, context):
    """registers.md §1: the lineage is kept."""
    units.merge(context.ledger, EVERYONE, 1, 2, "2026-06-01", "云机改〔2026〕1号")
    card = UnitCard(context, window.current_page())
    for unit, word in ((1, "2026-06-01 并入"), (2, "2026-06-01 ")):
        card.show_unit(unit)
        assert any(word in label.full_text() for label in card.values.values())
