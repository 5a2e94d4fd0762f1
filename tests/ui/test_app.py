"""The composition root: from the entry to the window, the lock by idleness, the backup of the day, the way out."""

import pytest
from PySide6.QtCore import Qt

from db.driver import connect
from desktop.operations import ledgers
from desktop.ui.app import LOCK_AFTER_MS, Program

PASSPHRASE = "yunling-xuncha-2026"


@pytest.fixture
def program(qtbot, qapp, theme, tmp_path, clock, monkeypatch):
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "home"))
    folder = tmp_path / "云岭县委巡察办.ledger"
    ledgers.new_ledger(folder, clock=clock, plain=True, first_user="王敏", passphrase=PASSPHRASE).ledger.close()
    program = Program(qapp, clock)
    program.folder = folder
    program.open(*ledgers.login(folder, "王敏", PASSPHRASE, clock=clock))
    qtbot.waitUntil(lambda: program.context is not None and not program.context.jobs.running, timeout=20_000)
    yield program
    if program.window is not None:
        program.window.close()
    if program.entry is not None:
        program.entry.close()


def backups_of(program):
    return sorted(program.folder.with_name("云岭县委巡察办.backups").glob("*.bak"))


def test_the_window_opens_with_a_backup_of_the_day_and_says_so(qtbot, program):
    qtbot.waitUntil(lambda: "今天" in program.window.status.local.text(), timeout=10_000)

    assert len(backups_of(program)) == 1
    assert program.window.status.external.text() == "外置备份 还没有"


def test_ten_idle_minutes_lock_the_window_and_a_key_puts_it_off(qtbot, program):
    assert program._idle.interval() == LOCK_AFTER_MS == 600_000
    qtbot.keyClick(program.window, Qt.Key.Key_Shift)
    assert program._idle.remainingTime() > LOCK_AFTER_MS - 5_000

    program._idle.timeout.emit()

    assert program.lock.is_locked and program.window.windowTitle() == "已锁定"


def test_the_person_s_passphrase_unlocks_and_a_wrong_one_does_not(qtbot, program):
    program.lock_now()
    line = program.lock.covers[0].field
    line.line.setText("wrong-wrong-wrong")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "口令不对" in line.notice.text(), timeout=10_000)
    assert program.lock.is_locked

    line.line.setText(PASSPHRASE)
    qtbot.keyClick(line.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not program.lock.is_locked, timeout=10_000)


def test_control_l_locks(qtbot, program):
    qtbot.keyClick(program.window.context_bar.round_chip, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert program.lock.is_locked


def test_changing_the_user_closes_the_ledger_and_asks_again(program):
    program.change_user()

    assert program.window is None and program.context is None
    assert program.entry.isVisible()


def test_closing_the_window_makes_the_ledger_whole_and_free(program, clock):
    program.window.close()

    assert (
        not program.folder.joinpath("ledger.db-wal").exists()
        or program.folder.joinpath("ledger.db-wal").stat().st_size == 0
    )
    again, _actor = ledgers.login(program.folder, "王敏", PASSPHRASE, clock=clock)
    again.close()
    program.window = None


def test_a_ledger_open_for_reading_says_so_writes_nothing_and_can_be_unlocked(qtbot, program, clock):
    program.window.close()
    from desktop.rules.permissions import Actor

    window = program.open(ledgers.read_as(program.folder, "王敏", PASSPHRASE, clock=clock), Actor("王敏", frozenset()))
    assert window.windowTitle().endswith("（只读）")
    assert "只读" in program.context.why_not(None, writes=True)

    program.lock_now()
    program.lock.covers[0].field.line.setText(PASSPHRASE)
    qtbot.keyClick(program.lock.covers[0].field.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not program.lock.is_locked, timeout=10_000)


def test_after_a_power_cut_the_window_says_what_was_saved_last(qtbot, qapp, program, clock):
    """The program noted the ledger as open and did not get to close it."""
    assert str(program.folder) in program.settings.window["open_ledgers"]
    assert not program.window.cut_band.isVisible()
    noted = program.settings
    program.window.close()
    qtbot.waitUntil(lambda: program.context is None)
    assert program.settings.window["open_ledgers"] == []
    program.keep(noted)

    program.open(*ledgers.login(program.folder, "王敏", PASSPHRASE, clock=clock))
    qtbot.waitUntil(lambda: not program.context.jobs.running, timeout=20_000)

    assert program.window.cut_band.isVisible()
    assert "上次没有正常退出" in program.window.cut_band.label.text()


def test_a_ledger_that_was_changed_past_the_program_is_told_at_start_without_a_question(qtbot, program):
    """S-6: the check runs beside the work; what it finds stands red in the status bar."""
    window, context = program.window, program.context
    context.ledger.writer.checkpoint(settle=0)
    other = connect(str(context.ledger.folder / "ledger.db"), isolation_level=None)
    other.execute("drop trigger phrase_insert")
    other.close()
    assert not window.status.health.isVisible()

    program.check_ledger()
    qtbot.waitUntil(lambda: context.health is not None, timeout=20_000)

    assert {problem.kind for problem in context.health.problems} >= {"trigger"}
    assert window.status.health.text() == f"体检发现 {len(context.health.problems)} 处"
    assert not window.status.health.isHidden()
    window.status.health.click()
    assert window.current_key == "system"


def test_a_sound_ledger_is_checked_at_start_in_silence(qtbot, program):
    """S-6"""
    program.check_ledger()
    qtbot.waitUntil(lambda: program.context.health is not None, timeout=20_000)
    assert program.context.health.problems == ()
    assert program.window.status.health.isHidden()


def test_the_check_at_start_does_not_hold_up_the_closing(qtbot, program):
    """S-6"""
    program.check_ledger()
    program.window.close()
    assert program.context is None


def test_the_status_bar_says_when_the_file_is_not_whole(program):
    """S-2: a checkpoint that the disk refuses is no failure of a step, but it is told."""
    status, context = program.window.status, program.context
    context.saved.emit("10:32")
    context.file_whole.emit(False)
    assert status.saved.text() == "已保存 10:32，文件待整理"
    context.file_whole.emit(True)
    assert status.saved.text() == "已保存 10:32"
