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
    assert "印 2 / 3" in box.told.full_text()


def test_two_ticks_in_one_turn_are_both_taken(qtbot, box):
    with qtbot.waitSignal(box.left_out) as told:
        for place in (1, 2):
            box.list.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert told.args == [["逾期问题", "下步打算"]]


def titles(box):
    return [box.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(box.list.count())]


def test_a_section_is_moved_by_keys_and_the_move_is_taken_back(qtbot, box):
    box.list.setCurrentRow(2)
    with qtbot.waitSignal(box.moved) as told:
        box.step(-1)
    assert (
        told.args == [["整改总体情况", "下步打算", "逾期问题"]] == [titles(box)] and "次序已改" in box.told.full_text()
    )
    assert box.list.currentRow() == 1, "the moved one stays in hand"
    with qtbot.waitSignal(box.moved) as told:
        box.undo()
    assert told.args == [[]] and titles(box) == ["整改总体情况", "逾期问题", "下步打算"]


def test_a_dragged_section_lands_where_it_was_let_go(qtbot, box):
    box.list.setCurrentRow(0)
    with qtbot.waitSignal(box.moved) as told:
        box.list.dropped.emit(0, 3)
    assert told.args == [["逾期问题", "下步打算", "整改总体情况"]] == [titles(box)]


def test_what_cannot_go_further_stays(box):
    box.list.setCurrentRow(0)
    box.step(-1)
    assert box.order() == [] and not box.undo_button.isEnabled()


def test_ticks_and_order_stand_beside_each_other(qtbot, box):
    box.list.setCurrentRow(2)
    box.step(-1)
    with qtbot.waitSignal(box.left_out) as told:
        box.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert told.args == [["整改总体情况"]] and box.order() == ["整改总体情况", "下步打算", "逾期问题"]
    box.undo()
    assert box.titles_left_out() == [] and box.order() != []
