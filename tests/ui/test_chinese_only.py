"""Every text of every page, menu, table and dialog over an office with all kinds of rows is Chinese (W-4)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.ledgers import books
from desktop.operations import cell_life, findings, progress
from desktop.operations.papers.registering import SentPaper, register
from desktop.operations.records import verbs
from desktop.ui.dialogs.cell_life_dialog import CellLifeDialog
from desktop.ui.dialogs.own_fields_dialog import OwnFieldsDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.frame.undo_list import UndoList
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.pages import PAGES
from desktop.ui.pages.findings import finding_steps
from desktop.ui.pages.findings.batch_dialog import BatchDialog
from desktop.ui.pages.findings.close_out_dialog import CloseOutDialog
from desktop.ui.pages.findings.finding_dialog import FindingDialog
from desktop.ui.pages.findings.reason_dialog import ReasonDialog
from desktop.ui.pages.findings.recycle_dialog import RecycleDialog
from desktop.ui.pages.findings.refuse_dialog import RefuseDialog
from desktop.ui.pages.findings.split_merge_dialogs import SplitDialog
from desktop.ui.pages.supervision.ladder_dialog import LadderDialog
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.unit_picker import unit_choices
from tests.builders import CLAIMANT, EVERYONE
from tests.operations.records.test_verbs import sample
from tests.ui.chinese_words import CODE, wrong_words
from tests.ui.office import an_office, settled, with_measures
from tests.ui.shown_texts import shown_texts


@pytest.fixture
def window(qtbot, context):
    """An office with findings in every state, a paper, a record of every book, and actions of many kinds."""
    ledger = context.ledger
    round_id, units, ids = an_office(ledger, count=12, claimed=4, proven=3)
    with_measures(ledger, ids[0])
    findings.edit(ledger, EVERYONE, ids[:2], {"owner": "马春生", "nature": "long_term"}, reason="调整", on="2026-06-05")
    progress.extend(ledger, EVERYONE, ids[5], "2026-09-30", "2026-06-05", "工程量大", "县委巡察办主任")
    progress.note(ledger, CLAIMANT, ids[0], "2026-06-03", "电话了解")
    paper = SentPaper(
        "recommendation_letter",
        "巡察建议书",
        "云巡建〔2026〕1号",
        "2026-06-01",
        "县城管局",
        units[0],
        round_id,
        tuple(ids[:3]),
        "2026-06-30",
    )
    register(ledger, EVERYONE, paper)
    office = {"ledger": ledger, "round": round_id, "unit": units[0], "finding": ids[0], "findings": tuple(ids[:2])}
    for declared in books.declared():
        verbs.add(ledger, EVERYONE, declared, sample(declared, office))
    made = MainWindow(context, PAGES)
    qtbot.addWidget(made)
    FrameActions(made)
    made.resize(1440, 900)
    made.show()
    return made


def walk_tabs(qtbot, context, page):
    """Every tab of the page in turn, with tabs inside tabs, and all columns of every grid."""
    for view in page.findChildren(LedgerTableView):
        view.apply_columns({"columns": [column.field for column in view.table.columns]})
    yield
    for _round in range(2):
        for tabs in page.findChildren(SegmentTabs):
            for key in tabs.keys():
                tabs.set_current(key)
                settled(qtbot, context)
                yield


SHOWS_ROUNDS = ("rounds", "carry")
"""The page of the rounds, and the one whose tabs lead there."""


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_a_page_shows_no_word_of_another_language(qtbot, context, window, key):
    """W-4: labels, buttons, tooltips, placeholders, menus, heads and cells of every tab, and the frame around them."""
    window.show_page(key)
    settled(qtbot, context)
    page = window.page(key)
    wrong = set()
    for _tab in walk_tabs(qtbot, context, page):
        for place, text in shown_texts(window):
            if (words := wrong_words(text)) and not (key in SHOWS_ROUNDS and CODE.fullmatch(text)):  # its own column
                wrong.add((place, text[:120], " ".join(words[:6])))
        QApplication.processEvents()
    assert not wrong, "\n".join(map(str, sorted(wrong)))


def test_the_menus_of_cells_show_no_word_of_another_language(qtbot, context, window):
    """W-4: right click on every column of 问题台账."""
    window.show_page("findings")
    settled(qtbot, context)
    page = window.page("findings")
    for column in page.table.table.columns:
        menu = QMenu(page)
        page._fill_menu(menu, column)
        assert [text for _place, text in shown_texts(menu) if wrong_words(text)] == []


def test_the_list_of_actions_shows_no_word_of_another_language(qtbot, context, window):
    """W-4, W-8: 撤销记录."""
    dialog = UndoList(window, context)
    qtbot.addWidget(dialog)
    settled(qtbot, context)
    assert [text for _place, text in shown_texts(dialog) if wrong_words(text)] == []


DIALOGS = {
    "修改": lambda context, line: FindingDialog(context, unit_choices(context), line.round_id, line),
    "申请延期": finding_steps.ExtendDialog,
    "重新打开": finding_steps.ReopenDialog,
    "误销号更正": finding_steps.MistakenCloseOutDialog,
    "转长期坚持": finding_steps.LongTermDialog,
    "移交": finding_steps.TransferDialog,
    "核减": lambda context, line: finding_steps.WithdrawDialog(context, line, (12, 0)),
    "拆分": lambda context, line: SplitDialog(context, line, (12, 0)),
    "认定销号": CloseOutDialog,
    "不予认定": RefuseDialog,
    "批量修改": lambda context, line: BatchDialog(context, [line]),
    "变更说明": lambda context, line: ReasonDialog(context, {line.id: {"nature": "ordinary", "unit_id": 1}}, "更改"),
    "回收站": lambda context, _line: RecycleDialog(context),
    "催办阶梯": lambda context, _line: LadderDialog(context, None),
    "自设栏目": lambda context, _line: OwnFieldsDialog(context),
    "本格历史": lambda context, line: CellLifeDialog(
        context, line.number, cell_life.of_finding(context.reader, line.id, "nature"), line.nature, ""
    ),
    **{
        f"登记 {one.title}": lambda context, _line, name=one.name: RecordDialog(
            context, books.book(context.reader, name)
        )
        for one in books.declared()
    },
}


@pytest.mark.parametrize("name", list(DIALOGS))
def test_a_dialog_shows_no_word_of_another_language(qtbot, context, window, name):
    """W-4: titles, labels, fields, hints, choices and buttons."""
    window.show_page("findings")
    settled(qtbot, context)
    dialog = DIALOGS[name](context, window.page("findings").table.records()[0])
    qtbot.addWidget(dialog)
    settled(qtbot, context)
    assert [text for _place, text in shown_texts(dialog) if wrong_words(text)] == []
