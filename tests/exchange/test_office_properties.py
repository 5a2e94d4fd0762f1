"""A6: a workbook says the office, its title and its mark, and nothing of who made or edited it before."""

import zipfile

import openpyxl
import xlsxwriter

from desktop.exchange.office_properties import put_properties, replace_properties
from desktop.ledgers.file_properties import FileProperties

OURS = FileProperties("整改台账", "中共青岩县委巡察办", "内部")


OTHERS = ("张三", "李四", "某处")


def of_others(tmp_path, ours):
    """A copy of a workbook that others made, with ours put over theirs."""
    book = openpyxl.Workbook()
    book.properties.creator, book.properties.lastModifiedBy, book.properties.keywords = OTHERS
    replace_properties(book, ours)
    book.save(tmp_path / "副本.xlsx")
    return tmp_path / "副本.xlsx"


def told(path):
    found = openpyxl.load_workbook(path).properties
    return found.title, found.creator, found.category


def test_a_workbook_written_anew_says_them(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "新.xlsx") as book:
        book.add_worksheet()
        put_properties(book, OURS)
    assert told(tmp_path / "新.xlsx") == ("整改台账", "中共青岩县委巡察办", "内部")


def test_a_copy_of_a_workbook_of_others_says_them_instead(tmp_path):
    with zipfile.ZipFile(of_others(tmp_path, OURS)) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert told(tmp_path / "副本.xlsx") == ("整改台账", "中共青岩县委巡察办", "内部")
    assert not [name for name in OTHERS if name in core] and core.count("中共青岩县委巡察办") == 2


def test_an_office_that_gave_no_name_says_nothing_rather_than_who_wrote_it(tmp_path):
    with zipfile.ZipFile(of_others(tmp_path, FileProperties())) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert not [name for name in (*OTHERS, "openpyxl", "None") if name in core.partition("<dcterms")[0]]
