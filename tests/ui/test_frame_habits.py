"""Habits of the window: Enter on buttons, Qt in Chinese, remembered columns, the search after use, the usual days and rounds."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from desktop.ledgers import books
from desktop.operations.records import verbs
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.chinese import speak_chinese
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.frame.switch_panels import DatePanel, RoundPanel
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.grid.remembered import Remembered
from desktop.ui.pages import PAGES
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.records.test_verbs import sample
from tests.ui.office import an_office, settled
from tests.ui.test_frame import entries

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot, context):
    round_id, unit_id = a_round(context.ledger), a_unit(context.ledger, "县城市管理局党组", short="县城管局")
    a_finding(context.ledger, round_id, unit_id, "违规发放值班补贴")
    window = MainWindow(context, entries())
    qtbot.addWidget(window)
    window.actions = FrameActions(window)
    window.resize(1440, 900)
    window.show_page("notes")
    window.show_counts()
    window.show()
    return window


def test_enter_presses_the_button_of_a_page_that_has_the_focus(qtbot, window):
    """W-6: Enter is not dead outside dialogs."""
    button = QPushButton("试", window)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    button.show()
    button.setFocus()

    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    button.setEnabled(False)
    qtbot.keyClick(window, Qt.Key.Key_Return)

    assert pressed == [1, 1]


def test_qt_speaks_chinese_in_its_own_menus_and_dialogs(qapp):
    """W-4: the menus of text fields and the dialogs for files."""
    assert speak_chinese(qapp)
    field = QLineEdit("字")

    texts = [action.text() for action in field.createStandardContextMenu().actions() if action.text()]

    assert texts and all("\u4e00" <= text[0] <= "\u9fff" for text in texts)
    assert "打开" in QFileDialog.tr("&Open") or "打开" in qapp.translate("QFileDialog", "&Open")


def test_every_grid_in_sight_has_its_columns_again_after_a_restart(qtbot, context):
    """W-5: columns are not lost at restart; walks the grids of all pages."""
    an_office(context.ledger, count=3)
    changed, found = {}, {}
    for kept in (changed, found):
        window = MainWindow(context, PAGES)
        qtbot.addWidget(window)
        window.show()
        for key in window.entries:
            window.show_page(key)
            qtbot.waitUntil(lambda: not (context.jobs.running or context.beside.running), timeout=20_000)
            for table in window.pages[key].findChildren(LedgerTableView):
                memory = table.findChild(Remembered)
                names = [column.field for column in table.model.columns]
                if memory is not None and len(names) > 2:
                    if kept is changed:
                        names = [names[0], names[2], names[1]]
                        table._set_columns(names, 0)
                        memory.keep()
                    kept[f"{key}.{table.table.name}"] = names
        window.hide()

    assert {"findings.findings", "rounds.rounds"} <= set(changed)
    assert {name: found[name] for name in changed} == changed


@pytest.mark.parametrize("frozen", [True, False], ids=["a frozen column", "another column"])
def test_a_width_that_was_pulled_just_before_closing_is_there_after_a_restart(qtbot, context, frozen):
    """W-5: also on the columns that stay at the left, and where the window closes at once."""
    an_office(context.ledger, count=3)
    widths = []
    for pull in (True, False):
        window = MainWindow(context, PAGES)
        qtbot.addWidget(window)
        window.show()
        window.show_page("findings")
        grid = window.pages["findings"].table.grid
        section = grid.frozen_count if frozen else grid.frozen_count + 2
        assert grid.frozen.isColumnHidden(section) != frozen
        if pull:
            header = (grid.frozen if frozen else grid).horizontalHeader()
            header.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
            header.resizeSection(section, 222)
        widths.append(grid.columnWidth(section))
        window.hide()

    assert widths == [222, 222]


def test_columns_of_a_saved_view_are_not_taken_for_ones_own(qtbot, context):
    """W-5: a saved view keeps its columns for itself."""
    an_office(context.ledger, count=3)
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    window.show()
    window.show_page("findings")
    table = window.pages["findings"].table
    table.keeps_columns = False

    table._set_columns(["number", "text"], 0)
    table.findChild(Remembered).keep()

    assert "tables" not in context.settings.window


def test_the_search_box_is_empty_after_its_result_was_opened(qtbot, window):
    """W-8: Ctrl+K does not keep the old text, be it a finding, a unit or a command."""
    box = window.context_bar.search
    actions = window.findChild(FrameActions)
    box.setText(">锁屏")
    actions.search.open_choice(False)
    settled(qtbot, window.context)
    assert box.text() == "" and not actions.search.isVisible()


def test_the_day_of_the_last_report_is_among_the_usual_days(window):
    """上次汇报日: the last meeting before today, by the register of meetings."""
    context = window.context
    meeting = books.book(context.reader, "meeting")
    office = {
        "round": a_round(context.ledger, "十五届县委第八轮"),
        "unit": a_unit(context.ledger, "县水利局党组"),
        "finding": None,
        "findings": (),
        "ledger": context.ledger,
    }
    for day in ("2026-04-28", "2026-05-20"):
        verbs.add(context.ledger, EVERYONE, meeting, {**sample(meeting, office), "held_on": day})
    panel = DatePanel(window, context)
    assert ("上次汇报日", date(2026, 5, 20)) in panel._usual_days()


def test_what_earlier_rounds_left_open_is_a_choice_of_the_rounds(qtbot, window):
    """结转未销号: exactly the open findings of the rounds before the chosen one, by id."""
    context, ledger = window.context, window.context.ledger
    earlier = a_round(ledger, "十五届县委第五轮", feedback_on="2025-11-01")
    unit = a_unit(ledger, "县水利局党组")
    left = a_finding(ledger, earlier, unit, "没有改完")
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    later = a_round(ledger, "十五届县委第七轮", feedback_on="2026-05-01")
    a_finding(ledger, later, unit, "本轮的")
    context.set_switches(round_ids=(later,))
    panel = RoundPanel(window, context)
    [button] = [one for one in panel.findChildren(QPushButton) if one.text().startswith("结转未销号")]
    button.click()
    [(key, ask)] = asked
    assert key == "findings" and left in ask.ids and ask.title == "结转未销号"
