"""清单样表: what the office styled is how its workbooks look; a file that is none is refused, and there is a way back."""

import openpyxl
import pytest
from openpyxl.styles import Font

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations.lists import looks, sending
from desktop.operations.lists.view import Filters, view
from desktop.operations.records import exporting as records
from desktop.operations.records.exporting import Listed
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE, a_finding, a_round, a_unit

DAY = "2026-06-05"


@pytest.fixture
def styled(ledger, tmp_path):
    """The sample as the program writes it, with another font for its title and body."""
    path = looks.save_sample(ledger, EVERYONE, tmp_path / "样表.xlsx")
    book = openpyxl.load_workbook(path)
    book.active["B1"].font = Font(name="方正小标宋简体", size=22)
    book.active["B4"].font = Font(name="仿宋_GB2312", size=12)
    book.save(path)
    return path


def fonts(path):
    sheet = openpyxl.load_workbook(path).active
    return sheet["A1"].font.name, sheet["B4"].font.name


def exported(ledger, folder):
    """A view of the findings, and a book, as the window exports them."""
    a_finding(ledger, a_round(ledger), a_unit(ledger))
    shown = view(ledger.reader, Filters(), DAY)
    first = sending.export_shown(ledger, EVERYONE, shown, sending.Wish(folder / "问题.xlsx", "问题台账"))
    listed = Listed(books.book(ledger.reader, "talk"), [], DAY)
    second = records.export_shown(ledger, EVERYONE, listed, folder / "约谈.xlsx", "约谈台账")
    return first.path, second.path


def test_what_the_office_styled_is_how_every_list_looks_and_there_is_a_way_back(ledger, styled, tmp_path):
    assert looks.in_use(ledger.reader) == "程序自带"
    looks.install(ledger, EVERYONE, styled)
    assert looks.in_use(ledger.reader) == "本单位第 1 版（样表.xlsx）"
    first, second = exported(ledger, tmp_path / "own")
    looks.use_shipped(ledger, EVERYONE)
    assert looks.in_use(ledger.reader) == "程序自带"
    shown = view(ledger.reader, Filters(), DAY)
    third = sending.export_shown(ledger, EVERYONE, shown, sending.Wish(tmp_path / "b.xlsx", "题")).path

    assert fonts(first) == ("方正小标宋简体", "仿宋_GB2312")
    assert openpyxl.load_workbook(second).active["A1"].font.name == "方正小标宋简体"
    assert fonts(third) == ("黑体", "宋体")


def test_the_sample_that_is_saved_is_the_look_in_use_and_can_be_used_again(ledger, styled, tmp_path):
    looks.install(ledger, EVERYONE, styled)
    again = looks.save_sample(ledger, EVERYONE, tmp_path / "又一份.xlsx")
    looks.install(ledger, EVERYONE, again)

    sheet = openpyxl.load_workbook(again).active
    assert [sheet.cell(row, 1).value for row in range(1, 6)] == ["标题", "说明", "表头", "正文", "小计"]
    assert [cell.value for cell in sheet[4]][1:] == ["文字", "整数", "金额", "日期", "百分比"]
    assert sheet["B1"].font.name == "方正小标宋简体" and looks.in_use(ledger.reader).startswith("本单位第 2 版")


def test_a_file_that_is_no_sample_changes_nothing(ledger, tmp_path):
    openpyxl.Workbook().save(tmp_path / "别的.xlsx")
    with pytest.raises(KnownError, match="不能作清单样表"):
        looks.install(ledger, EVERYONE, tmp_path / "别的.xlsx")
    with pytest.raises(KnownError) as told:
        looks.use_shipped(ledger, EVERYONE)
    assert told.value.kind == "nothing_to_do" and looks.in_use(ledger.reader) == "程序自带"


def test_only_who_manages_templates_changes_the_look(ledger, styled):
    with pytest.raises(KnownError):
        looks.install(ledger, Actor("王敏", frozenset({Right.ENTER})), styled)
