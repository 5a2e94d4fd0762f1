"""批注: every remark beside a cell with who made it; conversations remark by remark; a broken file has none."""

import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from desktop.exchange.sheet_notes import LONGEST, SheetNote, notes_of

THREAD = """<?xml version="1.0"?><ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
<threadedComment ref="B2" personId="{1}" id="{a}"><text>请核对金额</text></threadedComment>
<threadedComment ref="B2" personId="{2}" id="{b}" parentId="{a}"><text>已核对</text></threadedComment></ThreadedComments>"""
PEOPLE = """<?xml version="1.0"?><personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
<person displayName="王敏" id="{1}"/><person displayName="李建国" id="{2}"/></personList>"""
_RELATION = '<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2017/10/relationships/{}" Target="{}"/>'


@pytest.fixture
def book(tmp_path):
    made = Workbook()
    made.active["B2"].comment = Comment("王敏:\n请核对金额", "王敏")
    other = made.create_sheet("附表")
    other["C7"].comment = Comment("另附说明" + "长" * LONGEST, "")
    path = tmp_path / "交回.xlsx"
    made.save(path)
    return path


def test_remarks_are_told_sheet_by_sheet_with_their_authors_and_cut_where_they_are_endless(book):
    first, second = notes_of(book)

    assert first == SheetNote("Sheet", "B2", "王敏", "请核对金额") and first.row == 2
    assert (second.sheet, second.cell, len(second.text)) == ("附表", "C7", LONGEST)


def test_a_conversation_is_told_remark_by_remark_and_not_twice(book, tmp_path):
    talked = tmp_path / "对话.xlsx"
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(talked, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/worksheets/_rels/sheet1.xml.rels":
                added = _RELATION.format("threadedComment", "/xl/threadedComments/t1.xml") + "</Relationships>"
                text = text.replace(b"</Relationships>", added.encode())
            if name == "xl/_rels/workbook.xml.rels":
                added = _RELATION.format("person", "/xl/persons/person.xml") + "</Relationships>"
                text = text.replace(b"</Relationships>", added.encode())
            target.writestr(name, text)
        target.writestr("xl/threadedComments/t1.xml", THREAD)
        target.writestr("xl/persons/person.xml", PEOPLE)

    assert [(one.author, one.text) for one in notes_of(talked) if one.sheet == "Sheet"] == [
        ("王敏", "请核对金额"),
        ("李建国", "已核对"),
    ]


@pytest.mark.parametrize("content", [b"", b"PK", b"no workbook"])
def test_what_is_no_workbook_has_none(tmp_path, content):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)

    assert notes_of(path) == () and notes_of(path.with_suffix(".csv")) == ()
