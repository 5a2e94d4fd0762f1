"""模板检查: every fault at once, nothing installed while there is one, fields for the clipboard."""

from __future__ import annotations

import shutil
from io import BytesIO
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QApplication

from db.queries import papers
from desktop.host.paths import templates_folder
from desktop.operations.papers import workshop
from desktop.operations.papers.template_history import SHIPPED, versions
from desktop.ui.pages.letters.page import LettersPage
from desktop.ui.pages.letters.template_versions_dialog import TemplateVersionsDialog
from tests.builders import EVERYONE
from tests.operations.papers.test_workshop import edited
from tests.ui.office import Hands, settled, show
from tests.ui.paper_office import an_office_with_overdue

SHIPPED_FILE = templates_folder() / "supervision_letter.docx"


@pytest.fixture
def tab(qtbot, context):
    an_office_with_overdue(context.ledger)
    page = show(qtbot, context, LettersPage(context))
    settled(qtbot, context)
    page.tabs.set_current("templates")
    tab = page.stack.currentWidget()
    tab.kinds.set_kind("supervision_letter")
    return tab


def with_a_misspelt_field(target):
    """The shipped template with 回复期限 misspelt wherever it stands."""
    out = BytesIO()
    with ZipFile(SHIPPED_FILE) as shipped, ZipFile(out, "w") as edited:
        for name in shipped.namelist():
            data = shipped.read(name)
            edited.writestr(
                name, data.replace("回复期限".encode(), "回复期线".encode()) if name.endswith("document.xml") else data
            )
    target.write_bytes(out.getvalue())
    return target


def test_all_faults_are_listed_with_what_was_meant_and_nothing_is_installed(tab, context, qtbot, tmp_path):
    tab.check(with_a_misspelt_field(tmp_path / "督办函.docx"))
    settled(qtbot, context)

    assert tab.faults_found
    assert "回复期限" in tab.faults.all_records()[0].suggestion
    assert not tab.install_button.isEnabled()
    assert papers.template_of(context.reader, "supervision_letter") is None
    assert list(tab.context.ledger.folder.parent.rglob("督办函_批注.docx")), "D5: a copy with comments"


def test_a_sound_template_is_installed_as_the_next_version(tab, context, qtbot, tmp_path):
    file = tmp_path / "督办函.docx"
    shutil.copyfile(SHIPPED_FILE, file)
    tab.check(file)
    settled(qtbot, context)

    Hands(tab).click(tab.install_button)
    settled(qtbot, context)

    assert papers.template_version(context.reader, "supervision_letter") == 1
    assert "第 1 版" in tab.in_use.full_text()
    assert tab.template_bytes() == SHIPPED_FILE.read_bytes()


def test_a_field_is_copied_as_it_is_written_in_a_template(tab):
    tab.fields.select_id(next(line.id for line in tab.fields.all_records() if line.field == "问题清单.编号"))

    tab.fields.activated.emit(tab.fields.current_record())

    assert QApplication.clipboard().text() == "{{项.编号}}"


def test_a_file_that_is_no_document_is_answered_by_one_sentence(tab, context, qtbot, tmp_path):
    file = tmp_path / "督办函.docx"
    file.write_bytes(b"no zip at all")

    tab.check(file)
    settled(qtbot, context)

    assert "打不开" in tab.page.error_bar.title.text()
    assert not tab.install_button.isEnabled()


def own_versions(context, tmp_path):
    """Two versions of the office's own, with why."""
    for name, words in (("督办函.docx", "特此督办"), ("督办函二.docx", "现督办")):
        path = edited(tmp_path, name, "现予督办", words)
        workshop.install(context.ledger, EVERYONE, path, "supervision_letter", f"改为{words}")


def test_versions_are_listed_compared_and_brought_back(tab, context, qtbot, tmp_path):
    own_versions(context, tmp_path)
    dialog = TemplateVersionsDialog(context, "supervision_letter", tab)
    settled(qtbot, context)
    lines = dialog.table.all_records()
    assert [one.title for one in lines] == ["第 2 版", "第 1 版", "程序自带"]
    assert "特此" in dialog.text.toPlainText() and "改" in dialog.told.text()
    assert not dialog.back_button.isEnabled() and "现在用的" in dialog.back_button.toolTip()

    dialog.table.select_id(lines[1].id)
    settled(qtbot, context)
    assert dialog.against.currentText() == "程序自带（以前用过）" and "现予" in dialog.text.toPlainText()
    dialog.back_button.click()
    settled(qtbot, context)
    assert "没有写为什么" in dialog.wrong.text()

    dialog.reason.setText("新写法没有通过")
    dialog.back_button.click()
    settled(qtbot, context)
    assert [one.reason for one in dialog.table.all_records()][:1] == ["新写法没有通过"]
    assert dialog.version().title == "第 3 版" and dialog.wrong.isHidden()
    dialog.table.select_id(SHIPPED)
    settled(qtbot, context)
    assert dialog.version().title == "程序自带" and dialog.back_button.isEnabled()
    dialog.deleteLater()


def test_why_a_template_was_changed_is_asked_when_it_may_be_used(tab, context, qtbot, tmp_path):
    assert tab.reason.isHidden()
    tab.check(edited(tmp_path, "督办函.docx", "现予督办", "特此督办"))
    settled(qtbot, context)
    assert not tab.reason.isHidden()
    tab.reason.setText("按主任意见")
    Hands(tab).click(tab.install_button)
    settled(qtbot, context)
    assert versions(context.reader, "supervision_letter")[0].reason == "按主任意见" and tab.reason.text() == ""
