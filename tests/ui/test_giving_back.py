"""Memory goes back to the system when something was done and the program is at rest."""

import threading

import pytest
from PySide6.QtCore import QObject

from desktop.ui import giving_back
from desktop.ui.giving_back import OVERDUE_S, GivingBack


class Clock:
    now = 100.0
    let_go = 0

    @classmethod
    def count(cls):
        cls.let_go += 1


@pytest.fixture
def given(qapp, monkeypatch):
    given = []
    monkeypatch.setattr(giving_back.time, "process_time", lambda: Clock.now)
    monkeypatch.setattr(giving_back.memory, "give_back", lambda: given.append(threading.current_thread().name))
    Clock.let_go = 0
    Clock.now = 100.0
    return given


def looked_at(keeper, given, *moments):
    """How often memory had been given back after each look, the processor's time being such."""
    counts = []
    for moment in moments:
        Clock.now = moment
        keeper.look()
        [thread.join() for thread in threading.enumerate() if thread.name == "giving-back"]
        counts.append(len(given))
    return counts


def test_it_waits_for_rest_and_is_done_once_beside_the_window(given):
    parent = QObject()

    assert looked_at(GivingBack(parent, Clock.count), given, 100.9, 101.8, 101.9, 102.0, 102.1) == [0, 0, 1, 1, 1]
    assert given == ["giving-back"] and Clock.let_go == 1


def test_who_did_nothing_gives_nothing_back(given):
    parent = QObject()

    assert looked_at(GivingBack(parent, Clock.count), given, 100.1, 100.2, 100.3) == [0, 0, 0]


def test_a_program_that_never_rests_gives_back_all_the_same(given):
    parent = QObject()

    assert looked_at(GivingBack(parent, Clock.count), given, *(100 + second for second in range(1, 12)))[-1] == 1
    assert OVERDUE_S < 11 and Clock.let_go == 0, "what is in use is not let go of"


def test_at_rest_the_connections_let_go_of_the_pages_that_they_read(context):
    said = []
    for one in (context.reader, context.ledger.writer):
        one._connection.set_trace_callback(said.append)

    giving_back._let_go(lambda: context)
    assert said == ["pragma shrink_memory"] * 2

    context.jobs.start("正在保存", lambda: None)
    giving_back._let_go(lambda: context)
    assert said == ["pragma shrink_memory"] * 2, "what is in hand may change the key, and the connections with it"
    context.jobs.wait()


def test_where_no_ledger_is_open_nothing_is_let_go_of():
    giving_back._let_go(lambda: None)
