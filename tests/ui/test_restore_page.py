"""T12: on a PC without a ledger the outside backup becomes one, from the first page of the window (B3)."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from db import vault
from db.store import open_for_reading
from desktop.operations import backups, doorway
from desktop.operations.backups import Occasion
from desktop.operations.change import change
from desktop.rules.permissions import Action
from desktop.settings import Settings
from desktop.ui.entry.entry_window import EntryWindow
from desktop.ui.entry.login_page import LoginPage
from desktop.ui.entry.restore_page import RestorePage


@pytest.fixture
def entry(qtbot, theme):
    window = EntryWindow(theme, Settings(), lambda: datetime(2026, 6, 5, 9, 12))
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def page(entry):
    [way] = [one for one in entry.stack.currentWidget().findChildren(QPushButton) if one.text() == "从备份恢复"]
    way.click()
    page = entry.stack.currentWidget()
    assert isinstance(page, RestorePage) and not page.button.isEnabled()
    return page


@pytest.fixture
def outside(context):
    """A backup of a plain ledger, as it lies on the outside disk."""
    with change(context.ledger, context.actor, Action.EDIT_UNIT, "登记短语") as changes:
        changes.writer.insert("phrase", {"kind": "要求", "text": "限期整改"})
    vault.save(context.ledger.folder, vault.new_vault(plain=True)[0])
    return Path(backups.back_up(context.ledger, context.actor, Occasion.MANUAL).path)


def test_the_file_says_of_which_ledger_when_and_how_much_before_anything_is_done(page, outside, tmp_path):
    page.place.setText(str(tmp_path / "新机"))
    page.choose(outside)
    assert "条问题" in page.told.text() and "手动" in page.told.text() and "未加密" in page.told.text()
    assert not page.words.line.isEnabled() and page.button.isEnabled()


def test_what_is_no_backup_is_refused_with_its_name(page, tmp_path):
    (tmp_path / "清单.bak").write_text("不是备份", "utf-8")
    page.choose(tmp_path / "清单.bak")
    assert "清单.bak 不是本程序的备份文件" in page.fault.text() and not page.button.isEnabled()


def test_a_ledger_that_stands_there_is_never_overwritten(page, outside, tmp_path):
    page.place.setText(str(tmp_path / "新机"))
    page.choose(outside)
    page.target().mkdir(parents=True)
    page.suit()
    assert "恢复不会覆盖" in page.fault.text() and not page.button.isEnabled()


def test_the_restored_ledger_asks_who_is_at_work(qtbot, entry, page, outside, context, tmp_path):
    page.place.setText(str(tmp_path / "新机"))
    page.choose(outside)
    target = page.target()
    page.button.click()
    qtbot.waitUntil(lambda: isinstance(entry.stack.currentWidget(), LoginPage), timeout=20_000)
    assert entry.stack.currentWidget().people.count() == len(doorway.user_names(target))
    opened = open_for_reading(target, None, context.ledger.clock)
    assert opened.reader.column("select text from phrase") == ("限期整改",)
    opened.close()
