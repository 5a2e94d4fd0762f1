"""X1, K14: where no head is found the row that looks most like one is named, so that the clerk can point."""

from desktop.exchange.list_reading.no_header import no_header
from desktop.exchange.sheet_cells import Workbook
from tests.exchange.quick_sheets import sheet_of


def refusal(*sheets):
    return no_header(Workbook("xlsx", list(sheets)), "甲.xlsx")


def test_the_likest_row_of_all_sheets_is_named_with_its_words():
    found = refusal(
        sheet_of([["某表"], ["随笔"]], name="一"),
        sheet_of(
            [["某表"], ["序号", "单位", "情形", "责任人", "整改时限"], [1, "县财政局", "账目", "李", "3月"]], name="二"
        ),
    )
    assert found.reason == "no_header_found" and (found.nearest.sheet, found.nearest.row) == ("二", 2)
    assert found.nearest.cells == {"A": "序号", "B": "单位", "C": "情形", "D": "责任人", "E": "整改时限"}
    assert "“二”表第 2 行（序号、单位、情形、责任人、整改时限）" in str(found)


def test_hidden_and_empty_sheets_are_not_looked_at_and_without_a_likeness_none_is_named():
    hidden = sheet_of([["序号", "单位", "责任人", "整改时限"], [1, "x", "y", "z"]], name="藏")
    hidden.hidden = True
    found = refusal(hidden, sheet_of([], name="空"))
    assert found.nearest is None and "“甲.xlsx”" in str(found)


def test_the_sentence_names_eight_words_of_twelve_characters_at_most():
    heads = ["序号", "单位", "责任人", "整改时限", "甲" * 12, "乙" * 13, "丙", "丁", "戊"]
    found = str(refusal(sheet_of([heads, [1, "县财政局", "李", "3月"]], name="")))
    assert f"（序号、单位、责任人、整改时限、{'甲' * 12}、{'乙' * 12}、丙、丁）" in found and "最像的是第 1 行" in found
