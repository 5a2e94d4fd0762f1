"""统计分析: every bar, field and number opens as many rows as it says (R3), sums hold (R4, R6), dates and levels count (R2, R8)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from db.records import CountedItem
from desktop.errors import KnownError
from desktop.statistics import catalogue
from desktop.ui import aside
from desktop.ui.asks import AskTab
from desktop.ui.pages.statistics import behind_rows
from desktop.ui.pages.statistics.behind import Behind, Late
from desktop.ui.pages.statistics.chart_view import WAITED_MS
from desktop.ui.pages.statistics.page import TABS, StatisticsPage
from tests.ui.conftest import standing_clock
from tests.ui.counted_office import counted_folder
from tests.ui.office import settled, show

KEYS = (*(kind.key for kind in TABS), *(one.name for one in catalogue.statistics()), "pivot")


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory):
    return counted_folder(tmp_path_factory.mktemp("counted"), standing_clock)


@pytest.fixture
def page(qtbot, context):
    page = StatisticsPage(context)
    page.compared.set_date(date(2026, 5, 31))
    page._compared_by_hand = True
    context.set_switches(known=False)
    return show(qtbot, context, page)


def turn(qtbot, page, key):
    page.tabs.set_current(key)
    settled(qtbot, page.context)
    return page.tab()


def opened(page, opens):
    page.tab()._open(opens)
    return page.panel.rows()


@pytest.mark.parametrize("key", KEYS)
def test_every_number_of_a_tab_opens_as_many_rows_as_it_says(qtbot, page, key):
    tab = turn(qtbot, page, key)
    doors = 0
    for line in tab.table.figures.lines:
        for cell in line.cells:
            if cell.opens is not None:
                rows = opened(page, cell.opens)
                assert len(rows) == page.panel.behind.number
                assert page.panel.tick.isVisible()
                if cell.plain.isdigit() and cell.plain != "0" and not cell.small:
                    assert len(rows) == int(cell.plain)
                if cell.rate is not None:
                    assert len(rows) == cell.rate.numerator
                doors += 1
    assert doors >= 6


@pytest.mark.parametrize("key", ["rate", "states", "trend", "change"])
def test_every_part_of_a_chart_opens_rows_that_agree_with_its_number(qtbot, page, key):
    tab = turn(qtbot, page, key)
    assert tab.chart.areas
    for area in tab.chart.areas:
        page.panel.close_panel()
        tab.open_area(area.key, area.part)
        assert page.panel.behind is not None
        assert len(page.panel.rows()) == page.panel.behind.number


def test_a_click_on_a_bar_opens_what_is_not_done_of_its_unit(qtbot, page):
    tab = turn(qtbot, page, "rate")
    area = tab.chart.areas[0]
    QTest.mouseClick(tab.chart, Qt.MouseButton.LeftButton, pos=tab.chart.rect_of(area).center().toPoint())
    figure = next(row for row in tab.found.table.rows if str(row.key_id) == area.key)
    assert len(page.panel.rows()) == figure.rate.denominator - figure.rate.numerator
    assert page.panel.note_label.full_text().startswith(f"= 反馈 {figure.rate.denominator} − ")


def test_the_rates_of_the_groups_add_up_to_the_total(qtbot, page):
    tab = turn(qtbot, page, "rate")
    *rows, total = [line.cells[1].rate for line in tab.table.figures.lines]
    assert sum(rate.numerator for rate in rows) == total.numerator == 8
    assert sum(rate.denominator for rate in rows) == total.denominator == 25


def test_states_add_up_across_and_down(qtbot, page):
    tab = turn(qtbot, page, "states")
    numbers = [[int(cell.plain) for cell in line.cells[1:]] for line in tab.table.figures.lines]
    *groups, totals = numbers
    for row in numbers:
        assert sum(row[:-1]) == row[-1]
    assert [sum(column) for column in zip(*groups, strict=True)] == totals
    assert totals[-1] == 25


def test_fields_of_units_by_category_add_up_to_the_totals(qtbot, page):
    tab = turn(qtbot, page, "heat")
    assert tab.agrees()
    *units, totals = [line.cells[1:] for line in tab.table.figures.lines]
    for place in range(len(totals)):
        parts = [cells[place] for cells in units if cells[place].text != "·"]
        assert sum(int(cell.text) for cell in parts) == int(totals[place].text)
    assert totals[-1].plain == "17 / 25"


def test_the_change_between_two_dates_sums_from_start_to_end(qtbot, page):
    tab = turn(qtbot, page, "change")
    first, *causes, last = [
        [line.cells[0].plain, *(number(cell.plain) for cell in line.cells[1:4])] for line in tab.table.figures.lines
    ]
    for side in (1, 2, 3):
        assert first[side] + sum(cause[side] for cause in causes) == last[side]
    assert {cause[0] for cause in causes} == {"销号", "反弹、重新打开", "核减"}
    assert tab.agrees()
    assert "与台账核对一致" in tab.note_label.text()


def test_r7_any_two_fields_stand_against_each_other_and_add_up(qtbot, page):
    tab = turn(qtbot, page, "pivot")
    tab.choice.choose("category", "unit")
    settled(qtbot, page.context)
    *groups, totals = [line.cells[1:] for line in tab.table.figures.lines]
    for place, total in enumerate(totals):
        parts = [cells[place] for cells in groups if cells[place].text != "·"]
        assert sum(int(cell.text) for cell in parts) == int(total.text)
    assert totals[-1].plain == "17 / 25"


def test_the_definition_of_the_basis_is_told_once_and_goes_with_the_copied_table(qtbot, page):
    """R1: in the banner's tooltip on the screen, under the table where it is pasted."""
    turn(qtbot, page, "rate")
    page.copy_table()
    copied = QGuiApplication.clipboard().text().splitlines()[-1]
    for told in (page.banner.basis_label.toolTip(), copied):
        assert "已销号÷反馈问题" in told and "核减" in told


def number(text):
    return int(text.replace("−", "-").replace("+", ""))


def test_the_chart_shows_the_numbers_of_the_table(qtbot, page):
    tab = turn(qtbot, page, "rate")
    words = {text.get_text() for text in tab.chart._drawn.chart.figure.texts}
    for line in tab.table.figures.lines[:-1]:
        rate = line.cells[1].rate
        assert {rate.on_screen, f"{rate.numerator}/{rate.denominator}"} <= words


def test_points_of_the_trend_count_what_stood_on_their_day(qtbot, page, context):
    tab = turn(qtbot, page, "trend")
    for point in tab.found.points:
        assert len(tab.rows_of(point.on, verified=True).items) == point.verdict.numerator
        assert len(tab.rows_of(point.on, verified=False).items) == point.claim.numerator


def test_bases_stand_side_by_side_with_the_rows_by_which_they_differ(qtbot, page):
    tab = turn(qtbot, page, "bases")
    chosen = tab.found[0].figure.rate.numerator
    for one in tab.found:
        assert chosen + len(one.more) - len(one.fewer) == one.figure.rate.numerator
    assert len(tab.found) >= 3


def test_a_past_day_reads_as_it_was_true_and_as_it_was_known(qtbot, page, context):
    context.set_switches(as_of=date(2026, 5, 31))
    settled(qtbot, context)
    assert page.banner.rate.text() == "19.2% 5 / 26"
    context.set_switches(known=True)
    settled(qtbot, context)
    assert page._stack.currentWidget() is page.empty


def test_before_the_feedback_the_page_says_that_there_is_nothing_to_count(qtbot, page, context):
    context.set_switches(as_of=date(2026, 3, 1))
    assert page.empty.sentence.text() == "2026-03-01 尚未反馈，没有可统计的问题。"


def test_the_level_of_measures_counts_measures_and_lists_them(qtbot, context):
    from tests.ui.office import with_measures

    with_measures(context.ledger, 10, count=3, done=1)
    page = show(qtbot, context, StatisticsPage(context))
    page.level.setCurrentIndex(page.level.findData("measure"))
    page.refresh()
    settled(qtbot, context)
    total = page.tab().table.figures.lines[-1].cells[4]
    assert total.plain == "3"
    rows = opened(page, total.opens)
    assert [row.text.partition("：")[0] for row in rows] == ["措施1", "措施2", "措施3"]


def test_a_comparison_that_is_not_earlier_is_refused_in_a_sentence(qtbot, page):
    page.compared.set_date(date(2026, 6, 5))
    page._compared_changed()
    assert page.error_bar.isVisible()
    assert page.question().compared_on is None


def test_the_rate_of_the_other_lane_says_that_it_is_not_by_the_basis_own_lane(qtbot, page):
    assert "·按自报" in page.banner.other.sentence()
    assert "·按" not in page.banner.rate.sentence()


def test_the_sentence_and_the_table_are_copied(qtbot, page):
    page.copy_sentence()
    sentence = QGuiApplication.clipboard().text()
    assert sentence.startswith("截至2026年6月5日，整改率32.0%（8/25；口径：")
    turn(qtbot, page, "rate")
    page.copy_table()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[0] == "单位"
    assert lines[-2].split("\t")[:2] == ["合计", "32.0%（8/25）"]


def test_the_rows_behind_a_number_are_copied_with_their_title(qtbot, page):
    page.show_rows(page.tab().table.figures.lines[0].cells[3].opens)
    page.copy_table()
    title, heads, *rows = QGuiApplication.clipboard().text().split("\n")
    assert title.startswith(page.panel.behind.title)
    assert heads.split("\t")[0] == "编号"
    assert len(rows) == page.panel.behind.number


def test_escape_closes_the_rows_and_f2_opens_them_in_the_ledger(qtbot, page, context):
    page.show_rows(page.tab().table.figures.lines[0].cells[0].opens)
    ids = list(page.panel.behind.finding_ids)
    with qtbot.waitSignal(context.page_asked) as signal:
        QTest.keyClick(page.panel.table.grid, Qt.Key.Key_F2)
    assert list(signal.args[1].ids) == list(ids)
    QTest.keyClick(page.panel.table.grid, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()


def test_a_tab_is_opened_by_another_page_and_stepped_by_key(qtbot, page):
    page.open_with(AskTab("heat"))
    settled(qtbot, page.context)
    assert page.tab().key == "heat"
    page.next_tab()
    settled(qtbot, page.context)
    assert page.tab().key == "bases"


def test_the_arrows_walk_over_the_parts_of_a_chart_and_enter_opens(qtbot, page):
    tab = turn(qtbot, page, "rate")
    tab.chart.setFocus()
    QTest.keyClick(tab.chart, Qt.Key.Key_Down)
    QTest.keyClick(tab.chart, Qt.Key.Key_Return)
    assert page.panel.isVisible()


def refuses(*_given):
    raise KnownError("账本文件读不出来。")


WITH_CHART = [*(kind.key for kind in TABS if kind.has_chart), *(one.name for one in catalogue.statistics())]


@pytest.mark.parametrize("key", KEYS)
def test_numbers_that_did_not_come_leave_no_former_ones_and_a_remedy(qtbot, page, context, monkeypatch, key):
    """Whatever the tab: no number of the former question stands under the new one, and nothing says for ever that it is counted."""
    tab = turn(qtbot, page, key)
    problems = []
    context.problem.connect(problems.append)
    monkeypatch.setattr(tab, "gather", refuses)
    page.refresh()
    settled(qtbot, context)

    assert [str(error) for error in problems] == ["账本文件读不出来。"]
    assert tab.table.figures.lines == () and tab.note_label.text() == "没有统计出来，按 F5 再试。"
    if tab.chart is not None:
        qtbot.wait(WAITED_MS + 50)
        assert tab.chart._sentence == "没有统计出来，按 F5 再试。" and not tab.chart.areas

    monkeypatch.undo()
    page.refresh()
    settled(qtbot, context)
    assert tab.table.figures.lines and "F5" not in tab.note_label.text()


@pytest.mark.parametrize("key", WITH_CHART)
def test_a_picture_that_did_not_come_clears_the_former_one_and_leaves_the_numbers(
    qtbot, page, context, monkeypatch, key
):
    tab = turn(qtbot, page, key)
    monkeypatch.setattr(tab, "draw", refuses)
    page.refresh()
    settled(qtbot, context)

    assert tab.table.figures.lines and not tab.chart.areas
    assert tab.chart._sentence == "图没有画出来，按 F5 再试。" and not tab.chart._waited.isActive()


@pytest.mark.parametrize("key", WITH_CHART)
def test_another_size_draws_no_former_numbers_under_a_later_question(qtbot, page, context, monkeypatch, key):
    tab = turn(qtbot, page, key)
    drawn = []
    draw = tab.draw
    monkeypatch.setattr(tab, "draw", lambda *given: drawn.append(given[:2]) or draw(*given))
    context.set_switches(as_of=date(2026, 5, 31))  # asks anew; the answer is not here yet
    tab._size = (0.0, 0.0)
    tab._redraw()
    settled(qtbot, context)

    assert [(found is tab.found, question.as_of) for found, question in drawn] == [(True, "2026-05-31")]
    tab._size = (0.0, 0.0)
    tab._redraw()
    settled(qtbot, context)
    assert len(drawn) == 2 and drawn[1][1] is tab.answered


def test_what_stands_behind_a_number_is_picked_when_it_is_opened_and_once():
    picked = []

    def pick():
        picked.append(len(picked))
        return (CountedItem("f1", 1, "", None, "", True, False),)

    late = Late(pick)
    assert picked == []
    behind = Behind("", "", 1, late, "2026-06-30", None)
    assert behind.agrees and behind.finding_ids == (1,) and late[0].item == "f1" and list(late) == [late[0]]
    assert picked == [0]


@pytest.mark.parametrize("key", KEYS)
def test_no_tab_picks_what_stands_behind_its_numbers_before_one_is_opened(qtbot, page, key):
    tab = turn(qtbot, page, key)
    doors = [cell.opens for line in tab.table.figures.lines for cell in line.cells if isinstance(cell.opens, Behind)]
    late = [one.items for one in doors if isinstance(one.items, Late)]
    assert late or key == "trend", "a day of the curve makes its door at the click"
    assert not any(items.picked for items in late)


def test_of_a_large_ledger_the_rows_come_beside_the_window_and_nothing_of_the_number_before_stays(
    qtbot, page, monkeypatch
):
    tab = turn(qtbot, page, "rate")
    first, second = (tab.table.figures.lines[place].cells[0].opens for place in (0, -1))
    opened(page, first)
    panel = page.panel
    before = len(panel.rows())
    monkeypatch.setattr(aside, "ENTRIES_AT_ONCE", 0)

    page.show_rows(second)

    assert panel.isVisible() and panel.title_label.text() == second.title
    assert panel.rows() == [] and panel.tick.isHidden() and not panel.verdict.text()
    assert not panel.copy_button.isEnabled() and not panel.open_button.isEnabled()
    settled(qtbot, page.context)
    assert len(panel.rows()) == second.number > before and panel.tick.isVisible()
    assert panel.table.current_record() == panel.rows()[0] and panel.table.grid.hasFocus()
    assert panel.copy_button.isEnabled() and panel.open_button.isEnabled()


def test_rows_that_come_after_the_panel_was_closed_do_not_open_it_again(qtbot, page, monkeypatch):
    tab = turn(qtbot, page, "rate")
    monkeypatch.setattr(aside, "ENTRIES_AT_ONCE", 0)

    page.show_rows(tab.table.figures.lines[-1].cells[0].opens)
    page.panel.close_panel()
    settled(qtbot, page.context)

    assert page.panel.isHidden() and page.panel.behind is None


@pytest.mark.parametrize("level", ["problem", "finding", "measure"])
def test_very_many_rows_are_made_when_they_are_looked_at_and_are_the_same(qtbot, page, monkeypatch, level):
    page.level.setCurrentIndex(page.level.findData(level))
    page.refresh()
    settled(qtbot, page.context)
    behind = turn(qtbot, page, "rate").table.figures.lines[-1].cells[0].opens
    reader = page.context.reader
    few = behind_rows.behind_rows(reader, behind)
    monkeypatch.setattr(behind_rows, "BLOCK", 3)

    many = behind_rows.behind_rows(reader, behind)

    assert isinstance(few, tuple) and isinstance(many, behind_rows.BehindRows)
    assert tuple(many) == few and tuple(many[1:4]) == few[1:4]
    assert list(many.ids()) == [row.id for row in few] and list(many.column("unit")) == [row.unit for row in few]
    assert [row.id for row in many.picked([4, 2])] == [few[4].id, few[2].id]
