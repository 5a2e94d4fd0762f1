"""模板检查: every fault at once, nothing installed while there is one, fields for the clipboard."""

from __future__ import annotations

import shutil
from io import BytesIO
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QApplication

from db.queries import papers
from desktop.host.paths import templates_folder
from desktop.ui.pages.letters.page import LettersPage
from tests.ui.office import Hands, settled, show
from tests.ui.paper_office import an_office_with_overdue

SHIPPED = templates_folder() / "supervision_letter.docx"


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
    with ZipFile(SHIPPED) as shipped, ZipFile(out, "w") as edited:
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
    shutil.copyfile(SHIPPED, file)
    tab.check(file)
    settled(qtbot, context)

    Hands(tab).click(tab.install_button)
    settled(qtbot, context)

    assert papers.template_version(context.reader, "supervision_letter") == 1
    assert "第 1 版" in tab.in_use.full_text()
    assert tab.template_bytes() == SHIPPED.read_bytes()


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
