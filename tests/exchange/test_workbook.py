"""Any view as a workbook: head, widths, filter, print titles, own title, groups with subtotals."""

from datetime import date

import openpyxl
import pytest

from desktop.exchange.list_files.table import ListTable, PageStyle, SheetColumn
from desktop.exchange.workbook import write_workbook
from tests.exchange.ugly_workbooks import read, reasons

COLUMNS = [
    SheetColumn("序号", 6, "int"),
    SheetColumn("被巡察单位", 20),
    SheetColumn("问题", 50),
    SheetColumn("涉及金额（元）", 14, "money", summed=True),
    SheetColumn("整改时限", 12, "date"),
]
ROWS = [
    [1, "青岩县财政局党组", "账目不清。", 12000, date(2025, 3, 5)],
    [2, "青岩县财政局党组", "公章混乱。", None, date(2025, 3, 31)],
    [3, "云台镇党委", "台账缺失，𠮷祥巷<未>登记&漏报。", 800, None],
]


def sheet_of(path):
    return openpyxl.load_workbook(path).active


def test_a_view_is_written_with_title_head_filter_and_print_titles(tmp_path):
    table = ListTable("第六轮问题台账", COLUMNS, ROWS, "截至2026-06-05", style=PageStyle("A3", True, 2))
    path = write_workbook(tmp_path / "问题.xlsx", table)

    sheet = sheet_of(path)
    assert [sheet["A1"].value, sheet["A2"].value] == ["第六轮问题台账", "截至2026-06-05"]
    assert [cell.value for cell in sheet[3]] == [column.title for column in COLUMNS]
    assert (sheet.auto_filter.ref, sheet.print_title_rows, sheet.freeze_panes) == ("A3:E6", "$3:$3", "C4")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert sheet["C6"].value == ROWS[2][2] and sheet["E4"].is_date and sheet["D4"].value == 12000


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-3", "@SUM(A1)", "http://x.y", "0012", "=1+1"])
def test_texts_stay_texts_whatever_they_begin_with(tmp_path, text):
    cell = sheet_of(write_workbook(tmp_path / "a.xlsx", ListTable("题", [SheetColumn("问题")], [[text]])))["A3"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_groups_carry_their_subtotals_and_the_total_does_not_count_them_twice(tmp_path):
    sheet = sheet_of(write_workbook(tmp_path / "a.xlsx", ListTable("题", COLUMNS, ROWS, group_by=1, totals=True)))

    assert [sheet.cell(row, 1).value for row in (5, 7, 8)] == [
        "青岩县财政局党组 小计（2条）",
        "云台镇党委 小计（1条）",
        "合计（3条）",
    ]
    stored = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True).active
    assert [stored.cell(row, 4).value for row in range(3, 9)] == [12000, None, 12000, 800, 800, 12800]


def test_our_own_list_reads_back_as_it_was(tmp_path):
    path = write_workbook(tmp_path / "a.xlsx", ListTable("第六轮问题台账", COLUMNS, ROWS, group_by=1, totals=True))

    reading = read(path)

    assert [(finding.unit, finding.text, finding.amount_yuan, finding.due_on) for finding in reading.findings] == [
        (row[1], row[2], row[3], row[4] and row[4].isoformat()) for row in ROWS
    ]
    assert reasons(reading) == {1: "title", 2: "header", 5: "subtotal", 7: "subtotal", 8: "total"}


def test_nothing_is_overwritten_and_an_empty_view_has_its_head(tmp_path):
    first = write_workbook(tmp_path / "a.xlsx", ListTable("题", COLUMNS, []))
    second = write_workbook(tmp_path / "a.xlsx", ListTable("题", COLUMNS, ROWS))

    assert (first.name, second.name) == ("a.xlsx", "a(2).xlsx")
    assert sheet_of(first)["B2"].value == "被巡察单位"


@pytest.mark.parametrize(("paper", "number"), [("A4", 9), ("A3", 8)])
@pytest.mark.parametrize("landscape", [True, False])
def test_the_sheet_prints_on_the_paper_that_is_asked(tmp_path, paper, number, landscape):
    sheet = sheet_of(write_workbook(tmp_path / "a.xlsx", ListTable("题", COLUMNS, ROWS, style=PageStyle(paper, landscape, 1))))

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (
        number,
        "landscape" if landscape else "portrait",
    )
