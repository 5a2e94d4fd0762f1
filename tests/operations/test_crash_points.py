"""S-2, S-7, R-3: every write of the grave operations can be the last one, and can find the disk full, in both ciphers.

After a kill there stands the state before or the state after. After a full disk what was told agrees with what stands, the words
say what helps, the lock is free, and a further try goes well.
"""

import json
import shutil
import zipfile

import pytest

from db import digest
from db.disk import DiskFault
from db.driver import connect
from db.pool import Pool
from db.store import open_ledger
from desktop.errors import KnownError
from desktop.operations import backups, doorway, ledgers
from tests.conftest import SteppingClock
from tests.crash_points import failing, points, snapshots
from tests.operations import grave_operations
from tests.operations.grave_operations import OPERATIONS, SECRET, TINY, backup, external, fresh, run, stands
from tests.test_upgrade import RELEASES

CLOCK = SteppingClock("2026-06-06T09:00:00")
STRIDE, OF_A_MAKING = 9, 90
PARTS = 6
"""A making has a write for each table of the schema: each long test tries every sixth, all of them together every one."""
"""The gate tries every ninth point (making a ledger has hundreds); the acceptance run tries all."""


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def made(request, tmp_path_factory):
    return grave_operations.made(tmp_path_factory.mktemp("made"), request.param == "plain")


def before_and_after(made, work, operation):
    before = stands(fresh(made, work))
    run(operation, fresh(made, work))
    return before, stands(work)


def killed_everywhere(made, tmp_path, operation, stride):
    work = tmp_path / "w"
    before, after = before_and_after(made, work, operation)
    taken = snapshots(fresh(made, work), tmp_path / "kills", lambda: run(operation, work))
    for folder in [*taken[::stride], *taken[-3:]]:
        shutil.rmtree(work)
        shutil.copytree(folder, work)
        assert stands(work) in (before, after), folder.name
        left = [path.name for path in work.iterdir() if ".restored-" in path.name or ".replaced-" in path.name]
        assert left == [], folder.name
    assert before != after or operation in (backup, external)
    return len(taken)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_kill_at_any_write_leaves_the_state_before_or_after(made, tmp_path, operation):
    killed_everywhere(made, tmp_path, operation, STRIDE)


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_kill_at_every_write_leaves_the_state_before_or_after(made, tmp_path, operation):
    assert killed_everywhere(made, tmp_path, operation, 1) > 2


def full_everywhere(made, tmp_path, operation, stride):
    work = tmp_path / "w"
    before, after = before_and_after(made, work, operation)
    tried = points(fresh(made, work), lambda: run(operation, work))
    for n in tried[::stride]:
        for stay in (False, True):
            error = failing(n, fresh(made, work), lambda: run(operation, work), stay=stay)
            assert error is None or isinstance(error, KnownError), (n, stay, repr(error))
            if error is not None:
                assert str(error.kind) == DiskFault.FULL, (n, stay, str(error))
                assert "空间" in str(error) and "损坏" not in str(error).replace("没有损坏", ""), (n, str(error))
                assert "恢复" not in str(error).replace("不需要恢复", "").replace("没有恢复", ""), (n, str(error))
            assert stands(work) == (after if error is None else before), (n, stay, str(error))
    return len(tried)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_full_disk_is_told_and_what_is_told_stands(made, tmp_path, operation):
    full_everywhere(made, tmp_path, operation, STRIDE)


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_disk_full_at_every_write_is_told_and_what_is_told_stands(made, tmp_path, operation):
    assert full_everywhere(made, tmp_path, operation, 1) > 5


def _new(work, secrets):
    clock = SteppingClock("2026-06-05T09:00:00")
    ledgers.new_ledger(work / "office.ledger", clock=clock, kdf=TINY, **secrets(work)).ledger.close()


def _plain(_work):
    return {"plain": True}


def _encrypted(work):
    return {"passphrase": SECRET, "recovery_sheet": work / "恢复单.txt"}


def made_whole_or_again(tmp_path, secrets, stride, first=0):
    work = tmp_path / "w"
    work.mkdir()
    taken = snapshots(work, tmp_path / "kills", lambda: _new(work, secrets))
    for folder in [*taken[first::stride], *taken[-6:]]:
        names = _names_or_none(folder)
        if names is None:
            _new(folder, secrets)
        assert stands(folder)


@pytest.mark.parametrize("secrets", [_plain, _encrypted])
def test_a_ledger_is_made_whole_or_can_be_made_again(tmp_path, secrets):
    made_whole_or_again(tmp_path, secrets, OF_A_MAKING)


def _names_or_none(work):
    try:
        return doorway.user_names(work / "office.ledger")
    except KnownError:
        return None


def made_or_told(tmp_path, secrets, stride, first=0):
    (tmp_path / "count").mkdir()
    for n in points(tmp_path, lambda: _new(tmp_path / "count", secrets))[first::stride]:
        for stay in (False, True):
            work = tmp_path / f"{n}{stay}"
            work.mkdir()
            error = failing(n, tmp_path, lambda work=work: _new(work, secrets), stay=stay)
            if error is not None:
                told = isinstance(error, KnownError) and any(word in str(error) for word in ("空间", "磁盘已满"))
                assert told, (n, stay, repr(error))
                assert not (work / "office.ledger").exists(), (n, stay)
                shutil.rmtree(work)
                work.mkdir()
                _new(work, secrets)
            assert stands(work)


@pytest.mark.parametrize("secrets", [_plain, _encrypted])
def test_a_disk_full_while_a_ledger_is_made_leaves_none_and_is_told(tmp_path, secrets):
    made_or_told(tmp_path, secrets, OF_A_MAKING)


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("secrets", [_plain, _encrypted])
def test_every_write_of_a_making_is_tried(tmp_path, secrets, part):
    for name, law in (("kills", made_whole_or_again), ("full", made_or_told)):
        (tmp_path / name).mkdir()
        law(tmp_path / name, secrets, PARTS, part)


@pytest.mark.acceptance
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("release", RELEASES, ids=[path.stem for path in RELEASES])
@pytest.mark.parametrize("cipher", ["plain", "encrypted"])
def test_an_upgrade_that_is_cut_off_or_meets_a_full_disk_is_done_by_the_next_opening(release, cipher, tmp_path):
    work = tmp_path / "w"
    with zipfile.ZipFile(release) as archive:
        archive.extractall(work)
    key = None if cipher == "plain" else enciphered(work / "office.ledger")
    says = json.loads(release.with_suffix(".json").read_text("utf-8"))
    former = shutil.copytree(work, tmp_path / "former")

    def upgrade(folder=work):
        made = backups.before_migration(folder / "office.ledger", CLOCK)
        open_ledger(folder / "office.ledger", key, CLOCK, before_migration=lambda: made(key)).close()

    for folder in snapshots(work, tmp_path / "kills", upgrade):
        upgrade(folder)
        assert of_release(folder, key) == says["content_digest"]
    numbers = points(fresh(former, work), upgrade)
    for n in numbers[::STRIDE]:
        for stay in (False, True):
            failing(n, fresh(former, work), upgrade, stay=stay)
            upgrade()
            assert of_release(work, key) == says["content_digest"]


def of_release(work, key):
    ledger = open_ledger(work / "office.ledger", key, CLOCK)
    try:
        return digest.content_digest(ledger.reader)
    finally:
        ledger.close()


def enciphered(folder):
    """A former ledger under a cipher: its database and its files."""
    key, plain = b"k" * 32, connect(str(folder / "ledger.db"), isolation_level=None)
    plain.execute(f"attach database ? as sealed key \"x'{key.hex()}'\"", (str(folder / "sealed.db"),))
    plain.execute("select sqlcipher_export('sealed')").fetchall()
    plain.close()
    (folder / "sealed.db").replace(folder / "ledger.db")
    former, sealed = Pool(folder / "files", None), Pool(folder / "sealed", key)
    for sha256 in former.hashes():
        sealed.add(former.read(sha256))
    shutil.rmtree(folder / "files")
    (folder / "sealed").rename(folder / "files")
    return key
