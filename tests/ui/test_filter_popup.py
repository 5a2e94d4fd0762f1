"""W-6: the filter of a column as Excel's: typing and Enter filter, whatever was filtered before and wherever the marker stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ledgers.arrangement import ColumnFilter
from desktop.ui.grid.filter import ALL, NONE, FilterPopup
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.pages import PAGES
from tests.ui.office import settled
from tests.ui.test_chinese_only import walk_tabs
from tests.ui.test_chinese_only import window as window_of_everything
from tests.ui.test_ledger_table import TABLE

window = window_of_everything
UNITS = [("县城管局", 4), ("柳坪乡", 4), ("县教育局", 4)]


@pytest.fixture
def popup_of(qtbot, theme):
    owner = LedgerTableView(theme, TABLE)
    qtbot.addWidget(owner)

    def made(wanted=None):
        popup = FilterPopup(owner, theme, TABLE.columns[0], UNITS, wanted)
        qtbot.addWidget(popup)
        popup.chosen_filters = []
        popup.filter_chosen.connect(lambda _field, one: popup.chosen_filters.append(one))
        popup.show()
        return popup

    return made


@pytest.mark.parametrize(
    "before",
    [None, frozenset({"县城管局"}), frozenset({"县城管局", "柳坪乡"}), frozenset()],
    ids=["all", "one", "two", "none"],
)
@pytest.mark.parametrize("way", ["enter", "button"])
def test_what_was_typed_is_the_choice_whatever_was_filtered_before(popup_of, before, way):
    popup = popup_of(None if before is None else ColumnFilter(before))
    popup.search.setText("lpx")
    assert popup.ticks.index(1).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    if way == "enter":
        QTest.keyClick(popup.search, Qt.Key.Key_Return)
    else:
        popup.confirm.click()
    assert [one.ticks for one in popup.chosen_filters] == [frozenset({"柳坪乡"})]


def test_ticks_after_typing_choose_among_what_is_listed(popup_of):
    popup = popup_of(ColumnFilter(frozenset({"柳坪乡"})))
    popup.search.setText("县")
    popup.ticks.toggle(1)
    assert popup.chosen().ticks == frozenset({"县教育局"})


def test_what_is_nowhere_filters_nothing_and_says_so(popup_of):
    popup = popup_of()
    popup.search.setText("没有这样的单位")
    QTest.keyClick(popup.search, Qt.Key.Key_Return)
    assert popup.chosen_filters == [] and popup.isVisible() and not popup.confirm.isEnabled()
    assert popup.ticks.index(0).data() == NONE

    popup.search.clear()
    assert popup.confirm.isEnabled() and popup.ticks.index(0).data() == ALL


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_every_grid_of_every_page_opens_a_filter_where_its_marker_stands(qtbot, context, window, key):
    """F7 also works in 序, where the marker stands when a page opens."""
    window.show_page(key)
    settled(qtbot, context)
    page = window.page(key)
    seen = []
    for _tab in walk_tabs(qtbot, context, page):
        for table in page.findChildren(LedgerTableView):
            if table.isVisible() and table.records() and table not in seen:
                seen.append(table)
                table.grid.setCurrentIndex(table.grid.model().index(0, int(table.model.ticks)))
                table.filter_current()
                qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), FilterPopup), timeout=2000)
                QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
                qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
