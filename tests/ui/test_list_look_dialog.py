"""清单样表: saved, styled, used, and back, from the page of templates."""

import openpyxl
import pytest
from openpyxl.styles import Font
from PySide6.QtWidgets import QFileDialog

from desktop.ui.pages.system.list_look_dialog import ListLookDialog
from tests.ui.office import settled


@pytest.fixture
def dialog(qtbot, context):
    made = ListLookDialog(context)
    qtbot.addWidget(made)
    return made


def test_a_look_is_saved_styled_used_and_given_up(qtbot, context, dialog, tmp_path, monkeypatch):
    path = tmp_path / "样表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    dialog.save.click()
    settled(qtbot, context)
    book = openpyxl.load_workbook(path)
    book.active["B1"].font = Font(name="方正小标宋简体", size=22)
    book.save(path)

    dialog.verb.click()
    settled(qtbot, context)
    assert (dialog.used.text(), dialog.wrong.isHidden()) == ("本单位第 1 版（样表.xlsx）", True)
    dialog.back.click()
    settled(qtbot, context)
    assert dialog.used.text() == "程序自带"


def test_what_is_no_sample_is_told_in_the_dialog(qtbot, context, dialog, tmp_path, monkeypatch):
    openpyxl.Workbook().save(tmp_path / "别的.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(tmp_path / "别的.xlsx"), ""))
    dialog.verb.click()
    settled(qtbot, context)

    assert "不能作清单样表" in dialog.wrong.text() and dialog.used.text() == "程序自带"


def test_who_may_not_change_templates_sees_why(qtbot, context, monkeypatch):
    monkeypatch.setattr(context, "why_not", lambda *_given, **_more: "需要“管理”权限")
    dialog = ListLookDialog(context)
    qtbot.addWidget(dialog)

    assert not dialog.verb.isEnabled() and not dialog.back.isEnabled() and dialog.save.isEnabled()
    assert dialog.verb.toolTip() == "需要“管理”权限"
