"""R-3, R-4: whichever write fails or is the last one before a power cut, keys and users end in the old state or the new.

Every public change in `operations/users` is a member of CHANGES, and a test says so; beside them what opening makes up for, and a
restore over the ledger by which somebody who left meanwhile would come back.
"""

import inspect
import shutil
from contextlib import suppress
from functools import partial

import pytest

from db import vault
from db.driver import DatabaseError
from desktop.errors import KnownError
from desktop.operations import users
from desktop.rules.permissions import Right
from tests.crash_points import failing, points, snapshots
from tests.operations.key_changes import CHANGES, FRESH, HERS, SECRET, TINY, enters, leave, made_office, opened, opening


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def office(request, tmp_path_factory):
    """Where the office lies, its recovery code, and whether it is plain."""
    place, plain = tmp_path_factory.mktemp(request.param), request.param == "plain"
    return place / "w", made_office(place, plain), plain


def test_every_change_of_users_and_passphrases_is_tried():
    """R-3: a new one cannot be forgotten."""
    changing = {
        function
        for name, function in inspect.getmembers(users, inspect.isfunction)
        if not name.startswith("_") and function.__module__ == users.__name__
        and next(iter(inspect.signature(function).parameters), "") == "ledger" and function is not users.leaving
    }  # fmt: skip
    assert changing == {change.of for change in CHANGES.values() if change.of}


def fresh(office, change, target):
    """A copy to work on."""
    return shutil.copytree(office[0].with_name("left") if change.left else office[0], target)


def judge(work, code, change):
    """Old or new; nobody is locked out, and the keys are settled."""
    assert enters(work, "管理员", SECRET)
    state = change.state(work, code)
    assert state in ("old", "new"), state
    box = vault.load(work / "office.ledger")
    assert (box.pending, box.coming) == ((), ())
    return state


def sitting(work, change):
    """An open ledger and the change that is to be carried out on it."""
    ledger, actor = opened(work) if change.opens and not (change.left and change.do is opening) else (None, None)
    return ledger, lambda: change.do(ledger, actor, work)


def crashes(office, tmp_path, name, every=1):
    """Carry the change out with a copy before every write; returns how many writes there were."""
    change = CHANGES[name]
    work = fresh(office, change, tmp_path / "whole")
    ledger, do = sitting(work, change)
    taken = snapshots(work, tmp_path / "kills", do)
    if ledger is not None:
        ledger.close()
    seen = [judge(folder, office[1], change) for folder in taken[:-1:every]]
    if change.ends == "new":
        assert seen == sorted(seen, reverse=True), "once it is new it stays new"
    assert judge(work, office[1], change) == change.ends
    return len(taken) - 1


def failures(office, tmp_path, name, lasting, every=1):
    """Fail the n-th write, n = 1, 2, 3 …; what was told stands."""
    change = CHANGES[name]
    work = fresh(office, change, tmp_path / "count")
    ledger, do = sitting(work, change)
    numbers = points(work, do)
    if ledger is not None:
        ledger.close()
    for number in numbers[::every]:
        work = fresh(office, change, tmp_path / f"f{number}")
        ledger, do = sitting(work, change)
        error = failing(number, work, do, stay=lasting)
        assert error is None or isinstance(error, (KnownError, OSError, DatabaseError)), (name, number, error)
        if ledger is not None:
            with suppress(DatabaseError):
                ledger.close()
        state = judge(work, office[1], change)
        assert state == (change.ends if error is None else "old") or change.do is opening, (name, number, error)
        shutil.rmtree(work)
    return len(numbers)


def is_for(office, name):
    return CHANGES[name].plain or not office[2]


@pytest.mark.parametrize("name", ["leave", "restore over", "opening"])
def test_a_power_cut_before_a_write_leaves_the_old_state_or_the_new(office, tmp_path, name):
    """R-3, R-4"""
    if is_for(office, name):
        crashes(office, tmp_path, name, every=60 if name == "restore over" else 19)


@pytest.mark.parametrize("name", ["reset", "rights"])
def test_a_write_that_fails_leaves_what_was_told(office, tmp_path, name):
    """R-3, R-4"""
    failures(office, tmp_path, name, lasting=True, every=9)


@pytest.mark.acceptance
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", CHANGES)
def test_every_power_cut_leaves_the_old_state_or_the_new(office, tmp_path, name):
    """R-3, R-4"""
    if is_for(office, name):
        assert crashes(office, tmp_path, name) > 1


@pytest.mark.acceptance
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
def test_every_write_that_fails_leaves_what_was_told(office, tmp_path, name, lasting):
    """R-3, R-4"""
    if is_for(office, name):
        assert failures(office, tmp_path, name, lasting) > 3


def test_who_comes_back_comes_in_by_the_new_passphrase(office, tmp_path):
    """R-3"""
    work = shutil.copytree(office[0], tmp_path / "w")
    ledger, actor = opened(work)
    users.deactivate(ledger, actor, "王芳", hand_over_to="管理员")
    users.add(ledger, actor, "王芳（督查科）", [Right.ENTER], FRESH, kdf=TINY)
    ledger.close()
    assert enters(work, "王芳（督查科）", FRESH)
    assert not enters(work, "王芳", HERS)


def with_room_for(size, work):
    """Do something while no file may grow beyond a size, as on a disk that is nearly full."""
    resource = pytest.importorskip("resource", reason="Windows has no limit on the size of a file")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        return work()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_a_change_of_keys_without_room_leaves_the_former_key_says_so_and_is_made_up_for(office, tmp_path, share):
    """R-4: the person has left, nobody else is locked out, work goes on, the next opening tries again."""
    if office[2]:
        pytest.skip("a plain ledger has no key to change")
    work = shutil.copytree(office[0], tmp_path / "w")
    ledger, actor = opened(work)
    former, size = ledger.key, (work / "office.ledger" / "ledger.db").stat().st_size
    ledger.writer.checkpoint(settle=0)
    room = int(size * share) + 60_000  # the action itself and the keys have room, the pages anew have not
    with_room_for(room, partial(leave, ledger, actor, work))
    assert ledger.key == former
    assert "原密钥继续有效" in ledger.told[0]
    users.set_rights(ledger, actor, "管理员", list(Right))
    ledger.close()
    assert not enters(work, "王芳", HERS)
    ledger, _ = opened(work)
    assert ledger.key != former
    assert (ledger.told, ledger.earlier_keys) == ([], (former,))
    ledger.close()


@pytest.mark.acceptance
@pytest.mark.timeout(900)
def test_on_a_disk_of_any_size_who_left_is_out_exactly_where_it_was_told(office, tmp_path):
    """R-3, R-4: 78 sizes, from no room at all to room enough."""
    if office[2]:
        pytest.skip("a plain ledger has no key to change")
    changed = set()
    size = (office[0] / "office.ledger" / "ledger.db").stat().st_size
    for room in range(4096, size * 3, size // 26):
        work = shutil.copytree(office[0], tmp_path / "w")
        ledger, actor = opened(work)
        former = ledger.key
        ledger.writer.checkpoint(settle=0)
        try:
            with_room_for(room, partial(leave, ledger, actor, work))
            told = True
        except (KnownError, OSError, DatabaseError):
            told = False
        assert bool(ledger.told) == (told and ledger.key == former)
        changed.add(ledger.key != former)
        ledger.close()
        assert enters(work, "王芳", HERS) is not told
        assert enters(work, "管理员", SECRET)
        shutil.rmtree(work)
    assert changed == {False, True}


def test_the_lock_of_the_window_asks_whether_the_person_is_still_in_service(office, tmp_path):
    """R-3"""
    work = shutil.copytree(office[0], tmp_path / "w")
    ledger, actor = opened(work)
    users.check_passphrase(ledger, "王芳", HERS)
    users.deactivate(ledger, actor, "王芳", hand_over_to="管理员")
    with pytest.raises(KnownError, match="已停用"):
        users.check_passphrase(ledger, "王芳", HERS)
    ledger.close()


def test_a_user_of_an_encrypted_ledger_without_a_passphrase_unlocks_nothing(office, tmp_path):
    """R-3"""
    work = shutil.copytree(office[0], tmp_path / "w")
    ledger, actor = opened(work)
    users.add(ledger, actor, "钱二", [Right.ENTER])
    if office[2]:
        users.check_passphrase(ledger, "钱二", "")
    else:
        with pytest.raises(KnownError, match="没有可用的口令"):
            users.check_passphrase(ledger, "钱二", "")
    ledger.close()
