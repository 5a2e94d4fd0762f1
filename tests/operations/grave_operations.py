"""The grave operations that are cut off at every write (test_crash_points) and meet a full disk (tests/acceptance/test_full_disk)."""

import shutil

from db import container, digest
from db.keyslots import Kdf
from db.pool import FileState
from desktop.errors import KnownError
from desktop.operations import backups, evidence, ledgers, maintenance, restoring, rounds, units
from desktop.operations.backups import Occasion
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft, add
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.files import take
from desktop.operations.importing.judgement import Options
from desktop.operations.office import put_setting
from desktop.operations.papers import issuing, making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.workshop import Workshop
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Action
from tests.conftest import SteppingClock

TINY, SECRET = Kdf(64, 1, 1), "巡察整改台账口令2026"


def made(place, plain):
    """The office in `w`, with a backup behind which it went on, and what is brought to it: a scan and a list."""
    secrets = {"plain": True} if plain else {"passphrase": SECRET, "recovery_sheet": place / "s.txt"}
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


def fresh(made, folder):
    """A copy to work on, in the place of any former one."""
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
