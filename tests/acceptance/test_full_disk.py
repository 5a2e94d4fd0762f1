"""S-2: a disk that is really full: a small file system in memory, work until it takes no more, and everything told stands."""

import os
import shutil
import subprocess
import sys
from datetime import datetime

import pytest

from db.disk import DiskFault
from db.keyslots import Kdf
from db.pool import FileState
from desktop.errors import KnownError
from desktop.operations import backups, evidence, ledgers, maintenance, rounds, units
from desktop.operations.backups import Occasion
from desktop.operations.findings import FindingDraft, add
from desktop.operations.units import UnitDraft
from tests.operations import grave_operations
from tests.operations.grave_operations import OPERATIONS, run, stands

SECRET = "巡察整改台账口令2026"
LEFT = (0, 4096, 20_000, 60_000, 120_000, 300_000, 700_000)


def clock():
    return datetime(2026, 6, 5, 9)


@pytest.fixture
def small_disk(tmp_path):
    """Twelve megabytes; needs the right to mount."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs the right to mount a file system")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this system does not let us mount")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def filled_up(place, left):
    """Take all room but so many bytes."""
    free = os.statvfs(place)
    (place / "ballast").write_bytes(b"\0" * max(0, free.f_bavail * free.f_bsize - left))


@pytest.fixture(scope="module", params=[True, False], ids=["plain", "encrypted"])
def made(request, tmp_path_factory):
    return grave_operations.made(tmp_path_factory.mktemp("made"), request.param)


@pytest.mark.acceptance
@pytest.mark.timeout(600)
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("left", LEFT)
def test_a_grave_operation_on_a_full_disk_is_told_and_what_is_told_stands(small_disk, made, tmp_path, left, operation):
    """S-2: 8 operations with 7 sizes of room in both ciphers, 112 points; with room again each goes well."""
    work = shutil.copytree(made, small_disk / "w")
    before = stands(work)
    shutil.rmtree(work)
    shutil.copytree(made, work)
    filled_up(small_disk, left)
    told = attempt(lambda: run(operation, work))
    (small_disk / "ballast").unlink()
    after = stands(work)
    copy = shutil.copytree(made, tmp_path / "again")
    run(operation, copy)
    done = stands(copy)
    assert after == (done if told else before)
    if not told:
        moved = shutil.copytree(work, tmp_path / "moved")  # to a disk with room
        run(operation, moved)
        assert stands(moved) == done


def attempt(work):
    try:
        work()
    except KnownError as error:
        assert error.kind == DiskFault.FULL, str(error)
        assert "空间" in str(error) or "只剩" in str(error)
        return False
    return True


@pytest.mark.acceptance
@pytest.mark.timeout(600)
@pytest.mark.parametrize("left", LEFT)
@pytest.mark.parametrize("plain", [True, False])
def test_work_on_a_disk_that_fills_up_ends_in_words_and_loses_nothing(small_disk, tmp_path, left, plain):
    folder = small_disk / "office.ledger"
    secrets = {"plain": True} if plain else {"passphrase": SECRET, "recovery_sheet": tmp_path / "s.txt"}
    new = ledgers.new_ledger(folder, clock=clock, kdf=Kdf(64, 1, 1), **secrets)
    ledger, actor = new.ledger, new.actor
    (unit_id,), _ = units.add(ledger, actor, [UnitDraft("县教育局党组")])
    round_id, _ = rounds.add(ledger, actor, "十五届县委第六轮（常规）", {"feedback_on": "2026-03-10"})
    first = add(ledger, actor, FindingDraft(round_id, unit_id, "第一条"))[0]
    scan = tmp_path / "scan.pdf"
    filled_up(small_disk, left)
    entered, files = 1, 0
    for number in range(40):
        entered += attempt(
            lambda number=number: add(ledger, actor, FindingDraft(round_id, unit_id, f"{number}" * 3000))
        )
        scan.write_bytes(f"{number}".encode() * 20_000)
        files += attempt(lambda: evidence.add_files(ledger, actor, first, [scan]))
    assert not attempt(lambda: backups.back_up(ledger, actor, Occasion.MANUAL))
    assert backups.back_up(ledger, actor, Occasion.MANUAL, to=tmp_path / "usb", external=True).verified
    ledger.close()
    again, actor = (None, None)
    try:
        again, actor = ledgers.login(folder, "管理员", SECRET, clock=clock)
    except KnownError as error:
        assert error.kind == DiskFault.FULL and "不需要恢复" in str(error), str(error)
    if again is not None:
        again.close()
    (small_disk / "ballast").unlink()
    again, actor = ledgers.login(folder, "管理员", SECRET, clock=clock)
    assert again.reader.value("select count(*) from finding") == entered
    assert again.reader.value("select count(*) from evidence") == files
    for sha256 in again.reader.column("select sha256 from pool_file"):
        assert again.pool.state(sha256) is FileState.INTACT
    assert maintenance.check(again).problems == ()
    add(again, actor, FindingDraft(round_id, unit_id, "又有空间了"))
    again.close()
