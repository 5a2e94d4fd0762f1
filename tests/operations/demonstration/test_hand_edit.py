"""The report that a leader's pen went over: one figure is another one, all else is as it went out, and the file is the same each time."""

from __future__ import annotations

from desktop.documents import readback
from desktop.documents.package import BODY
from desktop.documents.stamp import packed
from desktop.operations.demonstration.hand_edit import written_over

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOOKMARK = '<w:bookmarkStart w:id="{0}" w:name="_fig{0}"/><w:r><w:t>{1}</w:t></w:r><w:bookmarkEnd w:id="{0}"/>'


def a_paper():
    words = f"<w:r><w:t>走访群众</w:t></w:r>{BOOKMARK.format(1, 236)}<w:r><w:t>户，问题</w:t></w:r>{BOOKMARK.format(2, 189)}"
    body = f'<w:document xmlns:w="{W}"><w:body><w:p>{words}</w:p></w:body></w:document>'
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return packed({"[Content_Types].xml": types.encode(), BODY: body.encode(), "word/styles.xml": b"<a/>"})


def words_of(data):
    return readback.read(data, "汇报.docx").paragraphs


def test_one_figure_is_written_over_and_nothing_else():
    before = a_paper()
    after = written_over(before, "汇报.docx", "_fig1")
    assert words_of(before) == ("走访群众236户，问题189",) and words_of(after) == ("走访群众263户，问题189",)
    assert readback.read(after, "汇报.docx").figures == {"_fig1": "263", "_fig2": "189"}
    assert after == written_over(before, "汇报.docx", "_fig1")


def test_the_bookmark_of_the_figure_stays_so_that_its_change_is_found():
    after = written_over(a_paper(), "汇报.docx", "_fig2")
    assert set(readback.read(after, "汇报.docx").spots) == {"_fig1", "_fig2"}
