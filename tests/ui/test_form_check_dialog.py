"""D16: a Word file of any program is checked in the window, and a mended copy is written beside it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.operations.form_checking import check_file
from desktop.ui.dialogs import form_check_dialog
from desktop.ui.dialogs.form_check_dialog import BY_HAND, BY_PROGRAM, FormCheckDialog
from desktop.ui.pages.letters.page import LettersPage
from tests.documents.form_check.deviations import margins_of_word, words
from tests.documents.form_check.written import RIGHT, saved
from tests.ui.office import Hands, settled, show


@pytest.fixture
def dialog(qtbot, context):
    made = FormCheckDialog(context)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def spoilt(tmp_path):
    """Two things that a program mends, one that a person must."""
    document = RIGHT["plain"]()
    margins_of_word(document)
    words("部署，", "部署,")(document)
    words("（二）完善", "（四）完善")(document)
    path = tmp_path / "汇报.docx"
    path.write_bytes(saved(document))
    return path


def test_faults_stand_with_place_and_remedy_and_a_copy_is_mended(qtbot, context, dialog, spoilt, monkeypatch):
    target = spoilt.with_name("改好.docx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(spoilt), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    before = spoilt.read_bytes()
    assert not dialog.mend_button.isEnabled() and not dialog.open_button.isEnabled()

    Hands(dialog).click(dialog.choose_button)
    settled(qtbot, context)

    lines = dialog.table.all_records()
    assert [one.how for one in lines] == [BY_PROGRAM, BY_PROGRAM, BY_HAND]
    assert "页面设置" in lines[0].where and "第" in lines[1].where and "请" in lines[1].message

    Hands(dialog).click(dialog.mend_button)
    settled(qtbot, context)

    assert spoilt.read_bytes() == before and [one.rule for one in check_file(target)] == ["heading.sequence"]
    assert "已改 2 处" in dialog.told.text() and "还有 1 处须人工改" in dialog.told.text()


def test_the_mended_copy_is_opened_in_the_office_program(qtbot, context, dialog, spoilt, monkeypatch):
    opened = []

    class Office:
        def open_files(self, files):
            opened.extend(files)
            return type("Said", (), {"message": "已打开。"})()

    monkeypatch.setattr(form_check_dialog, "office_of_this_pc", Office)
    dialog.check(spoilt)
    settled(qtbot, context)
    dialog.mend_into(spoilt)
    settled(qtbot, context)

    Hands(dialog).click(dialog.open_button)

    assert opened == [spoilt.with_name("汇报(2).docx")], "never over the original"
    assert dialog.told.text() == "已打开。"


def test_a_right_paper_is_said_to_be_right(qtbot, context, dialog, tmp_path):
    path = tmp_path / "函.docx"
    path.write_bytes(saved(RIGHT["letter"]()))

    dialog.check(path)
    settled(qtbot, context)

    assert dialog.table.all_records() == () or not list(dialog.table.all_records())
    assert not dialog.mend_button.isEnabled() and "没有能自动改" in dialog.mend_button.toolTip()


def test_a_file_that_is_no_paper_is_one_sentence(qtbot, context, dialog, tmp_path):
    (tmp_path / "旧.docx").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))

    dialog.check(tmp_path / "旧.docx")
    settled(qtbot, context)

    assert "去掉密码" in dialog.wrong.text() and not dialog.mend_button.isEnabled()


def test_the_verb_stands_in_the_menu_of_the_page(qtbot, context, monkeypatch):
    shown = []
    monkeypatch.setattr(FormCheckDialog, "exec", lambda self: shown.append(self.windowTitle()))
    page = show(qtbot, context, LettersPage(context))

    next(one for one in page.menu.actions() if one.text() == "检查 Word 版式…").trigger()

    assert shown == ["检查 Word 版式"]
