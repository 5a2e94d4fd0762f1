"""A6: what a file says of itself is what it was told, and nothing of the PC."""

import zipfile

import openpyxl

from desktop.exchange.list_files.table import ListTable, Properties, SheetColumn
from desktop.exchange.workbook import write_workbook


def written(tmp_path, properties=None):
    return write_workbook(
        tmp_path / "a.xlsx", ListTable("题", [SheetColumn("问题")], [["字"]], properties=properties or Properties())
    )


def test_properties_are_those_that_were_given(tmp_path):
    given = Properties("中共青岩县委巡察办<&>", "", "整改", "内部", "2026-06-05T08:00:00Z")
    told = openpyxl.load_workbook(written(tmp_path, given)).properties

    assert (told.creator, told.lastModifiedBy, told.title, told.subject, told.category) == (
        "中共青岩县委巡察办<&>",
        "中共青岩县委巡察办<&>",
        "题",
        "整改",
        "内部",
    )
    assert told.created.isoformat()[:10] == told.modified.isoformat()[:10] == "2026-06-05"


def test_the_same_list_gives_the_same_bytes(tmp_path):
    assert written(tmp_path).read_bytes() == written(tmp_path).read_bytes()


def test_every_part_is_named_with_its_kind(tmp_path):
    with zipfile.ZipFile(written(tmp_path)) as archive:
        kinds = archive.read("[Content_Types].xml").decode()
        assert archive.testzip() is None
        for name in archive.namelist():
            assert name.endswith(".rels") or name == "[Content_Types].xml" or f'PartName="/{name}"' in kinds, name
