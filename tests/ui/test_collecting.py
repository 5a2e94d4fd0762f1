"""The collector of garbage: on the window's thread alone, the long look when the desk is quiet."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from desktop.ui import collecting
from desktop.ui.collecting import Collector
from desktop.ui.jobs import Jobs


class Cycle:
    """Garbage that only the collector finds; it tells on which thread it went."""

    went: list[int] = []

    def __init__(self):
        self.itself = self

    def __del__(self):
        Cycle.went.append(threading.get_ident())


@pytest.fixture
def collector(qapp):
    Cycle.went = []
    parent = QObject()
    collector = Collector(parent, lambda: collector.is_quiet)
    collector.is_quiet = False
    yield collector
    collector.stop()


def test_what_a_worker_leaves_is_collected_on_the_windows_thread(qtbot, collector):
    jobs = Jobs(collector)
    jobs.start("正在算", lambda: [Cycle() for _ in range(5_000)] and None)
    jobs.wait()
    assert Cycle.went == []

    qtbot.waitUntil(lambda: len(Cycle.went) == 5_000)

    assert set(Cycle.went) == {threading.get_ident()}
    jobs.close()


def test_the_long_look_waits_until_the_desk_is_quiet(monkeypatch, collector):
    looked = []
    monkeypatch.setattr(collecting.gc, "collect", looked.append)
    monkeypatch.setattr(collecting.gc, "get_count", lambda: (1_000, 20, 20))
    collector.look()
    collector.is_quiet = True
    collector.look()
    monkeypatch.setattr(collecting.gc, "get_count", lambda: (1_000, 20, collecting.OVERDUE + 1))
    collector.is_quiet = False
    collector.look()
    monkeypatch.setattr(collecting.gc, "get_count", lambda: (1_000, 5, 0))
    collector.look()
    assert looked == [collecting.MIDDLE, collecting.OLD, collecting.OLD, collecting.YOUNG]


def test_stopped_it_leaves_the_work_to_python(collector):
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()


def test_what_a_worker_has_in_hand_is_looked_through_when_the_desk_is_quiet_or_after_long(monkeypatch, collector):
    """A million rows that a worker reads are a block of the window each quarter of a second, and go by themselves."""
    looked = []
    monkeypatch.setattr(collecting.gc, "collect", looked.append)
    monkeypatch.setattr(collecting.gc, "get_count", lambda: (collecting.MANY + 1, 20, 0))
    for _look in range(collecting.PUT_OFF // 2):  # each puts off a long look and a short one
        collector.look()
    assert looked == []
    collector.look()
    assert looked == [collecting.MIDDLE]

    collector.look()
    collector.is_quiet = True
    collector.look()
    assert looked == [collecting.MIDDLE, collecting.MIDDLE]


def test_short_looks_go_on_while_the_middle_one_waits(monkeypatch, collector):
    looked = []
    monkeypatch.setattr(collecting.gc, "collect", looked.append)
    few = collecting.MANY // 3
    for count in ((few, 5, 0), (few, 6, 0), (few, 7, 0), (few, 20, 0), (1_000, 21, 0)):
        monkeypatch.setattr(collecting.gc, "get_count", lambda count=count: count)
        collector.look()
    assert looked == [collecting.YOUNG] * 5


def test_what_stood_at_a_whole_look_is_left_alone_until_a_deep_one(monkeypatch, collector):
    monkeypatch.setattr(collecting.gc, "get_count", lambda: (1_000, 20, 20))
    collector.is_quiet, kept = True, Cycle()
    collector.look()
    assert gc.get_freeze_count() > 0

    del kept
    for _whole in range(collecting.DEEP - 2):
        collector.look()
    assert Cycle.went == []
    collector.look()
    assert Cycle.went == [threading.get_ident()]


def test_garbage_made_since_goes_at_the_next_whole_look(monkeypatch, collector):
    monkeypatch.setattr(collecting.gc, "get_count", lambda: (1_000, 20, 20))
    collector.is_quiet = True
    collector.look()
    Cycle()
    collector.look()
    assert len(Cycle.went) == 1
