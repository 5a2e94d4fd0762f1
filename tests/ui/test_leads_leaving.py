"""M19: what leaves the room of leads by hand from its page: printed, checked, let out closed, each with its own rules (ux/pages.md §18b)."""

# ruff: noqa: F811

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.queries import prints
from desktop.exchange import locked_file
from desktop.operations.leads import checking, granting
from desktop.operations.leads.granting import Member
from desktop.ui.pages.leads import leaving_dialogs
from tests.operations.leads.conftest import CHEAP, PAIR
from tests.ui.office import settled
from tests.ui.test_leads_page import OTHER, answering, enabled, opened, page, people, said  # noqa: F401
from tests.ui.test_print_page import PrinterIntoFile

FILE_WORD = "转出文件的口令五五-7x"


def _with_a_second(page, qtbot, monkeypatch):
    """The open room, with 方向阳 as its second member."""
    monkeypatch.setattr(locked_file, "Kdf", lambda: CHEAP)
    granting.grant(page.context.ledger, PAIR, Member("方向阳", OTHER), kdf=CHEAP)
    return opened(page, qtbot)


def test_m19_the_list_in_sight_goes_to_the_printer_by_ctrl_p_with_a_second_member(qtbot, page, monkeypatch, tmp_path):
    """M19, pages.md §18b: 份数, 用途, the second one's passphrase; entered inside, nothing in the ledger."""
    _with_a_second(page, qtbot, monkeypatch)
    page.printers = PrinterIntoFile(tmp_path / "printed.pdf")

    def fill(dialog):
        dialog.copies.setValue(2)
        dialog.leaving.purpose.setText("月度梳理")
        dialog.second.word.line.setText(OTHER)

    answering(monkeypatch, leaving_dialogs.PrintLeadsDialog, fill)
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, page.context)
    assert (tmp_path / "printed.pdf").stat().st_size > 1000
    [entry] = prints.exports(page.room.ledger.newest)
    assert (entry.copies, entry.rows, entry.purpose) == (2, 3, "月度梳理；在场：方向阳")
    assert prints.exports(page.context.reader) == ()


def test_m19_without_the_second_ones_passphrase_nothing_is_printed(qtbot, page, monkeypatch, tmp_path):
    _with_a_second(page, qtbot, monkeypatch)
    page.printers = PrinterIntoFile(tmp_path / "printed.pdf")
    faults = []

    def answered(dialog):
        dialog.second.word.line.setText("不是这个口令一二三x")
        dialog.try_it()
        settled(qtbot, page.context)
        faults.append(dialog.wrong.text())
        return dialog.reject()

    monkeypatch.setattr(leaving_dialogs.PrintLeadsDialog, "exec", answered)
    page._print()
    settled(qtbot, page.context)
    assert "口令不对" in faults[0]
    assert prints.exports(page.room.ledger.newest) == () and not (tmp_path / "printed.pdf").exists()


def _menu(page, words):
    [entry] = [one for one in page.menu.actions() if words in one.text()]
    return entry


def test_m19_the_room_is_checked_and_let_out_closed_from_its_menu_and_neither_while_locked(
    qtbot, page, monkeypatch, tmp_path
):
    for words in ("核对线索台账", "转出线索台账"):
        _menu(page, words).trigger()
        assert "已锁定" in said(page)
    _with_a_second(page, qtbot, monkeypatch)
    told = []
    page.context.notified.connect(told.append)
    _menu(page, "核对线索台账").trigger()
    settled(qtbot, page.context)
    assert told == [checking.SOUND] and not any(sign.isdigit() for sign in checking.SOUND)
    target = tmp_path / f"转出{locked_file.SUFFIX}"
    monkeypatch.setattr(leaving_dialogs.QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def fill(dialog):
        for line in (dialog.word, dialog.again):
            line.line.setText(FILE_WORD)
        dialog.second.word.line.setText(OTHER)

    answering(monkeypatch, leaving_dialogs.DumpDialog, fill)
    _menu(page, "转出线索台账").trigger()
    settled(qtbot, page.context)
    assert b"XS2026" not in target.read_bytes() and "XS2026-3" in locked_file.opened(target, FILE_WORD).decode()
    page.lock()
