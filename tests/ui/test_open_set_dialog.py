"""公开成套 in the window: written now, or every day when the ledger is closed, in the worker and never on the window's thread (B6)."""

import threading

import pytest

from desktop.operations import open_set
from desktop.rules.permissions import Actor, Right
from desktop.ui.frame.first_and_last import last_steps
from desktop.ui.pages.system.open_set_dialog import OpenSetDialog
from tests.ui.office import an_office, settled


@pytest.fixture
def place(context, tmp_path):
    an_office(context.ledger, 3)
    folder = tmp_path / "留存"
    folder.mkdir()
    return folder


@pytest.fixture
def dialog(qtbot, context, place):
    made = OpenSetDialog(context, None)
    qtbot.addWidget(made)
    return made


def test_a_set_is_written_now_beside_the_windows_thread(qtbot, context, dialog, place, monkeypatch):
    dialog.try_it()
    assert "还没有选文件夹" in dialog.wrong.text()
    threads = []
    lists = open_set._lists

    def watched(*asked):
        threads.append(threading.current_thread())
        return lists(*asked)

    monkeypatch.setattr(open_set, "_lists", watched)
    dialog.folder = str(place)
    with qtbot.waitSignal(context.changed):
        dialog.try_it()
    settled(qtbot, context)
    [folder] = place.iterdir()
    assert open_set.disagreeing(folder) == [] and threads[0] is not threading.main_thread()


def test_every_day_is_said_and_taken_back_and_closing_writes_it(qtbot, context, dialog, place):
    dialog.folder = str(place)
    dialog._show()
    with qtbot.waitSignal(context.changed):
        dialog.daily.click()
    settled(qtbot, context)
    assert str(place) in dialog.standing.text() and "还没有写过" in dialog.standing.text() and dialog.never.isEnabled()
    assert "不含内部栏" in dialog.standing.text() and not dialog.inside.isChecked()
    dialog.inside.setChecked(True)
    with qtbot.waitSignal(context.changed):
        dialog.daily.click()
    settled(qtbot, context)
    assert "（含内部栏" in dialog.standing.text() and open_set.is_with_inside(context.reader)

    last_steps(context.ledger, context.actor)
    assert len(list(place.iterdir())) == 1 and open_set.reminder(context.reader) == ""
    last_steps(context.ledger, context.actor)
    assert len(list(place.iterdir())) == 1
    with qtbot.waitSignal(context.changed):
        dialog.never.click()
    settled(qtbot, context)
    assert open_set.folder_of(context.reader) == "" and "没有设每天写" in dialog.standing.text()


def test_a_folder_that_is_gone_at_closing_stops_nothing_and_is_told_at_the_next_opening(context, place):
    open_set.choose_folder(context.ledger, context.actor, str(place))
    place.rmdir()
    last_steps(context.ledger, context.actor)

    assert "没有写成" in open_set.reminder(context.reader)


def test_who_may_not_sees_why(qtbot, context, place):
    context.actor = Actor("审计员", frozenset({Right.AUDIT}))
    dialog = OpenSetDialog(context, None)
    qtbot.addWidget(dialog)

    assert not dialog.verb.isEnabled() and "录入" in dialog.verb.toolTip()
    assert not dialog.daily.isEnabled() and "管理" in dialog.daily.toolTip()
