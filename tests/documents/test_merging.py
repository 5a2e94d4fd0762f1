"""Papers merged for the printer: every word of each, heads and feet of its own, page 1 on the front of a sheet."""

import re
from pathlib import Path

import pytest
from lxml import etree

from desktop.documents.fonts import choose_fonts
from desktop.documents.merging import merged
from desktop.documents.package import BODY, W, open_parts
from desktop.documents.readback import read
from desktop.documents.recipes import recipe_of
from desktop.documents.render import Presses
from desktop.documents.stamp import packed
from desktop.errors import KnownError

TEMPLATES = Path(__file__).resolve().parents[2] / "templates_docx"
UNITS = ("县财政局党组", "县民政局党组", "县教育局党组")


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


def test_each_paper_begins_at_page_one_on_the_front_of_a_sheet(letters):
    body = etree.fromstring(open_parts(merged(letters, "督办函"), "合并.docx")[BODY])
    own = len(list(etree.fromstring(open_parts(letters[0][1], "一.docx")[BODY]).iter(f"{W}sectPr")))
    sections = list(body.iter(f"{W}sectPr"))
    types = [section.find(f"{W}type").get(f"{W}val") for section in sections]
    starts = [section.find(f"{W}pgNumType") is not None for section in sections]

    assert len(sections) == own * 3
    assert [place for place, kind in enumerate(types) if kind == "oddPage"] == [own, own * 2]
    assert [place for place, start in enumerate(starts) if start] == [0, own, own * 2]
    assert body[0][-1].tag == f"{W}sectPr"


def test_heads_that_differ_come_along_and_those_that_are_alike_are_shared(letters):
    parts = open_parts(merged(letters, "督办函"), "合并.docx")
    heads = [content.decode() for part, content in parts.items() if part.startswith("word/header")]
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
