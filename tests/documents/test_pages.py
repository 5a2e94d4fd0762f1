"""How many pages a paper takes: 22 lines of 28 characters each, rows that are not torn, what keeps with its follower, sections."""

import pytest

from desktop.documents.measures import Measure
from desktop.documents.pages import FULL_PAGE, LETTER_PAGE, Extent, PageCounter

LINE = 579
SECTION = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:bottom="1984" w:left="1587" w:right="1474"/><w:cols/>'
)


def section(extra="", form=SECTION):
    return f"<w:sectPr>{extra}{form}</w:sectPr>"


def p(text="字", style="a", properties="", inside=""):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r>{inside}</w:p>'


def row(height, head=False, content=None):
    properties = f'<w:trPr><w:trHeight w:val="{height}"/>{"<w:tblHeader/>" if head else ""}</w:trPr>'
    return f"<w:tr>{properties}<w:tc>{content or p()}</w:tc></w:tr>"


def table(*rows, floats=False):
    return f'<w:tbl><w:tblPr>{"<w:tblpPr/>" if floats else ""}</w:tblPr><w:tblGrid><w:gridCol w:w="8845"/></w:tblGrid>{"".join(rows)}</w:tbl>'


def counted(*content, last=None, **measures):
    counter = PageCounter(
        {"a": Measure(), "k": Measure(keeps=True), "n": Measure(around=100), "版记": Measure(), **measures}, "版记"
    )
    xml = f"<w:document><w:body>{''.join(content)}{last or section()}</w:body></w:document>"
    found = counter.count(xml)
    assert counter.count(xml) == found, "what was measured is kept and says the same"
    return found, counter.rows(xml)


def pages(*content, **more):
    return counted(*content, **more)[0].pages


@pytest.mark.parametrize("lines, expected", [(0, 1), (1, 1), (22, 1), (23, 2), (44, 2), (45, 3)])
def test_a_page_has_twenty_two_lines(lines, expected):
    assert pages(*[p()] * lines) == pages(p("整" * 28 * lines) if lines else p()) == expected


def test_the_first_page_of_a_letter_runs_on_and_the_next_ones_do_not():
    assert LETTER_PAGE > FULL_PAGE
    tall = {"t": Measure(height=LETTER_PAGE - 22 * LINE)}
    content = [*[p()] * 22, p(style="t")]
    assert (
        pages(*content, last=section("<w:titlePg/>", SECTION.replace("2098", "1800")), **tall) == 1
        and pages(*content, **tall) == 2
    )
    assert pages(*content, *content, last=section("<w:titlePg/>", SECTION.replace("2098", "1800")), **tall) == 3


def test_a_break_begins_a_page_and_one_behind_another_does_too():
    broken = p(properties="<w:pageBreakBefore/>")
    assert pages(p(), broken) == 2 and pages(p(), broken, broken) == 3
    assert pages(p(), p(properties='<w:pageBreakBefore w:val="0"/>')) == 1


def test_what_keeps_goes_over_with_the_line_that_follows():
    for keeping in (p(style="k"), p(properties="<w:keepNext/>")):
        assert counted(*[p()] * 21, keeping, p(), p())[0].pages == 2
        _extent, rows = counted(*[p()] * 21, keeping, table(row(700)))
        assert [one.page for one in rows] == [2]
    assert pages(*[p(style="k")] * 22) == 1


def test_a_row_is_not_torn_and_each_page_has_the_head_of_its_table_again():
    _extent, rows = counted(table(row(1000, head=True), *[row(4000)] * 6))
    assert [(one.height, one.page, one.capacity) for one in rows] == [
        (1000, 1, FULL_PAGE), *[(4000, 1, FULL_PAGE)] * 2, *[(4000, 2, FULL_PAGE)] * 2, *[(4000, 3, FULL_PAGE)] * 2,
    ]  # fmt: skip
    _extent, rows = counted(table(*[row(4000)] * 6))
    assert [one.page for one in rows] == [1, 1, 1, 2, 2, 2]
    _extent, rows = counted(table(row(1000, head=True), *[row(4000)] * 3), table(*[row(4000)] * 4))
    assert [one.page for one in rows] == [1, 1, 1, 2, 2, 3, 3, 3], "a head is that of its own table alone"


def test_heads_that_go_over_with_their_first_row_are_not_printed_twice():
    """The head stood last on page 1; the rows behind it fill page 2 to its last line."""
    head, rest = row(1000, head=True), FULL_PAGE - 1000 - 2 * 4000
    _extent, rows = counted(*[p()] * 21, table(head, *[row(4000)] * 2, row(rest)))
    assert [one.page for one in rows] == [2] * 4
    _extent, rows = counted(*[p()] * 21, table(head, *[row(4000)] * 2, row(rest + 1)))
    assert [one.page for one in rows] == [2] * 3 + [3]


def test_a_row_is_as_high_as_its_tallest_cell_or_what_it_asks_for():
    long = row(100, content=p("整" * 60))
    assert counted(table(long))[1][0].height == 3 * LINE + 10
    assert counted(table(row(5000)))[1][0].height == 5000


def test_a_section_begins_a_page_with_a_type_area_of_its_own():
    wide = section(
        form='<w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:top="1587" w:bottom="1474" w:left="2098" w:right="1984"/><w:cols/>'
    )
    inner = p(properties=section())
    assert pages(p(), inner, p(), last=wide) == 2 and pages(p(), last=wide) == 1
    assert pages(p(), p(properties=section()), *[p()] * 15, last=wide) == 2
    assert pages(p(), p(properties=section()), *[p()] * 16, last=wide) == 3, "a page on its side has fewer lines"


@pytest.mark.parametrize(
    "lines, rows, fits", [(10, 1, True), (20, 1, True), (21, 1, False), (19, 2, True), (20, 2, False)]
)
def test_the_colophon_fits_where_its_rows_stand_under_the_text(lines, rows, fits):
    colophon = table(*[row(LINE)] * rows, floats=True)
    found = counted(*[p()] * (lines - 1), p(style="版记"), colophon)[0]
    assert found == Extent(1, True, fits)


def test_without_its_anchor_there_is_no_colophon():
    assert counted(p())[0] == Extent(1, False, True)


def test_under_a_table_some_room_is_left_free_for_the_colophon():
    for height, fits in ((FULL_PAGE - 600, True), (FULL_PAGE - 500, True), (FULL_PAGE - 499, False)):
        assert counted(table(row(height)))[0].colophon_fits is fits


def test_room_before_a_paragraph_counts():
    assert pages(*[p(style="n")] * 18) == 1 and pages(*[p(style="n")] * 19) == 2
    assert pages(*[p(properties='<w:spacing w:before="100"/>')] * 19) == 2


def placed(*heights, **more):
    return [one.page for one in counted(table(*[row(height) for height in heights], **more))[1]]


def test_a_row_taller_than_a_page_begins_where_a_page_is_fresh_and_turns_no_empty_one():
    tall = FULL_PAGE + 1000
    assert placed(tall) == [1] and placed(tall, tall) == [1, 2] and placed(1000, tall, 1000) == [1, 2, 3]
    assert placed(FULL_PAGE, 1000) == [1, 2] and placed(FULL_PAGE - 1000, 1000) == [1, 1]


def test_a_paragraph_of_several_lines_may_be_parted_and_one_that_keeps_asks_for_the_first_line_of_its_follower():
    assert pages(*[p()] * 20, p("整" * 28 * 4)) == 2 and pages(*[p()] * 20, p(style="k"), p("整" * 28 * 4)) == 2
    _extent, rows = counted(*[p()] * 20, p(style="k"), p("整" * 28 * 2), table(row(12_200)))
    assert rows[0].page == 3
    _extent, rows = counted(*[p()] * 20, p(style="k"), p("整" * 28 * 2), table(row(11_500)))
    assert rows[0].page == 2, "the second line of the two stands on the next page with the table"


def test_what_keeps_and_cannot_stand_on_one_page_anyway_does_not_turn():
    chain = [p(style="k")] * 23
    assert counted(p(), *chain, table(row(700)))[1][0].page == 2


def test_the_sizes_of_a_page_without_its_own_are_those_of_the_standard():
    bare = section(form="<w:pgSz/><w:pgMar/><w:cols/>")
    assert pages(*[p()] * 22, last=bare) == 1 and pages(*[p()] * 23, last=bare) == 2
    assert pages(p("整" * 28 * 22), last=bare) == 1 and pages(p("整" * (28 * 22 + 1)), last=bare) == 2


def test_a_section_lower_than_a_full_page_holds_what_it_holds():
    low = section(
        form='<w:pgSz w:w="11906" w:h="10000"/><w:pgMar w:top="2098" w:bottom="1984" w:left="1587" w:right="1474"/><w:cols/>'
    )
    assert pages(*[p()] * 10, last=low) == 1 and pages(*[p()] * 11, last=low) == 2


def spanned(text, span=1, merged=""):
    look = f'<w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>'
    return f"<w:tc>{look}{p(text)}</w:tc>"


def test_a_cell_is_set_in_the_width_of_its_columns_and_a_merged_one_takes_no_height_of_its_row():
    def high(*cells):
        grid = '<w:gridCol w:w="2216"/>' * 3
        return counted(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid><w:tr>{''.join(cells)}</w:tr></w:tbl>")[1][0].height

    text = "整" * 12  # six characters fit a column of 2,000 twips within its margins, thirteen two of them
    assert high(spanned(text), spanned("甲"), spanned("乙")) == 2 * LINE + 10
    assert high(spanned(text, 2), spanned("乙")) == LINE + 10
    assert high(spanned("甲"), spanned(text, 2)) == LINE + 10
    assert high(spanned("甲"), spanned("乙"), spanned(text)) == 2 * LINE + 10
    assert high(spanned(text, merged="<w:vMerge/>"), spanned("甲"), spanned("乙")) == LINE + 10


def test_the_indents_and_the_first_line_of_a_style_leave_so_much_less_room():
    wide = {"i": Measure(left=320, right=320), "f": Measure(first=640), "h": Measure(first=-640)}
    for style, held in (("a", 28), ("i", 26), ("f", 26), ("h", 28)):
        for more in (0, 1):
            assert pages(*[p()] * 21, p("整" * (held + more), style), **wide) == 1 + more, (style, more)


def cell_height(text, wide, margins=""):
    """How high the row of one cell stands."""
    form = f"<w:tblPr>{f'<w:tblCellMar>{margins}</w:tblCellMar>' if margins else ''}</w:tblPr>"
    xml = f'<w:tbl>{form}<w:tblGrid><w:gridCol w:w="{wide}"/></w:tblGrid><w:tr><w:tc>{p(text)}</w:tc></w:tr></w:tbl>'
    [stood] = counted(xml)[1]
    return stood.height


def side(name, wide):
    return f'<w:{name} w:w="{wide}" w:type="dxa"/>'


def test_a_cell_has_108_on_each_side_where_its_table_says_nothing_else():
    text, none = "整" * 27, side("left", 0) + side("right", 0)
    heights = [cell_height(text, wide) for wide in range(8600, 8900, 3)]

    assert heights == [cell_height(text, wide - 216, none) for wide in range(8600, 8900, 3)] and len(set(heights)) == 2
    assert heights == [cell_height(text, wide, side("left", 200) + side("right", 16)) for wide in range(8600, 8900, 3)]


def test_a_row_has_the_room_above_and_below_of_its_table():
    assert cell_height("整", 8845) == LINE + 10
    assert cell_height("整", 8845, side("top", 300) + side("bottom", 200)) == LINE + 510
