"""Head, signature, colophon and page set-up are shared frames, put round a kind's own file when it is compiled."""

import re
from pathlib import Path

import pytest
from lxml import etree

from desktop.documents import frames
from desktop.documents.fonts import choose_fonts
from desktop.documents.package import BODY, WORD, W, open_parts
from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.render import Presses
from desktop.documents.template import check_template
from desktop.errors import KnownError
from tests.documents.papers import TEMPLATES, lines_of
from tests.documents.test_merged_cells import repacked

FORMER = Path(__file__).parents[1] / "samples" / "templates_0.1.0"
former = pytest.mark.parametrize("kind", [path.stem for path in sorted(FORMER.glob("*.docx"))])


def parts_of(kind):
    return open_parts((TEMPLATES / f"{kind}.docx").read_bytes(), kind)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_a_kinds_own_file_holds_neither_head_nor_signature_p17(recipe):
    """A receipt may name the number once more inside a line; no line of the file is the number, the signature or the copies."""
    body = parts_of(recipe.kind)[BODY].decode("utf-8")
    lines = [re.sub(r"<[^>]+>", "", line) for line in body.split("</w:p>")]

    assert not frames.is_whole(parts_of(recipe.kind))
    assert not any(line.startswith(tag) for line in lines for tag in ("{{发文字号}}", "{{署名}}", "（联系人", "抄送："))


def test_a_margin_is_changed_in_one_place(tmp_path, monkeypatch):
    """The frame's page set-up is that of every kind of its form; what stands in the kind's file does not count."""
    margins = {"table": b'w:top="1587"'}  # a table lies across
    upright = b'w:top="2098"'
    for path in frames.FOLDER.glob("*.docx"):
        own = margins.get(path.stem, upright)
        changed = open_parts(path.read_bytes(), "")[BODY].replace(own, b'w:top="2222"')
        (tmp_path / path.name).write_bytes(repacked(path.read_bytes(), {BODY: changed}))
    monkeypatch.setattr(frames, "FOLDER", tmp_path)
    frames._frame.cache_clear()
    try:
        for recipe in RECIPES:
            xml = frames.assembled(parts_of(recipe.kind), recipe.kind, recipe.form)[BODY]
            own = margins.get(recipe.form, upright)
            assert b'w:top="2222"' in xml and own not in xml, recipe.kind
    finally:
        frames._frame.cache_clear()


def test_a_landscape_annex_stays_landscape():
    xml = frames.assembled(parts_of("unit_finding_list"), "", "letter")[BODY].decode("utf-8")

    assert [found == "landscape" for found in re.findall(r'<w:pgSz [^>]*?(landscape|w:h="16838")', xml)] == [
        False,
        True,
        False,
    ]


def test_styles_are_matched_by_name_and_a_style_of_ones_own_comes_along():
    parts = parts_of("supervision_letter")
    renumbered = parts["word/styles.xml"].replace(b'"GWBody"', b'"a7"').replace(b"</w:styles>", OWN_STYLE)
    body = parts[BODY].replace(b'"GWBody"', b'"a7"').replace(b'"GWTo"', b'"mine"', 1)

    made = frames.assembled({**parts, "word/styles.xml": renumbered, BODY: body}, "", "letter")

    assert b'w:val="GWBody"' in made[BODY] and b'"a7"' not in made[BODY]
    assert b'w:val="Kmine"' in made[BODY] and b'w:styleId="Kmine"' in made["word/styles.xml"]


OWN_STYLE = b'<w:style w:type="paragraph" w:customStyle="1" w:styleId="mine"><w:name w:val="\xe6\x9c\xac\xe5\x8a\x9e"/></w:style></w:styles>'


def test_a_form_without_a_frame_is_one_sentence():
    with pytest.raises(KnownError, match="版式框架"):
        frames.assembled(parts_of("supervision_letter"), "", "telegram")


@former
def test_a_whole_template_of_the_first_release_still_makes_its_paper(kind, tmp_path):
    data = (FORMER / f"{kind}.docx").read_bytes()
    recipe = recipe_of(kind)
    assert frames.is_whole(open_parts(data, kind))
    assert check_template(data, kind, recipe.fields, recipe.form) == []

    (tmp_path / f"{kind}.docx").write_bytes(data)
    paper = Presses([tmp_path], choose_fonts([])).press(recipe).render(recipe.sample(), draft=False)

    shipped = Presses([TEMPLATES], choose_fonts([])).press(recipe).render(recipe.sample(), draft=False)
    assert lines_of(paper.data)[:3] == lines_of(shipped.data)[:3]
    assert not any("〔缺" in line for line in lines_of(paper.data))


def element(xml):
    return etree.fromstring(f'<w:x xmlns:w="{WORD}">{xml}</w:x>')[0]


def p(text="", more=""):
    return element(f"<w:p><w:pPr>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")


WIDE = '<w:sectPr><w:pgSz w:orient="landscape"/><w:kind/></w:sectPr>'
TALL = '<w:sectPr><w:pgSz w:w="1"/><w:kind/></w:sectPr>'
BLOCKS = {
    frames.HEAD: (p("版头文"),), frames.SIGNATURE: (p("落款文"),), frames.COLOPHON: (p("版记文"),),
    frames.LANDSCAPE: (p("横页"), p("", '<w:pStyle w:val="end"/><w:sectPr><w:pgSz w:orient="landscape"/><w:frame/></w:sectPr>')),
}  # fmt: skip
FRAME = element("<w:body><w:sectPr><w:frame/></w:sectPr></w:body>")


def placed(*own, blocks=BLOCKS):
    body = etree.Element(f"{W}body")
    body.extend(own)
    return frames._placed(body, blocks, FRAME)


def said(children):
    """The text of each paragraph; a section's end as 横 or 竖, `?` where its set-up is not that of the frame."""
    shown = []
    for child in children:
        section = child if child.tag == f"{W}sectPr" else next(child.iter(f"{W}sectPr"), None)
        text = "".join(child.itertext()).strip()
        if section is not None:
            own = section.find(f"{W}kind") is not None
            text += "?" if own else "横" if section.find(f"{W}pgSz") is not None else "竖"
        shown.append(text)
    return shown


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ((p("文"),), ["版头文", "文", "落款文", "版记文", "竖"]),
        ((p("文"), p("附件"), p("", WIDE)), ["版头文", "文", "附件", "落款文", "横", "版记文", "竖"]),
        (
            (p("文"), p("", TALL), p("附件"), p("", WIDE)),
            ["版头文", "文", "落款文", "竖", "附件", "横", "版记文", "竖"],
        ),
        (
            (p("前"), p("〔版头〕"), p("文"), p(" 〔落款〕 "), p("〔版记〕"), p("后")),
            ["前", "版头文", "文", "落款文", "版记文", "后", "竖"],
        ),
        ((p("文"), p("末段", WIDE)), ["版头文", "文", "落款文", "末段", "横", "版记文", "竖"]),
        ((p("文"), element(TALL)), ["版头文", "文", "落款文", "版记文", "竖"]),
    ],
)
def test_each_shared_block_stands_at_its_mark_or_its_usual_place_and_only_the_direction_of_a_page_is_the_kinds_own(
    own, shown
):
    """The signature ends the text, before the first annex; the colophon ends the paper."""
    assert said(placed(*own)) == shown


def test_the_end_of_a_section_that_moved_into_the_text_gets_a_paragraph_of_its_own_again():
    *_before, text, end, _colophon, _final = placed(p("文"), p("末段", WIDE))
    assert next(text.iter(f"{W}sectPr"), None) is None and "".join(text.itertext()) == "末段"
    assert end.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "end" and end.find(f"{W}pPr/{W}sectPr") is not None


def test_a_form_without_an_annex_or_a_block_has_none():
    assert said(placed(p("文"), p("", WIDE), blocks={})) == ["文", "竖", "竖"]


def test_blocks_are_copied_for_each_kind():
    first, second = placed(p("文")), placed(p("文"))
    assert first[0] is not second[0] and BLOCKS[frames.HEAD][0] is not first[0]


TYPES = '<Types xmlns="t">{}</Types>'.format
LINKS = '<Relationships xmlns="r">{}</Relationships>'.format


def test_pictures_links_and_numbering_come_along_under_names_of_their_own():
    link = '<Relationship Id="{}" Type="x/{}" Target="y"/>'.format
    frame = {"word/_rels/document.xml.rels": LINKS(link("a", "styles")).encode()}
    own = {
        "word/_rels/document.xml.rels": LINKS(
            "".join(
                link(f"i{at}", kind) for at, kind in enumerate(("image", "hyperlink", "numbering", "header", "styles"))
            )
        ).encode()
    }
    data, renamed = frames._relations(own, frame, "")
    assert renamed == {f"i{at}": f"ki{at}" for at in range(3)} and re.findall(rb'Id="(\w+)"', data) == [
        b"a",
        b"ki0",
        b"ki1",
        b"ki2",
    ]
    assert frames._relations({}, frame, "")[1] == {}


def test_kinds_of_content_that_the_frame_does_not_know_are_declared_once():
    frame = {
        "[Content_Types].xml": TYPES('<Default Extension="xml"/><Override PartName="/word/document.xml"/>').encode()
    }
    own = {
        "[Content_Types].xml": TYPES(
            '<Default Extension="png"/><Default Extension="xml"/><Override PartName="/word/numbering.xml"/><Override PartName="/word/other.xml"/>'
        ).encode()
    }
    found = re.findall(r'(?:Extension|PartName)="([^"]+)"', frames._types(own, frame, "").decode())
    assert found == ["png", "xml", "/word/document.xml", "/word/numbering.xml"]
