"""P-12: what a file holds and its paper does not show is told before it is issued."""

import pytest
from lxml import etree

from desktop.documents.hidden_letters import hidden_runs, hiding_styles, unprinted
from desktop.documents.package import WORD


def part(*runs):
    return etree.fromstring(f'<w:document xmlns:w="{WORD}"><w:body><w:p>{"".join(runs)}</w:p></w:body></w:document>')


def run(text, mark=""):
    return f"<w:r><w:rPr>{mark}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("mark", "hidden"),
    [("<w:vanish/>", True), ('<w:vanish w:val="1"/>', True), ('<w:vanish w:val="0"/>', False), ('<w:vanish w:val="false"/>', False), ("<w:b/>", False)],
)  # fmt: skip
def test_hidden_words_are_told_and_those_whose_mark_is_off_are_not_p12(mark, hidden):
    told = list(unprinted("正文", part(run("有3个问题"), run("其中2个逾期", mark))))
    assert [one for one in told if "其中2个逾期" in one and "隐藏文字" in one] == told
    assert bool(told) is hidden


def test_a_hidden_gap_hides_nothing():
    assert list(hidden_runs(part(run(" ", "<w:vanish/>")))) == []


@pytest.mark.parametrize(
    "turn", [chr(code) for code in (0x061C, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
)
def test_every_character_that_turns_the_order_is_told_with_its_paragraph_p12(turn):
    [told] = unprinted("页眉", part(run(f"县{turn}局政民")))
    assert told.startswith("页眉里“县局政民”") and "方向" in told


def test_a_plain_paragraph_is_silent():
    assert list(unprinted("正文", part(run("有3个问题"), run("（一）")))) == []


STYLES = (
    ("hides", "<w:rPr><w:vanish/></w:rPr>"), ("heir", '<w:basedOn w:val="hides"/>'), ("plain", ""),
    ("shows", '<w:basedOn w:val="hides"/><w:rPr><w:vanish w:val="0"/></w:rPr>'), ("ring", '<w:basedOn w:val="ring"/>'),
)  # fmt: skip


@pytest.fixture
def hiding():
    styles = "".join(f'<w:style w:styleId="{name}">{inside}</w:style>' for name, inside in STYLES)
    return hiding_styles(etree.fromstring(f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>'))


def test_a_style_hides_by_its_own_mark_or_its_bases_p12(hiding):
    assert hiding == {"hides", "heir"}


@pytest.mark.parametrize("name", [name for name, _inside in STYLES])
@pytest.mark.parametrize("of", ["run", "paragraph"])
def test_words_that_a_style_hides_are_told_p12(hiding, name, of):
    mark = f'<w:rStyle w:val="{name}"/>' if of == "run" else ""
    tree = part(f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>' if of == "paragraph" else "", run("另有安排", mark))
    assert bool(list(unprinted("正文", tree, hiding))) is (name in hiding)


def test_a_run_may_show_what_its_style_hides(hiding):
    tree = part(run("另有安排", '<w:rStyle w:val="hides"/><w:vanish w:val="0"/>'))
    assert list(unprinted("正文", tree, hiding)) == []
