"""先更新程序: a ledger that a later version brought up to date opens the way to that version before anybody is logged in."""

import pytest
from PySide6.QtWidgets import QLabel

from db.store import create_ledger
from desktop.errors import NEWER_LEDGER, KnownError
from desktop.host import versions
from desktop.operations.updating import program as program_module
from desktop.settings import Settings
from desktop.ui.entry.entry_window import EntryWindow
from desktop.ui.entry.update_page import UpdatePage
from tests import updates


@pytest.fixture
def entry(qtbot, theme, tmp_path, monkeypatch):
    found = updates.program(tmp_path)
    monkeypatch.setattr(program_module, "this_program", lambda: found)
    updates.in_this_process(monkeypatch)
    folder = tmp_path / "甲.ledger"
    create_ledger(folder, None, updates.clock).close()
    window = EntryWindow(theme, Settings(), updates.clock, folder=folder)
    qtbot.addWidget(window)
    window.show()
    window.program = found
    return window


def refused(entry):
    entry._failed(KnownError("账本 甲.ledger 已由 0.2.0 版程序升级，打不开；账本没有动。", NEWER_LEDGER))
    page = entry.stack.currentWidget()
    assert isinstance(page, UpdatePage)
    return page


def test_the_way_to_the_version_that_the_ledger_needs_stands_before_the_login(qtbot, entry, tmp_path):
    page = refused(entry)
    assert "已由 0.2.0 版程序升级" in page.why.text() and entry.program.fingerprint() in page.told.text()

    page.look_at(updates.update(tmp_path))
    qtbot.waitUntil(lambda: page.go_button.text() == "更新到 0.2.0", timeout=20_000)
    assert not entry.program.folder.exists()
    page.go_button.click()
    qtbot.waitUntil(lambda: page.go_button.text() == "重新打开", timeout=20_000)

    assert versions.read(entry.program.folder).current.name == "0.2.0"
    with qtbot.waitSignal(entry.again_asked) as asked:
        page.go_button.click()
    assert asked.args[0].name == "甲.ledger"


def test_a_strange_update_is_refused_there_and_another_may_be_chosen(qtbot, entry, tmp_path):
    page = refused(entry)
    page.look_at(updates.update(tmp_path, key=updates.OTHER_KEY))
    qtbot.waitUntil(lambda: "签名不符" in page.fault.text(), timeout=20_000)

    assert page.go_button.isEnabled() and page.go_button.text() == "选更新文件…" and not page.disc_button.isHidden()
    assert not entry.program.folder.exists()
    page.back_button.click()
    assert "巡察整改台账" in {label.text() for label in entry.stack.currentWidget().findChildren(QLabel)}


def test_without_the_key_of_who_delivers_only_the_sentence_stands_there(entry, tmp_path, monkeypatch):
    monkeypatch.setattr(program_module, "this_program", lambda: updates.program(tmp_path, public=None))
    entry._failed(KnownError("账本 甲.ledger 已由 0.2.0 版程序升级。", NEWER_LEDGER))
    assert not isinstance(entry.stack.currentWidget(), UpdatePage)
