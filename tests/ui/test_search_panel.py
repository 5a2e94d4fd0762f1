"""The search box answers beside the window: what was typed before is given up, much is counted afterwards, faults are told."""

import threading

from PySide6.QtWidgets import QLabel

from tests.ui.office import settled
from tests.ui.test_frame import window  # noqa: F401  # the frame on a small office


def test_a_text_that_is_typed_over_is_given_up_and_its_answer_shows_nothing(qtbot, window):  # noqa: F811
    told = []
    window.context.search_desk.answered.connect(told.append)
    window.actions.focus_search()
    for typed in ("补", "补贴", "没有的词"):
        window.context_bar.search.setText(typed)
    settled(qtbot, window.context)
    assert (
        told[-1].typed == "没有的词" and window.actions.search.hits == () and window.actions.search.isVisibleTo(window)
    )

    window.context_bar.search.setText("补贴")
    window.actions.search.hide()
    settled(qtbot, window.context)
    assert not window.actions.search.isVisibleTo(window)


def test_more_findings_than_are_told_at_once_are_counted_afterwards(qtbot, window, monkeypatch):  # noqa: F811
    monkeypatch.setattr("desktop.ui.frame.search_panel.AT_ONCE", 1)
    told = []
    window.context.search_desk.answered.connect(told.append)
    window.context_bar.search.setText("补贴")
    settled(qtbot, window.context)
    first, whole = told
    assert first.findings is None and {hit.group for hit in first.hits} == {"问题 1以上"}
    assert whole.findings == (1,) and {hit.group for hit in whole.hits} == {"问题 1"}


def test_a_long_search_says_that_it_searches_and_a_fault_in_it_is_told(qtbot, window, monkeypatch):  # noqa: F811
    from desktop.ui.frame import search_panel

    go = threading.Event()
    monkeypatch.setattr(search_panel, "found", lambda *_arguments: go.wait(10) and 1 / 0)
    told = []
    window.context.jobs.unexpected.connect(told.append)
    window.actions.focus_search()
    window.context_bar.search.setText("补贴")
    panel = window.actions.search
    qtbot.waitUntil(lambda: "正在查找“补贴”…" in [label.text() for label in panel.findChildren(QLabel)], timeout=5000)
    go.set()
    settled(qtbot, window.context)
    assert [type(one) for one in told] == [ZeroDivisionError]
