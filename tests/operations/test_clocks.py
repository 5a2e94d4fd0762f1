"""The time of a demonstration: its own day, never before its last entry, turned by a script alone."""

from datetime import date, datetime

import pytest

from desktop.operations import clocks
from desktop.operations.change import change
from desktop.operations.office import put_setting
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_unit


def settings(ledger, **values):
    with change(ledger, EVERYONE, Action.EDIT_OFFICE, "试") as changes:
        for name, value in values.items():
            put_setting(changes, name, value)


def test_an_ordinary_ledger_keeps_the_clock_of_the_pc(ledger, clock):
    a_unit(ledger)
    clocks.keep_own_today(ledger)
    assert ledger.clock is clock and ledger.stamp is None and clocks.today(ledger) == date(2026, 6, 5)
    assert not clocks.is_demonstration(ledger.reader)


def test_a_marked_ledger_is_a_demonstration_with_a_story(ledger):
    clocks.mark_demonstration(ledger, EVERYONE)
    assert clocks.is_demonstration(ledger.reader)
    assert ledger.reader.value("select value from setting where name = 'demo_story'") == "1"
    settings(ledger, demo="0")
    assert not clocks.is_demonstration(ledger.reader)


def test_before_its_story_today_is_the_pcs_and_entries_stand_before_it(ledger, clock):
    clocks.mark_demonstration(ledger, EVERYONE)
    clock.set("2030-01-01T10:00:00")
    clocks.keep_own_today(ledger)
    assert clocks.today(ledger) == date(2030, 1, 1)
    assert ledger.stamp().isoformat() == "2026-06-05T09:00:00"


def test_an_empty_ledger_is_entered_before_every_story(ledger):
    assert clocks.before_every_story() == datetime(2000, 1, 1, 8, 30)


@pytest.mark.parametrize(
    "day, story, pc, now",
    [
        ("2026-06-07", "", "2030-01-01T10:00:00", "2026-06-07T10:00:00"), ("2026-06-05", "", "2030-01-01T08:00:00", "2026-06-05T09:00:00"),
        ("2026-06-05", "", "2030-01-01T10:00:00", "2026-06-05T10:00:00"), ("2026-06-05", "1", "2030-01-01T10:00:00", "2026-06-05T09:00:00"),
        ("2026-06-07", "1", "2030-01-01T10:00:00", "2026-06-07T10:00:00"),
    ],
)  # fmt: skip
def test_its_day_goes_on_at_the_pcs_time_but_never_before_its_last_entry(ledger, clock, day, story, pc, now):
    settings(ledger, demo="1", demo_today=day, demo_story=story)
    clock.set(pc)
    clocks.keep_own_today(ledger)
    assert ledger.clock().isoformat() == now


@pytest.mark.parametrize(
    "at, now",
    [("2026-06-05T08:00:00", "2026-06-05T09:00:00"), ("2026-06-05T10:00:00", "2026-06-05T10:00:00"), ("2026-06-04T08:00:00", "2026-06-04T08:00:00"),
     ("2026-06-06T08:00:00", "2026-06-06T08:00:00")],
)  # fmt: skip
def test_a_step_of_the_story_turns_the_clock_and_within_a_day_it_never_goes_back(ledger, at, now):
    a_unit(ledger)
    ledger.stamp = lambda: None
    clocks.turn_to(ledger, datetime.fromisoformat(at))
    assert ledger.clock().isoformat() == now and ledger.stamp is None
