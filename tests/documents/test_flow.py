"""A rendered body read as what flows down its pages, and read the same when it comes a second time."""

import pytest

from desktop.documents import flow as flows
from desktop.documents.flow import Flow, Piece, Row


def read(inner, reader=None):
    found = []
    for one in (reader or Flow()).flowing(f"<w:document><w:body>{inner}</w:body></w:document>"):
        if isinstance(one, Row):
            cells = [(cell.span, cell.merged, [piece.text for piece in cell.pieces]) for cell in one.cells]
            found.append((one.head, one.least, one.table.floats, one.table.columns, one.table.margins, cells))
        else:
            found.append(one)
    return found


def p(text, form="", more=""):
    return f"<w:p><w:pPr>{form}</w:pPr><w:r>{more}<w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_follow_with_their_styles_and_texts():
    assert read(p("甲", '<w:pStyle w:val="正文"/>') + p("乙 &amp; 丙")) == [Piece("正文", "甲"), Piece("", "乙 & 丙")]
    assert read("") == []


@pytest.mark.parametrize(
    ("form", "piece"),
    [
        ('<w:spacing w:before="240" w:after="1"/>', {"before": 240}), ('<w:spacing w:after="7"/>', {}), ("<w:keepNext/>", {"keeps": True}), ('<w:keepNext w:val="0"/>', {}),
        ('<w:keepNext w:val="false"/>', {}), ("<w:pageBreakBefore/>", {"breaks": True}), ('<w:pageBreakBefore w:val="0"/>', {}), ("<w:sectPr></w:sectPr>", {"ends_section": True}),
    ],
)  # fmt: skip
def test_a_paragraph_says_what_it_asks_for(form, piece):
    """A property that is switched off asks for nothing."""
    assert read(p("甲", form)) == [Piece("", "甲", **piece)]


def test_a_picture_has_its_height_and_a_break_is_a_line_end():
    assert read(p("甲", more='<w:drawing><wp:extent cx="1" cy="900"/></w:drawing>')) == [Piece("", "甲", drawing=900)]
    body = "<w:p><w:r><w:br/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r><w:r><w:br/><w:br/></w:r></w:p>"
    assert read(body)[0].text == "\n甲\n乙\n\n"


def cell(*paragraphs, form=""):
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def row(*cells, form=""):
    return f"<w:tr><w:trPr>{form}</w:trPr>{''.join(cells)}</w:tr>"


MARGINS = '<w:tblCellMar><w:top w:w="10"/><w:left w:w="20"/><w:bottom w:w="30"/><w:right w:w="40"/></w:tblCellMar>'
GRID = '<w:tblGrid><w:gridCol w:w="500"/><w:gridCol w:w="700"/></w:tblGrid>'


def test_a_table_comes_row_by_row_with_its_columns_and_margins():
    body = (
        f"<w:tbl><w:tblPr>{MARGINS}</w:tblPr>{GRID}" + row(cell(p("甲"), p("乙")), cell(p("丙"))) + "</w:tbl>" + p("后")
    )
    margins = {"top": 10, "left": 20, "bottom": 30, "right": 40}
    assert read(body) == [
        (False, 0, False, [500, 700], margins, [(1, False, ["甲", "乙"]), (1, False, ["丙"])]), Piece("", "后"),
    ]  # fmt: skip


def test_rows_say_whether_they_are_heads_how_high_they_are_at_least_and_cells_what_they_span():
    head = row(cell(p("甲"), form='<w:gridSpan w:val="2"/>'), form='<w:trHeight w:val="400"/><w:tblHeader/>')
    second = row(cell(p("乙"), form="<w:vMerge/>"), cell(p("丙")))
    made = read(f"<w:tbl>{GRID}{head}{second}</w:tbl>")
    assert made == [
        (True, 400, False, [500, 700], {}, [(2, False, ["甲"])]), (False, 0, False, [500, 700], {}, [(1, True, ["乙"]), (1, False, ["丙"])]),
    ]  # fmt: skip


def test_borders_are_no_margins():
    borders = '<w:tblBorders><w:top w:val="4"/><w:left w:val="4"/></w:tblBorders>'
    assert read(f"<w:tbl><w:tblPr>{borders}</w:tblPr>{GRID}{row(cell(p('甲')))}</w:tbl>")[0][4] == {}
    own = row(cell(p("甲"), form='<w:tcBorders><w:top w:val="8"/></w:tcBorders>'))
    assert read(f"<w:tbl><w:tblPr>{MARGINS}</w:tblPr>{GRID}{own}</w:tbl>")[0][4]["top"] == 10


def test_two_tables_share_nothing_and_a_floating_one_is_told():
    made = read(
        f"<w:tbl><w:tblPr><w:tblpPr/></w:tblPr>{row(cell(p('甲')))}</w:tbl>{p('间')}<w:tbl>{GRID}{row(cell(p('乙')))}</w:tbl>"
    )
    assert [one[2] if isinstance(one, tuple) else one.text for one in made] == [True, "间", False]
    assert made[0][3] == [] and made[2][3] == [500, 700]


def test_a_second_body_is_read_like_the_first_whatever_was_kept(monkeypatch):
    """Letter after letter of one template: the same markup with other texts."""
    monkeypatch.setattr(flows, "_MOST_KEPT", 2)
    reader = Flow()
    bodies = [
        p(text, "<w:keepNext/>") + p(f"{text}二") + f"<w:tbl>{GRID}{row(cell(p(text)))}</w:tbl>"
        for text in ("甲", "乙", "甲")
    ]
    for body in bodies:
        assert read(body, reader) == read(body)
    assert len(reader._known) <= 2 and len(reader._outlines) <= 2


def test_what_was_read_once_is_kept_for_the_next_body():
    reader = Flow()
    first, second = (next(iter(reader.flowing(f"<w:body>{p('甲')}</w:body>"))) for _ in range(2))
    assert first is second


def test_a_row_that_was_read_before_belongs_to_the_table_that_it_stands_in():
    row = "<w:tr><w:tc>" + p("甲") + "</w:tc></w:tr>"
    narrow, wide = (
        f'<w:tbl><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{row}{row}</w:tbl>' for width in (900, 4000)
    )
    reader = Flow()
    first, second = (
        [one for one in reader.flowing(f"<w:body>{xml}</w:body>") if isinstance(one, Row)] for xml in (narrow, wide)
    )

    assert [one.table.columns for one in (*first, *second)] == [[900], [900], [4000], [4000]]
    assert first[1].cells is second[1].cells and first[1].table.form() != second[1].table.form()


def test_two_tables_that_begin_alike_are_two_tables():
    table = '<w:tbl><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc>' + p("甲") + "</w:tc></w:tr></w:tbl>"
    rows = [one for one in Flow().flowing(f"<w:body>{table}{table}{table}</w:body>") if isinstance(one, Row)]
    assert len({id(one.table) for one in rows}) == 3


def test_a_row_whose_texts_alone_are_new_is_read_by_its_shape_like_any_other():
    """Texts of several runs, breaks between them, two paragraphs in a cell, a cell without text, what has to be unescaped."""

    def table(one, two, three):
        broken = f"<w:p><w:r><w:t>{one}</w:t><w:br/><w:t>{two}</w:t></w:r></w:p>"
        rows = row(cell(broken, p(three)), cell(p(two), form="<w:vMerge/>"), cell("<w:p></w:p>")) * 2
        return f"<w:tbl>{GRID}{row(cell(p('头')))}{rows}</w:tbl>"

    reader = Flow()
    for words in (("甲", "乙", "丙"), ("丁 &amp; 戊", "乙", ""), ("", "己", "丙"), ("甲", "乙", "丙")):
        assert read(table(*words), reader) == read(table(*words))
    assert len(reader._openings) == 1 and len(reader._rows) == 4


def test_a_cell_of_which_only_the_text_is_new_is_as_one_that_is_read_whole():
    """With what the paragraph asks for, empty paragraphs beside it, a break before the text, a text with > in it."""
    texts = ("甲", "乙 &amp; 丙", "丁 > 戊", "", "甲")
    forms = (
        '<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p><w:p></w:p>',
        "<w:p><w:r><w:br/><w:t>{}</w:t></w:r></w:p>",
        '<w:p><w:r><w:tab/><w:t>{}</w:t></w:r><w:r><w:drawing><wp:extent cx="1" cy="635"/></w:drawing></w:r></w:p>',
    )
    reader = Flow()
    for form in forms:
        for text in texts:
            rows = row(cell(form.format(text), form="<w:vMerge/>")) * 2
            body = f"<w:document><w:body><w:tbl>{GRID}{rows}</w:tbl></w:body></w:document>"
            one, other = (list(flow.flowing(body)) for flow in (reader, Flow()))
            assert [found.cells for found in one] == [found.cells for found in other]
    assert reader._forms


def test_a_table_inside_a_cell_is_read_as_before_and_its_row_is_not_kept():
    inner = f"<w:tbl>{GRID}{row(cell(p('内')))}</w:tbl>"
    body = f"<w:tbl>{GRID}{row(cell(p('甲')))}{row(cell(inner + p('乙')))}</w:tbl>{p('丙')}"
    reader = Flow()
    assert read(body, reader) == read(body, reader) == read(body)


def test_a_row_with_an_exception_from_its_table_is_not_kept():
    exception = f"<w:tr><w:tblPrEx>{MARGINS}</w:tblPrEx>{cell(p('乙'))}</w:tr>"
    body = f"<w:tbl>{GRID}{row(cell(p('甲')))}{exception}</w:tbl>"
    reader = Flow()
    assert [read(body, reader)[1][4] for _ in range(2)] == [{"top": 10, "left": 20, "bottom": 30, "right": 40}] * 2
