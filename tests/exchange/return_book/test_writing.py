"""X7: the return workbook is locked but for the unit's own columns, and its lists open in WPS."""

import openpyxl
import pytest

from desktop.exchange.list_files.sheet_values import lines_in
from desktop.exchange.normalise.status import read_status
from desktop.exchange.return_book.columns import EDITABLE, HINT, STATES, TITLES
from desktop.exchange.return_book.package import mark_of
from desktop.exchange.return_book.writing import Page, shown, write_return_book
from desktop.exchange.workbook_source import open_workbook
from desktop.rules.package_mark import PackageMark
from desktop.rules.state_words import STATE_WORDS
from tests.exchange.return_book.returned import row, rows_of

ROWS = rows_of(
    row("甲-1", status="done", completed_on="2026-06-01", remark="=1+1", progress="@x"), row("甲-2", text="长" * 400)
)
MARK = PackageMark("HS-1-2-3", "青岩县民政局党组", "十四届县委第三轮", 3)


@pytest.fixture
def sheet(tmp_path):
    path = write_return_book(tmp_path / "表.xlsx", Page("填报表", ROWS), MARK)
    return openpyxl.load_workbook(path)["整改台账"]


def test_only_the_columns_of_the_unit_are_open_and_the_keys_are_hidden(sheet):
    assert sheet.protection.sheet and sheet.column_dimensions["A"].hidden
    heads = {cell.value: cell.column for cell in sheet[3]}
    for name, title in TITLES.items():
        assert all(sheet.cell(place, heads[title]).protection.locked == (name not in EDITABLE) for place in (4, 5)), (
            title
        )


def test_lists_and_limits_stand_in_the_cell_and_on_no_other_sheet(sheet):
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert len(rules) == len(EDITABLE) and all("!" not in str(rule.formula1) for rule in rules.values())
    [listed] = [rule for rule in rules.values() if rule.type == "list"]
    words = listed.formula1.strip('"').split(",")
    assert tuple(words) == STATES and len(listed.formula1) < 255


@pytest.mark.parametrize("code", [code for code in STATE_WORDS if code != "transferred"])
def test_every_word_of_the_list_reads_back_as_its_state(code):
    assert read_status(STATE_WORDS[code]).state == code


def test_texts_stay_texts(sheet):
    values = {cell.value for cells in sheet.iter_rows(min_row=4) for cell in cells if cell.data_type == "s"}
    assert {"=1+1", "@x"} <= values and not any(cell.data_type == "f" for cells in sheet.iter_rows() for cell in cells)


def test_the_mark_comes_back_as_it_went(tmp_path):
    path = write_return_book(tmp_path / "表.xlsx", Page("填报表", ROWS), MARK)
    assert mark_of(open_workbook(path)) == MARK


def test_title_hint_heads_and_rows_stand_in_their_places_and_the_page_is_printed_without_the_keys(sheet):
    assert (sheet["B1"].value, sheet["B2"].value) == ("填报表", HINT) and [cell.value for cell in sheet[3]] == list(
        TITLES.values()
    )
    assert {str(one) for one in sheet.merged_cells.ranges} == {
        f"B{row}:{sheet.cell(3, len(TITLES)).column_letter}{row}" for row in (1, 2)
    }
    serial = list(TITLES).index("serial") + 1 if "serial" in TITLES else 2
    assert [sheet.cell(row, serial).value for row in (4, 5)] == [1, 2] and sheet.freeze_panes == "A4"
    assert (sheet.print_title_rows, sheet.page_setup.paperSize, sheet.page_setup.orientation) == (
        "$3:$3",
        8,
        "landscape",
    )
    assert (sheet.page_setup.fitToHeight, sheet.page_setup.fitToWidth) == (0, None) or sheet.page_setup.fitToHeight == 0
    assert sheet.print_area.endswith(f"$B$1:${sheet.cell(3, len(TITLES)).column_letter}$5")


def test_a_row_has_two_lines_at_least_and_is_as_high_as_its_longest_text_up_to_what_excel_can(tmp_path):
    rows = rows_of(row("甲-1"), row("甲-2", text="长" * 60), row("甲-3", text="长" * 4000))
    book = openpyxl.load_workbook(write_return_book(tmp_path / "表.xlsx", Page("填报表", rows), MARK))
    heights = [book["整改台账"].row_dimensions[place].height for place in (4, 5, 6)]
    lines = lines_in("长" * 60, 44)

    assert heights == [36, 15 * lines + 6, 405] and lines > 2


def test_lists_and_limits_say_what_they_take(sheet):
    rules = {rule.errorTitle: rule for rule in sheet.data_validations.dataValidation}
    days = [rule for rule in rules.values() if rule.type == "date"]
    lengths = [rule for rule in rules.values() if rule.type == "textLength"]

    assert {(rule.formula1, rule.formula2) for rule in days} == {("36526", "73050")} and len(days) == 2
    assert {(rule.operator, rule.formula1) for rule in lengths} == {("lessThanOrEqual", "2000")}
    assert all(
        str(rule.sqref).split(":")[0][1:] == "4" and str(rule.sqref).split(":")[1][1:] == "5" for rule in rules.values()
    )


def test_a_book_without_rows_keeps_one_row_to_choose_in(tmp_path):
    book = openpyxl.load_workbook(write_return_book(tmp_path / "表.xlsx", Page("填报表", {}), MARK))
    assert {str(rule.sqref)[1:] for rule in book["整改台账"].data_validations.dataValidation} == {"4"}


def test_a_value_is_shown_in_words():
    assert [shown("status", "done"), shown("status", None), shown("owner", 3), shown("owner", "done")] == [
        STATE_WORDS["done"],
        "",
        "3",
        "done",
    ]
