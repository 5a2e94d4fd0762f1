"""A paper as the window shows it: styles, figures where they stand, merged cells, the mark at its head."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.documents.fonts import choose_fonts
from desktop.documents.package import BODY, W
from desktop.documents.reading_view import MARK_STYLE, Grid, Line, Span, reading_view
from desktop.documents.recipes import recipe_of
from desktop.documents.render import Presses
from desktop.documents.stamp import packed
from desktop.errors import KnownError
from desktop.host.paths import templates_folder


@pytest.fixture(scope="module")
def presses():
    return Presses([templates_folder()], choose_fonts(()))


def drafted(presses, kind):
    recipe = recipe_of(kind)
    return presses.press(recipe).render({**recipe.sample(), "成文日期": date(2026, 6, 5)})


def lines_of(view):
    for block in view.blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for row in block.rows for cell in row for line in cell.lines)


@pytest.mark.parametrize("kind", ["supervision_letter", "recommendation_letter", "rectification_summary_report"])
def test_every_figure_of_the_manifest_is_found_where_it_stands(presses, kind):
    paper = drafted(presses, kind)

    spans = {span.token: span.text for line in lines_of(reading_view(paper.data, kind)) for span in line.spans}

    assert {entry.token: entry.value_text for entry in paper.entries}.items() <= spans.items()


def test_a_letter_has_its_organ_at_its_head_and_a_title_in_its_style(presses):
    view = reading_view(drafted(presses, "supervision_letter").data, "督办函")

    titles = [line.text for line in lines_of(view) if line.style == "公文标题"]

    assert view.mark.startswith("中共")
    assert titles and titles[0].startswith("关于")


def test_the_cells_of_each_row_take_all_columns_of_their_table(presses):
    view = reading_view(drafted(presses, "rectification_summary_report").data, "汇报")

    widths = [
        {sum(cell.span for cell in row) for row in block.rows} for block in view.blocks if isinstance(block, Grid)
    ]

    assert widths
    assert all(len(found) == 1 for found in widths)


def test_a_damaged_file_is_one_known_error():
    with pytest.raises(KnownError):
        reading_view(b"no zip", "督办函.docx")


def made(*body, styles="", **parts):
    space = f'xmlns:w="{W[1:-1]}"'
    head = {"[Content_Types].xml": b"<Types/>", "word/styles.xml": f"<w:styles {space}>{styles}</w:styles>".encode()}
    tree = f"<w:document {space}><w:body>{''.join(body)}</w:body></w:document>".encode()
    more = {f"word/{name}.xml": f"<w:hdr {space}>{inner}</w:hdr>".encode() for name, inner in parts.items()}
    return reading_view(packed({**head, BODY: tree, **more}), "甲.docx")


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def marked(token, inner, number=1):
    return f'<w:bookmarkStart w:id="{number}" w:name="{token}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


@pytest.mark.parametrize(
    ("inner", "spans"),
    [
        (run("共") + run("计"), (Span("共计"),)),
        (run("共") + marked("_fig1", run("1") + run("2")) + run("个"), (Span("共"), Span("12", "_fig1"), Span("个"))),
        (marked("_fig1", run("1")) + marked("_fig2", run("2"), 2), (Span("1", "_fig1"), Span("2", "_fig2"))),
        (marked("_fig1", run("甲") + marked("_fig2", run("2"), 2)), (Span("甲", "_fig1"), Span("2", "_fig2"))),
        (marked("书签", run("甲")) + run(""), (Span("甲"),)),
        (run("甲") + "<w:r><w:br/></w:r>" + run("乙"), (Span("甲\n乙"),)),
        (run("甲") + '<w:r><w:br w:type="page"/></w:r>' + run("乙"), (Span("甲乙"),)),
        (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), (Span("甲　乙"),)),
        (run("甲") + f"<w:del>{run('乙')}</w:del>", (Span("甲"),)),
        ("<w:r><w:t/></w:r>", ()),
    ],
)
def test_a_figure_is_one_span_and_words_beside_each_other_are_one(inner, spans):
    [line] = made(f"<w:p>{inner}</w:p>").blocks
    assert line == Line("", spans)


def test_a_paragraph_bears_the_name_of_its_style_and_tells_of_a_picture():
    styles = '<w:style w:styleId="a"><w:name w:val="公文标题"/></w:style><w:style w:styleId="b"/>'
    named, bare, drawn = made(
        '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p>', '<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr></w:p>',
        "<w:p><w:r><w:drawing/></w:r></w:p>", styles=styles,
    ).blocks  # fmt: skip
    assert (named.style, bare.style, named.picture, drawn.picture) == ("公文标题", "", False, True)


def test_a_table_tells_its_heads_and_the_columns_of_its_cells():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc>'
    plain = f"<w:tc><w:tcPr/><w:p>{run('甲')}</w:p><w:p/></w:tc>"
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    [grid] = made(
        f"<w:tbl><w:tr>{head}{wide}</w:tr><w:tr>{head}{wide}</w:tr><w:tr>{plain}{plain}</w:tr></w:tbl>"
    ).blocks
    assert grid.heads == 2 and [[cell.span for cell in row] for row in grid.rows] == [[2], [2], [1, 1]]
    assert [line.text for line in grid.rows[2][0].lines] == ["甲", ""]


def test_the_mark_is_the_first_words_in_its_style_of_any_head():
    styles = f'<w:style w:styleId="m"><w:name w:val="{MARK_STYLE}"/></w:style>'
    line = '<w:p><w:pPr><w:pStyle w:val="m"/></w:pPr>{}</w:p>'.format
    heads = {"header1": f"<w:p>{run('页眉')}</w:p>{line(run(' '))}", "header2": line(run(" 中共青岩县委 "))}
    assert made("<w:p/>", styles=styles, **heads).mark == "中共青岩县委"
    assert made("<w:p/>", styles=styles).mark == "" and made("<w:p/>", **heads).mark == ""
