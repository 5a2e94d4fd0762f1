"""A6: what a file says of itself is what it was told, and nothing of the PC."""

import zipfile

import openpyxl

from desktop.exchange.list_files.table import ListTable, SheetColumn
from desktop.exchange.workbook import write_workbook
from desktop.ledgers.file_properties import FileProperties


def written(tmp_path, properties=None):
    return write_workbook(
        tmp_path / "a.xlsx", ListTable("题", [SheetColumn("问题")], [["字"]], properties=properties or FileProperties())
    )


def test_properties_are_those_that_were_given(tmp_path):
    given = FileProperties("整改台账", "中共青岩县委巡察办<&>", "内部")
    told = openpyxl.load_workbook(written(tmp_path, given)).properties

    assert (told.title, told.creator, told.lastModifiedBy, told.category) == (
        "整改台账",
        "中共青岩县委巡察办<&>",
        "中共青岩县委巡察办<&>",
        "内部",
    )


def test_a_list_without_a_title_of_its_own_is_called_by_its_heading(tmp_path):
    assert openpyxl.load_workbook(written(tmp_path)).properties.title == "题"


def test_the_same_list_gives_the_same_bytes(tmp_path):
    assert written(tmp_path).read_bytes() == written(tmp_path).read_bytes()


def test_every_part_is_named_with_its_kind(tmp_path):
    with zipfile.ZipFile(written(tmp_path)) as archive:
        kinds = archive.read("[Content_Types].xml").decode()
        assert archive.testzip() is None
        for name in archive.namelist():
            assert name.endswith(".rels") or name == "[Content_Types].xml" or f'PartName="/{name}"' in kinds, name
