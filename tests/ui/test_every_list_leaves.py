"""W-3: every table of the window that has no page of its own for it exports to a workbook and prints what it shows, in its words."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from desktop.operations import defaults, dictionaries, units
from desktop.operations.change import change
from desktop.operations.records.exporting import export
from desktop.rules.permissions import Action
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.pages.letters.page import LettersPage
from desktop.ui.pages.printing.page import PrintPage
from desktop.ui.pages.rounds.page import RoundsPage
from desktop.ui.pages.system.page import PARTS, SystemPage
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.ui.office import settled, show


@pytest.fixture
def office(context):
    ledger = context.ledger
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "新建账本") as changes:
        defaults.put_defaults(changes)
    unit = a_unit(ledger, short="县民政局")
    a_finding(ledger, a_round(ledger), unit)
    dictionaries.put(ledger, EVERYONE, "phrase", {"kind": "建议", "text": "抓紧补缴", "sort": 1})
    dictionaries.put_days(ledger, EVERYONE, {"2027-02-06": "holiday"}, "春节")
    units.add_alias(ledger, EVERYONE, unit, "民政")
    return ledger


def tables_of(qtbot, context):
    rounds = show(qtbot, context, RoundsPage(context))
    yield from (rounds.rounds, rounds.units)
    system = show(qtbot, context, SystemPage(context))
    for key, _title, _make in PARTS:
        system.tabs.set_current(key)
        settled(qtbot, context)
        if system.part().table is not None:
            yield system.part().table
    for make, tab in ((LettersPage, "register"), (PrintPage, "register")):
        page = show(qtbot, context, make(context))
        page.tabs.set_current(tab)
        settled(qtbot, context)
        yield from page.findChildren(LedgerTableView)


def test_every_table_exports_and_prints_what_it_shows(qtbot, context, office, tmp_path):
    walked = set()
    for place, table in enumerate(tables_of(qtbot, context)):
        verbs = table.findChild(ListVerbs)
        assert verbs is not None, table.table.name
        walked.add(table.table.name)
        assert [one.text() for one in table.menu().actions()][-3:] == [
            "导出为 Word 表格…",
            "导出显示的各条…\tCtrl+E",
            "打印显示的各条…\tCtrl+P",
        ]
        if not table.records():
            continue
        listed = verbs.listed()
        sheet = openpyxl.load_workbook(export(listed, tmp_path / f"{place}.xlsx", "表").path).active
        head = next(row for row in sheet.iter_rows() if row[0].value == "序号")
        columns = [column for column in table.model.columns if not column.counts_rows]
        assert [cell.value for cell in head[1:]] == [column.title for column in columns]
        for row, record in enumerate(table.records(), head[0].row + 1):
            for cell, column in enumerate(columns, 2):
                said = sheet.cell(row, cell).value
                said = "" if said is None else said.strftime("%Y-%m-%d") if hasattr(said, "strftime") else str(said)
                assert said == column.text(record).replace("—", "", 1 if column.text(record) == "—" else 0).replace(
                    ",", ""
                ), column.title
        verbs.print_dialog().print_to(tmp_path / f"{place}.pdf")
        settled(qtbot, context)
        assert (tmp_path / f"{place}.pdf").stat().st_size > 1000
    assert walked >= {
        "rounds",
        "units",
        "categories",
        "phrases",
        "aliases",
        "matters",
        "calendar",
        "rules",
        "bases",
        "backups",
        "users",
        "letters",
        "prints",
        "copies",
    }
    assert QApplication.activeModalWidget() is None
