"""Memory goes back to the system when something was done and the program is at rest."""

import threading

import pytest
from PySide6.QtCore import QObject

from desktop.ui import giving_back
from desktop.ui.giving_back import OVERDUE_S, GivingBack


class Clock:
    now = 100.0


@pytest.fixture
def given(qapp, monkeypatch):
    given = []
    monkeypatch.setattr(giving_back.time, "process_time", lambda: Clock.now)
    monkeypatch.setattr(giving_back.memory, "give_back", lambda: given.append(threading.current_thread().name))
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

    assert looked_at(GivingBack(parent), given, 100.9, 101.8, 101.9, 102.0, 102.1) == [0, 0, 1, 1, 1]
    assert given == ["giving-back"]


def test_who_did_nothing_gives_nothing_back(given):
    parent = QObject()

    assert looked_at(GivingBack(parent), given, 100.1, 100.2, 100.3) == [0, 0, 0]


def test_a_program_that_never_rests_gives_back_all_the_same(given):
    parent = QObject()

    assert looked_at(GivingBack(parent), given, *(100 + second for second in range(1, 12)))[-1] == 1
    assert OVERDUE_S < 11
