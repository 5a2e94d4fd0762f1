"""A list leaves as the kind of file that its name says."""

import pytest

from desktop.exchange.list_file import write_list
from desktop.exchange.list_files.table import ListTable, SheetColumn


@pytest.mark.parametrize(
    ("asked", "written"), [("a.xlsx", "a.xlsx"), ("a.docx", "a.docx"), ("a.DOCX", "a.docx"), ("a", "a.xlsx"), ("a.json", "a.json"), ("a.pdf", "a.xlsx")]
)  # fmt: skip
def test_the_ending_decides(tmp_path, asked, written):
    assert write_list(tmp_path / asked, ListTable("题", [SheetColumn("问题")], [["字"]])).name == written
