"""P-11, P-14: only allowed parts, relations and fields; caps before anything is parsed."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from desktop.documents.allowed_parts import foreign, refuse_foreign
from desktop.documents.package import W, open_parts
from desktop.documents.recipes import recipe_of
from desktop.documents.template import check_template
from desktop.errors import KnownError
from tests.documents.papers import TEMPLATES, press

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "templates"
WORD = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "word/_rels/document.xml.rels"


def with_parts(**added: bytes) -> dict[str, bytes]:
    parts = open_parts((TEMPLATES / "supervision_letter.docx").read_bytes(), "a")
    return {**parts, **{name.replace("__", "/"): content for name, content in added.items()}}


def in_body(put: str) -> dict[str, bytes]:
    parts = with_parts()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", f"<w:body>{put}".encode(), 1)
    return parts


def related(kind: str, target: str, mode: str = "") -> dict[str, bytes]:
    parts = with_parts()
    line = f'<Relationship Id="rIdX" Type="{WORD}/{kind}" Target="{target}"{mode}/></Relationships>'
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", line.encode())
    return parts


def field(code: str) -> dict[str, bytes]:
    return in_body(f'<w:p><w:fldSimple w:instr=" {code} "/></w:p>')


def split_field(first: str, second: str) -> dict[str, bytes]:
    runs = f"<w:r><w:instrText>{first}</w:instrText></w:r><w:r><w:instrText>{second}</w:instrText></w:r>"
    return in_body(
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


@pytest.mark.parametrize(
    "parts",
    [
        {**with_parts(), "word/VBAPROJECT.BIN": b"x"},
        {**with_parts(), "word/vbaProject.bin": b"x"},
        {**with_parts(), "word/embeddings/oleObject1.bin": b"x"},
        {**with_parts(), "word/activeX/activeX1.xml": b"<x/>"},
        {**with_parts(), "word/afchunk.htm": b"x"},
        {**with_parts(), "strange.exe": b"x"},
        related("image", "http://10.0.0.1/x.png", ' TargetMode="External"'),
        related("image", "file:///c:/x.png"),
        related("hyperlink", "http://a.b", ' TargetMode="external"'),
        related("attachedTemplate", "x.dotm"),
        related("oleObject", "x.bin"),
        related("aFChunk", "x.htm"),
        in_body('<w:altChunk xmlns:r="x" r:id="rId1"/>'),
        in_body("<w:p><w:r><w:object/></w:r></w:p>"),
        field("DDEAUTO c:\\cmd.exe"),
        field("INCLUDETEXT x.docx"),
        field("includepicture x.png"),
        field("DATE \\@ yyyy"),
        field("= 1 + 2"),
        field("HYPERLINK http://a.b"),
        split_field("DD", "E cmd"),
        split_field("INCLUDE", "TEXT x"),
    ],
)
def test_what_is_not_on_the_lists_is_refused_with_its_place_p11(parts):
    with pytest.raises(KnownError, match="不予采用") as refused:
        refuse_foreign(parts, "改定.docx")
    assert refused.value.kind == "forbidden_content"


@pytest.mark.parametrize(
    "part, place",
    [
        ("document", "正文"), ("header1", "页眉"), ("footer2", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"),
        ("comments", "批注"), ("settings", "文档设置"), ("styles", "文件"),
    ],
)  # fmt: skip
def test_the_place_of_a_foreign_field_is_named_in_words_p11(part, place):
    """P-11"""
    inside = f'<w:x xmlns:w="{W[1:-1]}"><w:fldSimple w:instr=" DDEAUTO x "/></w:x>'.encode()
    faults = list(foreign({**with_parts(), f"word/{part}.xml": inside}, "a"))
    assert any(fault.startswith(f"{place}里有不允许的域“DDEAUTO x”") for fault in faults), faults


def test_what_the_program_makes_passes_p11():
    for kind in ("supervision_letter", "rectification_summary_report"):
        data = press(kind).render(recipe_of(kind).sample()).data
        assert list(foreign(open_parts(data, "a"), "a")) == []
    assert list(foreign(field("PAGE \\* MERGEFORMAT"), "a")) == []
    assert list(foreign(split_field("PA", "GE"), "a")) == []


def test_an_issued_file_bears_no_renderer_aids_p15():
    xml = open_parts(press("supervision_letter").render(recipe_of("supervision_letter").sample()).data, "a")
    assert b"ADVANCE" not in xml["word/document.xml"]


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.docx")))
def test_the_proofs_of_the_first_version_are_refused_with_tag_or_place_p5_p11(name):
    faults = check_template((SAMPLES / name).read_bytes(), name, recipe_of("supervision_letter").fields)

    assert faults
    assert all(any("\u4e00" <= mark <= "\u9fff" for mark in fault.message) for fault in faults)


def test_two_hundred_thousand_tags_are_one_sentence_in_two_seconds_p14():
    made = io.BytesIO()
    tags = b"<w:p><w:r><w:t>" + "{{单位}}".encode() * 200_000 + b"</w:t></w:r></w:p>"
    with (
        zipfile.ZipFile(TEMPLATES / "supervision_letter.docx") as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new,
    ):
        for part in old.namelist():
            content = old.read(part)
            new.writestr(
                part, content.replace(b"<w:body>", b"<w:body>" + tags, 1) if part == "word/document.xml" else content
            )
    started = time.monotonic()

    with pytest.raises(KnownError, match="标记太多"):
        check_template(made.getvalue(), "多.docx", recipe_of("supervision_letter").fields)
    assert time.monotonic() - started < 2


OUTSIDE = ' TargetMode="External"'


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (related("hyperlink", "http://a.b", OUTSIDE), "正文里有指向外部的超链接“http://a.b”"),
        (related("image", "http://a.b/x.png", OUTSIDE), "正文里有指向外部的图片“http://a.b/x.png”"),
        (related("header", "x.xml", OUTSIDE), "正文里有指向外部的内容“x.xml”"),
        (related("image", "http://a.b/" + "x" * 80, OUTSIDE), f"正文里有指向外部的图片“http://a.b/{'x' * 49}”"),
        (related("oleObject", "x.bin"), "正文里有不允许的关联“oleObject”"),
        (in_body("<w:subDoc/>"), "正文里有子文档"),
        (field("DDEAUTO " + "x" * 50), f"正文里有不允许的域“DDEAUTO {'x' * 32}”"),
        ({**with_parts(), "word/VBA.bin": b"x"}, "带有宏"),
        ({**with_parts(), "word/ole1.bin": b"x"}, "嵌入了对象（word/ole1.bin）"),
        ({**with_parts(), "word/x.exe": b"x"}, "有不认识的部件“word/x.exe”"),
    ],
)
def test_a_fault_says_what_it_is_and_where_p11(parts, said):
    """P-11"""
    assert list(foreign(parts, "a")) == [said]


@pytest.mark.parametrize(
    ("key", "refused"),
    [(f'xmlns:r="{WORD}" r:link', True), (f'xmlns:r="{WORD}" r:href', True), (f'xmlns:r="{WORD}" r:id', False), ("link", False),
     ('xmlns:r="urn:officeDocument" r:link', False), ('xmlns:r="urn:relationships" r:link', False)],
)  # fmt: skip
def test_a_picture_that_is_only_linked_is_refused_p11(key, refused):
    """P-11: fetched from elsewhere; an attribute of another kind may be called so."""
    assert any("链接来的图片“rId9”" in fault for fault in foreign(in_body(f'<w:x {key}="rId9"/>'), "a")) is refused


@pytest.mark.parametrize("code", ["PAGE", "page", "PAGE\\* MERGEFORMAT", "HYPERLINK \\l 附件", "", " SEQ 图 "])
def test_a_field_that_computes_nothing_passes_p11(code):
    """P-11"""
    assert list(foreign(field(code), "a")) == []


def test_a_link_inside_the_paper_is_no_fault_and_a_field_left_open_is_read_p11():
    """P-11"""
    assert list(foreign(related("hyperlink", "#附件"), "a")) == []
    opened = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>'
    for inside in (opened, "<w:p><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>"):
        assert list(foreign(in_body(inside), "a")) == ["正文里有不允许的域“DDE x”"]


def test_a_field_within_a_field_is_read_by_itself_p11():
    """P-11"""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{word}"/></w:r>' for word in ("begin", "end"))
    said = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    nested = f"<w:p>{end}{begin}{said('REF ')}{begin}{said('DDE x')}{end}{said('甲')}{end}</w:p>"
    assert list(foreign(in_body(nested), "a")) == ["正文里有不允许的域“DDE x”"]
