"""The way in: choice, a new ledger in six steps, login (design.md 3.13)."""

import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from db import swap
from db.queries import units as unit_queries
from db.queries import users as user_queries
from desktop.exchange.formats.pasted_units import read_units
from desktop.host import paths
from desktop.operations import ledgers
from desktop.operations.demonstration import extract as demo
from desktop.settings import Settings
from desktop.ui.entry.entry_window import EntryWindow
from desktop.ui.entry.login_page import LoginPage
from desktop.ui.entry.new_ledger_pages import NewLedgerPages
from desktop.ui.entry.new_ledger_steps import RecoveryStep

NOW = datetime(2026, 6, 5, 9, 12)


def clock():
    return NOW


@pytest.fixture
def entry(qtbot, theme):
    window = EntryWindow(theme, Settings(), clock)
    qtbot.addWidget(window)
    window.show()
    window.got, window.kept = [], []
    window.opened.connect(lambda ledger, actor: window.got.append((ledger, actor)))
    window.settings_kept.connect(window.kept.append)
    yield window
    for ledger, _actor in window.got:
        ledger.close()


def filled(entry, tmp_path: Path, encrypted: bool = False) -> NewLedgerPages:
    entry._new()
    pages = entry.stack.currentWidget()
    pages.office.office.setText("中共云岭县委巡察工作领导小组办公室")
    pages.office.short.setText("云岭县委巡察办")
    pages.next()
    pages.place.place.setText(str(tmp_path / "账本"))
    pages.place.encrypted.setChecked(encrypted)
    pages.next()
    pages.person.person.setText("王敏")
    for field in (pages.person.first, pages.person.second):
        field.line.setText("yunling-xuncha-2026")
    pages.next()
    return pages


def test_the_first_window_offers_three_ways(entry):
    words = {button.text() for button in entry.findChildren(QPushButton) if button.isVisible()}

    assert {"新建账本", "打开账本", "用演示数据试用"} <= words


def test_a_new_ledger_is_made_in_its_steps_and_opened(qtbot, entry, tmp_path):
    pages = filled(entry, tmp_path)
    pages.next()  # no outside disk yet
    pages.units.names.setPlainText("县民政局党组\t县民政局\n县教育局党组\n县民政局党组")
    assert pages.units.counted.text() == "将登记 2 个单位。"
    pages.units.names.setPlainText("县民政局党组" + "\t甲" * 20_000)
    assert not pages.next_button.isEnabled() and pages.fault.text() == pages.units.counted.text() != ""
    pages.units.names.setPlainText("一、县直（2个）\n县民政局党组\t县民政局\n县教育局党组\n县民政局党组")
    assert pages.units.counted.text() == "将登记 2 个单位；未作单位：“一、县直（2个）”。"

    pages.next()
    qtbot.waitUntil(lambda: bool(entry.got), timeout=20_000)

    ledger, actor = entry.got[0]
    assert ledger.folder == tmp_path / "账本" / "云岭县委巡察办.ledger"
    assert actor.name == "王敏" and len(actor.rights) == 4
    assert [row.short for row in unit_queries.units(ledger.reader, "2026-06-05")][0] == "县民政局"
    assert user_queries.user(ledger.reader, "王敏") is not None
    assert entry.kept[-1].last_ledger == str(ledger.folder)


def test_each_step_says_what_is_missing_and_does_not_go_on(entry):
    entry._new()
    pages = entry.stack.currentWidget()

    pages.next()

    assert pages.stack.currentIndex() == 0
    assert pages.fault.text() == "请填单位全称和简称。" and not pages.next_button.isEnabled()


def test_two_unequal_passphrases_are_refused(entry, tmp_path):
    pages = filled(entry, tmp_path)
    pages.back()
    pages.person.second.line.setText("yunling-xuncha-2027")

    assert pages.person.fault() == "两次输入的口令不一样。"


def test_nothing_is_written_before_the_last_step(entry, tmp_path):
    filled(entry, tmp_path)

    assert not (tmp_path / "账本").exists()


def test_the_recovery_sheet_must_be_proven_by_two_of_its_groups(qtbot):
    step = RecoveryStep()
    qtbot.addWidget(step)
    step.folder, step.office, step.made_on = Path("云岭.ledger"), "县委巡察办", NOW.date()
    groups = step.code.split("-")
    step.second.setText(groups[1])
    step.fifth.setText(groups[2])
    assert step.fault() != ""

    step.fifth.setText(groups[4])

    assert step.fault() == ""
    assert all(group in step.text() for group in groups)


def test_a_pasted_register_skips_heads_numbers_and_repetitions():
    for head in ("", "序号\t单位名称\n"):
        assert read_units(head + "1\t县民政局党组\t县民政局\n\n县教育局党组\n县民政局党组") == (
            ("县民政局党组", "县民政局"),
            ("县教育局党组", ""),
        )


def test_the_head_of_a_pasted_register_says_which_column_is_which():
    text = "序号\t简称\t单位全称\t联系人\n1\t县民政局\t县民政局党组\t赵一\n2\t\t县教育局党组\t钱二\n"

    assert read_units(text) == (("县民政局党组", "县民政局"), ("县教育局党组", ""))


def test_login_opens_the_ledger_and_a_wrong_passphrase_says_how_many_tries_are_left(qtbot, entry, tmp_path):
    folder = tmp_path / "县委巡察办.ledger"
    ledgers.new_ledger(
        folder, clock=clock, plain=True, first_user="王敏", passphrase="yunling-xuncha-2026"
    ).ledger.close()
    entry.show_login(folder)
    page = entry.stack.currentWidget()
    assert isinstance(page, LoginPage) and page.people.currentText() == "王敏"

    page.field.line.setText("wrong-wrong-wrong")
    qtbot.keyClick(page.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.fault.text()), timeout=20_000)
    assert page.fault.text().startswith("口令不对，还可试 4 次")

    page.field.line.setText("yunling-xuncha-2026")
    qtbot.keyClick(page.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(entry.got), timeout=20_000)
    assert entry.got[0][1].name == "王敏"


def test_the_first_page_lists_the_ledgers_opened_before_with_their_places(qtbot, theme, tmp_path):
    """W-9"""
    folders = [tmp_path / place / "县委巡察办.ledger" for place in ("甲", "乙", "丙", "丁", "戊")]
    settings = Settings()
    for folder in folders:
        ledgers.new_ledger(folder, clock=clock, plain=True, first_user="王敏").ledger.close()
        settings = settings.with_ledger(folder)
    window = EntryWindow(theme, settings.with_ledger(tmp_path / "没有了.ledger"), clock)
    qtbot.addWidget(window)
    window.show()

    offered = [each for each in window.findChildren(QPushButton) if each.toolTip().endswith(".ledger")]

    assert [button.toolTip() for button in offered] == [str(folder) for folder in reversed(folders)]
    offered[0].click()
    assert isinstance(window.stack.currentWidget(), LoginPage)


def test_a_ledger_named_at_the_start_is_the_one_that_is_asked_for(qtbot, theme, tmp_path):
    """W-9"""
    folder = tmp_path / "县委巡察办.ledger"
    ledgers.new_ledger(folder, clock=clock, plain=True, first_user="王敏").ledger.close()
    window = EntryWindow(theme, Settings(last_ledger=str(tmp_path / "另一个.ledger")), clock, folder=folder)
    qtbot.addWidget(window)
    assert isinstance(window.stack.currentWidget(), LoginPage)
    assert window.stack.currentWidget().people.currentText() == "王敏"


def test_a_restore_that_was_cut_off_is_settled_before_the_ledger_is_looked_for(qtbot, theme, tmp_path):
    """S-7"""
    folder = tmp_path / "县委巡察办.ledger"
    ledgers.new_ledger(folder, clock=clock, plain=True, first_user="王敏").ledger.close()
    exchange = swap.planned(folder, "20260605-090000")
    exchange.begin()
    swap._under_way.clear()
    folder.rename(exchange.former)
    window = EntryWindow(theme, Settings(last_ledger=str(folder)), clock)
    qtbot.addWidget(window)
    assert isinstance(window.stack.currentWidget(), LoginPage)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_a_person_without_a_passphrase_logs_in_directly(qtbot, entry, tmp_path):
    folder = tmp_path / "县委巡察办.ledger"
    ledgers.new_ledger(folder, clock=clock, plain=True, first_user="王敏").ledger.close()
    entry.show_login(folder)
    page = entry.stack.currentWidget()
    assert not page.field.line.isEnabled()

    qtbot.keyClick(page.button, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: bool(entry.got), timeout=20_000)


def test_a_folder_that_is_no_ledger_is_refused_in_words(entry, tmp_path):
    (tmp_path / "空.ledger").mkdir()

    entry.show_login(tmp_path / "空.ledger")

    assert entry.error_bar.isVisible() and not isinstance(entry.stack.currentWidget(), LoginPage)


def test_a_ledger_that_somebody_else_has_open_can_be_read(qtbot, entry, tmp_path):
    folder = tmp_path / "县委巡察办.ledger"
    held = ledgers.new_ledger(
        folder, clock=clock, plain=True, first_user="王敏", passphrase="yunling-xuncha-2026"
    ).ledger
    entry.show_login(folder)
    entry._tried = ("王敏", "yunling-xuncha-2026")

    entry.read_only()
    qtbot.waitUntil(lambda: bool(entry.got), timeout=20_000)

    ledger, actor = entry.got[0]
    assert ledger.writer is None and actor.rights == frozenset()
    held.close()


@pytest.mark.acceptance
@pytest.mark.timeout(180)
def test_the_demonstration_is_played_and_opened_without_a_passphrase(qtbot, entry, tmp_path):
    entry.make_demo(tmp_path / "演示县委巡察办.ledger")
    qtbot.waitUntil(lambda: isinstance(entry.stack.currentWidget(), LoginPage), timeout=150_000)
    page = entry.stack.currentWidget()
    page.people.setCurrentText("王敏")

    page.button.click()
    qtbot.waitUntil(lambda: bool(entry.got), timeout=20_000)

    ledger, actor = entry.got[0]
    assert (ledger.today(), actor.name) == ("2026-06-05", "王敏")


def test_t1_a_new_pc_gets_an_encrypted_ledger_a_recovery_sheet_and_twelve_units(qtbot, entry, tmp_path, monkeypatch):
    """T1: the units of round 15-06 stand in a workbook; its cells are copied and pasted, as Excel and WPS give them."""
    told = demo.read(paths.resource("demo"))
    last = next(one for one in told.rounds() if one["number"] == "15-06")
    of_round = {key for team in last["teams"] for key in team["units"]}
    wanted = [(unit["name"], unit["short"]) for key, unit in told.units().items() if key in of_round]
    sheet_file, table = tmp_path / "恢复单.txt", tmp_path / "第六轮被巡察单位.xlsx"
    write_units(table, wanted)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(sheet_file), ""))

    pages = filled(entry, tmp_path, encrypted=True)
    press(qtbot, pages.recovery, "存为文件…")
    groups = re.findall(r"第 \d 组\s+(\w+)", sheet_file.read_text(encoding="utf-8-sig"))
    pages.recovery.second.setText(groups[1])
    pages.recovery.fifth.setText(groups[4])
    press(qtbot, pages, "下一步")
    press(qtbot, pages, "下一步")
    QApplication.clipboard().setText(copied(table))
    pages.units.names.paste()
    press(qtbot, pages, "建立账本")
    qtbot.waitUntil(lambda: bool(entry.got), timeout=60_000)

    ledger, actor = entry.got.pop()
    assert actor.name == "王敏" and len(wanted) == 12
    assert sorted((row.name, row.short) for row in unit_queries.units(ledger.reader, "2026-06-05")) == sorted(wanted)
    ledger.close()
    assert not (ledger.folder / "ledger.db").read_bytes().startswith(b"SQLite format 3")
    ledgers.login_with_recovery(ledger.folder, "-".join(groups), clock=clock)[0].close()


def write_units(path, units):
    book = openpyxl.Workbook()
    book.active.append(["序号", "单位名称", "简称"])
    for number, unit in enumerate(units, start=1):
        book.active.append([number, *unit])
    book.save(path)


def copied(path):
    rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return "".join("\t".join(map(str, row)) + "\r\n" for row in rows)


def press(qtbot, widget, words):
    button = next(one for one in widget.findChildren(QPushButton) if one.text() == words)
    assert button.isEnabled(), button.toolTip()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_ledger_whose_cut_off_restore_cannot_be_settled_stays_on_the_first_page(qtbot, theme, tmp_path, monkeypatch):
    """S-7: a disk that refuses is told when the ledger is opened; the ledger does not go from the list in silence."""

    def refuses(_folder):
        raise PermissionError(13, "no")

    folder = tmp_path / "县委巡察办.ledger"
    monkeypatch.setattr(swap, "settle", refuses)
    window = EntryWindow(theme, Settings(last_ledger=str(folder), recent_ledgers=(str(folder),)), clock)
    qtbot.addWidget(window)
    window.show()

    assert window.error_bar.isVisible()
    assert str(folder) in window.error_bar.title.text()
    assert [each.toolTip() for each in window.findChildren(QPushButton) if each.toolTip().endswith(".ledger")] == [
        str(folder)
    ]
