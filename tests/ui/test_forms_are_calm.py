"""W-8: a form opens without red, and an empty one that is saved says one thing in one place, never a bar for each field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QTreeWidget, QTreeWidgetItem, QWidget

from db.queries import units as unit_queries
from desktop.operations.change import change
from desktop.operations.papers import catalogue
from desktop.operations.undo import FINAL
from desktop.rules.permissions import Action, Actor, Right
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.frame.undo_list import UndoList
from desktop.ui.pages.letters.new_kind_dialog import NewKindDialog
from desktop.ui.pages.letters.office_dialog import OfficeDialog
from desktop.ui.pages.rounds.round_dialogs import (
    AliasDialog,
    MergeUnitDialog,
    NewRoundDialog,
    RenameUnitDialog,
    SinceWhenDialog,
    UnitsDialog,
)
from desktop.ui.widgets.error_bar import ErrorBar
from tests.ui.office import an_office, settled
from tests.ui.test_chinese_only import DIALOGS
from tests.ui.test_chinese_only import window as window_of_everything

window = window_of_everything
OF_UNITS = {
    "更名": RenameUnitDialog,
    "撤并": MergeUnitDialog,
    "别名": AliasDialog,
    "从什么时候起": lambda context, page, unit: SinceWhenDialog(
        context, page, unit, {"supervising_leader": "张三"}, "改为 张三"
    ),
    "新建轮次": lambda context, page, _unit: NewRoundDialog(context, page),
    "登记单位": lambda context, page, unit: UnitsDialog(context, page, None, ""),
    "机关设置": lambda context, page, _unit: OfficeDialog(context, page),
    "新文种": lambda context, page, _unit: NewKindDialog(context, catalogue.recipes(context.reader), page),
}


def red_things(dialog):
    """What is seen of red in a form: tinted fields, red sentences, red bars."""
    seen = [one for one in dialog.findChildren(QWidget) if one.isVisibleTo(dialog)]
    return [
        one
        for one in seen
        if one.property("faulty")
        or isinstance(one, ErrorBar)
        or (isinstance(one, QLabel) and one.property("tone") == "red" and one.text())
    ]


def calm(qtbot, context, dialog):
    qtbot.addWidget(dialog)
    dialog.show()
    settled(qtbot, context)
    assert red_things(dialog) == []
    if isinstance(dialog, FormDialog) and dialog.verb.isEnabled():
        dialog.try_it()
        settled(qtbot, context)
        assert len(red_things(dialog)) <= 1


@pytest.mark.parametrize("name", [name for name in DIALOGS if name != "认定销号"])
def test_a_form_of_findings_or_of_a_book_says_one_thing(qtbot, context, window, name):
    window.show_page("findings")
    settled(qtbot, context)
    calm(qtbot, context, DIALOGS[name](context, window.page("findings").table.records()[0]))


@pytest.mark.parametrize("name", list(OF_UNITS))
def test_a_form_of_units_rounds_and_papers_says_one_thing(qtbot, context, name):
    an_office(context.ledger, count=2)
    page = QWidget()
    qtbot.addWidget(page)
    unit = unit_queries.units(context.reader, context.as_of)[0]
    dialog = OF_UNITS[name](context, page, unit)
    calm(qtbot, context, dialog)
    assert dialog.focusWidget() not in (None, dialog.verb, dialog.cancel)


@pytest.mark.parametrize("kind", sorted(FINAL & set(Action) - {Action.ISSUE, Action.REGISTER_LETTER, Action.READ_BACK}))
def test_what_is_no_step_of_the_work_is_not_in_the_undo_list(qtbot, context, kind):
    """W-8: backups, prints, exports and the like do not push the steps out."""
    an_office(context.ledger, count=1)
    program = Actor("王敏", frozenset(Right), program=True)
    for place in range(60):
        with change(context.ledger, program, Action(kind), f"不是一步 {place}"):
            pass
    dialog = UndoList(None, context)
    qtbot.addWidget(dialog)
    titles = [line.title for line in dialog.table.records()]
    assert titles and not any(title.startswith("不是一步") for title in titles)


def test_what_came_along_with_a_dump_is_not_in_the_undo_list(qtbot, context):
    """X8: it was done in another ledger, and cannot be taken back in this one."""
    an_office(context.ledger, count=1)
    with change(context.ledger, Actor("王敏", frozenset(Right)), Action.READ_BACK, "读入全部内容"):
        pass
    dialog = UndoList(None, context)
    qtbot.addWidget(dialog)
    assert not dialog.table.records()


@pytest.mark.parametrize("kind", [Action.ISSUE, Action.REGISTER_LETTER])
def test_an_issue_stands_in_the_undo_list_and_says_that_it_stays(qtbot, context, kind):
    """design.md: what cannot be undone says so and offers 更正 and 作废; the button is grey before it is tried."""
    an_office(context.ledger, count=1)
    with change(context.ledger, Actor("王敏", frozenset(Right)), kind, "签发督办函 1 份"):
        pass
    dialog = UndoList(None, context)
    qtbot.addWidget(dialog)
    newest, before = dialog.table.records()[:2]
    assert (newest.title, newest.standing, before.standing) == ("签发督办函 1 份", "不能撤销", "")
    assert not dialog.undo_button.isEnabled() and "作废" in dialog.undo_button.toolTip()
    dialog.table.step_by(1)
    assert dialog.undo_button.isEnabled() and dialog.undo_button.toolTip() == ""


@pytest.mark.parametrize("state", [Qt.CheckState.Checked, Qt.CheckState.Unchecked])
def test_a_line_that_can_be_ticked_shows_its_box(qtbot, context, state):
    """W-5: the box of an unticked line was white on white."""
    for listed, item in ((QListWidget(), QListWidgetItem("一")), (QTreeWidget(), QTreeWidgetItem(["一"]))):
        qtbot.addWidget(listed)
        if isinstance(item, QListWidgetItem):
            listed.addItem(item)
            item.setCheckState(state)
        else:
            listed.setHeaderHidden(True)
            listed.setRootIsDecorated(False)
            listed.addTopLevelItem(item)
            item.setCheckState(0, state)
        listed.resize(120, 40)
        picture = listed.viewport().grab().toImage()
        left = {picture.pixelColor(x, y).name().upper() for x in range(20) for y in range(picture.height())}
        colours = context.theme.colours
        assert (colours.primary if state is Qt.CheckState.Checked else colours.control).upper() in left
