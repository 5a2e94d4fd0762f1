"""Every button and menu entry of every page is pressed once: what opens is Chinese, fits the screen, and nothing fails (W-4, W-5)."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTabBar,
    QToolButton,
)

from desktop.ui.pages import PAGES
from desktop.ui.widgets.segment_tabs import SegmentTabs
from tests.builders import a_round
from tests.ui.chinese_words import CODE, wrong_words
from tests.ui.office import settled
from tests.ui.shown_texts import shown_texts
from tests.ui.test_chinese_only import window  # noqa: F401  # the office with all kinds of rows

NOT_HERE = ("锁屏", "关闭账本", "换用户")
"""What ends the window is tried elsewhere."""


class Opened:
    """Dialogs that would have waited for a person: their words are read, then they are turned away."""

    def __init__(self, qtbot, context):
        self.qtbot, self.context = qtbot, context
        self.kinds: set[str] = set()
        self.wrong: set[tuple[str, str]] = set()
        self.tall: set[tuple[str, int]] = set()
        self.bare: set[str] = set()

    def __call__(self, dialog):
        name = type(dialog).__name__
        dialog.show()
        settled(self.qtbot, self.context)
        self.kinds.add(name)
        self.read(dialog, name)
        room = dialog.screen().availableGeometry().height()
        if dialog.height() > room:
            self.tall.add((name, dialog.height()))
        if dialog.parentWidget() is None and not dialog.styleSheet():
            self.bare.add(name)  # it has the look of its window, or its own
        dialog.hide()
        return QDialog.DialogCode.Rejected

    def read(self, widget, name):
        codes = name in ("rounds", "NewRoundDialog")  # the code of a round has its own column and field there
        for _place, text in shown_texts(widget):
            if wrong_words(CODE.sub("", text) if codes else text):
                self.wrong.add((name, text[:100]))


@pytest.fixture
def opened(qtbot, context, monkeypatch):
    """Nothing waits, no file is chosen, no other program is started."""
    from desktop.host import children

    found = Opened(qtbot, context)
    monkeypatch.setattr(QDialog, "exec", lambda self: found(self))
    monkeypatch.setattr(QMessageBox, "exec", lambda self: found(self))
    for kind in ("question", "warning", "information", "critical"):
        monkeypatch.setattr(QMessageBox, kind, lambda *_a, **_k: QMessageBox.StandardButton.No)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: "")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("", False))
    monkeypatch.setattr(children, "start", lambda _command: None)
    return found


def tabs_of(page):
    """Every tab of the page, then every tab inside it."""
    yield ""
    seen = set()
    for _round in range(2):
        for tabs in page.findChildren(SegmentTabs):
            for key in tabs.keys():
                if (id(tabs), key) not in seen and key in tabs.keys():
                    seen.add((id(tabs), key))
                    tabs.set_current(key)
                    yield key


def pressable(page, pressed):
    """Buttons in sight and entries of menus that were not pressed before; a line of a field belongs to the field."""
    for button in page.findChildren(QAbstractButton):
        fits = isinstance(button, QPushButton | QToolButton) and button.isVisible() and button.isEnabled()
        own = isinstance(button.parent(), QLineEdit | QTabBar | SegmentTabs)
        words = button.text() or button.toolTip()
        if fits and not own and words and not words.startswith(NOT_HERE) and (kind_of(button), words) not in pressed:
            menu = button.menu()
            if menu is None:
                yield (kind_of(button), words), button, button.click
            for action in menu.actions() if menu is not None else ():
                if action.text() and action.isEnabled() and ("menu", action.text()) not in pressed:
                    yield ("menu", action.text()), action, action.trigger
    page.menu.aboutToShow.emit()
    for action in page.menu.actions():
        if (
            isinstance(action, QAction)
            and action.text()
            and action.isEnabled()
            and ("menu", action.text()) not in pressed
        ):
            yield ("menu", action.text()), action, action.trigger


def kind_of(button):
    return type(button.parent()).__name__


def close_popups(opened):
    popup = QApplication.activePopupWidget()
    while popup is not None:
        opened.read(popup, type(popup).__name__)
        opened.kinds.add(type(popup).__name__)
        popup.close()
        popup = QApplication.activePopupWidget()


FEW = {"feedback_letter": 2, "rectification_report": 2}
"""Until a paper is opened these have 选择文件 and 导入记录 alone, what comes then is walked by their own tests."""


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_what_every_button_of_a_page_opens_is_chinese_and_fits_the_screen(qtbot, context, window, opened, key):  # noqa: F811
    """W-4, W-5"""
    unexpected = []
    context.jobs.unexpected.connect(unexpected.append)
    pressed: set[tuple[str, str]] = set()
    if key == "carry":  # with one round nothing can be carried over
        a_round(context.ledger, "十五届县委第七轮（常规）", feedback_on="2026-06-01")
    window.show_page(key)
    settled(qtbot, context)
    page = window.page(key)
    for _tab in tabs_of(page):
        settled(qtbot, context)
        if window.current_key != key:  # a tab that stands on another page of the place
            window.show_page(key)
            settled(qtbot, context)
        for name, owner, press in list(pressable(page, pressed)):
            if not shiboken6.isValid(owner):
                continue  # what was pressed before has redrawn its place
            pressed.add(name)
            press()
            settled(qtbot, context)
            close_popups(opened)
            opened.read(page, key)
            if window.current_key != key:
                window.show_page(key)
                settled(qtbot, context)
    assert not opened.wrong, "\n".join(map(str, sorted(opened.wrong)))
    assert not opened.tall and not opened.bare
    assert not unexpected
    if key in FEW:
        assert len(pressed) == FEW[key]
    else:
        assert len(pressed) >= 3
