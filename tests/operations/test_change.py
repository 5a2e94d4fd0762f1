"""The one door for writing: right, time of entry, what was touched, a ledger of rate cases, a disk that takes nothing."""

import errno
from datetime import datetime, timedelta

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.operations.change import ClockWentBack, change
from desktop.operations.office import put_setting
from desktop.rules.permissions import TABLE, Action, Actor, Beyond
from tests.builders import EVERYONE

NO_WORK = {
    Action.UNDO, Action.EDIT_BASIS, Action.PRINT, Action.EXPORT, Action.DUMP, Action.SAVE_VIEW, Action.KEEP_DRAFT, Action.BACK_UP,
    Action.EDIT_OFFICE, Action.CONFIRM_CLOCK, Action.MANAGE_USERS, Action.OWN_PASSPHRASE, Action.LOG_IN,
}  # fmt: skip


def enter(ledger, action=Action.EDIT_OFFICE, actor=EVERYONE, **named):
    with change(ledger, actor, action, "试", **named) as changes:
        put_setting(changes, "office", f"办公室{changes.action_id}")
    return changes


def actions(ledger):
    return ledger.reader.value("select count(*) from action")


@pytest.mark.parametrize("action", list(Action))
def test_without_the_right_nothing_passes_the_door(ledger, action):
    """R-5: for every action, also where the caller forgot to ask."""
    if TABLE[action] is Beyond.ANYONE:
        enter(ledger, action, Actor("无权限", frozenset()))
        return
    with pytest.raises(Forbidden):
        enter(ledger, action, Actor("无权限", frozenset()))
    assert actions(ledger) == 0


@pytest.mark.parametrize("action", list(Action))
def test_a_ledger_of_rate_cases_takes_no_work(ledger, action):
    with change(ledger, EVERYONE.as_program(), Action.MARK_TRIAL, "标为试算") as changes:
        put_setting(changes, "trial", "1")
    if action in NO_WORK:
        enter(ledger, action, EVERYONE.as_program())
    else:
        with pytest.raises(KnownError) as refused:
            enter(ledger, action, EVERYONE.as_program())
        assert refused.value.kind == "trial"


def test_the_log_keeps_who_what_and_why_and_the_caller_learns_what_was_touched(ledger):
    changes = enter(ledger, reason="县里改名", overridden=True)
    row = ledger.reader.tuples("select user_name, kind, title, reason, overridden, recorded_at from action")[0]

    assert tuple(row) == (EVERYONE.name, "edit_office", "试", "县里改名", 1, changes.recorded_at)
    assert changes.known_on == "2026-06-05" and changes.recorded_at.startswith("2026-06-05T09:00:00")
    assert changes.touches("setting") and changes.touches("unit", "setting") and not changes.touches("unit")
    assert not changes.touches()


def test_an_action_that_breaks_leaves_nothing(ledger):
    with pytest.raises(ZeroDivisionError), change(ledger, EVERYONE, Action.EDIT_OFFICE, "试") as changes:
        put_setting(changes, "office", "半途")
        1 / 0  # noqa: B018
    assert (actions(ledger), ledger.reader.value("select count(*) from setting where value = '半途'")) == (0, 0)


@pytest.mark.parametrize("minutes, known", [(0, True), (4.9, True), (5, True), (5.1, False), (60, False)])
def test_a_clock_that_went_back_more_than_five_minutes_waits_for_a_person(ledger, clock, minutes, known):
    first = enter(ledger).recorded_at
    clock.now = datetime.fromisoformat(first) - timedelta(minutes=minutes)
    if known:
        assert enter(ledger).recorded_at == first
        return
    with pytest.raises(ClockWentBack):
        enter(ledger)
    ledger.clock_confirmed = True
    assert enter(ledger).recorded_at == first, "the time of entry never goes down"


def test_a_stamp_of_the_ledger_stands_before_its_clock(ledger, clock):
    ledger.stamp = lambda: datetime(2027, 1, 2, 3, 4, 5)
    assert enter(ledger).recorded_at == "2027-01-02T03:04:05.000000"


def test_a_full_disk_is_told_as_nothing_entered_and_other_faults_stay_what_they_are(ledger):
    """S-2"""
    with pytest.raises(KnownError) as told, change(ledger, EVERYONE, Action.EDIT_OFFICE, "试"):
        raise OSError(errno.ENOSPC, "no room")
    assert told.value.kind and "没有登记" in str(told.value)
    with pytest.raises(FileNotFoundError), change(ledger, EVERYONE, Action.EDIT_OFFICE, "试"):
        raise FileNotFoundError(errno.ENOENT, "gone")
    assert actions(ledger) == 0
