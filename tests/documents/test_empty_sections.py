"""No heading of a section that came to nothing is printed; what follows is numbered anew, fixed headings stand, the missing list is told."""

import io
import re

import pytest
from docx import Document
from docx.oxml.ns import qn

from desktop.documents.empty_sections import MARK, marked, without_empty
from desktop.documents.package import BODY, open_parts
from desktop.documents.recipes import RECIPES
from desktop.documents.vocabulary import BLOCKS, LIST, MARKED
from tests.documents.papers import press

STYLES = {"公文一级标题": "H1", "公文二级标题": "H2", "公文正文": "B", "公文署名": "S", "公文附件号": "A"}
LEVELS = {"公文一级标题": 1, "公文二级标题": 2, "公文三级标题": 3}
PART = "|"
ENDS = ("公文署名", "公文附件说明", "公文附件号")


def para(style, text=""):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def may_go(style, text):
    return para(style, text).replace("<w:p>", f"<w:p{MARK}>", 1)


def said(xml):
    return re.findall(r"<w:t>([^<]*)</w:t>", without_empty(xml, STYLES))


def test_only_headings_that_a_loop_or_a_condition_follows_may_go():
    xml = (
        para("H1", "甲") + "{% for 行 in 单 %}" + para("B", "x") + "{% endfor %}" + para("H1", "乙") + para("B", "话")
        + para("H2", "丙") + para("B", "{% if 丁 %}戊{% endif %}") + para("B", "己") + "{% if 庚 %}{% endif %}"
    )  # fmt: skip
    assert [text for text in ("甲", "乙", "丙", "己") if MARK in _of(xml, text)] == ["甲", "丙"]


def _of(xml, text):
    return next(one for one in re.findall(r"<w:p(?: [^>]*)?>.*?</w:p>", marked(xml, STYLES)) if f">{text}<" in one)


@pytest.mark.parametrize(
    ("blocks", "left"),
    [
        ([may_go("H1", "一、甲"), para("H1", "二、乙"), para("B", "话")], ["一、乙", "话"]),
        ([para("H1", "一、甲"), para("H1", "二、乙"), para("B", "话")], ["一、甲", "二、乙", "话"]),
        ([may_go("H1", "一、甲"), para("B", "话"), may_go("H1", "二、乙")], ["一、甲", "话"]),
        ([may_go("H1", "一、甲"), "<w:tbl><w:tr/></w:tbl>", para("S", "署名")], ["一、甲", "署名"]),
        ([may_go("H1", "一、甲"), may_go("H2", "（一）乙"), para("S", "署名")], ["署名"]),
        ([may_go("H1", "一、甲"), may_go("H2", "（一）乙"), para("H2", "（二）丙"), para("B", "话"), para("H1", "二、丁"), para("H2", "（一）戊"), para("B", "话")],
         ["一、甲", "（一）丙", "话", "二、丁", "（一）戊", "话"]),
        ([may_go("H1", "一、甲"), para("B", ""), para("H1", "十一、乙"), para("B", "二、不是首句的一、话")], ["", "十、乙", "一、不是首句的一、话"]),
        ([may_go("H1", "一、甲"), para("A", "附件"), para("H1", "一、乙"), para("B", "话")], ["附件", "一、乙", "话"]),
    ],
)  # fmt: skip
def test_an_empty_heading_goes_and_the_next_ones_close_up(blocks, left):
    assert said("".join(blocks)) == left


def test_what_a_clerk_numbered_from_one_under_a_heading_keeps_its_numbers():
    """Never 零、: a row that begins at one again is none of the headings."""
    own = para("B", "一、县委要求") + para("B", "二、再要求")
    body = may_go("H1", "一、甲") + para("H1", "二、乙") + own + para("H1", "三、丙") + own
    assert said(body) == ["一、乙", "一、县委要求", "二、再要求", "二、丙", "一、县委要求", "二、再要求"]


@pytest.mark.parametrize(
    ("runs", "left"),
    [
        (("二、", "乙的第二事"), ("一、", "乙的第二事")),
        (("二", "、乙"), ("一", "、乙")),
        (("十", "一、乙"), ("十", "、乙")),
        (("　", "二、乙"), ("　", "一、乙")),
    ],
)
def test_a_number_that_an_editor_split_over_runs_closes_up_too(runs, left):
    texts = "".join(
        f"<w:r><w:t{' xml:space=&quot;preserve&quot;' * (place == 0)}>{run}</w:t></w:r>"
        for place, run in enumerate(runs)
    )
    heading = f'<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr>{texts}</w:p>'.replace("&quot;", '"')
    printed = without_empty(may_go("H1", "一、甲") + heading + para("B", "话"), STYLES)
    assert tuple(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", printed)) == (*left, "话")


def test_a_body_without_marked_headings_is_left_as_it_is():
    xml = para("H1", "一、甲") + para("S", "署名")
    assert without_empty(xml, STYLES) is xml and MARK not in without_empty(
        may_go("H1", "一、甲") + para("B", "话"), STYLES
    )


def alone(data):
    """Headings under which nothing stands, and numbers of the first level in their order, a bar where a part with a title of its own begins."""
    document, found, last, numbers = Document(io.BytesIO(data)), [], None, []
    for element in document.element.body:
        if element.tag == qn("w:tbl"):
            last = None
        if element.tag != qn("w:p"):
            continue
        style = next((one.name for one in document.styles if one.style_id == _style(element)), "")
        text = "".join(one.text or "" for one in element.iter(qn("w:t"))).strip()
        numbers += [PART] if style == "公文题下" else []
        if not text and element.find(f".//{qn('w:drawing')}") is None:
            continue
        level = LEVELS.get(style)
        if last and (style in ENDS or (level and level <= last[0])):
            found.append(last[1])
        if style in ENDS[1:]:
            break
        last = (level, text) if level else None
        numbers += re.findall("^([一二三四五六七八九])、", text) if style.startswith("公文一级") else []
    return found + ([last[1]] if last else []), "".join(numbers)


def _style(element):
    mark = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return None if mark is None else mark.get(qn("w:val"))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_a_draft_of_any_kind_has_no_empty_section_and_names_the_missing_list(recipe):
    """Each list by itself, all of them, and nothing at all."""
    sample, own = recipe.sample(), press(recipe.kind)
    lists = [field.name for field in recipe.fields if field.kind == LIST and sample.get(field.name)]
    for gone in (*([name] for name in lists), lists, list(sample)):
        paper = own.render({name: value for name, value in sample.items() if name not in gone}, draft=True)
        headings, numbers = alone(paper.data)
        assert headings == [] and all("一二三四五六七八九".startswith(part) for part in numbers.split(PART)), gone
        told = {one.name for one in paper.missing}
        needed = {
            field.name
            for field in recipe.fields
            if field.name in gone and field.missing in (BLOCKS, MARKED) and not field.when
        }
        assert needed <= told
        assert MARK.strip().encode() not in open_parts(paper.data, "")[BODY]
