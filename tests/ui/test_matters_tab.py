"""系统 · 事项 (M8): the words behind the groups are seen, changed and taken out in the window, and the groups follow."""

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.operations import matters
from desktop.ui.pages.system.matters import MatterDialog
from desktop.ui.pages.system.page import SystemPage
from tests.ui.office import settled, show


@pytest.fixture
def part(qtbot, context):
    page = show(qtbot, context, SystemPage(context))
    page.tabs.set_current("matters")
    settled(qtbot, context)
    return page.part()


def press(part, words):
    next(one for one in part.findChildren(QPushButton) if one.text().startswith(words)).click()


def test_every_matter_is_listed_with_its_words(part, context):
    shown = part.table.records()
    assert len(shown) == len(matters.matters(context.reader)) >= 90 and all(one.text for one in shown)


def test_a_matter_is_added_changed_taken_out_and_brought_back(qtbot, context, part):
    dialog = MatterDialog(context, part)
    qtbot.addWidget(dialog)
    dialog.name.setText("会议纪要倒签")
    dialog.words.set_text("会议纪要+倒签、纪要")
    with qtbot.waitSignal(context.changed):
        dialog.try_it()
    settled(qtbot, context)
    row = next(one for one in part.table.records() if one.name == "会议纪要倒签")
    assert (row.text, row.standing) == ("会议纪要+倒签、纪要", "本办增加")

    first = part.table.records()[0]
    part.table.select_id(first.id)
    with qtbot.waitSignal(context.changed):
        press(part, "移除")
    settled(qtbot, context)
    assert first.name not in {one.name for one in part.table.records()} and part.back.isVisible()
    with qtbot.waitSignal(context.changed):
        press(part, "恢复移除的 1 个")
    settled(qtbot, context)
    assert part.table.records()[0] == first and not part.back.isVisible()


def test_a_word_that_is_too_short_is_told_in_the_dialog_and_keeps_nothing(qtbot, context, part):
    first = part.table.records()[0]
    dialog = MatterDialog(context, part, first)
    qtbot.addWidget(dialog)
    dialog.words.set_text("会")
    dialog.try_it()
    settled(qtbot, context)
    assert "至少两个汉字" in dialog.wrong.text() and matters.matters(context.reader)[0] == first
