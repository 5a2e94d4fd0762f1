"""S-2, S-7, S-9: what opening a ledger clears away, refuses and says."""

import subprocess
import sys

import pytest

from db import program_mark
from db.driver import OperationalError
from db.high_water import Mark
from db.store import open_ledger
from db.writer import Writer
from desktop.errors import KnownError
from desktop.host import versions
from desktop.operations import backups, key_changes, ledgers, opening_words

GONE = 2**22 + 1
"""A process number above the system's limit."""


@pytest.fixture
def folder(tmp_path, clock):
    made = ledgers.new_ledger(tmp_path / "[县]台账.ledger", clock=clock, plain=True)
    backups.back_up(made.ledger, made.actor, backups.Occasion.MANUAL)
    made.ledger.close()
    return made.ledger.folder


def leftovers(folder, process):
    local = backups.local_place(folder)
    (folder / "files" / "ab").mkdir()
    (local / "[县]台账.files" / "cd").mkdir(parents=True)
    files = [
        folder / f".ledger.keys.{process}.part",
        folder / "files" / "ab" / f".abcd.{process}.part",
        local / f".[县]台账-20260605-090000.bak.{process}.part",
        local / "[县]台账.files" / "cd" / f".cdef.{process}.part",
    ]
    for path in files:
        path.write_bytes(b"half")
    folders = [
        local / f".backup-{process}-xyz",
        folder.with_name(f".[县]台账.restored-20260605-090000.{process}.part"),
        folder.with_name(f".[县]台账-恢复20260605-0900.ledger.{process}.part"),
    ]
    for path in folders:
        path.mkdir()
        (path / "ledger.db").write_bytes(b"half")
    return [*files, *folders]


def opened_and_closed(folder, clock):
    ledgers.login(folder, ledgers.ADMINISTRATOR, "", clock=clock)[0].close()


def test_what_killed_runs_left_is_cleared_at_the_next_opening(folder, clock):
    """S-7"""
    left = leftovers(folder, GONE)
    opened_and_closed(folder, clock)
    assert [path for path in left if path.exists()] == []
    assert len(list(backups.local_place(folder).glob("*.bak"))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="asked by age there")
def test_what_another_program_is_writing_stays(folder, clock):
    """S-7"""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        left = leftovers(folder, other.pid)
        opened_and_closed(folder, clock)
        assert all(path.exists() for path in left)
        other.communicate(b"\n")


@pytest.mark.skipif(sys.platform == "win32", reason="nobody makes links on Windows without a right")
@pytest.mark.parametrize("name", ["ledger.db", "ledger.keys", "ledger.lock", "files"])
def test_a_link_inside_the_folder_is_refused_in_words(folder, clock, tmp_path, name):
    """S-9"""
    target = tmp_path / "elsewhere"
    (folder / name).rename(target)
    before = target.read_bytes() if target.is_file() else b""
    (folder / name).symlink_to(target)
    for opening in (
        lambda: ledgers.login(folder, ledgers.ADMINISTRATOR, "", clock=clock),
        lambda: ledgers.read_as(folder, clock=clock),
    ):
        with pytest.raises(KnownError, match=f"{name} 是指向别处的链接"):
            opening()
    assert (target.read_bytes() if target.is_file() else b"") == before


@pytest.mark.parametrize(
    "words", ["database or disk is full", "attempt to write a readonly database", "disk I/O error"]
)
def test_a_disk_that_takes_nothing_is_not_called_damage_and_no_restore_is_advised(folder, words):
    """S-2"""
    told = str(opening_words.cannot_open(folder, OperationalError(words)))
    assert "没有打开" in told
    assert "从“系统—备份”恢复" not in told and "已损坏" not in told


def test_a_login_that_the_disk_does_not_take_into_the_log_keeps_nobody_out(folder, clock, monkeypatch):
    """S-2"""
    entering = Writer.insert

    def refused(writer, table, fields):
        if table == "login_record":
            raise OperationalError("database or disk is full")
        return entering(writer, table, fields)

    monkeypatch.setattr(Writer, "insert", refused)
    ledger, _ = ledgers.login(folder, ledgers.ADMINISTRATOR, "", clock=clock)
    assert [told for told in ledger.told if "这次登录没有记入日志" in told and "空间不足" in told]
    assert ledger.reader.value("select count(*) from login_record") == 0
    ledger.close()


def test_whoever_does_not_come_in_leaves_no_lock_behind(folder, clock, monkeypatch):
    """S-2"""

    def broken(ledger):
        raise OperationalError("database disk image is malformed")

    with monkeypatch.context() as patch, pytest.raises(KnownError, match="已损坏"):
        patch.setattr(key_changes, "finish", broken)
        ledgers.login(folder, ledgers.ADMINISTRATOR, "", clock=clock)
    opened_and_closed(folder, clock)


@pytest.mark.parametrize(("seq", "kept"), [(9, 8), (9, 3), (1, 0)])
def test_what_is_missing_at_the_end_of_the_log_is_told_from_which_entry_to_which(seq, kept):
    """S-2"""
    told = opening_words.entries_lost(Mark(seq, "", 0, "2026-06-05T09:00:17", kept))

    assert f"{seq - kept} 条操作日志：第 {kept + 1} 条至第 {seq} 条" in told
    assert "2026-06-05 09:00 登记" in told and "改写" not in told


@pytest.mark.parametrize("kept", [9, 12])
def test_a_last_entry_that_is_another_one_was_rewritten(kept):
    """S-2"""
    told = opening_words.entries_lost(Mark(9, "", 0, "2026-06-05T09:00:17", kept))

    assert "第 9 条" in told and "改写" in told and "缺少" not in told


def written_by(folder, clock, version):
    """A ledger as a later version leaves it."""
    ledger = open_ledger(folder, None, clock)
    ledger.writing().mark(program_mark.number_of(version))
    with ledger.writing().transaction():
        ledger.writing()._connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('ledger', 'm9999_later', 'x')"
        )
    ledger.close()


@pytest.mark.parametrize(("version", "wanted"), [("9.4.0", " 9.4.0 版（或更新）"), ("", "那一版（或更新）")])
@pytest.mark.parametrize("way", ["writing", "reading"])
def test_a_ledger_of_a_later_version_says_which_one_it_needs_and_what_to_do(folder, clock, version, wanted, way):
    written_by(folder, clock, version)
    beside = folder.with_name("[县]台账-更新前20260605.ledger")
    beside.mkdir()
    folder.with_name("县-更新前20260605.ledger").mkdir()

    with pytest.raises(KnownError) as refused:
        if way == "writing":
            ledgers.open_as(folder, "管理员", clock=clock)
        else:
            ledgers.read_as(folder, "管理员", clock=clock)

    said = str(refused.value)
    assert (
        f"请用光盘里{wanted}的安装程序覆盖安装后再打开" in said
        and "账本没有动" in said
        and versions.own_version() in said
    )
    assert f"是旁边的 {beside.name}。" in said


def test_a_new_ledger_and_one_that_was_opened_say_which_version_wrote_them(folder, clock):
    def mark():
        ledger = ledgers.read_as(folder, "管理员", clock=clock)
        found = ledger.reader.value("pragma user_version")
        ledger.close()
        return found

    own = program_mark.number_of(versions.own_version())
    assert mark() == own
    ledger, _actor = ledgers.open_as(folder, "管理员", clock=clock)
    ledger.writing().mark(0)
    ledger.close()
    ledgers.open_as(folder, "管理员", clock=clock)[0].close()
    assert mark() == own
