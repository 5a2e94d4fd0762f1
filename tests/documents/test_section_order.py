"""Sections in another order: each goes whole, everything is numbered in turn, references follow, and what must keep its place says why."""

from __future__ import annotations

import re

import pytest

from desktop.documents import mentions
from desktop.documents.section_order import ORDER, arranged, beside, in_order, moved, places
from desktop.documents.sections import Heading, Outline, Part, outline
from desktop.errors import KnownError
from tests.documents.test_sections import CHINESE, REPORT, paragraphs, presses  # noqa: F401

STYLES = {"公文一级标题": "H1", "公文二级标题": "H2", "公文表题": "T", "公文署名": "S"}
TREE = Outline(tuple(Heading(level, title) for level, title in ((1, "甲"), (2, "子"), (2, "丑"), (1, "乙"), (1, "丙"))))


def line(text, style="P"):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


BODY = mentions.marked("".join((
    line("开头"), line("一、甲", "H1"), line("见表1"), line("表1　甲表", "T"), line("二、乙", "H1"), line("见表2"), line("表2　乙表", "T"),
    line("（一）子", "H2"), line("子文"), line("（二）丑", "H2"), line("丑文"), line("某单位", "S"), "<w:sectPr/>",
)), STYLES)  # fmt: skip


def texts(xml):
    return re.findall("<w:t>([^<]*)</w:t>", mentions.settled(xml))


def test_a_section_moves_whole_with_its_table_and_mentions_follow():
    assert texts(arranged(BODY, STYLES, ["乙", "甲"])) == [
        "开头", "一、乙", "见表1", "表1　乙表", "（一）子", "子文", "（二）丑", "丑文", "二、甲", "见表2", "表2　甲表", "某单位",
    ]  # fmt: skip


def test_sections_change_places_only_under_one_heading():
    assert texts(arranged(BODY, STYLES, ["丑", "子", "甲", "乙"]))[7:11] == ["（一）丑", "丑文", "（二）子", "子文"]


@pytest.mark.parametrize("order", [[], ["甲", "乙"], ["没有这部分"]])
def test_the_same_order_leaves_the_paper_as_it_is(order):
    assert arranged(BODY, STYLES, order) == BODY


def test_what_an_order_does_not_name_keeps_its_place():
    assert in_order(["甲", "乙", "丙"], ["丙", "甲"]) == ["丙", "乙", "甲"]
    assert [TREE.headings[at].title for at in places(TREE, ["丙", "甲"])] == ["丙", "乙", "甲", "子", "丑"]


def test_a_move_and_the_one_back_are_no_order_at_all():
    there = moved(TREE, [], "乙", 0)
    assert there == ["乙", "甲", "子", "丑", "丙"] and moved(TREE, there, "乙", 1) == []
    assert beside(TREE, "丑") == ["子", "丑"] and moved(TREE, [], "丑", 0)[:3] == ["甲", "丑", "子"]


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (Part((0, 2), frozenset(), frozenset(), frozenset(), turns=True), "换了纸张方向"),
        (Part((0,), frozenset(), frozenset(), frozenset(), turns=False, tells_last=True), "本部分最后一项"),
    ],
)
def test_a_section_that_must_keep_its_place_says_why(part, reason):
    with pytest.raises(KnownError, match=reason):
        moved(Outline(TREE.headings, (part,)), [], "丑", 0)


@pytest.mark.parametrize(("said", "refused"), [
    ("由表2可见", True), ("由表1可见", True), ("见表2。", False), ("由图1可见", False), ("由表9可见", False), ("报送统计表2份", False),
])  # fmt: skip
def test_tables_whose_numbers_are_the_authors_keep_their_order(said, refused):
    xml = "".join((
        line("一、甲", "H1"), line("表1　甲", "T"), line("二、乙", "H1"), line("表2　乙", "T"), line("三、丙", "H1"), line(said),
    ))  # fmt: skip
    found = outline(mentions.marked(xml, STYLES), STYLES, ())
    assert moved(found, [], "丙", 0) == ["丙", "甲", "乙"], "the tables stand as they did"
    if not refused:
        assert moved(found, [], "乙", 0) == ["乙", "甲", "丙"]
        return
    with pytest.raises(KnownError, match=f"“[甲乙]”里有表或图，而文中提到“{said[1:3]}”"):
        moved(found, [], "乙", 0)


def test_a_report_is_printed_in_its_order(presses):  # noqa: F811
    press = presses(REPORT)
    lines = paragraphs(press.render({**press.recipe.sample(), ORDER: ["分类情况", "完成情况"]}))
    heads = [one for one in lines if re.match(rf"（[{CHINESE}]）", one)]
    assert heads[:2] == ["（一）分类情况", "（二）完成情况"]
    tables = [one[:2] for one in lines if re.match(r"表\d　", one)]
    assert tables == ["表1", "表2"]
    typed = "群众代表1名，报送统计表2份，见第二部分的示意图2幅"
    said = paragraphs(press.render({**press.recipe.sample(), ORDER: ["分类情况", "完成情况"], "提请事项": (typed,)}))
    assert any(typed in one for one in said), "what a person typed is printed as it was typed"
    with pytest.raises(KnownError, match="“没有这部分”不是这个文种的一部分"):
        press.render({**press.recipe.sample(), ORDER: ["没有这部分"]})
