"""What the pictures of the design ask and a machine can see: whole rows, lanes, folding buttons, numbers before pictures (W-5, W-8, ux/pages.md §3)."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableWidget, QWidget

from desktop.documents.reading_view import Line, Span
from desktop.operations.importing.files import WAYS
from desktop.operations.papers import catalogue
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.keys import key_words
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.page import NARROW_BELOW
from desktop.ui.pages import PAGES
from desktop.ui.pages.findings.page import FindingsPage
from desktop.ui.pages.importing.foot import ImportFoot
from desktop.ui.pages.importing.page import ImportPage
from desktop.ui.pages.importing.readable import KINDS
from desktop.ui.pages.letters.kind_list import KIND, SEARCH_FROM, KindList
from desktop.ui.pages.statistics.page import StatisticsPage
from desktop.ui.paper_preview import PaperPreview
from desktop.ui.widgets.card import ElidedLabel
from tests.ui.office import an_office, settled, show


@pytest.fixture
def office(context):
    return an_office(context.ledger, count=24, claimed=10, proven=7)


@pytest.mark.parametrize("height", [520, 543, 561, 600])
def test_no_row_at_the_foot_of_a_grid_is_shown_in_part(qtbot, context, office, height):
    """W-8: whatever the height, the strip below the last whole row is bare, in the frozen columns too."""
    page = show(qtbot, context, FindingsPage(context), (1366, height))
    grid = page.table.grid
    for view in (grid, grid.frozen):
        room, row = view.viewport().height(), view.verticalHeader().defaultSectionSize()
        whole = room // row * row
        picture = view.viewport().grab().toImage()
        strip = {
            picture.pixelColor(x, y).name() for x in range(4, picture.width() - 4, 7) for y in range(whole + 1, room)
        }
        assert strip <= {QColor(context.theme.colours.surface).name()}


@pytest.mark.parametrize("size", [(1440, 900), (1366, 728)])
def test_who_said_it_and_when_is_never_cut(qtbot, context, office, size):
    """ux/pages.md §3.5: a line of its own; in a narrow pane the lanes stand below one another with their word."""
    page = show(qtbot, context, FindingsPage(context), size)
    lanes = page.pane.progress.lanes
    told = [label for label in lanes.findChildren(ElidedLabel) if label.full_text()]

    assert told and all(label.text() == label.full_text() for label in told)
    words = [label.text() for label in lanes.findChildren(QLabel)]
    assert words.count("单位自报") >= 1


@pytest.mark.parametrize("width", [NARROW_BELOW + 40, NARROW_BELOW - 40])
def test_columns_and_export_stand_in_the_menu_of_a_narrow_window(qtbot, context, office, width):
    """ux/pages.md §3.6: nothing is lost, it is in ⋯."""
    page = show(qtbot, context, FindingsPage(context), (width, 760))
    entries = {action.text(): action.isVisible() for action in page.menu.actions()}

    assert page.columns_button.isVisible() == (width >= NARROW_BELOW)
    assert entries["列设置"] == entries["导出"] == (width < NARROW_BELOW)
    next(action for action in page.menu.actions() if action.text() == "列设置").trigger()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_numbers_stand_before_the_picture_is_drawn(qtbot, context, office):
    """W-8: 统计 is not blank while the chart is made; a wait of more than 0.4 s has words."""
    page = StatisticsPage(context)
    page.resize(1366, 728)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    tab = page.tab()
    seen = []
    context.jobs.ended.connect(lambda label: seen.append((label, bool(tab.table.figures.lines), bool(tab.chart.areas))))
    tab.chart._say_waiting()
    waiting = tab.chart._sentence
    settled(qtbot, context)

    assert "正在统计" in waiting
    drawn = [place for place, (label, _numbers, _picture) in enumerate(seen) if label == "正在画图"]
    assert drawn and seen[drawn[0]][1:] == (True, False)
    assert tab.chart.areas


def test_the_basis_stands_once_beside_the_table(qtbot, context, office):
    """ux/pages.md §3.8: in the banner; the table has no foot."""
    page = show(qtbot, context, StatisticsPage(context), (1366, 728))

    assert not page.tab().note_line.isVisible()
    assert page.banner.basis_label.isVisible()


def test_five_rows_behind_a_number_are_seen_in_a_low_window(qtbot, context, office):
    """W-8: the panel showed two."""
    page = show(qtbot, context, StatisticsPage(context), (1300, 640))
    tab = page.tab()
    tab.open_area(tab.chart.areas[0].key, tab.chart.areas[0].part)
    settled(qtbot, context)
    grid = page.panel.table.grid

    assert grid.viewport().height() // grid.verticalHeader().defaultSectionSize() >= 4


def test_a_draft_bears_the_number_it_would_take_in_grey(qtbot, theme):
    """ux/pages.md §3.7: the reserved number; figures without rows are not shaded."""
    preview = PaperPreview(theme)
    qtbot.addWidget(preview)
    preview._reserved = "41"
    preview._entries = {"a": SimpleNamespace(rows=("15-06-0001",)), "b": SimpleNamespace(rows=())}

    number = preview._spans(Line("公文发文字号", (Span("云巡督〔2026〕 号", ""),)))
    text = preview._spans(Line("公文正文", (Span("3", "a"), Span("5", "b"))))

    assert ">41</span>号" in number and theme.colours.disabled in number
    assert 'href="a"' in text and 'href="b"' not in text


def test_many_kinds_of_papers_have_a_search_box(qtbot, context):
    """ux/pages.md §3.7: from 25 kinds on, by title or pinyin initials."""
    few = catalogue.recipes(context.reader)[: SEARCH_FROM - 1]
    many = [replace(few[0], kind=f"kind_{place}", title=f"第{place}种函") for place in range(SEARCH_FROM)]
    listed = KindList(context.theme, few)
    qtbot.addWidget(listed)
    assert listed.search.isHidden()

    listed.show_recipes((*few, *many))
    listed.search.setText("zz7")
    shown = [listed.list.item(row) for row in range(listed.list.count()) if not listed.list.item(row).isHidden()]
    assert not listed.search.isHidden()
    listed.search.setText("第7种")
    shown = [listed.list.item(row) for row in range(listed.list.count()) if not listed.list.item(row).isHidden()]
    assert [item.data(KIND) for item in shown if item.data(KIND)] == ["kind_7"]


def test_no_title_of_a_kind_makes_the_list_scroll_sideways(qtbot, context):
    """Kinds differ in their last words, so a long title loses its middle; its tip has the whole."""
    kinds = catalogue.recipes(context.reader)
    long = replace(kinds[0], kind="long", title="全县巡察工作进展和整改落实情况汇报")
    listed = KindList(context.theme, (*kinds, long))
    qtbot.addWidget(listed)
    listed.show()

    assert listed.list.horizontalScrollBar().maximum() == 0
    assert listed.list.textElideMode() is Qt.TextElideMode.ElideMiddle
    assert listed.item_of("long").toolTip() == long.title


def test_what_can_be_read_is_told_where_nothing_was_imported(qtbot, context, office):
    """ux/pages.md §3.11: ten tiles of lists and books, one a paper and one for scans, one sentence each; the focus is on 选择文件."""
    page = show(qtbot, context, ImportPage(context), (1366, 728))
    words = {label.text() for label in page.start.findChildren(QLabel) if label.isVisible()}

    papers = {way.title for way in WAYS if way.told}
    assert len(KINDS) == 10 and len(papers) == 3 and {title for title, _sentence in KINDS} | papers <= words


def test_keys_are_named_as_the_keyboard_bears_them():
    """W-4"""
    assert key_words("Ctrl+Return") == "Ctrl+Enter"
    assert key_words("Alt+Up") == "Alt+↑"
    assert key_words("Shift+F6") == "Shift+F6"


@pytest.mark.parametrize("width", [1024, 1366, 1440])
def test_who_is_at_work_is_never_cut(qtbot, context, width):
    """W-5: the search gives way, the name does not."""
    window = MainWindow(context, PAGES)
    window.actions = FrameActions(window)
    qtbot.addWidget(window)
    window.resize(width, 728)
    window.show()
    bar = window.context_bar
    words = bar.user.fontMetrics().horizontalAdvance(bar.user.text())

    assert bar.user.width() >= words + 18
    assert bar.rect().contains(bar.user.mapTo(bar, QPoint(bar.user.width() - 1, 1)))
    qtbot.waitUntil(lambda: bar.date_chip._value.text() == bar.date_chip.value())


@pytest.mark.parametrize("width", [700, 1000, 1276])
def test_the_law_and_the_ways_on_of_an_import_are_whole_at_any_width(qtbot, context, width):
    """W-5: with large letters the law stands above the buttons; the page does not scroll sideways for it."""
    foot = ImportFoot(context)
    qtbot.addWidget(foot)
    words = "1189 行 = 可入账 1024 + 必须改 112 + 小计合计 21 + 标题表头 12 + 空行 20"
    foot.show_law(words, holds=True)
    foot.show_left(112, 34)
    foot.next_button.setText("下一步：看差异")
    foot.resize(width, foot.sizeHint().height())
    foot.show()
    qtbot.wait(30)
    foot.resize(width, foot.minimumSizeHint().height())
    qtbot.wait(30)

    assert foot.minimumSizeHint().width() <= width
    parts = [one for one in foot.findChildren(QWidget) if isinstance(one, (QLabel, QPushButton)) and one.isVisible()]
    assert all(one.width() >= one.minimumSizeHint().width() and one.geometry().right() < width for one in parts)
    places = [one.geometry() for one in parts]
    assert not any(one.intersects(other) for at, one in enumerate(places) for other in places[at + 1 :])


def test_the_corner_between_two_scroll_bars_is_bare(qtbot, context):
    table = QTableWidget(80, 80)
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    bars = table.verticalScrollBar(), table.horizontalScrollBar()
    assert all(bar.isVisible() for bar in bars)
    picture = table.grab().toImage()
    left, top = bars[0].mapTo(table, bars[0].rect().bottomLeft()), bars[1].mapTo(table, bars[1].rect().topRight())
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(left.x(), picture.width())
        for y in range(top.y(), picture.height())
    }
    assert len(seen) == 1


@pytest.mark.parametrize("kind", ["", "primary", "danger", "link"])
def test_a_grey_button_has_no_colour_of_a_live_one(qtbot, context, kind):
    """Red and dark blue are only for what can be done."""
    button = QPushButton("作废…")
    if kind:
        button.setProperty(kind, True)
    qtbot.addWidget(button)
    button.setEnabled(False)
    button.show()
    picture = button.grab().toImage()
    inks = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
    inks = [ink for ink in inks if ink.alpha() == 255]
    assert inks and all(
        max(ink.red(), ink.green(), ink.blue()) - min(ink.red(), ink.green(), ink.blue()) < 40 for ink in inks
    )
