"""A5: the dialog by which a file leaves asks mark and purpose, filled beforehand, so that Enter suffices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ledgers.ways_out import EVIDENCE_COPY, PAPER_COPY, PAPER_PRINT, RECORD_BOOK
from desktop.operations import outgoing
from desktop.operations.office import set_up
from desktop.operations.outgoing import Asked, Facts
from desktop.ui.dialogs.save_out_dialog import ANY, WORKBOOK, PrintOutDialog, SaveFolderDialog, SaveOutDialog, ask_where
from tests.builders import EVERYONE


@pytest.fixture
def dialog(qtbot, context):
    set_up(context.ledger, EVERYONE, {outgoing.DEFAULT_MARK: "内部"})
    made = SaveOutDialog(context, RECORD_BOOK, "台账.xlsx", WORKBOOK, note="内部栏不导出、不打印：来信人。")
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_alone_answers_with_the_marks_of_the_office_and_the_usual_place(dialog, context):
    """A5"""
    QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert dialog.result() == 1
    assert dialog.fields.asked() == Asked("内部", RECORD_BOOK.purpose)
    assert dialog.path.name == "台账.xlsx" and dialog.path.parent.name == "导出"


def test_the_purpose_is_the_one_that_this_person_gave_last_for_such_a_file(qtbot, context, tmp_path):
    """A5"""
    outgoing.registered(
        context.ledger, context.actor, EVIDENCE_COPY, Asked(purpose="移送审计"), "试", tmp_path / "一.txt",
        lambda path, _told: path.write_text("甲", "utf-8"), lambda _made: Facts(),
    )  # fmt: skip
    for way, purpose in ((EVIDENCE_COPY, "移送审计"), (RECORD_BOOK, RECORD_BOOK.purpose)):
        made = SaveOutDialog(context, way, "一.xlsx", ANY)
        qtbot.addWidget(made)
        assert made.fields.asked().purpose == purpose


@pytest.mark.parametrize("make", [
    lambda context, folder: SaveFolderDialog(context, PAPER_COPY, folder),
    lambda context, _folder: PrintOutDialog(context, PAPER_PRINT, "督办函（云巡督〔2026〕1号）", "秘密★1年"),
])  # fmt: skip
def test_a_paper_bears_its_own_mark_and_only_the_purpose_is_asked(qtbot, context, tmp_path, make):
    """A5"""
    made = make(context, tmp_path)
    qtbot.addWidget(made)

    assert not made.fields.mark.isVisibleTo(made) and made.fields.asked().purpose


def test_a_ledger_open_for_reading_lets_nothing_out(context, qtbot):
    """A5"""
    context.ledger = (
        replace(context.ledger, writer=None) if hasattr(context.ledger, "__dataclass_fields__") else context.ledger
    )
    heard = []
    assert ask_where(context, RECORD_BOOK, "台账.xlsx", WORKBOOK, None, heard.append) is None
    assert [error.kind for error in heard] == ["read_only"]
