"""The number in a file that was edited elsewhere: only the blank line is touched, and what stands there is read."""

import io
import zipfile

import pytest

from desktop.documents.package import BODY, open_parts
from desktop.documents.stamp import number_in, packed, stamped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def a_file(*paragraphs):
    runs = "".join(
        "<w:p>"
        + "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in (one if isinstance(one, tuple) else (one,)))
        + "</w:p>"
        for one in paragraphs
    )
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return packed(
        {
            BODY: f'<w:document xmlns:w="{W}"><w:body>{runs}</w:body></w:document>'.encode(),
            "[Content_Types].xml": types,
            "word/styles.xml": b"<a/>",
        }
    )


@pytest.mark.parametrize(
    "line", ["青巡督〔2026〕7号", "青巡督[2026]第007号", "青巡督（２０２６）７号", " 青巡督 〔2026〕 7 号 "]
)
def test_a_number_is_read_in_any_dress(line):
    assert number_in(a_file("标题", line), "a.docx") == line.strip()


@pytest.mark.parametrize(
    "line", ["青巡督〔2026〕　号", "依据青办〔2026〕7号文件要求", "关于，青巡督〔2026〕7号", "青巡督〔26〕7号"]
)
def test_a_blank_line_or_a_sentence_with_a_number_is_none(line):
    assert number_in(a_file("标题", line), "a.docx") == ""


def test_only_the_blank_line_is_filled_whatever_year_and_runs_it_has():
    data = a_file("标题〔2026〕", ("青巡督〔", "2025", "〕　号"), "正文2026")
    made = stamped(data, "a.docx", "青巡督〔2026〕　号", "青巡督〔2026〕7号")
    assert number_in(made, "a.docx") == "青巡督〔2026〕7号"
    assert open_parts(made, "a.docx")[BODY].startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")
    before, after = open_parts(data, "a.docx"), open_parts(made, "a.docx")
    assert after[BODY].startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")  # as Word writes it
    assert (
        before["word/styles.xml"] == after["word/styles.xml"]
        and "正文2026".encode() in after[BODY]
        and "标题〔2026〕".encode() in after[BODY]
    )


@pytest.mark.parametrize(
    "paragraphs", [("标题",), ("青巡督〔2026〕7号",), ("青巡建〔2026〕　号",), ("青巡督〔〕　号",)]
)
def test_a_file_without_that_line_is_not_stamped(paragraphs):
    assert stamped(a_file(*paragraphs), "a.docx", "青巡督〔2026〕　号", "青巡督〔2026〕7号") is None


def test_equal_parts_are_equal_files_with_the_types_first():
    parts = {"b": b"1", "[Content_Types].xml": b"t", "a": b"2"}
    assert packed(parts) == packed(dict(parts))
    with zipfile.ZipFile(io.BytesIO(packed(parts))) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml" and {info.date_time for info in archive.infolist()} == {
            (1980, 1, 1, 0, 0, 0)
        }


def test_the_number_of_a_form_sheet_is_filled_inside_its_line_only_where_that_is_asked_for():
    data = a_file("审批表", "申请号：销号〔2025〕　号　　申请日期：2026年8月28日")

    assert stamped(data, "a.docx", "销号〔2026〕　号", "销号〔2026〕7号") is None
    made = stamped(data, "a.docx", "销号〔2026〕　号", "销号〔2026〕7号", inside=True)
    assert "申请号：销号〔2026〕7号　　申请日期：2026年8月28日".encode() in open_parts(made, "a.docx")[BODY]
    assert stamped(data, "a.docx", "评估〔2026〕　号", "评估〔2026〕7号", inside=True) is None
