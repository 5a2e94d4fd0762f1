"""T5: a figure asked for in words, in any order, answered by one sentence with its rows."""

from datetime import date
from itertools import permutations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.asked_figures import COUNTS, RATE, AskedFigure, asked, told
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.pages import PAGES
from tests.builders import a_finding, a_round, a_unit
from tests.ui.office import settled

TODAY = date(2026, 6, 5)


@pytest.fixture
def office(context):
    round_id = a_round(context.ledger)
    civil, land = (a_unit(context.ledger, f"县{name}党组", short=f"县{name}") for name in ("民政局", "自然资源局"))
    for unit in (civil, civil, land):
        a_finding(context.ledger, round_id, unit, first_due_on="2026-05-01", due_kind="date")
    context.set_switches(round_ids=(round_id,))
    return {"civil": civil, "land": land}


@pytest.mark.parametrize("words", list(permutations(("民政局", "531", "整改率"))))
def test_unit_day_and_figure_stand_in_any_order(context, office, words):
    wanted = AskedFigure(RATE, office["civil"], "2026-05-31")
    assert asked(context.reader, " ".join(words), TODAY) == wanted
    assert asked(context.reader, "民政局5月31日的整改率", TODAY) == wanted
    assert asked(context.reader, "mzj 2026-05-31 整改率", TODAY) == wanted


def test_a_day_without_a_year_is_the_last_one(context, office):
    assert asked(context.reader, "1231 逾期", TODAY) == AskedFigure("逾期", None, "2025-12-31")
    assert asked(context.reader, "2026-12-31 逾期", TODAY).as_of == "2026-12-31"
    assert asked(context.reader, "605逾期", TODAY).as_of == "2026-06-05"


@pytest.mark.parametrize(
    "typed", ["整改率 逾期", "民政局 531", "整改率 不认识的单位", "县 整改率", "民政局 自然资源局 逾期", ""]
)
def test_what_names_no_figure_or_a_strange_word_is_a_search(context, office, typed):
    assert asked(context.reader, typed, TODAY) is None


@pytest.mark.parametrize("word", (RATE, *COUNTS))
def test_every_figure_is_told_with_its_rows(context, office, word):
    answer = told(context, AskedFigure(word, office["civil"], ""))
    assert (
        answer.sentence.startswith("截至2026年")
        and "县民政局党组" in answer.sentence
        and answer.sentence.endswith("。")
    )
    assert len(answer.findings) == (0 if word == "待核实" else 2)
    assert told(context, AskedFigure("问题", None, "")).sentence.count("3条") == 2


def test_enter_copies_the_sentence_and_ctrl_enter_opens_its_rows(qtbot, context, office):
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    window.actions = FrameActions(window)
    window.show()
    box = window.context_bar.search
    window.actions.focus_search()
    box.setText("民政局 整改率")
    settled(qtbot, context)
    [hit] = window.actions.search.hits
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == hit.title and "0/2" in hit.title
    box.setText("民政局 逾期")
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, context)
    assert len(window.pages["findings"].table.records()) == 2
