"""Papers merged for the printer: every word of each, heads and feet of its own, page 1 on the front of a sheet."""

import re
from pathlib import Path

import pytest
from lxml import etree

from desktop.documents.fonts import choose_fonts
from desktop.documents.merging import merged
from desktop.documents.package import BODY, W, open_parts
from desktop.documents.pages import Extent, PageCounter
from desktop.documents.readback import read
from desktop.documents.recipes import recipe_of
from desktop.documents.render import Presses
from desktop.documents.stamp import packed
from desktop.errors import KnownError

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "word/_rels/document.xml.rels"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates_docx"
UNITS = ("县财政局党组", "县民政局党组", "县教育局党组")


def is_back(section):
    """Whether a section is the empty back of a sheet."""
    return b"rIdBlank" in etree.tostring(section)


@pytest.fixture(scope="module")
def presses():
    return Presses([TEMPLATES], choose_fonts([]))


@pytest.fixture(scope="module")
def letters(presses):
    recipe = recipe_of("supervision_letter")
    press = presses.press(recipe)
    made = []
    for number, unit in enumerate(UNITS):
        words = {
            **recipe.sample(),
            "单位": unit,
            "发文机关标志": f"中共云岭县委巡察工作领导小组办公室{'甲' * (number == 2)}",
        }
        made.append((f"{unit}.docx", press.render(words, draft=False).data))
    return made


def test_every_word_of_each_paper_stands_in_the_order_of_the_papers(letters):
    whole = read(merged(letters, "督办函 3 份"), "合并.docx")
    each = [read(data, name) for name, data in letters]

    assert whole.paragraphs == tuple(line for one in each for line in one.paragraphs)
    assert not whole.figures


def test_each_paper_begins_at_page_one_with_its_own_sections(letters):
    body = etree.fromstring(open_parts(merged(letters, "督办函"), "合并.docx")[BODY])
    own = len(list(etree.fromstring(open_parts(letters[0][1], "一.docx")[BODY]).iter(f"{W}sectPr")))
    sections = [one for one in body.iter(f"{W}sectPr") if not is_back(one)]

    assert len(sections) == own * 3 and body[0][-1] is sections[-1]
    assert [place for place, one in enumerate(sections) if one.find(f"{W}pgNumType") is not None] == [0, own, own * 2]


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_the_back_of_a_last_sheet_is_a_page_without_a_number(letters, monkeypatch, pages):
    monkeypatch.setattr(PageCounter, "count", lambda _counter, _xml: Extent(pages, True, True))
    parts = open_parts(merged(letters, "督办函"), "合并.docx")
    backs = [one for one in etree.fromstring(parts[BODY]).iter(f"{W}sectPr") if is_back(one)]

    assert len(backs) == (2 if pages % 2 else 0)  # none behind the last paper
    assert all(one.find(f"{W}pgSz") is not None for one in backs)
    assert all("PAGE" not in parts[f"word/{place}_blank.xml"].decode() for place in ("header", "footer") if backs)
    assert ("/word/footer_blank.xml" in parts["[Content_Types].xml"].decode()) is bool(backs)


def test_heads_that_differ_come_along_and_those_that_are_alike_are_shared(letters):
    parts = open_parts(merged(letters, "督办函"), "合并.docx")
    heads = [
        content.decode() for part, content in parts.items() if part.startswith("word/header") and "blank" not in part
    ]
    one = [part for part in open_parts(letters[0][1], "一.docx") if part.startswith("word/header")]

    assert len(heads) == len(one) + 1  # the third paper has another organ in its head
    named = set(re.findall(r'(?:headerReference|footerReference) [^>]*r:id="([^"]*)"', parts[BODY].decode()))
    told = dict(re.findall(r'Target="([^"]*)"[^>]*Id="([^"]*)"', parts["word/_rels/document.xml.rels"].decode()))
    told |= {target: key for key, target in re.findall(r'Id="([^"]*)"[^>]*Target="([^"]*)"', parts["word/_rels/document.xml.rels"].decode())}  # fmt: skip
    assert named <= set(told.values())
    types = parts["[Content_Types].xml"].decode()
    assert all(f"/{part}" in types for part in parts if part.startswith(("word/header", "word/footer")))


def test_no_number_of_a_mark_stands_twice_and_the_file_names_no_addressee(letters):
    parts = open_parts(merged(letters, "督办函 3 份", "中共云岭县委巡察办"), "合并.docx")
    ids = re.findall(r'<w:bookmarkStart [^>]*w:id="(\d+)"', parts[BODY].decode())
    core = parts["docProps/core.xml"].decode()

    assert len(ids) == len(set(ids))
    assert "<dc:title>督办函 3 份</dc:title>" in core and not any(unit in core for unit in UNITS)


def test_papers_of_another_look_are_refused_by_name(letters):
    parts = open_parts(letters[1][1], "旧模板.docx")
    other = packed({**parts, "word/styles.xml": parts["word/styles.xml"].replace(b'w:val="32"', b'w:val="28"')})
    with pytest.raises(KnownError, match="“旧模板.docx”与“县财政局党组.docx”的版式不同"):
        merged([letters[0], ("旧模板.docx", other)], "合并")


def with_a_note(paper, text):
    """The paper as a hand left it that put a footnote in."""
    name, data = paper
    parts = open_parts(data, name)
    relation = f'<Relationship Id="rIdNotes" Type="{OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>'
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", relation.encode())
    parts["word/footnotes.xml"] = f"<w:footnotes xmlns:w='{W[1:-1]}'>{text}</w:footnotes>".encode()
    return name, packed(parts)


def test_a_note_of_one_paper_never_stands_in_another(letters):
    """One file has one part of footnotes: those of the others would read as those of the first."""
    first, second, *_rest = letters
    with pytest.raises(KnownError, match="脚注") as refused:
        merged([with_a_note(first, "甲"), with_a_note(second, "乙")], "督办函")
    assert UNITS[1] in str(refused.value)
    with pytest.raises(KnownError, match="脚注"):
        merged([first, with_a_note(second, "乙")], "督办函")
    assert merged([with_a_note(first, "同"), with_a_note(second, "同")], "督办函")
