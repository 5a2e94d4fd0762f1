"""S-4, S-5: what was lost at the end of the log is told, anchors never go down, raw edits are found."""

import random
import shutil
from dataclasses import replace

import pytest

from db import audit, digest, vault
from db.driver import DatabaseError, connect
from db.triggers import chain_hash, text_sum
from desktop.errors import KnownError
from desktop.operations import ledgers, maintenance
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.operations import small_office


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return small_office.made(tmp_path_factory.mktemp("made") / "office.ledger")


@pytest.fixture
def opened(made, tmp_path, clock):
    shutil.copytree(made, tmp_path / "office.ledger")
    ledger, actor = ledgers.open_as(tmp_path / "office.ledger", "管理员", clock=clock)
    yield ledger, actor
    ledger.close()


def kinds(health):
    return {problem.kind for problem in health.problems}


# -- the high-water mark beside the database (S-4)


def with_a_live_log(opened, tmp_path, steps=20):
    """A copy of the folder with the last steps in the write-ahead log only, as after a power cut."""
    ledger, actor = opened
    ledger.writer.checkpoint(settle=0)
    for number in range(steps):
        with change(ledger, actor, Action.EDIT_OFFICE, f"第 {number} 步"):
            pass
    return shutil.copytree(ledger.folder, tmp_path / "copy.ledger", ignore=shutil.ignore_patterns("*.lock"))


def test_a_sound_copy_with_a_live_log_says_nothing(opened, tmp_path, clock):
    folder = with_a_live_log(opened, tmp_path)
    copy, _ = ledgers.open_as(folder, "管理员", clock=clock)
    assert (copy.told, maintenance.check(copy).problems) == ([], ())
    copy.close()


def test_a_deleted_log_is_told_with_what_is_missing_and_stays_told(opened, tmp_path, clock):
    """S-4"""
    folder = with_a_live_log(opened, tmp_path)
    (folder / "ledger.db-wal").unlink()
    (folder / "ledger.db-shm").unlink(missing_ok=True)
    for _ in range(2):  # entering goes on, and covers nothing up
        copy, actor = ledgers.open_as(folder, "管理员", clock=clock)
        assert "账本缺少最后登记的 20 条操作日志" in copy.told[0]
        assert "2026-06-05 09:00 登记" in copy.told[0]
        for _ in range(30):
            with change(copy, actor, Action.EDIT_OFFICE, "后来的一步"):
                pass
        assert "anchor" in kinds(maintenance.check(copy))
        copy.close()
    reading = ledgers.read_as(folder, clock=clock)
    assert "缺少" in reading.told[0]
    reading.close()


def flips(opened, tmp_path, clock, count):
    folder = with_a_live_log(opened, tmp_path)
    size = (folder / "ledger.db-wal").stat().st_size
    for seed in range(count):
        broken = shutil.copytree(folder, tmp_path / f"flip{seed}.ledger")
        (broken / "ledger.db-shm").unlink(missing_ok=True)
        with (broken / "ledger.db-wal").open("r+b") as file:
            place = random.Random(seed).randrange(size)
            file.seek(place)
            bit = file.read(1)[0] ^ (1 << seed % 8)
            file.seek(place)
            file.write(bytes([bit]))
        told = maintenance.check(reading := ledgers.read_as(broken, clock=clock)).problems
        assert any("缺少" in problem.message for problem in told), (seed, place)
        assert "缺少" in reading.told[0]
        reading.close()
        shutil.rmtree(broken)


def test_a_flipped_bit_in_the_log_is_told(opened, tmp_path, clock):
    """S-4"""
    flips(opened, tmp_path, clock, 6)


@pytest.mark.acceptance
def test_sixty_flipped_bits_in_the_log_are_told(opened, tmp_path, clock):
    """S-4"""
    flips(opened, tmp_path, clock, 60)


# -- anchors (S-5)


def rewritten(ledger):
    """The log of a ledger written anew from its third entry on, with a chain that holds in itself: what a skilled hand can do."""
    ledger.writer.checkpoint(settle=0)
    other = connect(str(ledger.folder / "ledger.db"), isolation_level=None)
    for (name,) in other.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        other.execute(f"drop trigger {name}")
    other.execute("update action set title = '另一个名目' where id = 1")
    other.execute(
        "update change_log set after = replace(after, '新建账本', '另一个名目'), after_sum = '' where seq > 0"
    )
    previous = ""
    for row in other.execute(
        "select seq, action_id, table_name, row_id, verb, before, after from change_log where seq > 0 order by seq"
    ).fetchall():
        sums = [text_sum(text) for text in row[5:]]
        previous = chain_hash(previous, *row[:5], *sums, "")
        other.execute(
            "update change_log set before_sum = ?, after_sum = ?, hash = ? where seq = ?", (*sums, previous, row[0])
        )
    other.close()


def opened_and_closed(folder, clock, high_water):
    ledger, _ = ledgers.open_as(folder, "管理员", clock=clock)
    maintenance.remember(ledger, high_water)
    ledger.close()


def test_a_log_written_anew_disagrees_with_the_profile_however_often_it_is_opened(opened, tmp_path, clock):
    """S-5: open and close, a forged setting, another folder, the file beside the database thrown away."""
    ledger, _ = opened
    high_water = tmp_path / "profile" / "anchors.json"
    maintenance.remember(ledger, high_water)
    rewritten(ledger)
    ledger.close()
    folder = ledger.folder.rename(tmp_path / "renamed.ledger")
    for _ in range(2):
        opened_and_closed(folder, clock, high_water)
    forged, actor = ledgers.open_as(folder, "管理员", clock=clock)
    with change(forged, actor, Action.EDIT_OFFICE, "伪造") as changes:
        changes.writer.insert("setting", {"name": "restored", "value": '{"at": "2999-01-01", "seq": 0, "hash": ""}'})
    forged.close()
    (folder / "ledger.count").unlink()
    opened_and_closed(folder, clock, high_water)
    last = ledgers.read_as(folder, clock=clock)
    told = maintenance.check(last, high_water=high_water).problems
    assert audit.verify(last.reader) is None
    assert [problem.where for problem in told] == ["anchors.json"]
    last.close()


def test_a_restore_record_put_into_the_keys_by_another_hand_is_not_believed(opened, tmp_path, clock):
    """S-5"""
    ledger, _ = opened
    high_water = tmp_path / "anchors.json"
    maintenance.remember(ledger, high_water)
    box = vault.load(ledger.folder)
    record = {"at": "2999-01-01T00:00:00", "seq": 0, "hash": "", "mark": "ff"}
    vault.save(ledger.folder, replace(box, restores=(record,)))
    assert maintenance.restores_of(ledger) == ()
    assert maintenance.branch_of(ledger) == maintenance.ledger_id(ledger)


def edits(opened, tmp_path, clock, count):
    """Random single changes to the file of a ledger past the program: each is found."""
    ledger, _ = opened
    ledger.writer.checkpoint(settle=0)
    ledger.close()
    for seed in range(count):
        copy = shutil.copytree(ledger.folder, tmp_path / f"edit{seed}.ledger")
        told = edited(copy / "ledger.db", random.Random(seed))
        try:
            reading = ledgers.read_as(copy, clock=clock)
        except KnownError:
            pass  # told at the door
        else:
            assert not maintenance.check(reading).ok, (seed, told)
            reading.close()
        shutil.rmtree(copy)


def edited(path, chance):
    """Change a value, remove a row or copy one; says what was done."""
    other = connect(str(path), isolation_level=None)
    other.execute("pragma foreign_keys = off")
    for (name,) in other.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        if chance.random() < 0.9:
            other.execute(f"drop trigger {name}")
    tables = [name for (name,) in other.execute("select name from sqlite_master where type = 'table'").fetchall()]
    while True:
        table = chance.choice(tables)
        rows = [row[0] for row in other.execute(f"select rowid from [{table}]").fetchall()]
        columns = [row[1] for row in other.execute(f"pragma table_info([{table}])").fetchall()]
        if not rows:
            continue
        row, column = chance.choice(rows), chance.choice(columns)
        statement = chance.choice(
            (
                f"delete from [{table}] where rowid = {row}",
                f"update [{table}] set {column} = {column} || '改' where rowid = {row}",
                f"update [{table}] set {column} = '' where rowid = {row} and {column} <> ''",
                f"update [{table}] set {column} = {column} + 1 where rowid = {row} and typeof({column}) = 'integer'",
                f"update [{table}] set {column} = null where rowid = {row} and {column} is not null",
            )
        )
        try:
            if other.execute(statement).rowcount:
                other.close()
                return statement
        except DatabaseError:
            continue


def test_raw_edits_are_found(opened, tmp_path, clock):
    """S-5"""
    edits(opened, tmp_path, clock, 4)


@pytest.mark.acceptance
@pytest.mark.timeout(900)
def test_two_hundred_raw_edits_are_found(opened, tmp_path, clock):
    """S-5"""
    edits(opened, tmp_path, clock, 200)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("missing", [1, 7, 100, 512, 1024, 2000, 2048, 3000, 3500, 4000, 4090, 4095])
def test_a_file_that_lacks_less_than_a_page_is_told_and_the_check_ends(opened, tmp_path, clock, missing):
    """S-6"""
    ledger, _ = opened
    ledger.close()
    with (ledger.folder / "ledger.db").open("r+b") as file:
        file.truncate((ledger.folder / "ledger.db").stat().st_size - missing)
    try:
        reading = ledgers.read_as(ledger.folder, clock=clock)
    except KnownError:
        return  # told at the door
    assert not maintenance.check(reading).ok
    reading.close()


def test_rows_that_do_not_advance_are_a_fault_and_no_endless_loop():
    """S-6"""
    assert digest.advanced(3, 4) == 4
    with pytest.raises(DatabaseError):
        digest.advanced(4, 4)
