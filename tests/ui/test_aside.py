"""What is worked out beside the window: the newest answer alone counts, and a large ledger shows what a small one shows."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from db.queries.size import has_more_entries
from desktop.ledgers.long_list import late_in
from desktop.ui import aside
from desktop.ui.aside import Aside, Asked
from desktop.ui.grid.rows import ColumnFilter
from desktop.ui.pages.findings.page import FindingsPage
from desktop.ui.pages.overview.page import OverviewPage
from desktop.ui.round_figures import first_choice
from tests.builders import a_finding, a_round, a_unit


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.taken: list[object] = []

    def take(self, answer: object) -> None:
        self.taken.append((answer, threading.current_thread() is threading.main_thread()))


@pytest.fixture
def large(monkeypatch):
    """Every ledger and every list is taken for a large one."""
    monkeypatch.setattr(aside, "ENTRIES_AT_ONCE", -1)
    monkeypatch.setattr(aside, "ROWS_AT_ONCE", -1)


@pytest.fixture
def filled(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger, "云岭县民政局党组")
    for text in ("账目不清", "公务接待超标", "党费未及时上缴"):
        a_finding(ledger, round_id, unit, text=text)
    return ledger


def _busy(page) -> bool:
    return any(one.busy for one in page.findChildren(Aside))


def test_small_work_is_done_at_once(qtbot):
    receiver = Receiver()
    Aside(receiver).do(lambda stop: stop(), receiver.take, at_once=True)
    assert receiver.taken == [(False, True)]


def test_only_the_newest_answer_is_taken_and_on_the_thread_of_the_window(qtbot):
    receiver = Receiver()
    place = Aside(receiver)
    gate = threading.Event()
    place.do(lambda _stop: gate.wait(10) and "old", receiver.take, at_once=False)
    place.do(lambda _stop: "new", receiver.take, at_once=False)
    gate.set()
    qtbot.waitUntil(lambda: not place.busy)
    assert receiver.taken == [("new", True)]


def test_what_waits_for_an_answer_follows_it(qtbot):
    receiver = Receiver()
    place = Aside(receiver)
    place.do(lambda _stop: "answer", receiver.take, at_once=False)
    place.when_done(lambda: receiver.take("then"))
    assert receiver.taken == []
    qtbot.waitUntil(lambda: len(receiver.taken) == 2)
    assert [answer for answer, _ in receiver.taken] == ["answer", "then"]


def test_what_follows_an_answer_at_once_does_not_wait_for_an_older_question(qtbot):
    """A short list that takes the place of a long one still being arranged: what hangs on it must not wait for ever."""
    receiver, gate = Receiver(), threading.Event()
    place = Aside(receiver)
    place.do(lambda _stop: gate.wait(10) and "long", receiver.take, at_once=False)
    place.do(lambda _stop: "short", receiver.take, at_once=True)
    place.when_done(lambda: receiver.take("then"))
    assert [answer for answer, _ in receiver.taken] == ["short", "then"] and place.busy
    gate.set()
    qtbot.waitUntil(lambda: not place.busy)


def test_a_closed_place_takes_nothing(qtbot):
    receiver = Receiver()
    place = Aside(receiver)
    place.do(lambda _stop: "late", receiver.take, at_once=False)
    place.close()
    qtbot.wait(30)
    assert receiver.taken == []


def test_entries_are_counted_only_as_far_as_needed(filled):
    assert has_more_entries(filled.reader, 2)
    assert not has_more_entries(filled.reader, 1000)


def test_a_question_is_asked_over_a_connection_that_only_reads(qtbot, context, filled, large):
    receiver = Receiver()
    asked = Asked(receiver, context)
    asked.ask(lambda sight: (sight.ledger.writer, sight.reader is context.reader), receiver.take)
    assert context.reading
    qtbot.waitUntil(lambda: not context.reading)
    assert receiver.taken == [((None, False), True)]


def test_the_first_round_shown_is_the_latest_that_has_findings(context, filled):
    later = a_round(filled, name="第七轮", code="15-07")
    [chosen] = first_choice(context)
    assert chosen != later


def _seen(page: FindingsPage) -> object:
    model = page.table.model
    return (
        [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())],
        page.table.current_record().id,
        page.status_texts(),
        [page.view_bar.tabs.button(key).text() for key in page.view_bar.tabs.keys()],
    )


def _shown(qtbot, context, kind):
    page = kind(context)
    qtbot.addWidget(page)
    page.resize(1400, 800)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: not context.reading and not _busy(page), timeout=20000)
    qtbot.wait(50)
    qtbot.waitUntil(lambda: not (_busy(page) or context.beside.running), timeout=20000)
    return page


def test_the_list_of_a_large_ledger_shows_what_that_of_a_small_one_shows(qtbot, context, filled, monkeypatch):
    small = _seen(_shown(qtbot, context, FindingsPage))
    monkeypatch.setattr(aside, "ENTRIES_AT_ONCE", -1)
    monkeypatch.setattr(aside, "ROWS_AT_ONCE", -1)
    page = _shown(qtbot, context, FindingsPage)
    assert _seen(page) == small
    page.table.sort_by("text", True)
    qtbot.waitUntil(lambda: not _busy(page))
    assert [line.text for line in page.table.records()] == sorted((line.text for line in page.lines), reverse=True)


def test_a_list_whose_rows_are_read_behind_shows_what_one_read_whole_shows(qtbot, context, filled, monkeypatch):
    small = _seen(_shown(qtbot, context, FindingsPage))
    monkeypatch.setattr(aside, "ENTRIES_AT_ONCE", -1)
    monkeypatch.setattr(aside, "ROWS_AT_ONCE", -1)
    monkeypatch.setattr("db.queries.late_findings.FROM", 1)
    monkeypatch.setattr("db.late_rows.SCREEN", 1)
    page = FindingsPage(context)
    qtbot.addWidget(page)
    page.resize(1400, 800)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 3 and page.pane.line is not None, timeout=20000)
    page.table.select_id(page.lines[2].id)
    page.refresh()
    qtbot.waitUntil(lambda: not context.reading and not _busy(page), timeout=20000)
    assert (late_in(page.lines), page.table.grid.currentIndex().row()) == (None, 2)
    page.table.grid.clearSelection()
    page.table.select_id(page.lines[0].id)
    assert _seen(page) == small
    page.table.set_filter("text", ColumnFilter(without=frozenset({page.lines[1].text})))
    qtbot.waitUntil(lambda: not _busy(page))
    assert [line.id for line in page.table.records()] == [page.lines[0].id, page.lines[2].id]


def test_the_first_page_of_a_large_ledger_says_what_that_of_a_small_one_says(qtbot, context, filled, monkeypatch):
    small = _shown(qtbot, context, OverviewPage)
    said = (small.status_texts(), small.verdict.rate.text(), small.overdue.number.text(), small.dues)
    monkeypatch.setattr(aside, "ENTRIES_AT_ONCE", -1)
    page = _shown(qtbot, context, OverviewPage)
    assert (page.status_texts(), page.verdict.rate.text(), page.overdue.number.text(), page.dues) == said


def test_all_rows_chosen_are_read_as_one_range(qtbot, context, filled):
    page = _shown(qtbot, context, FindingsPage)
    page.table.grid.selectAll()
    assert page.table.grid.chosen_rows() == [0, 1, 2]
    assert [line.id for line in page.table.selected_records()] == [line.id for line in page.table.records()]
    assert page.table.ticked_ids() == ()


def test_the_modules_of_pages_are_loaded_until_nobody_needs_them():
    from desktop.ui import pages
    from desktop.ui.preload import load_all

    assert load_all(pages, lambda: True) == 0
    assert load_all(pages, lambda: False) > 100
