"""A chart that does not fit below the text lets the text of its part go on, as far as it stands on the page that it would begin anyway."""

import pytest

from desktop.documents.figure_places import FEW, WHITE, flowed
from desktop.documents.pages import PageCounter
from desktop.documents.table_rows import Stood

STYLES = {"公文图": "f", "公文题下": "u", "公文正文": "t", "公文一级文": "l", "公文二级标题": "h", "公文一级标题": "H"}
ABOVE = '<w:p><w:pPr><w:pStyle w:val="u"/></w:pPr></w:p>'
CHART = f'{ABOVE}<w:tbl><w:tr><w:tc><w:p><w:pPr><w:pStyle w:val="f"/></w:pPr></w:p></w:tc></w:tr></w:tbl>'
TABLE = '<w:tbl><w:tr><w:tc><w:p><w:pPr><w:pStyle w:val="c"/></w:pPr></w:p></w:tc></w:tr></w:tbl>'


def p(style, text="字", properties=""):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def settled(after, white, per=WHITE, before=p("t"), turns=99):
    """Each paragraph before the chart fills so much of what is white; the chart goes to the next page after some of them."""

    def counted(xml):
        passed = xml[: xml.index(CHART)].count("<w:t>") - before.count("<w:t>")
        chart = Stood(1000, 2 + (passed >= turns), 12000, max(white - per * passed, 0))
        return [
            chart if part.endswith(ABOVE + "<w:tbl>") else Stood(400, 1, 12000) for part in xml.split("<w:tr>")[:-1]
        ]

    return flowed(before + CHART + after, STYLES, counted)


A, B = p("t", "甲"), p("l", "乙")


@pytest.mark.parametrize(
    ("white", "after", "found"),
    [
        (WHITE - 1, A + B, CHART + A + B),
        (WHITE, A + B, A + CHART + B),
        (WHITE + FEW, A + B, A + B + CHART),
        (9 * WHITE, A + B, A + B + CHART),
        (9 * WHITE, p("h") + A, p("h") + A + CHART),
        (9 * WHITE, A + p("h") + TABLE, A + CHART + p("h") + TABLE),
        (9 * WHITE, A + p("H") + B, A + CHART + p("H") + B),
        (9 * WHITE, A + p("t", properties="<w:pageBreakBefore/>"), A + CHART + p("t", properties="<w:pageBreakBefore/>")),
        (9 * WHITE, p("t", properties="<w:sectPr>"), CHART + p("t", properties="<w:sectPr>")),
        (9 * WHITE, A + p("other") + B, A + CHART + p("other") + B),
    ],
)  # fmt: skip
def test_text_of_its_part_goes_before_a_chart_until_hardly_a_line_is_white(white, after, found):
    assert settled(after, white) == p("t") + found


def test_a_table_that_would_follow_it_is_kept_apart_and_none_is_passed():
    assert settled(A + TABLE + B, 9 * WHITE) == p("t") + A + CHART + ABOVE + TABLE + B


def test_it_stays_on_the_page_that_it_would_begin_anyway():
    assert settled(A + B + A, 9 * WHITE, turns=2) == p("t") + A + CHART + B + A


def test_text_that_fills_nothing_is_not_moved():
    assert settled(A + B, 9 * WHITE, per=0) == p("t") + CHART + A + B


def test_a_chart_without_a_frame_of_its_own_is_let_be():
    bare = p("f") + A
    assert flowed(bare, STYLES, lambda _xml: []) == bare


def test_the_counter_tells_what_a_row_leaves_white_that_begins_a_page():
    drawing = '<w:p><w:pPr><w:pStyle w:val="f"/></w:pPr><w:drawing><wp:extent cx="1" cy="{}"/></w:drawing></w:p>'
    rows = "".join(f"<w:tr><w:tc>{drawing.format(lines * 579 * 635)}</w:tc></w:tr>" for lines in (15, 10, 5))
    body = f'<w:body><w:tbl><w:tblGrid><w:gridCol w:w="8845"/></w:tblGrid>{rows}</w:tbl><w:sectPr></w:sectPr></w:body>'
    first, second, third = PageCounter({}, "").rows(body)
    assert (first.page, first.white, third.page, third.white) == (1, 0, 2, 0)
    assert second.page == 2 and second.white == second.capacity - first.height
