"""P-8: tracked changes and comments are told one by one with their author, and accepted where a person says so."""

import re

import pytest
from lxml import etree

from desktop.documents.package import BODY, open_parts
from desktop.documents.revisions import accepted, tracked
from desktop.documents.stamp import packed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


GONE = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"


def tree(inner):
    return etree.fromstring(f'<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>')


def run(text, deleted=False):
    return f"<w:r><w:{'delText' if deleted else 't'}>{text}</w:{'delText' if deleted else 't'}></w:r>"


@pytest.mark.parametrize("inner, told", [
    (f'<w:p><w:ins w:author="李">{run("甲")}</w:ins></w:p>', ["李：增“甲”"]), (f'<w:p><w:moveTo w:author=" ">{run("甲")}</w:moveTo></w:p>', ["增“甲”"]), (f'<w:p><w:del w:author="王">{run("乙", True)}</w:del></w:p>', ["王：删“乙”"]),
    (f"<w:p><w:moveFrom>{run('乙', True)}</w:moveFrom></w:p>", ["删“乙”"]), ('<w:p><w:pPr><w:rPr><w:ins w:author="李"/></w:rPr></w:pPr></w:p>', ["李：增一段或一行"]), ('<w:tr><w:trPr><w:del w:author="李"/></w:trPr></w:tr>', ["李：删一段或一行"]),
    (f'<w:comment w:author="赵"><w:p>{run("问")}</w:p></w:comment>', ["赵：批注“问”"]), ("<w:p><w:pPr><w:pPrChange/></w:pPr><w:r><w:rPr><w:rPrChange/></w:rPr></w:r></w:p>", ["格式修订 2 处"]), (f"<w:p>{run('甲')}</w:p>", []),
    (f"<w:p><w:ins>{run('字' * 31)}</w:ins></w:p>", [f"增“{'字' * 30}…”"]), (f"<w:p><w:ins>{run('字' * 30)}</w:ins></w:p>", [f"增“{'字' * 30}”"]),
])  # fmt: skip
def test_each_change_is_told_p8(inner, told):
    """P-8"""
    assert list(tracked(tree(inner))) == told


def after(inner, **parts):
    types = b'<Types xmlns="x"><Override PartName="/word/comments.xml"/><Override PartName="/word/styles.xml"/></Types>'
    body = etree.tostring(tree(inner))
    made = open_parts(
        accepted(
            packed(
                {"[Content_Types].xml": types, BODY: body, **{f"word/{name}.xml": text for name, text in parts.items()}}
            ),
            "a.docx",
        ),
        "a.docx",
    )
    return made, [
        ["".join(p.itertext()) for p in made_tree.iter(f"{{{W}}}p")] for made_tree in [etree.fromstring(made[BODY])]
    ][0]


@pytest.mark.parametrize("inner, texts", [
    (f"<w:p>{run('甲')}<w:ins>{run('乙')}{run('丙')}</w:ins>{run('丁')}</w:p>", ["甲乙丙丁"]), (f"<w:p>{run('甲')}<w:del>{run('乙', True)}</w:del></w:p>", ["甲"]), (f"<w:p><w:moveFrom>{run('乙', True)}</w:moveFrom><w:moveTo>{run('乙')}</w:moveTo></w:p>", ["乙"]),
    (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('甲')}</w:p><w:p>{run('乙')}</w:p>", ["甲乙"]), (f"<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('甲')}</w:p></w:tc></w:tr><w:p>{run('乙')}</w:p>", ["乙"]),
    (f"<w:p><w:commentRangeStart/>{run('甲')}<w:commentRangeEnd/><w:r><w:rPr/><w:commentReference/></w:r></w:p>", ["甲"]), ("<w:p><w:r><w:rPr><w:rPrChange/></w:rPr><w:t>甲</w:t></w:r></w:p>", ["甲"]),
])  # fmt: skip
def test_accepting_leaves_the_text_as_it_was_meant_p8(inner, texts):
    """P-8"""
    made, found = after(inner)
    assert found == texts and not list(tracked(etree.fromstring(made[BODY])))
    assert b"comment" not in made[BODY] and b"Change" not in made[BODY]


def test_comments_go_with_their_part_and_everything_else_stays():
    made, _texts = after(
        f"<w:p>{run('甲')}</w:p>", comments=b"<a/>", commentsExtended=b"<a/>", people=b"<a/>", styles=b"<s/>"
    )
    assert set(made) == {"[Content_Types].xml", BODY, "word/styles.xml"} and made["word/styles.xml"] == b"<s/>"
    assert made["[Content_Types].xml"].startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")
    assert b"comments" not in made["[Content_Types].xml"] and b"styles" in made["[Content_Types].xml"]


@pytest.mark.parametrize("inner, texts", [
    (f"<w:p>{GONE}{{甲}}</w:p>", ["甲"]), (f"<w:p>{GONE}{{甲}}</w:p><w:tbl><w:tr><w:tc><w:p>{{乙}}</w:p></w:tc></w:tr></w:tbl>", ["甲", "乙"]),
    (f"<w:p>{GONE}{{甲}}</w:p><w:p><w:pPr><w:jc/></w:pPr>{{乙}}</w:p><w:p>{{丙}}</w:p>", ["甲乙", "丙"]), ("<w:p><w:r><w:rPr><w:del/></w:rPr></w:r>{甲}</w:p><w:p>{乙}</w:p>", ["甲", "乙"]),
    ("<w:p><w:ins>{甲}</w:ins><w:del><w:ins>{乙}</w:ins></w:del></w:p>", ["甲"]), ("<w:p><w:moveFromRangeStart/>{甲}<w:moveFromRangeEnd/></w:p>", ["甲"]),
    ("<w:p><w:r><w:t>甲</w:t><w:commentReference/></w:r></w:p>", ["甲"]),
])  # fmt: skip
def test_a_deleted_paragraph_mark_joins_the_next_paragraph_and_nothing_else_p8(inner, texts):
    """P-8"""
    made, found = after(re.sub(r"{(.)}", lambda one: run(one[1]), inner))
    assert found == texts and made[BODY].count(b"<w:pPr>") <= inner.count("<w:pPr>")
    assert b"RangeStart" not in made[BODY]


def test_a_comment_goes_with_what_joins_it_to_the_file_p8():
    """P-8"""
    lines = '<Relationship Target="comments.xml"/><Relationship Target="/word/people.xml"/><Relationship Target="mycomments.xml"/><Relationship Target="styles.xml"/>'
    parts = {
        "[Content_Types].xml": b"<Types/>",
        BODY: etree.tostring(tree(f"<w:p>{run('甲')}</w:p>")),
        "word/_rels/document.xml.rels": f"<Relationships>{lines}</Relationships>".encode(),
        "word/header1.xml": etree.tostring(tree(f"<w:p><w:del>{run('乙', True)}</w:del></w:p>")),
        "word/media/a.png": b"x",
    }
    found = open_parts(accepted(packed(parts), "a.docx"), "a.docx")
    assert re.findall(rb'Target="([^"]+)"', found["word/_rels/document.xml.rels"]) == [b"mycomments.xml", b"styles.xml"]
    assert (
        "乙" not in found["word/header1.xml"].decode()
        and found["word/media/a.png"] == b"x"
        and set(found) == set(parts)
    )


def test_forms_are_counted_and_told_after_the_words_p8():
    """P-8"""
    forms = "<w:p><w:pPr><w:pPrChange/><w:rPr><w:rPrChange/></w:rPr></w:pPr></w:p>"
    assert list(tracked(tree(f'{forms}<w:p><w:ins w:author="李">{run("甲")}</w:ins></w:p>'))) == [
        "李：增“甲”",
        "格式修订 2 处",
    ]
