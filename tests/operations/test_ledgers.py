"""B5, E3: making and opening a ledger, the lock, the recovery sheet, failed attempts."""

import os
import shutil
from datetime import datetime, timedelta

import pytest

from db import attempts, lock, vault
from db.keyslots import Kdf
from db.queries import logins
from db.recovery_code import new_code
from desktop.errors import KnownError
from desktop.operations import defaults, doorway, ledgers, users
from desktop.operations.change import change
from desktop.rules.permissions import COMMAND_LINE, Action, Right

TINY = Kdf(64, 1, 1)
SECRET = "巡察整改台账口令2026"


def make(folder, clock, **extra):
    return ledgers.new_ledger(folder, clock=clock, kdf=TINY, **extra)


@pytest.fixture(scope="module")
def encrypted_folder(tmp_path_factory):
    from tests.conftest import SteppingClock

    folder = tmp_path_factory.mktemp("made") / "office.ledger"
    sheet = folder.parent / "恢复单.txt"
    made = make(
        folder, SteppingClock("2026-06-05T09:00:00"), passphrase=SECRET, recovery_sheet=sheet, office="县委巡察办"
    )
    made.ledger.close()
    return folder, made.recovery_code, sheet


@pytest.fixture
def encrypted(encrypted_folder, tmp_path):
    folder = tmp_path / "office.ledger"
    shutil.copytree(encrypted_folder[0], folder)
    return folder


def test_a_new_ledger_has_its_people_and_default_data(tmp_path, clock):
    made = make(tmp_path / "a.ledger", clock, plain=True)
    rows = users.queries.users(made.ledger.reader)
    assert [(row.name, users.rights_of(row)) for row in rows] == [
        ("管理员", frozenset(Right)),
        ("命令行", COMMAND_LINE.rights),
    ]
    for table, name in defaults.FILES.items():
        wanted = len(defaults.rows_of(defaults.FOLDER / name))
        assert made.ledger.reader.value(f"select count(*) from [{table}]") == wanted > 0
    made.ledger.close()


def test_nothing_of_an_encrypted_ledger_can_be_read_without_the_key(encrypted):
    for path in encrypted.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert "县委口径".encode() not in content
            assert not content.startswith(b"SQLite format 3")


def test_login_by_passphrase_gives_ledger_and_person(encrypted, clock):
    assert doorway.user_names(encrypted) == ("管理员",)
    ledger, actor = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    assert actor.rights == frozenset(Right)
    assert not ledger.plain
    ledger.close()


def test_the_sheet_is_kept_outside_the_ledger(encrypted_folder, tmp_path, clock):
    folder, code, sheet = encrypted_folder
    assert all(group in sheet.read_text("utf-8-sig") for group in code.split("-"))
    with pytest.raises(KnownError, match="恢复单不能放在账本文件夹"):
        make(tmp_path / "b.ledger", clock, passphrase=SECRET, recovery_sheet=tmp_path / "b.ledger" / "单.txt")
    assert not (tmp_path / "b.ledger").exists()


def test_an_encrypted_ledger_is_not_made_without_a_sheet_or_with_a_weak_passphrase(tmp_path, clock):
    with pytest.raises(KnownError, match="恢复单"):
        make(tmp_path / "b.ledger", clock, passphrase=SECRET)
    with pytest.raises(KnownError, match="10 个以上"):
        make(tmp_path / "b.ledger", clock, passphrase="短口令", recovery_sheet=tmp_path / "s.txt")


def test_the_window_makes_a_ledger_from_a_code_proven_before(tmp_path, clock):
    code = new_code()
    made = make(tmp_path / "b.ledger", clock, passphrase=SECRET, code=code, first_user="李建国")
    made.ledger.close()
    ledger, actor = ledgers.login_with_recovery(tmp_path / "b.ledger", code.lower(), clock=clock)
    assert actor.rights == {Right.MANAGE}
    ledger.close()


def test_a_forgotten_passphrase_is_reset_by_the_recovery_code(encrypted, encrypted_folder, clock):
    ledger, actor = ledgers.login_with_recovery(encrypted, encrypted_folder[1], clock=clock)
    users.set_passphrase(ledger, actor, "管理员", "另一个足够长的新口令", kdf=TINY)
    ledger.close()
    ledgers.login(encrypted, "管理员", "另一个足够长的新口令", clock=clock)[0].close()
    with pytest.raises(KnownError, match="口令不对"):
        ledgers.login(encrypted, "管理员", SECRET, clock=clock)


def test_a_mistyped_recovery_code_names_the_remedy(encrypted, clock):
    with pytest.raises(KnownError, match="6 组"):
        ledgers.login_with_recovery(encrypted, "ABCDE-12345", clock=clock)


def test_five_wrong_passphrases_wait_ten_minutes_and_are_logged_at_the_next_login(encrypted, clock, monkeypatch):
    """R-7"""
    for _ in range(5):
        with pytest.raises(KnownError, match="口令不对"):
            ledgers.login(encrypted, "管理员", "错误的口令错误的口令", clock=clock)
    with pytest.raises(KnownError, match="09:10 以后"):
        ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    clock.now += timedelta(minutes=10)
    with pytest.raises(KnownError, match="以后再试"):
        ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    later = attempts.uptime() + attempts.WAIT
    monkeypatch.setattr(attempts, "uptime", lambda: later)
    ledger, _ = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    assert ledger.reader.value("select title from action order by id desc") == "登录（此前输错 5 次）"
    rows = logins.logins(ledger.reader, limit=6)
    assert [row.kind for row in rows] == ["entered", *["failed"] * 5]
    assert [row.number for row in rows] == [0, 5, 4, 3, 2, 1]
    ledger.close()
    ledger, _ = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    assert [row.kind for row in logins.logins(ledger.reader, limit=2)] == ["entered", "entered"], "told once"
    ledger.close()


def test_a_wrong_recovery_code_says_so_is_counted_and_logged(encrypted, encrypted_folder, clock):
    """R-7"""
    with pytest.raises(KnownError, match="恢复码不对.*还可试 4 次") as refused:
        ledgers.login_with_recovery(encrypted, new_code(), clock=clock)
    assert "口令" not in str(refused.value)
    ledger, _ = ledgers.login_with_recovery(encrypted, encrypted_folder[1], clock=clock)
    assert [(row.user_name, row.kind) for row in logins.logins(ledger.reader, limit=2)] == [
        ("恢复码", "recovered"),
        ("恢复码", "failed_code"),
    ]
    ledger.close()


def test_an_older_keys_file_put_back_does_not_lower_the_count_unseen(encrypted, clock):
    """R-7"""
    older = {name: (encrypted / name).read_bytes() for name in vault.NAMES}
    for _ in range(3):
        with pytest.raises(KnownError, match="口令不对"):
            ledgers.login(encrypted, "管理员", "错误的口令错误的口令", clock=clock)
    ledgers.login(encrypted, "管理员", SECRET, clock=clock)[0].close()
    for name, content in older.items():
        (encrypted / name).write_bytes(content)
    ledger, _ = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    assert "被改小过" in ledger.told[0]
    assert "count_fell" in [row.kind for row in logins.logins(ledger.reader)]
    ledger.close()


def test_a_second_program_is_told_who_works_and_readers_need_no_lock(encrypted, clock):
    ledger, _ = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    with pytest.raises(ledgers.LedgerInUse, match="账本正由 管理员 在 .* 使用（06月05日 09:00 打开）") as refused:
        ledgers.login(encrypted, "管理员", SECRET, clock=clock, take_over=True)
    assert not refused.value.can_take_over
    ledgers.read_as(encrypted, passphrase=SECRET, clock=clock).close()
    ledger.close()


def test_a_folder_copied_from_another_pc_is_taken_over_after_a_question(encrypted, tmp_path, clock):
    there = lock.Machine("2号机", "bbb")
    ledger, _ = ledgers.login(encrypted, "管理员", SECRET, clock=clock, machine=there)
    copy = tmp_path / "copy.ledger"
    shutil.copytree(encrypted, copy)
    with pytest.raises(ledgers.LedgerInUse, match="2号机") as refused:
        ledgers.login(copy, "管理员", SECRET, clock=clock)
    assert refused.value.can_take_over
    ledgers.login(copy, "管理员", SECRET, clock=clock, take_over=True)[0].close()
    ledger.close()


def test_the_command_line_opens_by_anybodys_passphrase_but_enters_only(encrypted, clock):
    ledger, actor = ledgers.open_as(encrypted, passphrase=SECRET, clock=clock)
    assert actor == COMMAND_LINE
    ledger.close()
    with pytest.raises(KnownError, match="passphrase-file"):
        ledgers.open_as(encrypted, clock=clock)
    with pytest.raises(KnownError, match="没有可以登录的用户"):
        ledgers.open_as(encrypted, "王芳", SECRET, clock=clock)


def test_a_plain_ledger_asks_no_passphrase_of_who_has_none(tmp_path, clock):
    make(tmp_path / "p.ledger", clock, plain=True).ledger.close()
    ledger, actor = ledgers.open_as(tmp_path / "p.ledger", "管理员", clock=clock)
    assert actor.rights == frozenset(Right)
    ledger.close()
    ledgers.read_as(tmp_path / "p.ledger", clock=clock).close()


def test_people_of_a_plain_ledger_come_in_by_passphrase_where_they_have_one(tmp_path, clock):
    """R-6: window and command line, for writing and for reading."""
    made = make(tmp_path / "p.ledger", clock, plain=True)
    users.add(made.ledger, made.actor, "李建国", [Right.ENTER], SECRET, kdf=TINY)
    made.ledger.close()
    folder = made.ledger.folder
    assert doorway.user_names(folder) == ("管理员", "李建国")
    assert [doorway.asks_passphrase(folder, name) for name in ("管理员", "李建国")] == [False, True]
    ledgers.login(folder, "管理员", "", clock=clock)[0].close()
    for way in (ledgers.login, ledgers.open_as, ledgers.read_as):
        with pytest.raises(KnownError, match="口令不对|设有口令"):
            way(folder, "李建国", "", clock=clock)
        opened = way(folder, "李建国", SECRET, clock=clock)
        (opened[0] if isinstance(opened, tuple) else opened).close()
    for name in vault.NAMES:
        (folder / name).unlink()
    for way in (ledgers.open_as, ledgers.read_as):
        with pytest.raises(KnownError, match="口令文件"):
            way(folder, "李建国", "", clock=clock)


def test_a_place_that_suits_no_ledger_is_refused_with_its_reason(tmp_path, encrypted, clock):
    def on_a_share(_):
        return "此位置在网络共享盘上。"

    with pytest.raises(KnownError, match="网络共享"):
        make(tmp_path / "n.ledger", clock, plain=True, place_check=on_a_share)
    with pytest.raises(KnownError, match="网络共享"):
        ledgers.login(encrypted, "管理员", SECRET, clock=clock, place_check=on_a_share)


def test_what_is_no_ledger_is_said(tmp_path, clock):
    with pytest.raises(KnownError, match="不是账本文件夹"):
        ledgers.read_as(tmp_path, clock=clock)
    with pytest.raises(KnownError, match="已经存在"):
        make(tmp_path, clock, plain=True)


def test_keys_of_another_ledger_are_noticed(encrypted, tmp_path, clock):
    other = make(tmp_path / "o.ledger", clock, passphrase=SECRET, recovery_sheet=tmp_path / "s.txt")
    other.ledger.close()
    for name in vault.NAMES:
        shutil.copy(tmp_path / "o.ledger" / name, encrypted / name)
    with pytest.raises(KnownError, match="不配套"):
        ledgers.login(encrypted, "管理员", SECRET, clock=clock)


def test_a_change_of_keys_cut_off_opens_either_way(encrypted, clock):
    ledger, actor = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    prepared, fresh = vault.with_new_key(vault.load(encrypted), ledger.key)
    vault.save(encrypted, prepared)
    stored = ledger.pool.add(b"evidence")
    ledger.close()
    ledger, actor = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    assert vault.load(encrypted).pending == ()
    prepared, fresh = vault.with_new_key(vault.load(encrypted), ledger.key)
    vault.save(encrypted, prepared)
    ledger.change_key(fresh)
    ledger.close()
    ledger, actor = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    assert (ledger.key, vault.load(encrypted).pending) == (fresh, ())
    assert ledger.pool.read(stored.sha256) == b"evidence"
    with change(ledger, actor, Action.EDIT_UNIT, "改"):
        pass
    ledger.close()


def test_a_ledger_of_an_earlier_version_is_backed_up_before_it_is_brought_up_to_date(encrypted, clock, monkeypatch):
    from db import migrations
    from desktop.operations import backups, restoring

    ledger, _ = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    key = ledger.key
    ledger.close()

    def m9999_another_table(db):
        db.execute("create table later (id integer primary key, word text not null default '') strict")

    def schema(_further=None):
        steps = released()
        steps()(m9999_another_table)
        return steps

    released = migrations.schema

    monkeypatch.setattr(migrations, "STEP_NAMES", (*migrations.STEP_NAMES, "m9999_another_table"))
    monkeypatch.setattr(migrations, "schema", schema)
    with pytest.raises(KnownError, match="升级"):
        ledgers.read_as(encrypted, passphrase=SECRET, clock=clock)
    ledger, actor = ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    with change(ledger, actor, Action.EDIT_UNIT, "新表") as changes:
        changes.writer.insert("later", {"word": "一"})
    assert ledger.reader.value("select count(*) from change_log where table_name = 'later'") == 1
    ledger.close()
    (path,) = backups.local_place(encrypted).glob("*.bak")
    assert restoring.look_into(path, [key]).occasion == "before_migration"


def test_opening_for_reading_loads_neither_the_schema_tool_nor_numpy(encrypted):
    import subprocess
    import sys

    code = f"""
import sys
from datetime import datetime
from pathlib import Path
from desktop.operations import ledgers
ledgers.read_as(Path({str(encrypted)!r}), passphrase={SECRET!r}, clock=datetime.now).close()
print([name for name in ("sqlite_utils", "numpy") if name in sys.modules])
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert answer.stdout.strip() == "[]"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_cannot_be_written_is_told_by_a_sentence(encrypted, clock):
    encrypted.chmod(0o500)
    with pytest.raises(KnownError, match="不能写入"):
        ledgers.login(encrypted, "管理员", SECRET, clock=clock)
    encrypted.chmod(0o700)


def test_a_demonstration_that_is_opened_by_a_person_keeps_its_own_day(tmp_path):
    """The login is entered on the day of the demonstration, so that its overdue findings stay as they were shown."""
    from desktop.operations import clocks
    from desktop.operations.office import put_setting

    made = ledgers.new_ledger(tmp_path / "a.ledger", clock=lambda: datetime(2026, 6, 5, 9), plain=True, office="办")
    with change(made.ledger, made.actor, Action.MANAGE_USERS, "演示") as changes:
        put_setting(changes, "demo", "1")
        put_setting(changes, "demo_today", "2026-06-05")
    made.ledger.close()
    opened, _actor = ledgers.open_as(
        tmp_path / "a.ledger", made.actor.name, "", clock=lambda: datetime(2026, 11, 28, 9)
    )
    assert opened.today() == "2026-06-05"
    clocks.keep_own_today(opened)
    assert opened.today() == "2026-06-05"
    opened.close()
