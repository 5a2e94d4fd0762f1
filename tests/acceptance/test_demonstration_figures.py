"""首页 and 统计分析 on the demonstration ledger: the figures of the pictures, each with its rows (R1, R2, R3, R4, R6)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from desktop.operations.demonstration.build import build
from desktop.rules.permissions import Actor, Right
from desktop.settings import Settings
from desktop.ui.context import AppContext
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.pages import PAGES
from tests.ui.conftest import theme as _theme
from tests.ui.office import settled

pytestmark = pytest.mark.acceptance
theme = _theme

UNITS = {
    "柳坪乡": "46.7%（7/15）", "县民政局": "50.0%（9/18）", "县城管局": "50.0%（8/16）", "河西镇": "55.6%（10/18）", "县农业农村局": "58.8%（10/17）",
    "青石镇": "60.0%（12/20）", "城关街道": "66.7%（8/12）", "县人社局": "73.3%（11/15）", "县教育局": "73.7%（14/19）", "县发改局": "75.0%（12/16）",
    "县粮储中心": "85.7%（12/14）", "县融媒体中心": "88.9%（8/9）",
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(tmp_path_factory.mktemp("demo") / "云岭县委巡察办.ledger")


@pytest.fixture
def window(qtbot, theme, built):
    context = AppContext(built, Actor("王敏", frozenset(Right)), theme, Settings(), lambda _settings: None)
    window = MainWindow(context, PAGES)
    window.actions = FrameActions(window)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    yield window
    settled(qtbot, context)


def test_the_first_page_shows_the_figures_of_its_picture(qtbot, window):
    window.show_page("overview")
    settled(qtbot, window.context)
    page = window.page("overview")
    assert (page.verdict.rate.text(), page.claim.rate.text()) == ("64.0% 121 / 189", "75.7% 143 / 189")
    assert page.verdict.more.full_text() == "较 5月31日 +6.3 个百分点：销号 +13，反弹 −1"
    assert page.claim.more.full_text() == "比核实多 22 条，都在“待核实”"
    assert (page.overdue.number.text(), page.overdue.beside.text()) == ("7", "条 · 5 家单位")
    assert page.overdue.more.full_text() == "最长 18 天：县城管局 15-06-0090"
    assert {line.cells[0].plain: line.cells[1].plain for line in page.unit_table.figures.lines} == UNITS


def test_statistics_show_the_figures_of_their_pictures(qtbot, window):
    window.show_page("statistics")
    page = window.page("statistics")
    settled(qtbot, window.context)
    assert page.banner.earlier.text() == "57.7% 109/189"
    page.tabs.set_current("states")
    settled(qtbot, window.context)
    assert [line.cells[-1].plain for line in page.tab().table.figures.lines] == ["52", "63", "48", "26", "189"]
    page.tabs.set_current("change")
    settled(qtbot, window.context)
    assert page.tab().note() == "80 − 13 + 1 = 68，与台账核对一致"
    page.tabs.set_current("heat")
    settled(qtbot, window.context)
    assert [cell.plain for cell in page.tab().table.figures.lines[-1].cells[1:]][-1] == "68 / 189"


def test_the_last_day_of_may_reads_as_it_was(qtbot, window):
    window.show_page("statistics")
    window.context.set_switches(as_of=date(2026, 5, 31))
    settled(qtbot, window.context)
    assert window.page("statistics").banner.rate.text() == "57.7% 109 / 189"
