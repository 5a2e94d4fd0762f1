"""X4: the faults go into a copy of the clerk's own file; the original is not touched."""

import openpyxl
import pytest

from desktop.exchange.annotated_copy import _note_height, write_annotated_copy
from desktop.exchange.list_reading.reading import ReadingFault
from tests.exchange.sample_lists import answer, context, expectation
from tests.exchange.ugly_workbooks import read, workbook

ROWS = [
    ["序号", "单位", "问题", "整改时限"],
    [1, "县农业农林局", "账目不清。", "2025.13.1"],
    [2, "县财政局", None, "2025.3.5"],
]


def annotated(tmp_path, **kwargs):
    source = workbook(tmp_path, {"台账": ROWS}, **kwargs)
    before = source.read_bytes()
    copy = write_annotated_copy(source, tmp_path / "批注.xlsx", read(source).faults)
    assert source.read_bytes() == before
    return copy


def test_faulty_cells_are_coloured_and_explained_by_their_own_sentence(tmp_path):
    sheet = openpyxl.load_workbook(annotated(tmp_path))["台账"]

    assert "名册中没有“县农业农林局”" in sheet["B2"].comment.text
    assert "2025.13.1" in sheet["D2"].comment.text
    assert sheet["C3"].comment.text.startswith("“台账”表第 3 行") and sheet["C3"].fill.start_color.rgb.endswith(
        "FFC7CE"
    )
    assert sheet["B2"].fill.start_color.rgb.endswith("FFEB9C")
    assert sheet["B3"].comment is None


def test_looks_merges_and_notes_of_the_original_stay(tmp_path):
    source = workbook(tmp_path, {"台账": ROWS}, {"台账": ["F1:G2"]})
    book = openpyxl.load_workbook(source)
    book["台账"]["D2"].comment = openpyxl.comments.Comment("原批注", "县财政局")
    book["台账"].column_dimensions["C"].width = 55
    book.save(source)

    sheet = openpyxl.load_workbook(write_annotated_copy(source, tmp_path / "批注.xlsx", read(source).faults))["台账"]

    assert sheet["D2"].comment.text.startswith("原批注\n")
    assert sheet.column_dimensions["C"].width == 55 and "F1:G2" in [str(area) for area in sheet.merged_cells.ranges]


def test_a_copy_never_replaces_a_file(tmp_path):
    first, second = annotated(tmp_path), annotated(tmp_path)

    assert (first.name, second.name) == ("批注.xlsx", "批注(2).xlsx")
    assert {path.name for path in tmp_path.iterdir()} == {"清单.xlsx", "批注.xlsx", "批注(2).xlsx"}


@pytest.mark.parametrize("case", ["a05_涉及资金问题台账", "a10_重复与缺项", "a14_旧版台账", "a15_系统导出"])
def test_the_copy_reads_as_the_original(tmp_path, case):
    path, expected = expectation(case)
    original = answer(path, context(expected))

    copy = write_annotated_copy(path, tmp_path / "copy", read(path).faults)

    again = answer(copy, context(expected))
    assert copy.suffix == ".xlsx"
    assert [
        (finding["row"], finding["text"], finding["due_on"], finding["amount_yuan"]) for finding in again["findings"]
    ] == [
        (finding["row"], finding["text"], finding["due_on"], finding["amount_yuan"]) for finding in original["findings"]
    ]
    assert [(fault["row"], fault["kind"]) for fault in again["faults"]] == [
        (fault["row"], fault["kind"]) for fault in original["faults"]
    ]


@pytest.mark.parametrize(("row", "marked"), [(0, False), (1, True), (2, True)])
def test_a_fault_of_a_whole_sheet_has_no_cell_and_one_of_the_first_row_has(tmp_path, row, marked):
    source = workbook(tmp_path, {"台账": ROWS})
    fault = ReadingFault("台账", row, None, None, "warning", "hidden_row", "说明")
    sheet = openpyxl.load_workbook(write_annotated_copy(source, tmp_path / "批注.xlsx", [fault]))["台账"]
    assert any(cell.comment for cells in sheet.iter_rows() for cell in cells) is marked


@pytest.mark.parametrize(
    "text, lines", [("", 2), ("甲" * 21, 2), ("甲" * 22, 3), ("甲" * 44, 4), ("甲\n乙", 3), ("甲" * 22 + "\n乙", 4)]
)
def test_a_note_has_room_for_its_lines_of_22_signs_and_one_more(text, lines):
    assert _note_height(text) == 22 * lines
