"""S-2, S-7, R-3: every write of the grave operations can be the last one, and can find the disk full, in both ciphers.

After a kill there stands the state before or the state after. After a full disk what was told agrees with what stands, the words
say what helps, the lock is free, and a further try goes well.
"""

import shutil

import pytest

from db import container, digest
from db.disk import DiskFault
from db.keyslots import Kdf
from db.pool import FileState
from desktop.errors import KnownError
from desktop.operations import backups, evidence, ledgers, maintenance, restoring, rounds, units
from desktop.operations.backups import Occasion
from desktop.operations.findings import FindingDraft, add
from desktop.operations.importing.files import Wanted, take
from desktop.operations.importing.judgement import Options
from desktop.operations.units import UnitDraft
from tests.conftest import SteppingClock
from tests.crash_points import failing, points, snapshots

TINY, SECRET = Kdf(64, 1, 1), "巡察整改台账口令2026"
STRIDE = 5
"""The gate tries every fifth point; the acceptance run tries all."""


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def made(request, tmp_path_factory):
    place = tmp_path_factory.mktemp("made")
    secrets = {"plain": True} if request.param == "plain" else {"passphrase": SECRET, "recovery_sheet": place / "s.txt"}
    new = ledgers.new_ledger(
        place / "w" / "office.ledger", clock=SteppingClock("2026-06-05T09:00:00"), kdf=TINY, **secrets
    )
    ledger, actor = new.ledger, new.actor
    (unit_id,), _ = units.add(ledger, actor, [UnitDraft("县教育局党组")])
    round_id, _ = rounds.add(ledger, actor, "十五届县委第六轮（常规）", {"feedback_on": "2026-03-10"})
    finding_id = add(ledger, actor, FindingDraft(round_id, unit_id, "问题一"))[0]
    evidence.add_files(ledger, actor, finding_id, [_scan(place, "纪要.pdf")])
    backups.back_up(ledger, actor, Occasion.MANUAL)
    add(ledger, actor, FindingDraft(round_id, unit_id, "备份之后的问题"))
    ledger.close()
    _scan(place / "w", "新佐证.pdf")
    _list(place / "w" / "清单.xlsx")
    return place / "w"


@pytest.fixture
def work(made, tmp_path):
    return _fresh(made, tmp_path / "w")


def _fresh(made, folder):
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(made, folder)


def _scan(place, name):
    path = place / name
    path.write_bytes(name.encode() * 500)
    return path


def _list(path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("问题清单")
        for row, values in enumerate(
            [
                ("序号", "被巡察单位", "问题类别", "存在问题"),
                (1, "县教育局党组", "财务", "甲"),
                (2, "县教育局党组", "财务", "乙"),
            ]
        ):
            for column, value in enumerate(values):
                sheet.write(row, column, value)


def opened(work):
    return ledgers.login(work / "office.ledger", "管理员", SECRET, clock=SteppingClock("2026-06-05T10:00:00"))


def entry(work, ledger, actor):
    add(ledger, actor, FindingDraft(1, 1, "新问题"))


def proof(work, ledger, actor):
    evidence.add_files(ledger, actor, 1, [work / "新佐证.pdf"])


def listing(work, ledger, actor):
    taken = take(
        ledger,
        actor,
        Wanted(work / "清单.xlsx", "finding_list"),
        Options("十五届县委第六轮（常规）", accept_faults=True),
    )
    if not taken.done:
        raise KnownError(taken.complaint)


def backup(work, ledger, actor):
    backups.back_up(ledger, actor, Occasion.MANUAL)


def external(work, ledger, actor):
    backups.back_up(ledger, actor, Occasion.MANUAL, to=work / "usb", external=True)


def replacing(work, ledger, actor):
    (path,) = (work / "office.backups").glob("office-20260605-0900*.bak")
    restoring.replace_present(ledger, actor, path, "误操作")


def aside(work, ledger, actor):
    (path,) = (work / "office.backups").glob("office-20260605-0900*.bak")
    restoring.restore_aside(path, work / "aside.ledger", restoring.keys_in_hand(ledger))


OPERATIONS = (entry, proof, listing, backup, external, replacing, aside)


def run(operation, work):
    """Open, do it, close, as one clerk's sitting."""
    ledger, actor = opened(work)
    try:
        operation(work, ledger, actor)
    finally:
        ledger.close()


def stands(work):
    """What a person finds: the content, whether all is sound, and what the backups are worth."""
    ledger, _actor = opened(work)
    try:
        health = maintenance.check(ledger)
        assert health.problems == ()
        for sha256 in ledger.reader.column("select sha256 from pool_file"):
            assert ledger.pool.state(sha256) is FileState.INTACT
        for place in ("office.backups", "usb"):
            for path in (work / place).glob("*.bak"):
                assert container.manifest_of(path)
                assert maintenance.check_backup(path, restoring.keys_in_hand(ledger)).ok
        return digest.content_digest(ledger.reader), _aside(work)
    finally:
        ledger.close()


def _aside(work):
    return (work / "aside.ledger").is_dir()


def before_and_after(made, work, operation):
    before = stands(_fresh(made, work))
    run(operation, _fresh(made, work))
    return before, stands(work)


def killed_everywhere(made, tmp_path, operation, stride):
    work = tmp_path / "w"
    before, after = before_and_after(made, work, operation)
    taken = snapshots(_fresh(made, work), tmp_path / "kills", lambda: run(operation, work))
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
    assert killed_everywhere(made, tmp_path, operation, 1) > 5


def full_everywhere(made, tmp_path, operation, stride):
    work = tmp_path / "w"
    before, after = before_and_after(made, work, operation)
    tried = points(_fresh(made, work), lambda: run(operation, work))
    for n in tried[::stride]:
        for stay in (False, True):
            error = failing(n, _fresh(made, work), lambda: run(operation, work), stay=stay)
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
