"""What follows a paint comes after it, once, and comes too where nothing is painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets import after_paint
from desktop.ui.widgets.after_paint import AfterPaint


class Painted(QObject):
    def __init__(self, said) -> None:
        super().__init__()
        self.said = said

    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint:
            self.said.append("painted")
        return False


@pytest.fixture
def place(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_it_comes_after_the_paint_once_and_hides_it_from_nobody(qtbot, place):
    said: list[str] = []
    watcher = Painted(said)
    place.installEventFilter(watcher)
    place.show()
    qtbot.waitUntil(lambda: bool(said))
    said.clear()
    after = AfterPaint(place, lambda: said.append("then"))
    after.start()
    after.start()
    assert said == []
    qtbot.waitUntil(lambda: "then" in said)
    assert said == ["painted", "then"]


def test_it_comes_at_once_where_the_widget_is_hidden(place):
    said: list[str] = []
    AfterPaint(place, lambda: said.append("then")).start()
    assert said == ["then"]


def test_it_comes_at_latest_where_nothing_is_painted(qtbot, place, monkeypatch):
    monkeypatch.setattr(after_paint, "AT_LATEST_MS", 5)
    said: list[str] = []
    place.show()
    place.setUpdatesEnabled(False)
    AfterPaint(place, lambda: said.append("then")).start()
    assert said == []
    qtbot.waitUntil(lambda: said == ["then"])
