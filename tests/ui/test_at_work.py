"""Whether somebody is at work: keys, mouse and input method of any window in front are told, and no event beside them costs a call."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.at_work import AtWork


class Counted(AtWork):
    """Counts every call of Python that watching costs."""

    calls = 0

    def eventFilter(self, watched, event):
        self.calls += 1
        return super().eventFilter(watched, event)


@pytest.fixture
def window(qtbot):
    shown = QWidget()
    shown.box, shown.field, shown.other = QVBoxLayout(shown), QLineEdit(), QLineEdit()
    shown.box.addWidget(shown.field)
    shown.box.addWidget(shown.other)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitActive(shown)
    shown.field.setFocus()
    return shown


@pytest.fixture
def told(window):
    at_work, seen = Counted(), []
    at_work.seen.connect(lambda: seen.append(1))
    at_work.start(window.windowHandle())
    yield at_work, seen
    at_work.stop()


def composed(text):
    event = QInputMethodEvent()
    event.setCommitString(text)
    field = QApplication.focusWidget()
    assert field is not None
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize(
    "way",
    [
        lambda window: QTest.keyClick(window.windowHandle(), Qt.Key.Key_A),
        lambda window: QTest.mouseMove(window.windowHandle(), QPoint(9, 9)),
        lambda window: QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(9, 9)),
        lambda window: QTest.wheelEvent(window.windowHandle(), QPoint(9, 9), QPoint(0, 120)),
        lambda _window: composed("已整改"),
    ],
    ids=["key", "move", "click", "wheel", "input method"],
)
def test_every_way_of_being_at_work_is_told(window, told, way):
    at_work, seen = told
    way(window)
    assert seen
    at_work.stop()
    seen.clear()
    way(window)
    assert not seen


def test_a_window_that_comes_to_the_front_and_the_field_in_focus_are_watched_too(qtbot, window, told):
    _at_work, seen = told
    dialog = QDialog(window)
    inner = QLineEdit(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
    inner.setFocus()
    for way in (lambda: QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Shift), lambda: composed("两")):
        seen.clear()
        way()
        assert seen
    dialog.close()
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    seen.clear()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert seen


def test_a_field_that_becomes_writable_with_the_focus_in_it_is_watched(qtbot, window, told):
    _at_work, seen = told
    field = QLineEdit(window, readOnly=True)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.setReadOnly(False)
    seen.clear()
    composed("两")
    assert seen


def test_a_page_that_is_built_costs_no_call(window, told):
    at_work, _seen = told
    at_work.calls = 0
    page = QWidget()
    box = QVBoxLayout(page)
    for place in range(200):
        box.addWidget(QLabel(f"{place}"))
    window.box.addWidget(page)
    page.show()
    QApplication.processEvents()
    assert at_work.calls < 20, at_work.calls
