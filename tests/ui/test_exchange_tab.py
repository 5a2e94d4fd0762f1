"""系统 · 数据交换: a package is made, looked into before it is received, and what it leaves open is settled, all in the window."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from db.lock import Machine
from db.queries import facts, packages, prints
from db.store import open_ledger
from desktop.operations import findings, progress
from desktop.operations.outgoing import Asked
from desktop.operations.packages import senders, sending
from desktop.ui.asks import AskPackage, AskTab
from desktop.ui.pages.importing.page import ImportPage
from desktop.ui.pages.system import exchange
from desktop.ui.pages.system.forms_dialog import FormsDialog
from desktop.ui.pages.system.package_dialogs import PackedSheet, PassphraseDialog, SendDialog, TrustDialog
from desktop.ui.pages.system.page import SystemPage
from desktop.ui.pages.system.settle_dialog import OWN, SettleDialog
from tests.builders import EVERYONE
from tests.ui.conftest import NOW
from tests.ui.office import an_office, settled


@pytest.fixture
def other(context, tmp_path, monkeypatch):
    """A copy of the ledger on another PC that says something else of the owner of the first finding."""
    an_office(context.ledger, 4)
    folder = tmp_path / "乙" / context.ledger.folder.name
    context.ledger.writer.checkpoint()
    shutil.copytree(context.ledger.folder, folder, ignore=shutil.ignore_patterns("*.lock"))
    copy = open_ledger(folder, None, lambda: NOW + timedelta(minutes=1))  # whoever wrote later is shown
    findings.edit(context.ledger, EVERYONE, [1], {"owner": "甲"})
    findings.edit(copy, EVERYONE, [1], {"owner": "乙"})
    findings.edit(copy, EVERYONE, [2], {"remark": "乙机补记"})
    yield copy
    copy.close()


def packed(copy, path, monkeypatch, passphrase=""):
    machine = Machine("乙机", "乙机")
    with monkeypatch.context() as at:
        at.setattr(senders, "this_machine", lambda: machine)
        at.setattr(sending, "this_machine", lambda: machine)
        return sending.send(copy, EVERYONE, path, Asked(destination="甲机"), passphrase).path


@pytest.fixture
def page(qtbot, context):
    page = SystemPage(context)
    qtbot.addWidget(page)
    context.changed.connect(page.on_changed)
    page.resize(1200, 700)
    page.show()
    return page


@pytest.fixture
def trusted(monkeypatch):
    """Whoever is asked about a fingerprint compared it; the names of the dialogs that asked."""
    asked = []

    def answered(dialog):
        asked.append(type(dialog).__name__)
        if isinstance(dialog, PassphraseDialog):
            dialog.passphrase.line.setText("约定 2026")
        return QDialog.DialogCode.Accepted

    for kind in (TrustDialog, PassphraseDialog):
        monkeypatch.setattr(kind, "exec", answered)
    return asked


def looked(page, qtbot, context, path):
    page.open_with(AskPackage(path))
    settled(qtbot, context)
    return page.part().sheet


def test_a_package_is_seen_before_it_is_received_and_its_conflict_is_settled_in_the_window(
    page, qtbot, context, other, tmp_path, monkeypatch, trusted
):
    file = packed(other, tmp_path / "b.xcpkg", monkeypatch)
    sheet = looked(page, qtbot, context, file)
    assert trusted == ["TrustDialog"] and sheet.looked.opened.head.receiver == "甲机"
    assert [(one.field, one.base, one.mine, one.theirs) for one in sheet.sides.records()] == [
        ("责任人", "周立群（办公室主任）", "甲", "乙")
    ]
    law = sheet.looked
    assert law.law.startswith(f"{law.actions + law.same} 项登记 = 新 {law.actions} + 已有 {law.same}")
    assert packages.receipts(context.ledger.reader) == ()

    with qtbot.waitSignal(context.changed):
        sheet.receive()
    settled(qtbot, context)
    part = page.part()
    [row] = part.table.all_records()
    assert (row.field, row.note) == ("责任人", "") and "乙" in row.shown and "甲" in row.others
    assert [one.way for one in part.packages.all_records()] == ["接收"]

    dialog = SettleDialog(context, page, row.one)
    qtbot.addWidget(dialog)
    dialog.sides.button(1).setChecked(True)
    with qtbot.waitSignal(context.changed):
        dialog.try_it()
    settled(qtbot, context)
    assert part.table.all_records() == () and part.count_text() == "未定的冲突 0 处"
    assert context.ledger.reader.value("select owner from finding where id = 1") == "甲"


def test_own_words_settle_and_typing_them_chooses_them(page, qtbot, context, other, tmp_path, monkeypatch, trusted):
    sheet = looked(page, qtbot, context, packed(other, tmp_path / "b.xcpkg", monkeypatch))
    with qtbot.waitSignal(context.changed):
        sheet.receive()
    settled(qtbot, context)
    dialog = SettleDialog(context, page, page.part().table.all_records()[0].one)
    qtbot.addWidget(dialog)
    dialog.own.setText("丙")
    assert dialog.sides.checkedId() == OWN
    with qtbot.waitSignal(context.changed):
        dialog.try_it()
    assert context.ledger.reader.value("select owner from finding where id = 1") == "丙"


def test_a_conflict_of_states_is_settled_in_the_window_by_either_side(
    page, qtbot, context, other, tmp_path, monkeypatch, trusted
):
    """Both copies told another state of the second finding: the side that is not shown holds, the other is taken back."""
    for copy, state in ((context.ledger, "partly_done"), (other, "done")):
        progress.claim(copy, EVERYONE, 2, state, "2026-06-05", "自报")
    with qtbot.waitSignal(context.changed):
        looked(page, qtbot, context, packed(other, tmp_path / "b.xcpkg", monkeypatch)).receive()
    settled(qtbot, context)
    part = page.part()
    row = next(one for one in part.table.all_records() if one.one.told.field == "claim_state")
    assert "已完成" in row.shown and "部分完成" in row.others

    dialog = SettleDialog(context, page, row.one)
    qtbot.addWidget(dialog)
    assert dialog.sides.button(1).isEnabled() and row.one.follows in [
        label.text() for label in dialog.findChildren(QLabel)
    ]
    dialog.sides.button(1).setChecked(True)
    with qtbot.waitSignal(context.changed):
        dialog.try_it()
    settled(qtbot, context)
    assert facts.lanes(context.reader, 2, "2026-06-05").claim == "partly_done"
    assert [one.one.told.field for one in part.table.all_records()] == ["owner"]


def test_a_package_that_brings_nothing_new_says_so_and_cannot_be_received(
    page, qtbot, context, other, tmp_path, monkeypatch, trusted
):
    file = packed(other, tmp_path / "b.xcpkg", monkeypatch)
    with qtbot.waitSignal(context.changed):
        looked(page, qtbot, context, file).receive()
    settled(qtbot, context)
    again = looked(page, qtbot, context, file)

    assert not again.receive_button.isEnabled() and "都已有" in again.why.full_text()


@pytest.mark.parametrize("place", [10, 400, -80, -1])
def test_one_changed_byte_is_told_in_a_sentence_and_nothing_opens(
    page, qtbot, context, other, tmp_path, monkeypatch, trusted, place
):
    file = packed(other, tmp_path / "b.xcpkg", monkeypatch)
    whole = bytearray(file.read_bytes())
    whole[place] ^= 1
    file.write_bytes(whole)

    assert looked(page, qtbot, context, file) is None
    assert "没有接收" in page.error_bar.title.text() or "不是数据包" in page.error_bar.label.text()
    assert packages.receipts(context.ledger.reader) == ()


def test_an_agreed_passphrase_is_asked_for(page, qtbot, context, other, tmp_path, monkeypatch, trusted):
    file = packed(other, tmp_path / "b.xcpkg", monkeypatch, "约定 2026")
    sheet = looked(page, qtbot, context, file)

    assert trusted == ["TrustDialog", "PassphraseDialog"] and sheet.looked.actions > 0


def test_a_package_is_made_with_purpose_and_destination_and_stands_in_the_register(
    page, qtbot, context, other, tmp_path, monkeypatch
):
    shown = []
    monkeypatch.setattr(PackedSheet, "exec", lambda sheet: shown.append(sheet))
    dialog = SendDialog(context, page)
    qtbot.addWidget(dialog)
    dialog.path = tmp_path / "a.xcpkg"
    dialog.leaving.destination.setText("乙机")
    with qtbot.waitSignal(context.changed):
        dialog.try_it()
    made = dialog.result_value
    assert made.path.is_file() and made.contents["finding"] == 4
    page.open_with(AskPackage(tmp_path / "没有.xcpkg"))
    settled(qtbot, context)
    [row] = page.part().packages.all_records()
    assert (row.way, row.other) == ("打出", "乙机") and prints.last_purpose(context.reader, "package", "") is not None
    assert "打不开" in page.error_bar.title.text()


def test_a_package_dropped_on_the_import_page_is_opened_where_packages_are(qtbot, context, tmp_path):
    asked = []
    page = ImportPage(context)
    qtbot.addWidget(page)
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    page.open_file(tmp_path / "b.XCPKG")

    assert asked == [("system", AskPackage(tmp_path / "b.XCPKG"))]


def test_who_may_not_receive_sees_why(page, qtbot, context, other, tmp_path, monkeypatch, trusted):
    from desktop.rules.permissions import Actor, Right

    context.actor = Actor("李", frozenset({Right.ENTER}))
    sheet = looked(page, qtbot, context, packed(other, tmp_path / "b.xcpkg", monkeypatch))

    assert not sheet.receive_button.isEnabled() and "审核" in sheet.receive_button.toolTip()
    assert not page.part().settle_button.isEnabled() and exchange.KINDS.endswith("(*.xcpkg)")
    assert QApplication.activeModalWidget() is None or sheet.isVisible()


def test_the_transfer_forms_of_a_package_are_kept_from_the_register(page, qtbot, context, other, tmp_path):
    sending.send(context.ledger, EVERYONE, tmp_path / "a.xcpkg", Asked(destination="乙机"))
    page.open_with(AskTab("exchange"))
    page.part().refresh()
    dialog = FormsDialog(context, page, page.part().packages.current_record().row)
    qtbot.addWidget(dialog)
    for box in dialog.forms.values():
        box.setChecked(False)
    dialog.try_it()
    assert "至少勾选一种" in dialog.wrong.text()
    dialog.forms["record"].setChecked(True)
    (tmp_path / "表").mkdir()
    with qtbot.waitSignal(context.changed):
        dialog.print_to(tmp_path / "表")
    assert [path.name for path in (tmp_path / "表").iterdir()] == ["信息导入操作记录表-a.pdf"]


def test_where_no_side_stands_none_is_chosen_and_where_the_record_stands_is_said(
    page, qtbot, context, other, tmp_path, monkeypatch, trusted
):
    with qtbot.waitSignal(context.changed):
        looked(page, qtbot, context, packed(other, tmp_path / "b.xcpkg", monkeypatch)).receive()
    settled(qtbot, context)
    stands = replace(page.part().table.all_records()[0].one, meanwhile="现在停在“申请中”，请取一方。", own_field=None)
    row = exchange._conflict(stands)
    assert row.shown == "" and row.note == stands.meanwhile and "甲" in row.others and "乙" in row.others

    dialog = SettleDialog(context, page, stands)
    qtbot.addWidget(dialog)
    assert dialog.sides.checkedId() == -1 and not any("现用" in one.text() for one in dialog.sides.buttons())
    assert stands.meanwhile in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.try_it()
    assert dialog.wrong.text() == "还没有取哪一方。请选一方再定下。"
