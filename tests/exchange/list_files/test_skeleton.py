"""The look of a workbook is taken from a small sheet that a clerk may style; anything else is refused with its place."""

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from desktop.errors import Refused
from desktop.exchange.list_files.skeleton import KINDS, WORDS, read_skeleton, shipped
from desktop.exchange.list_files.table import ListTable, SheetColumn
from desktop.exchange.workbook import write_workbook
from desktop.host.paths import resource


@pytest.fixture
def styled(tmp_path):
    def make(change):
        book = openpyxl.load_workbook(resource("list_sheet.xlsx"))
        change(book)
        book.save(tmp_path / "样表.xlsx")
        return tmp_path / "样表.xlsx"

    return make


def test_the_shipped_look_has_a_style_for_every_kind_of_line_and_cell():
    look = shipped()

    assert set(look.body) == set(look.sums) == set(KINDS)
    assert len({look.title, look.subtitle, look.head, *look.body.values(), *look.sums.values()}) == 13
    assert (look.heights, look.size) == ((30.0, 18.0, 24.0, 21.0, 21.0), 10.5)


def test_what_a_clerk_styled_is_how_the_list_looks(styled, tmp_path):
    def larger(book):
        sheet = book.active
        sheet["B1"].font = Font(name="方正小标宋简体", size=22)
        sheet["B4"].font = Font(name="仿宋_GB2312", size=21)
        sheet["B3"].fill = PatternFill("solid", "FFEECC")
        sheet.row_dimensions[4].height = 40

    look = read_skeleton(styled(larger))
    path = write_workbook(tmp_path / "表.xlsx", ListTable("题", [SheetColumn("问题", 21)], [["字" * 15], ["短"]]), look)
    sheet = openpyxl.load_workbook(path).active

    assert (sheet["A1"].font.name, sheet["A3"].font.name, sheet["A3"].font.size) == (
        "方正小标宋简体",
        "仿宋_GB2312",
        21,
    )
    assert sheet["A2"].fill.start_color.rgb == "00FFEECC"
    assert (sheet.row_dimensions[3].height, sheet.row_dimensions[4].height) == (15 * 4 * 2 + 6, 40)


def test_nothing_but_looks_is_taken_from_it(styled, tmp_path):
    def planted(book):
        book.active["G4"] = '=HYPERLINK("http://x.y")'
        book.active["B4"] = "=1+1"
        book.active["H9"] = "机密"
        book.properties.creator = "某人"

    path = write_workbook(
        tmp_path / "表.xlsx", ListTable("题", [SheetColumn("问题")], [["字"]]), read_skeleton(styled(planted))
    )
    book = openpyxl.load_workbook(path)

    assert [[cell.value for cell in row] for row in book.active] == [["题"], ["问题"], ["字"]]
    assert book.properties.creator in (None, "")


@pytest.mark.parametrize("row", range(1, len(WORDS) + 1))
def test_a_row_without_its_word_is_named(styled, row):
    with pytest.raises(Refused, match=f"A{row} 应为“{WORDS[row - 1]}”"):
        read_skeleton(styled(lambda book: book.active.__setitem__(f"A{row}", "别的")))


def test_days_must_look_like_days_and_the_sheet_be_alone(styled):
    with pytest.raises(Refused, match="E4 应是日期格式"):
        read_skeleton(styled(lambda book: setattr(book.active["E4"], "number_format", "General")))
    with pytest.raises(Refused, match="只能有一张表"):
        read_skeleton(styled(lambda book: book.create_sheet()))


def test_cells_that_are_missing_are_told(styled):
    with pytest.raises(Refused, match="B1 至 F5"):
        read_skeleton(styled(lambda book: book.active.delete_cols(6)))


def test_another_kind_of_file_is_refused(tmp_path):
    (tmp_path / "样表.xlsx").write_text("标题,说明\n", encoding="utf-8")
    with pytest.raises(Refused):
        read_skeleton(tmp_path / "样表.xlsx")
