"""A page that waits for its first answer says nothing of what it has not read: no count, and not that there is nothing."""

import re

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop.ui import aside
from desktop.ui.jobs import Jobs
from desktop.ui.pages import PAGES
from tests.ui.office import an_office, settled

SAYS_NOTHING_IS_THERE = re.compile(r"还没有|(?:^|[\s（])没有|(?<![\d.])0 ?(?:项|条|家|件|份|次|处|人|轮|个)|\b0$")


def told(widget):
    """What the labels and buttons in sight and the status bar say of nothing being there."""
    seen = [one.text() for kind in (QLabel, QAbstractButton) for one in widget.findChildren(kind) if one.isVisible()]
    return {text for text in (*seen, *widget.status_texts()) if SAYS_NOTHING_IS_THERE.search(text)}


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_a_page_that_has_not_read_yet_says_only_what_holds_when_it_has(qtbot, context, monkeypatch, entry):
    """On a large ledger the first answer takes a second, and a clerk believes the 0 that stands there meanwhile."""
    an_office(context.ledger, count=8, claimed=4, proven=2)
    asked, start = [], Jobs.start
    monkeypatch.setattr(aside, "ENTRIES_AT_ONCE", 0)
    monkeypatch.setattr(Jobs, "start", lambda *given, **named: asked.append((given, named)))
    page = entry.make(context)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.refresh()
    qtbot.wait(20)
    before = told(page)
    monkeypatch.setattr(Jobs, "start", start)
    for given, named in asked:
        start(*given, **named)
    settled(qtbot, context)
    assert before - told(page) == set()


@pytest.mark.parametrize("key", ["overview", "carry"])
def test_a_page_that_reads_says_so_and_stands_not_blank(qtbot, context, monkeypatch, key):
    an_office(context.ledger, count=8, claimed=4, proven=2)
    asked, start = [], Jobs.start
    monkeypatch.setattr(aside, "ENTRIES_AT_ONCE", 0)
    monkeypatch.setattr(Jobs, "start", lambda *given, **named: asked.append((given, named)))
    page = next(entry for entry in PAGES if entry.key == key).make(context)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.refresh()
    qtbot.wait(20)

    def reading():
        return [
            one.text() for one in page.findChildren(QLabel) if one.isVisible() and one.text().startswith("正在读取")
        ]

    assert reading()
    monkeypatch.setattr(Jobs, "start", start)
    for given, named in asked:
        start(*given, **named)
    settled(qtbot, context)
    assert reading() == []
