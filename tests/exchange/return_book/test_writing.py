"""X7: the return workbook is locked but for the unit's own columns, and its lists open in WPS."""

import openpyxl
import pytest

from desktop.exchange.normalise.status import read_status
from desktop.exchange.return_book.columns import EDITABLE, TITLES
from desktop.exchange.return_book.package import mark_of
from desktop.exchange.return_book.writing import STATES, Page, write_return_book
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
