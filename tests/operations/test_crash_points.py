"""S-2, S-7, R-3: every write of the grave operations can be the last one, and can find the disk full, in both ciphers.

After a kill there stands the state before or the state after. After a full disk what was told agrees with what stands, the words
say what helps, the lock is free, and a further try goes well.
"""

import json
import shutil
import zipfile

import pytest

from db import container, digest
from db.disk import DiskFault
from db.driver import connect
from db.keyslots import Kdf
from db.pool import FileState, Pool
from db.store import open_ledger
from desktop.errors import KnownError
from desktop.operations import backups, evidence, ledgers, maintenance, restoring, rounds, units
from desktop.operations.backups import Occasion
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft, add
from desktop.operations.importing.files import Wanted, take
from desktop.operations.importing.judgement import Options
from desktop.operations.office import put_setting
from desktop.operations.papers import issuing, making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.workshop import Workshop
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Action
from tests.conftest import SteppingClock
from tests.crash_points import failing, points, snapshots
from tests.test_upgrade import RELEASES

TINY, SECRET = Kdf(64, 1, 1), "巡察整改台账口令2026"
CLOCK = SteppingClock("2026-06-06T09:00:00")
STRIDE, OF_A_MAKING = 9, 90
"""The gate tries every ninth point (making a ledger has hundreds); the acceptance run tries all."""


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def made(request, tmp_path_factory):
    place = tmp_path_factory.mktemp("made")
    secrets = {"plain": True} if request.param == "plain" else {"passphrase": SECRET, "recovery_sheet": place / "s.txt"}
    new = ledgers.new_ledger(
        place / "w" / "office.ledger", clock=SteppingClock("2026-06-05T09:00:00"), kdf=TINY, **secrets
    )
    ledger, actor = new.ledger, new.actor
    (unit_id, other), _ = units.add(ledger, actor, [UnitDraft("县教育局党组"), UnitDraft("县民政局党组")])
    days = {"feedback_on": "2026-03-10", "plan_due_on": "2026-04-02"}
    round_id, _ = rounds.add(ledger, actor, "十五届县委第六轮（常规）", days)
    with change(ledger, actor, Action.EDIT_OFFICE, "单位") as changes:
        put_setting(changes, "office", "中共云岭县委巡察工作领导小组办公室")
    add(ledger, actor, FindingDraft(round_id, other, "待发", first_due_on="2026-09-30", due_kind="date"))
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


def issue(work, ledger, actor):
    today = ledger.clock().date()
    gathered = making.gather(ledger.writing(), Request("unit_finding_list", today, today, 1, (2,)))
    bare = ("联系人", "联系电话", "机关代字")
    (made,) = issuing.issue(ledger, actor, Workshop(ledger), gathered, work / "out", waived=bare)
    assert made.unwritten or made.path.is_file()


OPERATIONS = (entry, proof, listing, backup, external, replacing, aside, issue)


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
        letters = ledger.reader.tuples("select number, sha256 from letter order by id")
        return digest.content_digest(ledger.reader), _aside(work), [number for number, _ in letters]
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


def _new(work, secrets):
    clock = SteppingClock("2026-06-05T09:00:00")
    ledgers.new_ledger(work / "office.ledger", clock=clock, kdf=TINY, **secrets(work)).ledger.close()


def _plain(_work):
    return {"plain": True}


def _encrypted(work):
    return {"passphrase": SECRET, "recovery_sheet": work / "恢复单.txt"}


def made_whole_or_again(tmp_path, secrets, stride):
    work = tmp_path / "w"
    work.mkdir()
    taken = snapshots(work, tmp_path / "kills", lambda: _new(work, secrets))
    for folder in [*taken[::stride], *taken[-6:]]:
        names = _names_or_none(folder)
        if names is None:
            _new(folder, secrets)
        assert stands(folder)


@pytest.mark.parametrize("secrets", [_plain, _encrypted])
def test_a_ledger_is_made_whole_or_can_be_made_again(tmp_path, secrets):
    made_whole_or_again(tmp_path, secrets, OF_A_MAKING)


def _names_or_none(work):
    try:
        return ledgers.user_names(work / "office.ledger")
    except KnownError:
        return None


def made_or_told(tmp_path, secrets, stride):
    (tmp_path / "count").mkdir()
    for n in points(tmp_path, lambda: _new(tmp_path / "count", secrets))[::stride]:
        for stay in (False, True):
            work = tmp_path / f"{n}{stay}"
            work.mkdir()
            error = failing(n, tmp_path, lambda work=work: _new(work, secrets), stay=stay)
            if error is not None:
                assert isinstance(error, KnownError) and "空间" in str(error), (n, stay, repr(error))
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
@pytest.mark.parametrize("secrets", [_plain, _encrypted])
def test_every_write_of_a_making_is_tried(tmp_path, secrets):
    for name, law in (("kills", made_whole_or_again), ("full", made_or_told)):
        (tmp_path / name).mkdir()
        law(tmp_path / name, secrets, 1)


@pytest.mark.acceptance
@pytest.mark.parametrize("release", RELEASES, ids=[path.stem for path in RELEASES])
@pytest.mark.parametrize("cipher", ["plain", "encrypted"])
def test_an_upgrade_that_is_cut_off_or_meets_a_full_disk_is_done_by_the_next_opening(release, cipher, tmp_path):
    work = tmp_path / "w"
    with zipfile.ZipFile(release) as archive:
        archive.extractall(work)
    key = None if cipher == "plain" else enciphered(work / "office.ledger")
    says = json.loads(release.with_suffix(".json").read_text("utf-8"))
    shutil.copytree(work, tmp_path / "former")

    def upgrade(folder=work):
        made = backups.before_migration(folder / "office.ledger", CLOCK)
        open_ledger(folder / "office.ledger", key, CLOCK, before_migration=lambda: made(key)).close()

    taken = snapshots(work, tmp_path / "kills", upgrade)
    for folder in [*taken[::STRIDE], *taken[-3:]]:
        upgrade(folder)
        assert of_release(folder, key) == says["content_digest"]
    for n in range(1, len(taken), STRIDE):
        folder = shutil.copytree(tmp_path / "former", tmp_path / f"full{n}")
        failing(n, folder, lambda folder=folder: upgrade(folder))
        upgrade(folder)
        assert of_release(folder, key) == says["content_digest"]


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
