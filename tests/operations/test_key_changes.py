"""R-3, R-4: whichever write fails or is the last one before a power cut, keys and users end in the old state or the new."""

import shutil
from contextlib import suppress
from functools import partial

import pytest

from db import vault
from db.driver import DatabaseError
from db.keyslots import Kdf
from db.recovery_code import new_code
from desktop.errors import KnownError
from desktop.operations import ledgers, users
from desktop.rules.permissions import Right
from tests import failing
from tests.conftest import SteppingClock

TINY = Kdf(64, 1, 1)
SECRET, HERS, FRESH = "巡察整改台账口令2026", "白云山下记得住的口令", "另一个足够长的新口令"
CLOCK = SteppingClock("2026-06-05T09:00:00")
NEW_CODE = new_code()


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def office(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param) / "office.ledger"
    plain = request.param == "plain"
    secrets = {"plain": True} if plain else {"recovery_sheet": folder.parent / "s.txt"}
    made = ledgers.new_ledger(folder, clock=CLOCK, kdf=TINY, passphrase=SECRET, **secrets)
    users.add(made.ledger, made.actor, "王芳", [Right.ENTER, Right.REVIEW], HERS, kdf=TINY)
    made.ledger.close()
    return folder, made.recovery_code, plain


def enters(folder, name, secret):
    """Whether a person comes in, and by every way alike."""
    came = []
    for way in (ledgers.login, ledgers.open_as, ledgers.read_as):
        try:
            opened = way(folder, name, secret, clock=CLOCK)
        except KnownError:
            came.append(False)
        else:
            (opened[0] if isinstance(opened, tuple) else opened).close()
            came.append(True)
        fresh_tries(folder)
    assert len(set(came)) == 1, (name, came)
    return came[0]


def fresh_tries(folder):
    from dataclasses import replace

    vault.save(folder, replace(vault.load(folder), tries={}))


def by_code(folder, code):
    try:
        ledgers.login_with_recovery(folder, code, clock=CLOCK)[0].close()
    except KnownError:
        return False
    finally:
        fresh_tries(folder)
    return True


def reset(ledger, actor, _code):
    users.set_passphrase(ledger, actor, "王芳", FRESH, kdf=TINY)


def own(ledger, _actor, _code):
    from desktop.operations.entrance import actor_of

    users.change_own_passphrase(ledger, actor_of(users.queries.user(ledger.writer, "王芳")), HERS, FRESH, kdf=TINY)


def add(ledger, actor, _code):
    users.add(ledger, actor, "赵一", [Right.ENTER], FRESH, kdf=TINY)


def leave(ledger, actor, _code):
    users.deactivate(ledger, actor, "王芳")


def recovery(ledger, actor, _code):
    users.new_recovery_code(ledger, actor, NEW_CODE, kdf=TINY)


def of_her(folder, _code):
    return {(True, False): "old", (False, True): "new"}.get(
        (enters(folder, "王芳", HERS), enters(folder, "王芳", FRESH))
    )


def of_the_new_one(folder, _code):
    if ledger_has(folder, "赵一"):
        return "new" if enters(folder, "赵一", FRESH) else None
    if enters(folder, "赵一", FRESH):
        return None
    ledger, actor = ledgers.login(folder, "管理员", SECRET, clock=CLOCK)
    users.add(ledger, actor, "赵一", [Right.ENTER], HERS, kdf=TINY)
    ledger.close()
    return "old" if enters(folder, "赵一", HERS) and not enters(folder, "赵一", FRESH) else None


def of_who_left(folder, _code):
    inside = enters(folder, "王芳", HERS)
    ledger, _ = ledgers.login(folder, "管理员", SECRET, clock=CLOCK)
    row = users.queries.user(ledger.reader, "王芳")
    due = ledger.told
    ledger.close()
    assert due == [], "with room again the change of keys was made up for"
    return "old" if inside and row.active else "new" if not inside and not row.active else None


def of_the_sheet(folder, code):
    return {(True, False): "old", (False, True): "new"}.get((by_code(folder, code), by_code(folder, NEW_CODE)))


def ledger_has(folder, name):
    ledger, _ = ledgers.login(folder, "管理员", SECRET, clock=CLOCK)
    found = users.queries.user(ledger.reader, name) is not None
    ledger.close()
    return found


CHANGES = {"reset": (reset, of_her), "own": (own, of_her), "add": (add, of_the_new_one),
           "leave": (leave, of_who_left), "recovery": (recovery, of_the_sheet)}  # fmt: skip


def judge(folder, code, state_of):
    """Old or new; nobody is locked out, and the keys are settled."""
    assert enters(folder, "管理员", SECRET)
    state = state_of(folder, code)
    assert state in ("old", "new"), state
    box = vault.load(folder)
    assert (box.pending, box.coming) == ((), ())
    return state


def count_points(office, work, operation, monkeypatch):
    """Carry the change out with a copy before every write; returns how many writes there were."""
    folder, code, _ = office
    target = shutil.copytree(folder, work / "whole.ledger")
    with failing.layer(failing.Points(before=failing.snapshots(target, work)), monkeypatch) as points:
        ledger, actor = ledgers.login(target, "管理员", SECRET, clock=CLOCK)
        points.active = True
        operation(ledger, actor, code)
        points.active = False
        ledger.close()
    return points.count


def crashes(office, tmp_path, name, monkeypatch, every=1):
    operation, state_of = CHANGES[name]
    count = count_points(office, tmp_path, operation, monkeypatch)
    assert count > 10
    seen = [judge(tmp_path / f"{n}.ledger", office[1], state_of) for n in range(1, count + 1, every)]
    assert seen == sorted(seen, reverse=True), "once it is new it stays new"
    assert judge(tmp_path / "whole.ledger", office[1], state_of) == "new"
    return count


def failures(office, tmp_path, name, monkeypatch, lasting, every=1):
    """Fail the n-th write, n = 1, 2, 3 … until the change succeeds without meeting a failure."""
    operation, state_of = CHANGES[name]
    number = 1
    while True:
        target = shutil.copytree(office[0], tmp_path / f"f{number}.ledger")
        fails = partial(lambda count, at: count >= at if lasting else count == at, at=number)
        with failing.layer(failing.Points(fails), monkeypatch) as points:
            ledger, actor = ledgers.login(target, "管理员", SECRET, clock=CLOCK)
            points.active = True
            try:
                operation(ledger, actor, office[1])
                told = "new"
            except (KnownError, OSError, DatabaseError):
                told = "old"
            reached = points.count >= number
            points.active = False
            with suppress(DatabaseError):
                ledger.close()
        assert judge(target, office[1], state_of) == told, (name, number)
        shutil.rmtree(target)
        if not reached:
            return number - 1
        number += every


def names_for(office, names):
    return [name for name in names if name != "recovery" or not office[2]]


def test_a_power_cut_before_a_write_leaves_the_old_state_or_the_new(office, tmp_path, monkeypatch):
    """R-3, R-4"""
    crashes(office, tmp_path, "leave", monkeypatch, every=7)


def test_a_write_that_fails_leaves_what_was_told(office, tmp_path, monkeypatch):
    """R-3, R-4"""
    failures(office, tmp_path, "reset", monkeypatch, lasting=True, every=6)


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", CHANGES)
def test_every_power_cut_leaves_the_old_state_or_the_new(office, tmp_path, monkeypatch, name):
    """R-3, R-4"""
    if name in names_for(office, CHANGES):
        crashes(office, tmp_path, name, monkeypatch)


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
def test_every_write_that_fails_leaves_what_was_told(office, tmp_path, monkeypatch, name, lasting):
    """R-3, R-4"""
    if name in names_for(office, CHANGES):
        failures(office, tmp_path, name, monkeypatch, lasting)


def test_who_comes_back_comes_in_by_the_new_passphrase(office, tmp_path):
    """R-3"""
    folder = shutil.copytree(office[0], tmp_path / "office.ledger")
    ledger, actor = ledgers.login(folder, "管理员", SECRET, clock=CLOCK)
    users.deactivate(ledger, actor, "王芳")
    users.add(ledger, actor, "王芳（督查科）", [Right.ENTER], FRESH, kdf=TINY)
    ledger.close()
    assert enters(folder, "王芳（督查科）", FRESH)
    assert not enters(folder, "王芳", HERS)


def with_room_for(folder, size, work):
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
    folder = shutil.copytree(office[0], tmp_path / "office.ledger")
    ledger, actor = ledgers.login(folder, "管理员", SECRET, clock=CLOCK)
    former, size = ledger.key, (folder / "ledger.db").stat().st_size
    ledger.writer.checkpoint(settle=0)
    room = int(size * share) + 60_000  # the action itself and the keys have room, the pages anew have not
    with_room_for(folder, room, lambda: users.deactivate(ledger, actor, "王芳"))
    assert ledger.key == former
    assert "原密钥继续有效" in ledger.told[0]
    users.set_rights(ledger, actor, "管理员", list(Right))
    ledger.close()
    assert not enters(folder, "王芳", HERS)
    ledger, _ = ledgers.login(folder, "管理员", SECRET, clock=CLOCK)
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
    for room in range(4096, 700_000, 9000):
        folder = shutil.copytree(office[0], tmp_path / "office.ledger")
        ledger, actor = ledgers.login(folder, "管理员", SECRET, clock=CLOCK)
        former = ledger.key
        ledger.writer.checkpoint(settle=0)
        try:
            with_room_for(folder, room, partial(users.deactivate, ledger, actor, "王芳"))
            told = True
        except (KnownError, OSError, DatabaseError):
            told = False
        assert bool(ledger.told) == (told and ledger.key == former)
        changed.add(ledger.key != former)
        ledger.close()
        assert enters(folder, "王芳", HERS) is not told
        assert enters(folder, "管理员", SECRET)
        shutil.rmtree(folder)
    assert changed == {False, True}


def test_the_lock_of_the_window_asks_whether_the_person_is_still_in_service(office, tmp_path):
    """R-3"""
    folder = shutil.copytree(office[0], tmp_path / "office.ledger")
    ledger, actor = ledgers.login(folder, "管理员", SECRET, clock=CLOCK)
    users.check_passphrase(ledger, "王芳", HERS)
    users.deactivate(ledger, actor, "王芳")
    with pytest.raises(KnownError, match="已停用"):
        users.check_passphrase(ledger, "王芳", HERS)
    ledger.close()


def test_a_user_of_an_encrypted_ledger_without_a_passphrase_unlocks_nothing(office, tmp_path):
    """R-3"""
    folder = shutil.copytree(office[0], tmp_path / "office.ledger")
    ledger, actor = ledgers.login(folder, "管理员", SECRET, clock=CLOCK)
    users.add(ledger, actor, "钱二", [Right.ENTER])
    if office[2]:
        users.check_passphrase(ledger, "钱二", "")
    else:
        with pytest.raises(KnownError, match="没有可用的口令"):
            users.check_passphrase(ledger, "钱二", "")
    ledger.close()
