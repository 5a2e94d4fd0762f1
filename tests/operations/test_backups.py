"""B1 to B4: backups at their occasions, the external copy, looking in, restoring aside and over, the drill."""

import shutil
from datetime import timedelta

import pytest

from db import backup, digest
from db.keyslots import Kdf
from db.queries import backups as queries
from desktop.errors import KnownError
from desktop.operations import backups, ledgers, restoring, users
from desktop.operations.backups import Occasion
from desktop.operations.change import change
from desktop.rules.permissions import COMMAND_LINE, Action

TINY = Kdf(64, 1, 1)
SECRET = "巡察整改台账口令2026"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    from tests.conftest import SteppingClock

    folder = tmp_path_factory.mktemp("made") / "office.ledger"
    clock = SteppingClock("2026-06-05T09:00:00")
    ledgers.new_ledger(
        folder, clock=clock, kdf=TINY, passphrase=SECRET, recovery_sheet=folder.parent / "s.txt"
    ).ledger.close()
    return folder


@pytest.fixture
def opened(made, tmp_path, clock):
    shutil.copytree(made, tmp_path / "office.ledger")
    ledger, actor = ledgers.login(tmp_path / "office.ledger", "管理员", SECRET, clock=clock)
    yield ledger, actor
    ledger.close()


def enter(ledger, actor, text):
    with change(ledger, actor, Action.EDIT_UNIT, f"录入 {text}") as changes:
        changes.writer.insert("phrase", {"kind": "要求", "text": text})


def phrases(ledger):
    return set(ledger.reader.column("select text from phrase"))


def test_a_backup_is_verified_and_registered(opened):
    ledger, actor = opened
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    row = queries.last_backup(ledger.reader, "local")
    assert (row.sha256, row.verified, row.path) == (answer.sha256, 1, str(answer.path))
    assert answer.registered
    assert answer.path.parent == backups.local_place(ledger.folder)


def test_start_and_exit_back_up_only_where_something_was_entered(opened):
    ledger, actor = opened
    assert backups.back_up_if_changed(ledger, actor, Occasion.START) is not None
    assert backups.back_up_if_changed(ledger, actor, Occasion.EXIT) is None
    enter(ledger, actor, "一句")
    assert backups.back_up_if_changed(ledger, actor, Occasion.EXIT) is not None


def test_a_reading_ledger_is_backed_up_without_an_entry(opened, tmp_path, clock):
    ledger, actor = opened
    reader = ledgers.read_as(ledger.folder, passphrase=SECRET, clock=clock)
    answer = backups.back_up(reader, COMMAND_LINE, Occasion.MANUAL, to=tmp_path / "usb", external=True)
    assert answer.verified
    assert not answer.registered
    reader.close()


def test_the_external_copy_is_asked_for_again_after_a_week_b3(opened, tmp_path, clock):
    ledger, actor = opened
    assert "还没有外置备份" in backups.external_reminder(ledger, clock().date())
    backups.back_up(ledger, actor, Occasion.MANUAL, to=tmp_path / "usb", external=True)
    assert backups.external_reminder(ledger, clock().date()) == ""
    assert "7 天前" in backups.external_reminder(ledger, clock().date() + timedelta(days=7))


def test_backups_do_not_lie_in_the_ledger(opened):
    ledger, actor = opened
    with pytest.raises(KnownError, match="账本文件夹之内"):
        backups.back_up(ledger, actor, Occasion.MANUAL, to=ledger.folder / "b")


def test_looking_in_shows_counts_and_last_changes_beside_todays(opened):
    ledger, actor = opened
    enter(ledger, actor, "一句")
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    look = restoring.look_into(answer.path, restoring.keys_in_hand(ledger), ledger)
    assert look.last_actions[0].title == "录入 一句"
    assert look.sentence() == "此备份 0 条，现账本 0 条。"
    assert len(look.last_actions) == 2


def test_restore_aside_leaves_the_present_ledger_alone(opened, tmp_path, clock):
    ledger, actor = opened
    enter(ledger, actor, "当时")
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    enter(ledger, actor, "后来")
    restored = restoring.restore_aside(answer.path, tmp_path / "aside.ledger", restoring.keys_in_hand(ledger))
    assert restored.sound
    aside, _ = ledgers.login(tmp_path / "aside.ledger", "管理员", SECRET, clock=clock)
    assert "后来" not in phrases(aside)
    assert "后来" in phrases(ledger)
    aside.close()
    with pytest.raises(KnownError, match="已经存在"):
        restoring.restore_aside(answer.path, tmp_path / "aside.ledger", restoring.keys_in_hand(ledger))


def test_replacing_the_present_ledger_backs_it_up_first_and_is_logged(opened, clock):
    ledger, actor = opened
    enter(ledger, actor, "当时")
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    clock.now += timedelta(minutes=1)
    enter(ledger, actor, "后来")
    restored = restoring.replace_present(ledger, actor, answer.path, "误导入")
    assert (restored.folder, ledger.closed) == (ledger.folder, True)
    again, actor = ledgers.login(ledger.folder, "管理员", SECRET, clock=clock)
    assert "后来" not in phrases(again)
    newest = backups.backup.candidates(backups.local_place(ledger.folder), "office")[0]
    with backups.backup.looked_into(newest, again.key) as reader:
        assert "后来" in reader.column("select text from phrase")
    assert again.reader.value("select reason from action where kind = 'back_up' order by id desc") == "误导入"
    assert sorted(path.name for path in ledger.folder.parent.glob("office.*")) == ["office.backups", "office.ledger"]
    again.close()


def test_replacing_needs_the_right_and_a_reason(opened):
    ledger, actor = opened
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    with pytest.raises(KnownError, match="原因"):
        restoring.replace_present(ledger, actor, answer.path, " ")
    with pytest.raises(KnownError, match="权限"):
        restoring.replace_present(ledger, COMMAND_LINE, answer.path, "试试")


def test_a_drill_compares_everything_and_is_recorded(opened, tmp_path, clock):
    ledger, actor = opened
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    drilled = restoring.drill(answer.path, restoring.keys_in_hand(ledger), clock, tmp_path)
    assert drilled.passed
    assert ("单位", 0, 0) in drilled.counts
    assert [restoring.register_drill(ledger, actor, drilled) for _ in range(2)] == [1, 2]
    assert '"passed":true' in queries.drills(ledger.reader)[0].result
    assert not list(tmp_path.glob("drill-*"))


def test_a_drill_with_a_lost_file_fails_and_says_so(opened, tmp_path, clock):
    ledger, actor = opened
    with change(ledger, actor, Action.ADD_EVIDENCE, "佐证") as changes:
        stored = ledger.pool.add(b"scan")
        changes.writer.insert("pool_file", {"sha256": stored.sha256, "size": stored.size})
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    next(backups.local_place(ledger.folder).rglob(stored.sha256)).unlink()
    drilled = restoring.drill(answer.path, restoring.keys_in_hand(ledger), clock, tmp_path)
    assert not drilled.passed
    assert ("佐证文件", 1, 0) in drilled.counts
    assert drilled.faults == ("缺少或损坏佐证文件 1 个",)


def test_a_backup_opens_by_the_passphrase_of_its_time_also_after_the_key_was_changed(opened, tmp_path, clock):
    ledger, actor = opened
    users.add(ledger, actor, "王芳", [], "白云山下记得住的口令", kdf=TINY)
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    before = digest.content_digest(ledger.reader)
    users.deactivate(ledger, actor, "王芳")
    for keys in (restoring.keys_in_hand(ledger), restoring.keys_by_passphrase(answer.path, SECRET)):
        look = restoring.look_into(answer.path, keys)
        assert look.counts["unit"] == 0
    assert digest.content_digest(ledger.reader) == before
    with pytest.raises(KnownError, match="口令打不开"):
        restoring.keys_by_passphrase(answer.path, "不对的口令不对的口令")
    with pytest.raises(KnownError, match="打不开备份"):
        restoring.look_into(answer.path, [b"x" * 32])


def test_a_damaged_backup_and_a_foreign_file_are_answered_by_a_sentence(opened, tmp_path):
    ledger, actor = opened
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    content = bytearray(answer.path.read_bytes())
    content[len(content) // 2] ^= 1
    answer.path.write_bytes(bytes(content))
    with pytest.raises(KnownError, match="已损坏"):
        restoring.look_into(answer.path, restoring.keys_in_hand(ledger))
    (tmp_path / "x.bak").write_bytes(b"short")
    with pytest.raises(KnownError, match="不是本程序的备份"):
        restoring.restore_aside(tmp_path / "x.bak", tmp_path / "y.ledger", ())
    with pytest.raises(KnownError, match="检查文件"):
        restoring.look_into(tmp_path / "none.bak", ())


def test_a_clock_that_went_back_does_not_stop_a_backup(opened, clock):
    ledger, actor = opened
    clock.now -= timedelta(days=1)
    answer = backups.back_up(ledger, actor, Occasion.EXIT)
    assert answer.verified
    assert not answer.registered


def test_a_backup_that_stands_is_told_as_made_also_where_it_cannot_be_registered(opened, tmp_path):
    """S-2"""
    ledger, actor = opened
    (ledger.writer._connection).execute("pragma max_page_count = 1")
    ledger.writer._connection.execute("pragma page_count").fetchone()
    answers = []
    for number in range(60):
        answers.append(backups.back_up(ledger, actor, Occasion.MANUAL, to=tmp_path / f"{number}", external=True))
        if not answers[-1].registered:
            break
    last = answers[-1]
    assert (last.registered, last.verified, last.path.is_file()) == (False, True, True)
    assert "备份已做成" in last.told[0] and "空间不足" in last.told[0]
    ledger.writer._connection.execute("pragma max_page_count = 1000000")


def test_a_restore_takes_each_file_from_wherever_it_is_intact(opened, tmp_path):
    """S-1"""
    ledger, actor = opened
    with change(ledger, actor, Action.ADD_EVIDENCE, "佐证") as changes:
        for content in (b"one", b"two"):
            stored = ledger.pool.add(content)
            changes.writer.insert("pool_file", {"sha256": stored.sha256, "size": stored.size})
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    backups.back_up(ledger, actor, Occasion.MANUAL, to=tmp_path / "usb", external=True)
    beside, own, usb = (
        sorted(folder.glob("??/*"))
        for folder in (backups.local_place(ledger.folder) / "office.files", ledger.files, tmp_path / "usb/office.files")
    )
    for path in (beside[0], own[1], usb[1]):
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    restored = restoring.replace_present(ledger, actor, answer.path, "试")
    assert restored.missing == ()


def test_after_the_key_was_changed_an_old_backup_still_gets_its_files_from_the_present_ledger(opened, tmp_path, clock):
    """S-1: what lies there under a later key is sealed anew for the ledger of then."""
    ledger, actor = opened
    users.add(ledger, actor, "王芳", [], "白云山下记得住的口令", kdf=TINY)
    with change(ledger, actor, Action.ADD_EVIDENCE, "佐证") as changes:
        stored = ledger.pool.add(b"scan")
        changes.writer.insert("pool_file", {"sha256": stored.sha256, "size": stored.size})
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    users.deactivate(ledger, actor, "王芳")
    for pool in (ledger.files, backups.local_place(ledger.folder) / "office.files"):
        (pool / stored.sha256[:2] / stored.sha256).unlink()
    assert ledger.pool.add(b"scan").is_new
    restored = restoring.restore_aside(
        answer.path,
        tmp_path / "then.ledger",
        restoring.keys_in_hand(ledger),
        more_files=restoring.files_at_hand(ledger),
    )
    assert restored.missing == ()
    then, _ = ledgers.login(tmp_path / "then.ledger", "管理员", SECRET, clock=clock)
    assert then.pool.read(stored.sha256) == b"scan"
    then.close()


def test_two_years_of_start_backups_by_a_clock_that_ran_wrong_keep_the_last_ones(opened, clock):
    """S-7"""
    ledger, actor = opened
    for day in range(14):
        clock.set(f"2035-01-{day + 1:02}T09:00:00")
        enter(ledger, actor, f"错{day}")
        backups.back_up(ledger, actor, Occasion.START)
    clock.set("2026-06-05T09:00:00")
    made = [backups.back_up(ledger, actor, Occasion.START).path for _ in range(3)]
    assert all(path.exists() for path in made)
    assert backups.backup.candidates(backups.local_place(ledger.folder), "office")[0] == made[-1]


def test_a_restore_that_lacks_a_file_everywhere_says_so_and_logs_it(opened, clock):
    """S-1"""
    ledger, actor = opened
    with change(ledger, actor, Action.ADD_EVIDENCE, "佐证") as changes:
        stored = ledger.pool.add(b"scan")
        changes.writer.insert("pool_file", {"sha256": stored.sha256, "size": stored.size})
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    for pool in (ledger.files, backups.local_place(ledger.folder) / "office.files"):
        (pool / stored.sha256[:2] / stored.sha256).write_bytes(b"rubbish")
    restored = restoring.replace_present(ledger, actor, answer.path, "试")
    assert "1 份" in restoring.missing_sentence(restored)
    again, _ = ledgers.login(ledger.folder, "管理员", SECRET, clock=clock)
    reason = again.reader.value("select reason from action where title like '从 % 的备份恢复'")
    assert "缺少或损坏文件 1 份" in reason
    again.close()


def test_what_was_healed_stands_in_the_log(opened):
    """S-1: also where the backup was made in passing, before an import or at the end of the day."""
    ledger, actor = opened
    with change(ledger, actor, Action.ADD_EVIDENCE, "佐证") as changes:
        stored = ledger.pool.add(b"scan")
        changes.writer.insert("pool_file", {"sha256": stored.sha256, "size": stored.size})
    backups.back_up(ledger, actor, Occasion.MANUAL)
    ledger.pool.path_of(stored.sha256).write_bytes(b"rubbish")
    backups.back_up(ledger, actor, Occasion.BEFORE_IMPORT)
    assert "完好的一份补好" in ledger.reader.value("select reason from action order by id desc")


@pytest.mark.parametrize(("needed", "free", "told"), [
    (5 * 2**20, 3 * 2**20, ("只剩 3 MB", "约需 6 MB")), (5 * 2**20 - 1, 3 * 2**20 - 1, ("只剩 2 MB", "约需 5 MB")),
    (5000 * 2**20, 3000 * 2**20, ("只剩 3000 MB", "约需 5001 MB")),
])  # fmt: skip
def test_a_disk_without_room_is_told_in_megabytes_that_suffice(opened, monkeypatch, needed, free, told):
    def full(*_given, **_how):
        raise backup.NoSpace(needed, free)

    monkeypatch.setattr(backup, "make", full)
    with pytest.raises(KnownError) as refused:
        backups.back_up(*opened, Occasion.MANUAL)
    assert all(words in str(refused.value) for words in told)


def test_what_was_read_healed_and_lacks_is_told_for_the_command_line(opened):
    ledger, actor = opened
    told = backups.back_up(ledger, actor, Occasion.MANUAL).files_json()
    assert set(told) == {"total", "read", "healed", "damaged"} and told["healed"] == told["damaged"] == []
    assert told["total"] >= told["read"] >= 0
