"""B5: a process killed at a random moment loses no confirmed entry and leaves none half (20 in the gate, 300 for acceptance)."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import audit, digest, integrity, vault
from db.keyslots import Kdf
from db.pool import FileState, Pool
from db.store import create_ledger, open_ledger
from desktop.operations import defaults, ledgers, rounds, units
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft, add
from desktop.operations.office import put_setting
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Action
from tests.acceptance.worker import ACTOR, ROWS_OF_AN_IMPORT
from tests.conftest import SteppingClock

ROOT = Path(__file__).resolve().parents[2]
FINDINGS_OF_A_LETTER = 3
KEY = b"k" * 32
CLOCK = SteppingClock("2026-06-05T09:00:00")


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def office(request, tmp_path):
    ledger = create_ledger(tmp_path / "office.ledger", request.param, CLOCK)
    units.add(ledger, ACTOR, [UnitDraft("县教育局党组"), UnitDraft("县民政局党组")])
    rounds.add(ledger, ACTOR, "十五届县委第六轮（常规）", {"feedback_on": "2026-03-18", "plan_due_on": "2026-04-02"})
    with change(ledger, ACTOR, Action.EDIT_UNIT, "新建账本") as changes:
        defaults.put_defaults(changes)
        put_setting(changes, "office", "中共云岭县委巡察工作领导小组办公室")
    for number in range(FINDINGS_OF_A_LETTER):
        add(ledger, ACTOR, FindingDraft(1, 2, f"待发 {number}", first_due_on="2026-09-30", due_kind="date"))
    ledger.close()
    return tmp_path / "office.ledger", request.param


def killed_work(folder, key, mode, seed):
    """Let a worker work, kill it, and return what it had confirmed."""
    command = [sys.executable, "-m", "tests.acceptance.worker", folder, key.hex() if key else "-", mode, str(seed)]
    child = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        encoding="utf-8",
    )
    early = []
    while not early or early[-1] != "entered open -":
        early.append(child.stdout.readline().rstrip("\n"))
        assert early[-1], "the worker ended by itself"
    time.sleep(random.Random(seed).uniform(0.0, 0.12))
    child.kill()
    lines = child.stdout.read().split("\n")
    child.stdout.close()
    assert child.wait() != 1
    return [line.split(" ")[1:] for line in early[:-1] + lines[:-1]]  # a line without its end was not said


def check_sound(folder, key):
    """Everything that can be proved of a ledger; returns it open."""
    ledger = open_ledger(folder, key, CLOCK)
    assert integrity.broken_pages(ledger.reader, encrypted=key is not None) == ()
    assert integrity.broken_references(ledger.reader) == ()
    read = audit.read_log(ledger.reader)
    assert read.broken_at is None
    assert list(audit.rows_against_log(ledger.reader, read)) == []
    return ledger


def check_confirmed(ledger, confirmed):
    for kind, mark in confirmed:
        if kind == "finding":
            assert ledger.reader.value("select count(*) from finding where text like ?", (f"{mark} %",)) == 1
        elif kind == "claim":
            assert ledger.reader.value("select count(*) from finding_event where text = ?", (f"进展 {mark}",)) == 1
        elif kind == "evidence":
            sha256 = ledger.reader.value("select sha256 from evidence where title = ?", (f"佐证 {mark}",))
            assert ledger.pool.state(sha256) is FileState.INTACT
        elif kind == "issue":
            assert ledger.reader.value("select count(*) from letter where number = ?", (mark,)) == 1
        else:
            found = ledger.reader.value("select count(*) from finding where text like ?", (f"{mark} %",))
            assert found == ROWS_OF_AN_IMPORT


def check_whole_actions(ledger):
    """Each action has all its rows: an import all findings, a finding its giving event."""
    for (count,) in ledger.reader.tuples("select count(*) from finding where import_id is not null group by import_id"):
        assert count == ROWS_OF_AN_IMPORT
    assert ledger.reader.value("select count(*) from import_batch where id not in (select import_id from finding)") in (
        0,
        None,
    )
    without = (
        "select count(*) from finding where not exists (select 1 from finding_event where finding_id = finding.id)"
    )
    assert ledger.reader.value(without) == 0
    for letter_id, seq, sha256 in ledger.reader.tuples("select id, seq, sha256 from letter order by id"):
        assert seq == letter_id  # numbers without a gap
        assert ledger.pool.state(sha256) is FileState.INTACT
        listed = ledger.reader.value("select count(*) from letter_finding where letter_id = ?", (letter_id,))
        assert listed == FINDINGS_OF_A_LETTER


def check_none_half(ledger):
    """Each action has all its rows, and each registered file is there."""
    check_whole_actions(ledger)
    for sha256 in ledger.reader.column("select sha256 from pool_file"):
        assert ledger.pool.state(sha256) is FileState.INTACT


def kills(office, mode, count, start=0):
    folder, key = office
    confirmed = []
    for seed in range(start, start + count):
        confirmed += killed_work(folder, key, mode, seed)
        ledger = check_sound(folder, key)
        check_confirmed(ledger, confirmed[-200:])
        check_none_half(ledger)
        ledger.close()
    ledger = check_sound(folder, key)
    check_confirmed(ledger, confirmed)
    ledger.close()
    assert confirmed != []


@pytest.mark.parametrize(("mode", "count"), [("entry", 4), ("import", 3), ("issue", 3)])
def test_nothing_confirmed_is_lost_and_nothing_is_half(office, mode, count):
    kills(office, mode, count)


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("mode", ["entry", "import", "issue"])
def test_three_hundred_kills_lose_nothing(office, mode):
    kills(office, mode, 50, start=1000)


def kills_of_a_change_of_keys(tmp_path, count):
    """The passphrase opens the ledger whenever the change was cut off, and nothing is lost."""
    secret = "巡察整改台账口令2026"
    made = ledgers.new_ledger(
        tmp_path / "o.ledger", clock=CLOCK, kdf=Kdf(64, 1, 1), passphrase=secret, recovery_sheet=tmp_path / "s.txt"
    )
    before, key = digest.content_digest(made.ledger.reader), made.ledger.key
    made.ledger.close()
    seen = {key}
    for seed in range(count):
        killed_work(made.ledger.folder, key, "rekey", seed)
        ledger, _ = ledgers.login(made.ledger.folder, "管理员", secret, clock=CLOCK)
        assert digest.content_digest(ledger.reader) == before
        assert vault.load(ledger.folder).pending == ()
        key = ledger.key
        seen |= {key, *ledger.earlier_keys}
        ledger.close()
        check_sound(ledger.folder, key).close()
    assert len(seen) > count


def test_a_change_of_keys_cut_off_by_a_kill_loses_nothing(tmp_path):
    kills_of_a_change_of_keys(tmp_path, 3)


@pytest.mark.acceptance
@pytest.mark.timeout(900)
def test_forty_changes_of_keys_cut_off_by_a_kill_lose_nothing(tmp_path):
    kills_of_a_change_of_keys(tmp_path, 40)


def with_cut_logs(office, tmp_path, count):
    """Cut the write-ahead log of copies at random bytes: what was confirmed before the cut is there, nothing is half."""
    folder, key = office
    ledger = open_ledger(folder, key, CLOCK)
    wal = folder / "ledger.db-wal"
    grown = []
    for number in range(12):
        add(ledger, ACTOR, FindingDraft(1, 1, f"c{number} 问题"))
        grown.append(wal.stat().st_size)
    for seed in range(count):
        copy = tmp_path / f"copy{seed}.ledger"
        shutil.copytree(folder, copy)
        cut = random.Random(seed).randrange(grown[-1] + 1)
        with (copy / "ledger.db-wal").open("r+b") as file:
            file.truncate(cut)
        opened = check_sound(copy, key)
        check_none_half(opened)
        texts = set(opened.reader.column("select text from finding where text like 'c%'"))
        assert texts == {f"c{number} 问题" for number, size in enumerate(grown) if size <= cut}
        opened.close()
        shutil.rmtree(copy)
    ledger.close()


def test_a_log_cut_at_a_random_byte_keeps_what_was_confirmed_before(office, tmp_path):
    with_cut_logs(office, tmp_path, 5)


@pytest.mark.acceptance
@pytest.mark.timeout(900)
def test_a_hundred_cut_logs_keep_what_was_confirmed_before(office, tmp_path):
    with_cut_logs(office, tmp_path, 100)


def copies_of_a_working_ledger(office, tmp_path, count):
    """Copy the folder file by file, as people do, while a process writes; files that were there before are in the copy."""
    folder, key = office
    command = [sys.executable, "-m", "tests.acceptance.worker", folder, key.hex() if key else "-", "entry", "7"]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        for _ in range(4):
            child.stdout.readline()
        for number in range(count):
            copy = tmp_path / f"copy{number}.ledger"
            before = Pool(folder / "files", key).hashes()
            shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".*.part"))
            opened = check_sound(copy, key)
            check_whole_actions(opened)
            assert all(opened.pool.state(sha256) is FileState.INTACT for sha256 in before)
            opened.close()
            shutil.rmtree(copy)
    finally:
        child.kill()
        child.communicate()


def test_the_folder_copied_while_a_process_writes_opens_elsewhere(office, tmp_path):
    copies_of_a_working_ledger(office, tmp_path, 3)


@pytest.mark.acceptance
@pytest.mark.timeout(900)
def test_forty_copies_of_a_working_ledger_all_open_elsewhere(office, tmp_path):
    copies_of_a_working_ledger(office, tmp_path, 40)
