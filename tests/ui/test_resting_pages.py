"""A page that nobody looked at for a while gives many rows back, reads them again, and stands as it was left."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from desktop.errors import KnownError
from desktop.operations import findings
from desktop.ui import aside
from desktop.ui.asks import AskTab
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.frame.resting_pages import AWAY_S, RestingPages
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.grid.left_rows import left_of
from desktop.ui.pages import PAGES
from desktop.ui.widgets.segment_tabs import SegmentTabs
from tests.builders import EVERYONE
from tests.ui.office import an_office, settled

GIVING = {"findings", "supervision", "due", "carry", "print"}


@pytest.fixture
def window(qtbot, context, monkeypatch):
    round_id, _units, _ids = an_office(context.ledger, count=60, claimed=2)
    context.set_switches(round_ids=(round_id,), as_of=date(2026, 6, 5))
    monkeypatch.setattr(aside, "ROWS_AT_ONCE", 4)
    window = MainWindow(context, PAGES)
    window.resting = RestingPages(window, lambda: window.now)
    window.now = 0.0
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    return window


def stand(qtbot, window, key):
    window.show_page(key)
    settled(qtbot, window.context)
    qtbot.waitUntil(lambda: not any(table.model.busy for table in window.pages[key].findChildren(LedgerTableView)))


def rest(window, seconds=AWAY_S):
    window.now += seconds
    window.resting.look()


def seen(page):
    """What a clerk sees of a page: rows with what is in hand and chosen, filters, ticks, tabs, typed words."""
    tables = [table for table in page.findChildren(LedgerTableView) if table.isVisibleTo(page)]
    return (
        [(left_of(one), one.model.how, set(one.model.ticked), [row.id for row in one.model.shown]) for one in tables],
        [tabs.current() for tabs in page.findChildren(SegmentTabs)],
        [field.text() for field in page.findChildren(QLineEdit)],
        [box.currentText() for box in page.findChildren(QComboBox)],
    )


def rows_held(page):
    return sum(len(table.model.all_records) for table in page.findChildren(LedgerTableView) if table.isVisibleTo(page))


@pytest.mark.parametrize("key", [entry.key for entry in PAGES if entry.key not in ("overview", "leads")])
def test_every_page_stands_as_it_was_left(qtbot, window, key):
    stand(qtbot, window, key)
    page = window.pages[key]
    for table in page.findChildren(LedgerTableView):
        if table.isVisibleTo(page) and len(table.model.shown) > 2:
            table.select_id(table.model.shown[2].id)
    settled(qtbot, window.context)
    before = seen(page)

    stand(qtbot, window, "overview")
    rest(window)
    assert (key in window._stale) == (key in GIVING)
    stand(qtbot, window, key)

    assert seen(page) == before


@pytest.mark.parametrize("key", ["carry", "due", "findings"])
def test_rows_are_gone_while_nobody_looks(qtbot, window, key):
    stand(qtbot, window, key)
    held = rows_held(window.pages[key])
    stand(qtbot, window, "overview")

    rest(window, AWAY_S - 1)
    assert rows_held(window.pages[key]) == held > 4
    rest(window, 1)

    assert rows_held(window.pages[key]) == 0


def test_the_list_of_findings_keeps_the_row_and_the_tab_of_the_pane(qtbot, window):
    stand(qtbot, window, "findings")
    page = window.pages["findings"]
    wanted = page.table.model.shown[40].id
    page.table.sort_by("number", True)
    page.table.model.tick([wanted], True)
    settled(qtbot, window.context)
    page.table.select_id(wanted)
    page.pane.tabs.set_current("history")
    settled(qtbot, window.context)
    before, kept = seen(page), page.keepsake()

    stand(qtbot, window, "overview")
    rest(window)
    assert page.lines == () and page.listed is None
    assert page.keepsake() == kept, "also for the person who goes on meanwhile"
    stand(qtbot, window, "findings")

    assert seen(page) == before and page.in_hand().id == wanted and page.pane.tabs.current() == "history"


def test_the_board_keeps_the_card_in_hand_the_ticks_and_how_far_a_column_is_scrolled(qtbot, window):
    stand(qtbot, window, "supervision")
    page = window.pages["supervision"]
    column = max(page.view.lists.values(), key=lambda one: len(one.cards()))
    ids = [card.id for card in column.cards()]
    page.view.set_ticked(ids[1:3])
    page.view.take_in_hand(ids[-1])
    column.verticalScrollBar().setValue(37)
    place = column.verticalScrollBar().value()
    assert place

    stand(qtbot, window, "overview")
    rest(window)
    assert page.board is None and page.view.shown() == () and page.keepsake() == ids[-1]
    stand(qtbot, window, "supervision")

    assert page.view.in_hand().id == ids[-1] and page.view.ticked == set(ids[1:3])
    assert [card.id for card in column.cards()] == ids and column.verticalScrollBar().value() == place


def test_a_list_to_be_printed_is_laid_out_again_at_the_page_that_was_in_sight(qtbot, window):
    stand(qtbot, window, "print")
    page = window.pages["print"]
    laid, before = page.shape, seen(page)
    assert laid.pages > 2
    page.viewer.step(2)
    settled(qtbot, window.context)

    stand(qtbot, window, "overview")
    rest(window)
    assert page.shape is None and not page.print_button.isEnabled()
    with pytest.raises(KnownError):
        page.desk.shown()
    stand(qtbot, window, "print")

    assert page.shape == laid and page.viewer.page() == 2 and seen(page) == before


def test_what_the_clerk_ticked_to_be_carried_over_comes_back_ticked(qtbot, window):
    stand(qtbot, window, "carry")
    page = window.pages["carry"]
    ids = [row.id for row in page.table.model.shown]
    page.table.model.tick(ids, False)
    page.table.model.tick(ids[:3], True)

    stand(qtbot, window, "overview")
    rest(window)
    assert page.found.waiting == ()
    stand(qtbot, window, "carry")

    assert page.table.model.ticked == set(ids[:3]) and len(page.found.waiting) == len(ids)


def test_nothing_is_given_back_while_anything_is_on_its_way(qtbot, window):
    stand(qtbot, window, "findings")
    stand(qtbot, window, "overview")
    window.context.jobs.start("正在保存", lambda: None)

    rest(window)
    assert rows_held(window.pages["findings"]) > 4
    settled(qtbot, window.context)
    rest(window, 0)

    assert rows_held(window.pages["findings"]) == 0


def test_a_day_that_is_looked_at_meanwhile_is_the_day_of_the_rows_that_come_back(qtbot, window):
    stand(qtbot, window, "findings")
    stand(qtbot, window, "overview")
    rest(window)

    window.context.switches = replace(window.context.switches, as_of=date(2026, 6, 1), known=False)
    window.context.switches_changed.emit()
    stand(qtbot, window, "findings")

    assert window.pages["findings"].table.model.shown[0].on == "2026-06-01"


def test_a_page_that_another_one_sent_the_clerk_to_is_in_sight_and_keeps_its_rows(qtbot, window):
    told = []
    window.page_shown.connect(told.append)
    stand(qtbot, window, "supervision")

    window.show_page("supervision", AskTab("due_list"))
    settled(qtbot, window.context)
    stand_in_sight = window.current_key
    rest(window)

    assert stand_in_sight == "due" == told[-1]
    assert rows_held(window.pages["due"]) > 4


def test_words_that_were_begun_beside_the_list_are_there_when_its_rows_come_back(qtbot, window):
    stand(qtbot, window, "findings")
    page = window.pages["findings"]
    page.table.select_id(page.table.model.shown[7].id)
    settled(qtbot, window.context)
    page.log_progress()
    page.pane.progress.strip.text.setPlainText("已追缴三成")

    stand(qtbot, window, "overview")
    rest(window)
    assert rows_held(page) == 0
    stand(qtbot, window, "findings")

    assert page.pane.progress.strip.text.toPlainText() == "已追缴三成"


def test_where_the_finding_in_hand_is_gone_meanwhile_the_one_that_took_its_place_is_in_hand(qtbot, window):
    stand(qtbot, window, "findings")
    page = window.pages["findings"]
    gone, next_one = page.table.model.shown[7].id, page.table.model.shown[8].id
    page.table.select_id(gone)
    settled(qtbot, window.context)
    stand(qtbot, window, "overview")
    rest(window)

    findings.remove(window.context.ledger, EVERYONE, [gone], "重复登记")
    window.read_again("findings")
    stand(qtbot, window, "findings")

    assert page.in_hand().id == next_one == page.pane.line.id, "the one that took its place"


def test_nothing_can_be_carried_over_before_the_rows_are_there_again(qtbot, window):
    stand(qtbot, window, "carry")
    page = window.pages["carry"]
    might = page.carry_button.isEnabled()

    stand(qtbot, window, "overview")
    rest(window)
    assert not page.carry_button.isEnabled()
    stand(qtbot, window, "carry")

    assert page.carry_button.isEnabled() == might


def test_who_goes_to_and_fro_before_the_rows_came_finds_them_as_they_were_left(qtbot, window):
    stand(qtbot, window, "findings")
    page = window.pages["findings"]
    wanted = page.table.model.shown[40].id
    page.table.select_id(wanted)
    settled(qtbot, window.context)
    before = seen(page)

    for _once in range(3):
        stand(qtbot, window, "overview")
        rest(window)
        window.show_page("findings")
        window.show_page("overview")
        rest(window)
    stand(qtbot, window, "findings")

    assert page.in_hand().id == wanted and seen(page) == before
