"""The outline of a report as a box of ticks."""

import pytest
from PySide6.QtCore import Qt

from desktop.documents.sections import Heading, Outline
from desktop.ui.pages.letters.sections_box import SectionsBox

OUTLINE = Outline((Heading(1, "整改总体情况"), Heading(1, "逾期问题"), Heading(1, "下步打算")))


@pytest.fixture
def box(qtbot, theme):
    made = SectionsBox(theme)
    qtbot.addWidget(made)
    made.show_outline(OUTLINE)
    return made


def test_a_line_that_is_being_ticked_is_not_taken_away_under_qt(qtbot, box):
    """Qt goes on inside the ticked line after it told of the tick: a line made anew there ended the program."""
    line = box.list.item(1)
    with qtbot.waitSignal(box.left_out) as told:
        line.setCheckState(Qt.CheckState.Unchecked)
        assert box.list.item(1) is line and line.checkState() is Qt.CheckState.Unchecked
    assert told.args == [["逾期问题"]]
    assert "印 2 / 3" in box.told.text()


def test_two_ticks_in_one_turn_are_both_taken(qtbot, box):
    with qtbot.waitSignal(box.left_out) as told:
        for place in (1, 2):
            box.list.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert told.args == [["逾期问题", "下步打算"]]
