"""A workbook filled in by key says what was put in, keeps its mark, and knows no row that it does not have."""

import openpyxl
import pytest

from desktop.exchange.return_book.columns import TITLES
from desktop.exchange.return_book.filling import fill
from desktop.exchange.return_book.package import mark_of
from desktop.exchange.return_book.writing import Page, write_return_book
from desktop.exchange.workbook_source import open_workbook
from desktop.rules.package_mark import PackageMark
from tests.exchange.return_book.returned import row, rows_of

MARK = PackageMark("HS-1-2-3", "青岩县民政局党组", "十四届县委第三轮", 3)


@pytest.fixture
def sent(tmp_path):
    return write_return_book(tmp_path / "表.xlsx", Page("填报表", rows_of(row("甲-1"), row("甲-2"))), MARK)


def test_the_cells_of_a_row_are_filled_in_and_the_rest_stays(sent, tmp_path):
    before = _texts(sent)
    made = fill(sent, tmp_path / "回.xlsx", {"甲-2": {"remark": "凭证附后", "owner": "张莉"}})

    changed = {cell for cell, text in _texts(made).items() if before[cell] != text}
    heads = {text: cell for cell, text in before.items()}
    told = {_texts(made)[cell] for cell in changed}
    assert told == {"凭证附后", "张莉"} and len(changed) == 2
    assert {cell[1] for cell in changed} == {heads[TITLES[name]][1] for name in ("remark", "owner")}
    assert {cell[0] for cell in changed} == {heads["甲-2"][0]}
    assert mark_of(open_workbook(made)) == MARK and _texts(sent) == before


def test_a_row_that_the_book_does_not_have_is_an_error(sent, tmp_path):
    with pytest.raises(KeyError):
        fill(sent, tmp_path / "回.xlsx", {"甲-9": {"remark": "凭证附后"}})
    assert not (tmp_path / "回.xlsx").exists()


def _texts(path):
    sheet = openpyxl.load_workbook(path)["整改台账"]
    return {(cell.row, cell.column): cell.value for cells in sheet.iter_rows() for cell in cells}
