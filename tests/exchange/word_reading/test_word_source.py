"""What a Word file says is read as it prints once its tracked changes are accepted; what is no Word file is refused."""

import zipfile

import pytest

from desktop.errors import Refused
from desktop.exchange.word_reading.word_source import read_word, read_word_bytes
from tests.exchange.word_files import MARK_DELETED, box, cell, deleted, inserted, paragraph, run, save, table, word_file

P = paragraph


def read(*body, **parts):
    return read_word_bytes(word_file(list(body), **parts), "x.docx")


def texts(*body):
    return [(one.numbers, one.text) for one in read(*body).paragraphs]


def test_every_paragraph_has_its_place_among_all_of_them():
    found = read(P("甲"), P(), table([["乙", cell(P("丙"), P("丁"))]]), P("戊"))

    assert [(one.numbers, one.text) for one in found.paragraphs] == [
        ((0,), "甲"),
        ((2,), "乙"),
        ((3,), "丙"),
        ((4,), "丁"),
        ((5,), "戊"),
    ]
    assert found.count == 6


def test_a_text_box_is_read_once_and_apart():
    found = read(P("甲", inner=box(P("乙"), P("丙")) + run("丁")), P("戊"))

    assert [(one.numbers, one.text, one.box) for one in found.paragraphs] == [
        ((0,), "甲丁", False),
        ((1,), "乙", True),
        ((2,), "丙", True),
        ((3,), "戊", False),
    ]


def test_tracked_changes_count_as_accepted():
    row_gone = '<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p><w:r><w:t>去</w:t></w:r></w:p></w:tc></w:tr>'
    was_bold = "<w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>丙</w:t></w:r>"
    body = [
        P("甲", inner=deleted("去") + inserted("乙") + was_bold),
        table([["留"]]).replace("</w:tbl>", f"{row_gone}</w:tbl>"),
        P("尾"),
    ]

    assert texts(*body) == [((0,), "甲乙丙"), ((1,), "留"), ((3,), "尾")]
    assert read(*body).paragraphs[0].bold == ()


def test_a_deleted_mark_joins_two_paragraphs_but_none_across_a_table():
    assert texts(P("甲", form=MARK_DELETED), P("乙"), P("丙")) == [((0, 1), "甲乙"), ((2,), "丙")]
    assert texts(P(inner=deleted("甲"), form=MARK_DELETED), P("乙")) == [((1,), "乙")]
    assert texts(P("甲", form=MARK_DELETED), table([["乙"]]), P("丙")) == [((0,), "甲"), ((1,), "乙"), ((2,), "丙")]


def test_breaks_tabs_and_signs_are_characters_and_field_codes_and_readings_are_not():
    inner = (
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:br w:type='page'/><w:noBreakHyphen/></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>zhù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>注</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath>'
        "<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
    )

    assert texts(P(inner=inner)) == [((0,), "甲\n乙\t丙-注x控件链接")]


def test_rare_characters_stay_and_elements_are_known_by_their_namespace():
    other = '<a:p xmlns:a="urn:x"><a:r><a:t>不是</a:t></a:r></a:p>'
    strict = '<q:p xmlns:q="http://purl.oclc.org/ooxml/wordprocessingml/main"><q:r><q:t>甲</q:t></q:r></q:p>'

    assert texts(P("𠮷㐂﨑"), other, strict) == [((0,), "𠮷㐂﨑"), ((1,), "甲")]


def test_merged_cells_and_columns_are_told():
    merged = cell(P("甲"), form='<w:gridSpan w:val="2"/>')
    on = cell(form="<w:vMerge/>")
    found = read(table([[merged, "乙"], ["丙", "丁", on]]))

    assert [(one.place.row, one.place.column) for one in found.paragraphs] == [(0, 1), (0, 2), (1, 0), (1, 1)]
    assert [(one.row, one.column) for one in found.continued] == [(1, 2)]


def test_bold_comes_from_runs_and_styles():
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="标题 2"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>'
    )
    plain = '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>常</w:t></w:r>'
    strong = '<w:r><w:rPr><w:rStyle w:val="s"/></w:rPr><w:t>重</w:t></w:r>'
    found = read(P("粗", style="h", inner=plain), P("常", inner=strong), styles=styles).paragraphs

    assert [one.bold for one in found] == [((0, 1),), ((1, 2),)]
    assert [one.level for one in found] == [2, 0]


def test_a_heading_is_known_by_its_outline_level_too():
    found = read(
        P("甲", form='<w:outlineLvl w:val="0"/>'),
        P("乙", style="3"),
        P("丙", style="3", form='<w:outlineLvl w:val="9"/>'),
    )

    assert [one.level for one in found.paragraphs] == [1, 3, 0]


def test_a_circle_of_styles_ends():
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    )

    assert read(P("甲", style="a"), styles=styles).paragraphs[0].level == 0


@pytest.mark.parametrize(
    "gone", ["_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml"]
)
def test_a_file_without_a_part_that_only_dresses_it_is_read(tmp_path, gone):
    whole, less = save(tmp_path, [P("甲")]), tmp_path / "less.docx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(less, "w") as new:
        for name in old.namelist():
            if name != gone:
                new.writestr(name, old.read(name))

    assert [one.text for one in read_word(less).paragraphs] == ["甲"]


def test_more_paragraphs_than_any_letter_has_are_refused():
    with pytest.raises(Refused) as told:
        read("<w:p/>" * 30_001)

    assert told.value.reason == "too_large"


def test_a_lock_file_and_a_workbook_are_refused(tmp_path):
    lock = tmp_path / "~$反馈.docx"
    lock.write_bytes(b"x")
    book = tmp_path / "book.docx"
    with zipfile.ZipFile(book, "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")

    for path in (lock, book):
        with pytest.raises(Refused) as told:
            read_word(path)
        assert told.value.reason == "not_a_document"
        assert "Word" in str(told.value)
