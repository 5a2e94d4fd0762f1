"""The composition root: from the entry to the window, the lock by idleness, the backup of the day, the way out."""

import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from db.driver import connect
from db.queries import drafts
from desktop.operations import doorway, ledgers, users
from desktop.operations.demonstration import again
from desktop.rules.permissions import Action, Actor, Right
from desktop.ui.app import LOCK_AFTER_MS, Program
from desktop.ui.entry.login_page import LoginPage
from desktop.ui.frame.closing_sheet import ClosingSheet
from desktop.ui.frame.seat_dialog import SeatDialog
from tests.ui.chinese_words import wrong_words
from tests.ui.office import an_office, next_dialog, settled
from tests.ui.shown_texts import shown_texts

PASSPHRASE = "yunling-xuncha-2026"
OTHER_PASSPHRASE = "another-passphrase-2026"


@pytest.fixture
def program(qtbot, qapp, theme, tmp_path, clock, monkeypatch):
    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "home"))
    folder = tmp_path / "云岭县委巡察办.ledger"
    ledgers.new_ledger(folder, clock=clock, plain=True, first_user="王敏", passphrase=PASSPHRASE).ledger.close()
    program = Program(qapp, clock)
    program.folder = folder
    program.open(*ledgers.login(folder, "王敏", PASSPHRASE, clock=clock))
    qtbot.waitUntil(
        lambda: program.context is not None and not (program.context.jobs.running or program.context.beside.running),
        timeout=20_000,
    )
    yield program
    if program.window is not None:
        program.window.close()
    if program.entry is not None:
        program.entry.close()


def backups_of(program):
    return sorted(program.folder.with_name("云岭县委巡察办.backups").glob("*.bak"))


def test_the_window_opens_with_a_backup_of_the_day_and_says_so(qtbot, program):
    qtbot.waitUntil(lambda: "今天" in program.window.status.local.text(), timeout=10_000)

    assert program.window.styleSheet() == program.theme.style_sheet()
    assert len(backups_of(program)) == 1
    assert program.window.status.external.text() == "外置备份 还没有"


def test_ten_idle_minutes_lock_the_window_and_a_key_puts_it_off(qtbot, program):
    assert program._idle.interval() == LOCK_AFTER_MS == 600_000
    dialog = QDialog(program.window)
    dialog.show()
    qtbot.waitUntil(lambda: program.application.focusWindow() is dialog.windowHandle())
    for place in (program.window, dialog):
        program._idle.stop()
        QTest.keyClick(place.windowHandle(), Qt.Key.Key_Shift)
        assert program._idle.remainingTime() > LOCK_AFTER_MS - 5_000
    dialog.close()

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


def test_leaving_the_ledger_closes_it_and_asks_again(program):
    program.leave_ledger()

    assert program.window is None and program.context is None
    assert program.entry.isVisible()


def test_a_demonstration_begun_again_is_built_in_its_place_and_asks_who_is_at_work(qtbot, program, clock, monkeypatch):
    def small(folder):
        return ledgers.new_ledger(folder, clock=clock, plain=True, first_user="新人").ledger

    monkeypatch.setattr(again, "begin_again", partial(again.begin_again, build=small))
    program.actions.again_asked.emit()
    qtbot.waitUntil(lambda: isinstance(program.entry.stack.currentWidget(), LoginPage), timeout=20_000)
    people = program.entry.stack.currentWidget().people
    assert program.window is None and [people.itemText(place) for place in range(people.count())] == ["新人"]
    former = program.folder.with_name("云岭县委巡察办（旧1）.ledger")
    assert doorway.user_names(former) == ("王敏",)


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
    qtbot.waitUntil(lambda: not (program.context.jobs.running or program.context.beside.running), timeout=20_000)

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


def test_the_check_at_start_waits_for_all_else_that_is_read(qtbot, program, monkeypatch):
    """S-6: the index and what a page adds come first, so that a large ledger is not read several times at once."""
    qtbot.waitUntil(lambda: not program.context.settling, timeout=20_000)
    begun = []
    monkeypatch.setattr(program, "check_ledger", lambda: begun.append(True))
    hold = threading.Event()
    program.context.beside.start("正在读取", partial(hold.wait, 10))

    program._check_last()
    assert not begun and program._check_soon.isActive()

    hold.set()
    qtbot.waitUntil(lambda: not program.context.settling, timeout=20_000)
    program._check_last()
    assert begun


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


@pytest.fixture
def two_people(qtbot, program):
    """A second person of the office, with a passphrase."""
    context = program.context
    users.add(context.ledger, context.actor, "李强", {Right.ENTER}, OTHER_PASSPHRASE)
    settled(qtbot, context)
    return program


def change_to(qtbot, program, passphrase):
    """Ctrl+U, the passphrase, Enter."""

    def act(dialog):
        assert [text for _place, text in shown_texts(dialog) if wrong_words(text)] == []
        dialog.field.line.setText(passphrase)
        dialog.verb.click()
        qtbot.waitUntil(lambda: not dialog.isVisible() or dialog.wrong.isVisible(), timeout=20_000)
        said.append(dialog.wrong.text() if dialog.isVisible() else "")
        dialog.reject()

    said = []
    next_dialog(act)
    program.change_user()
    settled(qtbot, program.context)
    qtbot.wait(20)
    return said[0]


def test_another_person_goes_on_without_closing_ledger_or_window(qtbot, two_people):
    """换用户: the same window, page and switches, the rights of the new person; the lock file and the ledger stay open."""
    program = two_people
    window, ledger = program.window, program.context.ledger
    window.show_page("rounds")
    program.context.set_switches(known=False)

    assert change_to(qtbot, program, OTHER_PASSPHRASE) == ""

    assert program.window is window and program.context.ledger is ledger and not ledger.closed
    assert window.current_key == "rounds" and program.context.switches.known is False
    assert program.context.actor.name == "李强" and "李强" in window.context_bar.user.text()
    assert program.context.why_not(Action.CLOSE_OUT) != ""
    assert ledger.reader.value("select user_name from action where kind = 'log_in' order by id desc limit 1") == "李强"
    program.lock_now()
    assert "李强" in " ".join(label.text() for label in program.lock.covers[0].findChildren(QLabel))


def test_the_way_back_is_two_keys_and_the_tab_in_sight_stays(qtbot, two_people):
    """换用户: Ctrl+U offers the one who sat here before; the page stands on the tab it stood on."""
    program = two_people
    users.add(program.context.ledger, program.context.actor, "安平", {Right.ENTER}, OTHER_PASSPHRASE)
    settled(qtbot, program.context)
    program.window.show_page("statistics")
    program.window.pages["statistics"].tabs.set_current("trend")
    settled(qtbot, program.context)
    program.window.seat(Actor("李强", frozenset({Right.ENTER})))
    settled(qtbot, program.context)

    assert program.window.pages["statistics"].tabs.current() == "trend"
    dialog = SeatDialog(program.context, program.window)
    qtbot.addWidget(dialog)
    assert dialog.people.currentText() == "王敏"


def test_a_wrong_passphrase_leaves_the_person_before_at_work(qtbot, two_people):
    """换用户 asks for the passphrase of the one who comes."""
    assert "口令不对" in change_to(qtbot, two_people, "wrong-wrong-wrong")
    assert two_people.context.actor.name == "王敏"


def test_words_that_were_being_typed_stay_with_their_person(qtbot, two_people):
    """换用户: drafts are kept for who typed them and are not shown to the next."""
    program, context = two_people, two_people.context
    _round, _units, [finding, *_rest] = an_office(context.ledger, count=2)
    context.set_switches(round_ids=tuple(context.reader.column("select id from round")))
    program.window.show_page("findings")
    page = program.window.page("findings")
    page.refresh()
    page.table.select_id(finding)
    page.pane.progress.strip.text.set_text("王敏正在写的话")

    change_to(qtbot, program, OTHER_PASSPHRASE)

    fresh = program.window.page("findings")
    assert fresh is not page and fresh.in_hand().id == finding
    assert fresh.pane.progress.strip.text.text() == ""
    assert "王敏正在写的话" in str(drafts.drafts(context.reader, "王敏", "progress:"))


def test_from_the_lock_another_person_opens_the_window_as_themself(qtbot, two_people):
    """换用户 under the lock: the window opens for the one who proved who they are."""
    program = two_people
    program.lock_now()
    change_to(qtbot, program, OTHER_PASSPHRASE)
    assert not program.lock.is_locked
    assert program.context.actor.name == "李强"


def test_closing_while_something_runs_shows_what_it_waits_for(qtbot, program):
    """W-8: an import or backup that runs is named with the backup at exit; the window does not freeze unseen."""
    seen, looks = [], set()

    def look():
        for one in program.application.topLevelWidgets():
            if isinstance(one, ClosingSheet) and one.isVisible():
                seen.append(one.label.text())
                looks.add(one.styleSheet())

    watch = QTimer(interval=50)
    watch.timeout.connect(look)
    watch.start()
    program.context.jobs.start("正在导入", partial(time.sleep, 1.2))
    program.window.close()
    watch.stop()

    assert program.context is None
    assert any("正在导入" in text and "正在退出前备份" in text for text in seen)
    assert looks == {program.theme.style_sheet()}
    program.window = None
