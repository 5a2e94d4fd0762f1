"""新文种 in the window: declared in a dialog, its file handed to WPS, checked with trial prints, in force, offered (D1)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.documents.recipe import Copies
from desktop.host.printing import Handover
from desktop.operations.papers import own_kinds
from desktop.ui.pages.letters import templates
from desktop.ui.pages.letters.new_kind_dialog import NewKindDialog
from desktop.ui.pages.letters.page import LettersPage
from tests.ui.office import Hands, settled, show
from tests.ui.paper_office import an_office_with_overdue


class Office:
    """An office program that notes what it is asked to open."""

    def __init__(self, opened):
        self.opened = opened

    def open_files(self, paths):
        self.opened.extend(paths)
        return Handover(True, "已打开。")


@pytest.fixture
def page(qtbot, context, tmp_path, monkeypatch):
    an_office_with_overdue(context.ledger)
    context.keep_settings(output_folder=str(tmp_path / "out"))
    opened = []
    monkeypatch.setattr(templates, "office_of_this_pc", lambda: Office(opened))
    page = show(qtbot, context, LettersPage(context))
    page.opened = opened
    settled(qtbot, context)
    page.tabs.set_current("templates")
    return page


def filled(context, tab):
    dialog = NewKindDialog(context, tab._recipes(), tab)
    dialog.like.setCurrentIndex(dialog.like.findText("督办函"))
    dialog.title.setText("整改提示函")
    dialog.series.setText("巡办提")
    dialog.rows.setCurrentIndex(dialog.rows.findText("未销号的问题"))
    dialog.group.setCurrentText("整改提示")
    return dialog


def test_a_clerk_makes_a_kind_and_issues_by_it_d1(page, qtbot, context):
    tab = page.stack.currentWidget()
    dialog = filled(context, tab)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        Hands(dialog).click(dialog.verb)
    tab.begin_template(dialog.result_value[0])

    [file] = page.opened
    assert file.name == "整改提示函.docx"
    assert tab.in_use.full_text() == "现用：还没有启用模板，不能出文"
    tab._copy(next(line for line in tab.fields.all_records() if line.field == "逾期数"))
    assert QApplication.clipboard().text() == "{{逾期数}}"

    tab.check(file)
    settled(qtbot, context)
    assert tab.faults_found == ()
    assert len(list((file.parents[1] / "试印").glob("整改提示函_试印_*.docx"))) == 3

    Hands(tab).click(tab.install_button)
    settled(qtbot, context)
    page.tabs.set_current("batch")
    settled(qtbot, context)
    page.batch.show_kind(dialog.result_value[0])
    settled(qtbot, context)
    assert len(page.batch.drafts) == 6
    assert "巡办提" in page.batch.status_texts()[-1]


def test_what_is_missing_is_said_in_the_dialog_d1(page, qtbot, context):
    dialog = filled(context, page.stack.currentWidget())
    dialog.title.setText("督办函")
    Hands(dialog).click(dialog.verb)
    qtbot.waitUntil(lambda: not dialog.wrong.isHidden(), timeout=10_000)

    assert "已有名为“督办函”的文种" in dialog.wrong.text()


def test_copies_and_ticks_begin_with_those_of_the_nearest_kind_and_are_the_clerks_d1(page, context):
    dialog = filled(context, page.stack.currentWidget())
    assert (dialog.copies.text(), dialog.to_leader.isChecked(), dialog.to_team.isChecked()) == (
        "县纪委监委",
        True,
        True,
    )

    dialog.copies.setText("县纪委监委，县委组织部")
    dialog.to_team.setChecked(False)
    dialog.ticks.item(0).setCheckState(Qt.CheckState.Checked)
    wish = dialog.wish()

    assert wish.copies == Copies(("县纪委监委", "县委组织部"), leader=True, team=False)
    assert wish.ticks == (own_kinds.tickable()[0].name,)
    dialog.like.setCurrentIndex(dialog.like.findText("问题清单"))
    assert (dialog.copies.text(), dialog.to_leader.isChecked()) == ("", False)
