"""抄送 stands at the foot of the last page that has room: with the annex, raised, or with the end of the text sent along."""

from types import SimpleNamespace

import pytest

from desktop.documents.colophon import BELOW, alone, joined, raised, ways, with_company, with_lines_more
from desktop.documents.layout import Layout
from desktop.documents.pages import LINE_HEIGHT

STYLES = {"公文正文": "t", "公文一级标题": "h", "公文署名": "s", "公文署名前空行": "b", "公文分节": "g"}
BREAK = "<w:pageBreakBefore/>"


def p(style, text="", properties=""):
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run}</w:p>'


def section(wide=11906, left=1587, right=1474):
    return f'<w:sectPr><w:pgSz w:w="{wide}"/><w:pgMar w:left="{left}" w:right="{right}"/></w:sectPr>'


def table(*rows):
    return f"<w:tbl><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(text, head=False):
    return f"<w:tr>{'<w:tblHeader/>' if head else ''}<w:tc>{p('c', text)}</w:tc></w:tr>"


FLOATING = '<w:tbl><w:tblPr><w:tblpPr w:tblpX="1587"/><w:tblW w:w="8845"/></w:tblPr><w:tr><w:tc><w:tcW w:w="8845"/><w:tab w:val="right" w:pos="8565"/></w:tc></w:tr></w:tbl>'
END = p("g") + FLOATING
LETTER = (
    p("h", "一")
    + p("t", "甲")
    + p("t", "乙")
    + p("h", "二")
    + p("h", "三")
    + p("t", "丙")
    + p("b")
    + p("b")
    + p("s", "办公室")
    + END
)
HEAD, ONE, TWO, THREE = row("头", head=True), row("一"), row("二"), row("<x/>")


def test_a_colophon_alone_in_a_section_joins_the_annex_as_wide_as_its_page():
    annex = p("a", "附件") + p("e", properties=section(16838, 2098, 1984))
    found = joined(annex + p("版记") + FLOATING + section(), "版记")
    assert found == p("a", "附件") + (p("版记") + FLOATING).replace('tblpX="1587"', 'tblpX="2098"').replace(
        '"8845"', '"12756"'
    ).replace('"8565"', '"12476"') + section(16838, 2098, 1984)


def test_what_is_no_colophon_alone_is_let_be():
    annex = p("a", "附件") + p("e", properties=section())
    for xml in (
        p("版记") + FLOATING + section(), annex + p("版记") + section(), annex + p("别的") + FLOATING + section(), annex + p("版记", "字") + FLOATING + section(),
        annex + p("版记") + FLOATING + table(row("")) + section(), p("e", "字", section()) + p("版记") + FLOATING + section(),
    ):  # fmt: skip
        assert joined(xml, "版记") == xml


def test_it_is_raised_once_above_the_edge():
    found = raised(p("v") + p("v"), "v")
    assert found.count(f'w:after="{BELOW}"') == 1 and found.rindex("w:after") > found.rindex("<w:p>")
    assert raised(p("v"), "别的") == p("v")


def test_the_last_row_goes_along_with_its_head_and_a_single_row_stays():
    found = with_company(table(HEAD, ONE, TWO) + END, STYLES)
    assert found == table(HEAD, ONE) + p("g", properties=BREAK) + table(HEAD, TWO) + END
    merged = TWO.replace("<w:tc>", '<w:tc><w:vMerge w:val="continue"/>')
    assert '<w:vMerge w:val="restart"/>' in with_company(table(HEAD, ONE, merged) + END, STYLES)
    for xml in (table(HEAD, ONE) + END, table(ONE) + END, p("t", "甲")):
        assert with_company(xml, STYLES) == xml


def test_where_text_ends_the_paper_its_last_paragraph_goes_along():
    assert with_company(LETTER, STYLES) == LETTER.replace(p("t", "丙"), p("t", "丙", BREAK))
    assert with_company(table(ONE, TWO) + p("t", "甲") + END, STYLES) == table(ONE, TWO) + p("t", "甲", BREAK) + END
    assert with_company(p("x", "甲") + END, STYLES) == p("x", "甲") + END


def test_more_and_more_is_sent_on_and_a_heading_goes_with_its_text():
    last, middle = LETTER.replace(p("h", "二"), p("h", "二", BREAK)), LETTER.replace(p("t", "乙"), p("t", "乙", BREAK))
    both = middle.replace(p("h", "二"), p("h", "二", BREAK))
    closer = LETTER.replace(p("b") + p("b"), p("b"))
    assert list(ways(LETTER, STYLES)) == [LETTER, closer, last, middle, both]


def test_after_an_annex_its_last_row_goes_too_with_each_state_of_the_text():
    xml = p("t", "甲") + p("t", "乙") + table(HEAD, ONE, TWO) + END
    sent = xml.replace(p("t", "乙"), p("t", "乙", BREAK))
    found = list(ways(xml, STYLES))
    assert found == [one for state in (xml, xml, sent) for one in (state, with_company(state, STYLES))]


def test_a_line_more_stands_before_each_page_that_a_paragraph_begins():
    xml = p("t", "甲") + p("t", "乙", BREAK) + p("h", "二") + p("t", "丙", BREAK)
    more = p("e")

    found = with_lines_more(xml, {"公文空行": "e"})

    assert found == p("t", "甲") + more + p("t", "乙", BREAK) + p("h", "二") + more + p("t", "丙", BREAK)


def even(pages, left=None, xml=LETTER):
    """What becomes of the letter where the pages are counted so: by the first text that a page begins with, and whether a line was added before it."""

    def count(xml):
        begun = next((one for one in "二乙" if f">{one}<" in xml.partition(BREAK)[2][:60]), "")
        added = int(p("e") in xml)
        empty = tuple(lines * LINE_HEIGHT for lines in (left or {}).get(begun, ()))
        return SimpleNamespace(pages=pages.get(begun, {}).get(added, 3), colophon_fits=True, left=empty)

    layout = object.__new__(Layout)
    layout._ids, layout._counter = {**STYLES, "公文空行": "e"}, SimpleNamespace(count=count)
    return layout._on_an_even_page(xml)


FIRM, FULL = {0: 4, 1: 4}, {0: 4, 1: 5}


@pytest.mark.parametrize(
    ("pages", "left", "begun"),
    [
        ({"二": FULL, "乙": FIRM}, {"二": (0,), "乙": (9,)}, "乙"),
        ({"二": FULL, "乙": FULL}, {"二": (0,), "乙": (9,)}, "二"),
        ({"二": FIRM, "乙": FULL}, {"二": (14,), "乙": (0,)}, "乙"),
        ({"二": FIRM, "乙": FIRM}, {"二": (5,), "乙": (9,)}, "二"),
        ({"二": FIRM, "乙": FIRM}, {"二": (13,), "乙": (9,)}, "乙"),
    ],
)
def test_a_page_is_begun_after_the_fullest_that_holds_one_line_more_and_not_after_an_almost_empty_one(
    pages, left, begun
):
    before = p("h", begun) if begun == "二" else p("t", begun)
    settled = even(pages, left)
    assert settled.xml == LETTER.replace(before, before.replace("</w:pPr>", f"{BREAK}</w:pPr>")) and settled.pages == 4


@pytest.mark.parametrize(("lines", "begun"), [(3, "乙"), (4, "二")])
def test_one_line_alone_over_the_signature_is_worth_four_empty_ones(lines, begun):
    long = LETTER.replace(p("t", "乙"), p("t", "乙") + p("t", "字" * 27))
    settled = even({"二": FIRM, "乙": FIRM}, {"二": (5.0,), "乙": (5.0 + lines + 0.5,)}, long)
    assert f">{begun}<" in settled.xml.partition(BREAK)[2][:60]


def test_what_is_even_as_it_stands_is_let_be():
    assert even({"": {0: 4}}).xml == LETTER


def test_a_page_is_begun_after_an_almost_empty_one_only_where_nothing_else_helps():
    assert even({"二": FIRM}, {"二": (18,)}).xml == LETTER.replace(p("h", "二"), p("h", "二", BREAK))


def test_where_nothing_helps_it_stands_alone():
    assert alone(LETTER, STYLES) == LETTER.replace(p("g"), p("g", properties=BREAK))
    assert alone(p("t", "甲"), STYLES) == p("t", "甲")
