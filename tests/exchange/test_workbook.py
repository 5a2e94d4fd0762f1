"""Any view as a workbook: head, widths, filter, print titles, own title, groups with subtotals."""

from datetime import date, datetime
from math import isfinite

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.exchange.list_files.sheet_values import cell_text
from desktop.exchange.list_files.table import ListTable, PageStyle, SheetColumn
from desktop.exchange.workbook import write_workbook
from desktop.exchange.xlsx_source import read_xlsx
from tests.exchange.list_files.nasty_texts import ANY, VALUES
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
    sheet = sheet_of(
        write_workbook(tmp_path / "a.xlsx", ListTable("题", COLUMNS, ROWS, style=PageStyle(paper, landscape, 1)))
    )

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (
        number,
        "landscape" if landscape else "portrait",
    )


@given(st.lists(st.tuples(ANY, VALUES, VALUES, VALUES), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_list_holds_comes_back_and_nothing_is_a_formula(tmp_path, rows):
    """X8"""
    columns = [
        SheetColumn("问题", 30),
        SheetColumn("数", 10, "int"),
        SheetColumn("日", 12, "date"),
        SheetColumn("元", 12, "money"),
    ]
    path = write_workbook(tmp_path / "任意.xlsx", ListTable("题", columns, rows))
    peer, own = sheet_of(path), read_xlsx(path.read_bytes(), "任意.xlsx").sheets[0]
    path.unlink()

    for number, row in enumerate(rows, 3):
        for column, value in enumerate(row, 1):
            wanted = expected(value, columns[column - 1].kind)
            mine, theirs = own.rows.get(number, {}).get(column), peer.cell(number, column)
            assert theirs.data_type != "f" and theirs.hyperlink is None
            if isinstance(wanted, str):
                assert (theirs.value or "") == wanted
                assert wanted.strip() == "" or mine is None or mine.fault or mine.value == wanted
            elif isinstance(wanted, (int, float)):
                assert theirs.value == pytest.approx(wanted) and mine.value == pytest.approx(wanted)
            elif isinstance(wanted, date):
                assert mine.value == (wanted.date() if isinstance(wanted, datetime) else wanted)


def expected(value, kind):
    """What a cell says of a value."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value if kind == "date" and value.year >= 1900 else str(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and kind in ("int", "money"):
        return value if isfinite(value) and (isinstance(value, float) or abs(value) < 10**15) else str(value)
    return cell_text("是" if value is True else "否" if value is False else str(value))


def test_fields_that_are_chosen_bring_their_list_and_days_their_rule(tmp_path):
    columns = [
        SheetColumn("状态", choices=("整改中", "已“销”号")),
        SheetColumn("时限", kind="date"),
        SheetColumn("很多", choices=("字" * 300,)),
        SheetColumn("逗号", choices=("甲,乙",)),
    ]
    sheet = sheet_of(write_workbook(tmp_path / "a.xlsx", ListTable("题", columns, [["整改中", None, "", ""]] * 3)))

    rules = [(str(one.sqref), one.type, one.formula1, one.errorStyle) for one in sheet.data_validations.dataValidation]
    assert rules == [("A3:A5", "list", '"整改中,已“销”号"', "warning"), ("B3:B5", "date", "61", "warning")]


def test_groups_fold_and_their_rows_are_as_high_as_their_texts(tmp_path):
    sheet = sheet_of(
        write_workbook(
            tmp_path / "a.xlsx",
            ListTable("题", COLUMNS, [[1, "甲", "长" * 60, None, None], [2, "甲", "短", None, None]], group_by=1),
        )
    )

    assert [sheet.row_dimensions[row].outlineLevel for row in range(2, 6)] == [0, 1, 1, 0]
    assert [sheet.row_dimensions[row].height for row in (3, 4, 5)] == [15 * 3 + 6, 21, 21]


def test_a_list_longer_than_one_block_keeps_its_order(tmp_path):
    rows = [[number, f"单位{number % 7}", f"问题{number}", number / 4, None] for number in range(1300)]
    sheet = sheet_of(write_workbook(tmp_path / "a.xlsx", ListTable("题", COLUMNS, rows)))

    assert [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)] == rows
