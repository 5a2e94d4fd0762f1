"""Looking back to a past day: every tab of a finding's pane and every count beside it obeys the switches (L-9)."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from desktop.ledgers import books
from desktop.operations import measures, progress
from desktop.operations.papers.registering import SentPaper, register
from desktop.operations.records import verbs
from desktop.ui.pages.findings.finding_pane import TABS
from desktop.ui.pages.findings.page import FindingsPage
from tests.builders import CLAIMANT, EVERYONE
from tests.ui.office import an_office, prove, settled, show, with_measures

BEFORE, AFTER = "2026-05-20", "2026-06-02"


@pytest.fixture
def page(qtbot, context):
    """One finding about which something was entered for May and something for June, of every kind that its pane lists."""
    ledger = context.ledger
    round_id, units, [finding, *_rest] = an_office(ledger, count=4)
    progress.note(ledger, EVERYONE, finding, BEFORE, "五月情况")
    progress.claim(ledger, CLAIMANT, finding, "in_progress", BEFORE, "五月自报")
    with_measures(ledger, finding, count=2, done=0)
    progress.note(ledger, EVERYONE, finding, AFTER, "六月情况")
    progress.claim(ledger, CLAIMANT, finding, "done", AFTER, "六月自报")
    for measure_id in ledger.reader.column("select id from measure where finding_id = ?", (finding,)):
        measures.set_done(ledger, EVERYONE, finding, measure_id, AFTER, done=True)
    prove(ledger, finding)
    for on, title in ((BEFORE, "五月的函"), (AFTER, "六月的函")):
        paper = SentPaper(
            "supervision_letter",
            title,
            number="",
            addressee="县城市管理局党组",
            issued_on=on,
            unit_id=units[0],
            finding_ids=(finding,),
        )
        register(ledger, EVERYONE, paper)
    chase = books.book(ledger.reader, "chase")
    for on, said in ((BEFORE, "五月催办"), (AFTER, "六月催办")):
        fields = {
            "unit": units[0],
            "round": round_id,
            "on": on,
            "channel": "phone",
            "findings": [finding],
            "person": "王敏",
            "answered": said,
        }
        verbs.add(ledger, EVERYONE, chase, fields)
    page = show(qtbot, context, FindingsPage(context))
    page.table.select_id(finding)
    return page


def texts_of(qtbot, context, page, key):
    page.pane.tabs.set_current(key)
    settled(qtbot, context)
    return "\n".join(label.text() for label in page.pane.pages[key].findChildren(QLabel) if not label.isHidden())


def count(tabs, key):
    """The number behind a tab's title, '' where it has none."""
    return tabs.button(key).text().partition(" ")[2]


def back(qtbot, context, known=False):
    context.set_switches(as_of=date(2026, 5, 31), known=known)
    settled(qtbot, context)


@pytest.mark.parametrize("key", [key for key, _title, _keys in TABS])
def test_each_tab_shows_what_was_there_on_the_day(qtbot, context, page, key):
    """L-9: nothing of June stands in a tab on 31 May, and its count is that of what it lists."""
    today = texts_of(qtbot, context, page, key)
    back(qtbot, context)
    then = texts_of(qtbot, context, page, key)

    assert "六月" not in then
    assert "6月2日" not in then
    assert then != today
    assert "退款凭证" not in then


def test_what_was_entered_for_may_is_still_there(qtbot, context, page):
    """L-9: the cut is by the day on which a thing is true."""
    back(qtbot, context)
    assert "五月自报" in texts_of(qtbot, context, page, "progress")
    assert "五月的函" in texts_of(qtbot, context, page, "letters")


def test_the_counts_of_the_tabs_are_those_of_the_day(qtbot, context, page):
    """L-9: progress, evidence, records and papers count what the day knows."""
    now = {key: count(page.pane.tabs, key) for key, _title, _keys in TABS}
    back(qtbot, context)
    then = {key: count(page.pane.tabs, key) for key, _title, _keys in TABS}

    assert now["evidence"] == "1" and then["evidence"] == ""
    assert (now["letters"], then["letters"]) == ("2", "1")
    assert (now["records"], then["records"]) == ("2", "1")
    assert (now["progress"], then["progress"]) == ("2", "1")
    assert then["history"] == ""


def test_as_known_then_nothing_is_shown_that_was_entered_later(qtbot, context, page):
    """L-9: all of it was entered on 5 June, so that on 31 May nobody knew it."""
    back(qtbot, context, known=True)
    assert page.table.records() == []
    assert page.pane.line is None


def test_what_falls_due_this_week_is_of_the_week_looked_at(qtbot, context, page):
    """L-9: 18 May is a Monday; the view of that week holds what fell due on it, on the page and in its count."""
    page.view_bar.choose("this_week")
    context.set_switches(as_of=date(2026, 5, 18), known=False)
    settled(qtbot, context)

    shown = page.table.records()
    assert shown and all("2026-05-18" <= line.due_on <= "2026-05-24" for line in shown)
    assert count(page.view_bar.tabs, "this_week") == str(len(shown))
