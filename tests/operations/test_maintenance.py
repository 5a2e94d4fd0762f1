"""A3, B2: the health check finds what is wrong and says where, in plain words."""

import shutil
from datetime import timedelta

import pytest

from db import anchors, audit, vault
from db.driver import connect
from db.queries import backups as queries
from db.store import open_ledger
from desktop.errors import KnownError
from desktop.operations import backups, ledgers, maintenance, restoring
from desktop.operations.backups import Occasion
from desktop.operations.change import ClockWentBack, change
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


def tampered(ledger, *statements):
    ledger.writer.checkpoint(settle=0)
    other = connect(str(ledger.folder / "ledger.db"), isolation_level=None)
    for (name,) in other.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        other.execute(f"drop trigger {name}")
    for statement in statements:
        other.execute(statement)
    other.close()


def kinds(health):
    return {problem.kind for problem in health.problems}


def test_a_sound_ledger_is_well_and_its_height_is_remembered(opened, tmp_path):
    ledger, _ = opened
    high_water = tmp_path / "profile" / "anchors.json"
    health = maintenance.check(ledger, high_water=high_water)
    assert health.as_json() == {"ok": True, "problems": []}
    assert health.findings == 3
    (anchor,) = anchors.known(high_water, maintenance.branch_of(ledger))
    assert anchor.seq == audit.head(ledger.reader).seq == health.log_entries - 1


def test_a_changed_finding_is_named_by_its_number(opened):
    ledger, _ = opened
    tampered(ledger, "update finding set text = '改小了' where id = 2")
    number = ledger.reader.value("select number from finding where id = 2")
    found = [problem for problem in maintenance.check(ledger).problems if problem.kind == "row"]
    assert [problem.where for problem in found] == [f"问题 {number}"]
    assert "text" in found[0].message


def test_dropped_triggers_and_a_changed_schema_are_reported(opened):
    ledger, _ = opened
    tampered(ledger, "drop index finding_round")
    told = maintenance.check(ledger)
    assert kinds(told) == {"schema", "trigger"}
    assert sum(problem.kind == "trigger" for problem in told.problems) == 1, "all triggers gone is one sentence"


def test_a_cut_log_is_noticed_by_a_backup_kept_elsewhere(opened, tmp_path):
    ledger, actor = opened
    backups.back_up(ledger, actor, Occasion.MANUAL, to=tmp_path / "usb", external=True)
    last = ledger.reader.value("select max(action_id) from change_log")
    tampered(
        ledger,
        "delete from backup_record",
        f"delete from change_log where action_id >= {last - 1}",
        f"delete from action where id >= {last - 1}",
        "delete from evidence",
        "delete from pool_file",
    )
    assert maintenance.check(ledger).problems != ()
    found = maintenance.check(ledger, backup_places=[tmp_path / "usb"]).problems
    assert [problem.kind for problem in found if problem.kind == "anchor"] == ["anchor", "anchor"]
    assert "ledger.count" in next(each.where for each in found[::-1] if each.kind == "anchor")
    assert "office-20260605-090000.bak" in next(each.where for each in found if each.kind == "anchor")


def test_an_old_copy_put_in_place_of_the_ledger_is_noticed_by_the_profile(opened, made, tmp_path, clock):
    ledger, actor = opened
    with change(ledger, actor, Action.EDIT_UNIT, "一步"):
        pass
    high_water = tmp_path / "anchors.json"
    maintenance.remember(ledger, high_water)
    ledger.close()
    shutil.rmtree(ledger.folder)
    old = open_ledger(shutil.copytree(made, ledger.folder), None, clock)
    assert kinds(maintenance.check(old, high_water=high_water)) == {"anchor"}
    old.close()


def test_a_restore_explains_the_anchors_of_the_history_it_put_aside(opened, tmp_path, clock):
    ledger, actor = opened
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    clock.now += timedelta(hours=1)
    with change(ledger, actor, Action.EDIT_UNIT, "一步"):
        pass
    high_water = tmp_path / "anchors.json"
    assert maintenance.check(ledger, high_water=high_water).ok
    aside = restoring.restore_aside(answer.path, tmp_path / "aside.ledger", ())
    copy, _ = ledgers.open_as(aside.folder, "管理员", clock=clock)
    assert maintenance.check(copy, high_water=high_water).ok
    copy.close()
    assert maintenance.check(ledger, high_water=high_water).ok
    clock.now += timedelta(minutes=1)
    restoring.replace_present(ledger, actor, answer.path, "误操作")
    again, actor = ledgers.open_as(ledger.folder, "管理员", clock=clock)
    assert maintenance.check(again, high_water=high_water).problems == ()
    again.close()


def test_missing_and_changed_files_are_told_by_name(opened):
    ledger, _ = opened
    path = next((ledger.folder / "files").glob("??/*"))
    path.write_bytes(b"other")
    assert "“会议纪要.pdf”已变动" in maintenance.check(ledger).problems[0].message
    path.unlink()
    assert "“会议纪要.pdf”在 files 文件夹中缺失" in maintenance.check(ledger).problems[0].message


def flip(path):
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))


def test_flips_of_equal_size_are_seen_in_the_ledger_and_beside_every_backup_and_healed_by_the_next(opened, tmp_path):
    """S-1: whichever single copy stays intact, check names the others and one backup makes all whole."""
    ledger, actor = opened
    usb = tmp_path / "usb"
    for _ in range(2):
        backups.back_up(ledger, actor, Occasion.MANUAL)
        backups.back_up(ledger, actor, Occasion.MANUAL, to=usb, external=True)
    pools = (ledger.folder / "files", backups.local_place(ledger.folder) / "office.files", usb / "office.files")
    copies = [next(pool.glob("??/*")) for pool in pools]
    for intact in range(3):
        for number, path in enumerate(copies):
            if number != intact:
                flip(path)
        assert len([each for each in maintenance.check(ledger).problems if each.kind == "file"]) == 2
        answers = [
            backups.back_up(ledger, actor, Occasion.MANUAL),
            backups.back_up(ledger, actor, Occasion.MANUAL, to=usb, external=True),
        ]
        assert all(answer.verified for answer in answers)
        assert sum(len(answer.files.healed) for answer in answers) == 2
        assert all("会议纪要.pdf" in told and "完好" in told for answer in answers for told in answer.told)
        assert maintenance.check(ledger).ok


def test_a_backup_of_a_file_that_is_nowhere_intact_is_not_called_verified(opened):
    """S-1"""
    ledger, actor = opened
    flip(next((ledger.folder / "files").glob("??/*")))
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    assert (answer.verified, len(answer.files.lacking)) == (False, 1)
    assert "会议纪要.pdf" in answer.told[0]
    assert queries.last_backup(ledger.reader, "local").verified == 0


def test_a_check_of_one_backup_file_reads_the_files_beside_it(opened):
    """S-1"""
    ledger, actor = opened
    path = backups.back_up(ledger, actor, Occasion.MANUAL).path
    assert maintenance.check_backup(path).ok
    flip(next((path.parent / "office.files").glob("??/*")))
    assert [each.kind for each in maintenance.check_backup(path).problems] == ["file"]


def test_the_check_at_start_reads_only_what_was_touched_and_still_sees_a_flip(opened):
    """S-6"""
    ledger, actor = opened
    backups.back_up(ledger, actor, Occasion.MANUAL)
    assert maintenance.check(ledger, thorough=False).ok
    flip(next((ledger.folder / "files").glob("??/*")))
    assert kinds(maintenance.check(ledger, thorough=False)) == {"file"}


@pytest.mark.parametrize("missing", [1, 100, 511, 1000, 2000, 3000, 4000, 4095])
def test_a_database_that_lacks_less_than_a_page_is_answered(opened, missing):
    """S-6: every loop of the check goes on or ends."""
    ledger, _ = opened
    ledger.writer.checkpoint(settle=0)
    path = ledger.folder / "ledger.db"
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - missing)
    assert not maintenance.check(ledger).ok


def test_a_check_can_be_stopped(opened):
    """S-6: it never holds up the closing of the window."""
    ledger, _ = opened
    assert kinds(maintenance.check(ledger, stop=lambda: True)) == {"stopped"}


def test_a_damaged_copy_of_the_keys_is_reported(opened):
    ledger, _ = opened
    (ledger.folder / vault.NAMES[1]).write_bytes(b"rubbish")
    assert [problem.where for problem in maintenance.check(ledger).problems] == [vault.NAMES[1]]


def test_rules_of_the_office_are_checked_too(opened):
    ledger, actor = opened
    with change(ledger, actor, Action.EDIT_UNIT, "登记") as changes:
        for _ in range(2):
            changes.writer.insert("letter", {"kind": "reminder_letter", "title": "函", "number": "巡办函〔2026〕1号"})
        changes.writer.update("basis", 2, {"is_default": True})
        event = {"kind": "verify", "verdict_state": "done", "known_on": "2026-06-05"}
        stamp = {"recorded_at": changes.recorded_at, "action_id": changes.action_id}
        changes.writer.insert("finding_event", {"finding_id": 2, "effective_on": "2026-03-01", **event, **stamp})
        changes.writer.insert("finding_event", {"finding_id": 1, "effective_on": "2026-04-01", **event, **stamp})
        changes.writer.update("round_unit", 1, {"feedback_on": "2026-03-10"})
    messages = "".join(problem.message for problem in maintenance.check(ledger).problems)
    assert kinds(maintenance.check(ledger)) == {"rule"}
    for part in ("巡办函〔2026〕1号", "默认口径有 2 个", "销号日期早于反馈日期", "没有佐证"):
        assert part in messages
    assert len(maintenance.check(ledger).problems) == 4


def test_a_backup_file_is_checked_by_itself(opened, tmp_path):
    ledger, actor = opened
    answer = backups.back_up(ledger, actor, Occasion.MANUAL)
    assert maintenance.check_backup(answer.path).ok
    with answer.path.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff\x00\xff")
    assert kinds(maintenance.check_backup(answer.path)) == {"backup"}


def test_a_clock_that_went_back_is_confirmed_once_and_logged(opened, clock):
    ledger, actor = opened
    clock.now -= timedelta(days=1)
    with pytest.raises(ClockWentBack), change(ledger, actor, Action.EDIT_UNIT, "一步"):
        pass
    maintenance.confirm_clock(ledger, actor)
    with change(ledger, actor, Action.EDIT_UNIT, "一步"):
        pass
    title, stamp = ledger.reader.tuples("select title, recorded_at from action order by id desc limit 1 offset 1")[0]
    assert title == "确认本机时间 2026-06-04 09:00 无误"
    assert stamp >= "2026-06-05T09:00:00"


def test_the_file_is_whole_once_no_reader_holds_it_back(opened):
    ledger, actor = opened
    other = ledger.another_reader()
    rows = other._connection.execute("select * from phrase")
    rows.fetchone()
    with change(ledger, actor, Action.EDIT_UNIT, "一步"):
        pass
    assert not maintenance.checkpoint(ledger, pause=0)
    rows.fetchall()
    other.close()
    assert maintenance.checkpoint(ledger)
    assert (ledger.folder / "ledger.db-wal").stat().st_size == 0


def test_a_ledger_that_cannot_be_read_is_answered_by_a_sentence(made, tmp_path, clock):
    folder = shutil.copytree(made, tmp_path / "broken.ledger")
    (folder / "ledger.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(KnownError, match="备份"):
        ledgers.read_as(folder, clock=clock)


def test_a_file_that_broke_while_it_was_open_is_reported(opened):
    ledger, _ = opened
    ledger.writer.checkpoint(settle=0)
    with (ledger.folder / "ledger.db").open("r+b") as file:
        file.write(b"rubbish" * 40)
    assert kinds(maintenance.check(ledger)) == {"database"}
