"""K10: what is pasted lands where it was copied for; an empty cell shifts nothing and is asked about."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from desktop.exchange.clipboard import read_clipboard
from desktop.exchange.formats.pasted_units import read_units
from desktop.ui.grid.paste_plan import plan
from desktop.ui.pages.findings.page import FindingsPage
from desktop.ui.widgets.clip import TablePasteEdit, copied
from tests.exchange.field_lists import FOLDER
from tests.ui.office import an_office, show


@pytest.fixture
def page(qtbot, context):
    an_office(context.ledger, count=6)
    return show(qtbot, context, FindingsPage(context))


def column_of(page, field):
    return next(at for at, one in enumerate(page.table.model.all_columns) if one.field == field)


def planned(page, text, field="owner", row=0, html=""):
    model = page.table.model
    at = column_of(page, field)
    return plan(read_clipboard(text, html), page.shown(), model.all_columns, row, at, page.context.today)


def owners(page):
    return [line.owner for line in page.shown()]


BLOCKS = {
    "in the middle": ["段然", "", "郁青"],
    "at the front": ["", "林深", "郁青"],
    "at the end": ["段然", "林深", ""],
    "several": ["", "", "郁青"],
}


@pytest.mark.parametrize("cells", BLOCKS.values(), ids=BLOCKS.keys())
@pytest.mark.parametrize("kind", ["text", "html"])
def test_an_empty_cell_keeps_its_place_and_changes_nothing_unasked(page, cells, kind):
    """K10"""
    before = owners(page)[: len(cells)]
    text = "".join(f"{cell}\r\n" for cell in cells)
    html = "<table>" + "".join(f"<tr><td>{cell}</td></tr>" for cell in cells) + "</table>" if kind == "html" else ""
    found = planned(page, text, html=html)

    edits = found.edits()
    for line, cell, was in zip(page.shown(), cells, before, strict=False):
        assert edits.get(line.id, {}).get("owner", was) == (cell or was)
    assert [cell.line.id for cell in found.emptied] == [
        line.id for line, cell, was in zip(page.shown(), cells, before, strict=False) if was and not cell
    ]


def test_the_case_of_the_field_comes_out(page):
    """K10: f46"""
    case = json.loads((FOLDER / "f46_expected.json").read_text(encoding="utf-8"))
    clip = read_clipboard(case["clipboard"])

    assert [row[0] for row in clip.texts()] == ["段然", "林深", "", "郁青", "钟林", "龙飞"]


def test_clearing_is_one_of_the_two_answers(page):
    """K10"""
    found = planned(page, "\r\n林深\r\n")
    if not found.emptied:
        pytest.skip("the first finding has no owner")

    assert found.edits(clear=True)[page.shown()[0].id] == {"owner": ""}


def test_line_breaks_in_a_copied_cell_stay_in_the_cell():
    data = QMimeData()
    data.setText('"甲\n乙"\t丙\r\n丁\t戊\r\n')
    QGuiApplication.clipboard().setMimeData(data)

    assert copied().texts() == [["甲\n乙", "丙"], ["丁", "戊"]]


@pytest.mark.parametrize(
    "stray",
    [
        "合计\t37",
        "总计 2 个",
        "小计：2",
        "制表人：王五",
        "填报单位：县委巡察办",
        "注：以上为第六轮单位",
        "被巡察单位一览表",
        "\t\t",
        "共计2个",
    ],
)
@pytest.mark.parametrize("head", ["", "序号\t单位名称\t简称\n"])
def test_rows_around_a_register_are_no_units(stray, head):
    """K10: a pasted register made units of 合计."""
    rows = "1\t县民政局党组\t县民政局\n2\t县教育局党组\t县教育局\n"

    for text in (f"{head}{rows}{stray}\n", f"{stray}\n{head}{rows}"):
        assert [name for name, _short in read_units(text)] == ["县民政局党组", "县教育局党组"]


def test_a_table_pasted_into_a_text_keeps_one_line_a_row(qtbot):
    edit = TablePasteEdit()
    qtbot.addWidget(edit)
    data = QMimeData()
    data.setHtml(
        "<table><tr><td>县民政局<br>党组</td><td>民政局</td></tr><tr><td>县教育局党组</td><td></td></tr></table>"
    )
    data.setText("县民政局\n党组\t民政局\n县教育局党组\t\n")
    edit.insertFromMimeData(data)

    assert edit.toPlainText().splitlines() == ["县民政局 党组\t民政局", "县教育局党组\t"]
