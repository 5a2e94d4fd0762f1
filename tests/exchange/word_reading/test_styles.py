"""What a style says, itself or through those it rests on: heading level, number, bold, alignment."""

import pytest

from desktop.exchange.word_reading.styles import Style, Styles, read_styles
from desktop.exchange.xlsx_package import Package
from tests.exchange.word_files import W, word_file


def styles(**known):
    made = Styles()
    made.known.update(known)
    return made


def read(inner):
    return read_styles(Package(word_file([], styles=f'<w:styles xmlns:w="{W}">{inner}</w:styles>')), "word/styles.xml")


def style(name, inner="", kind="paragraph", more=""):
    return f'<w:style w:type="{kind}" w:styleId="{name}" {more}>{inner}</w:style>'


@pytest.mark.parametrize(("outline", "level"), [(-1, 0), (0, 1), (1, 2), (8, 9), (9, 0), (10, 0)])
def test_an_outline_level_makes_a_heading_and_body_text_none(outline, level):
    """Word counts nine levels from 0; 9 is running text."""
    assert styles(a=Style(outline=outline)).heading_level("a") == level


@pytest.mark.parametrize(
    ("name", "level"),
    [("heading 1", 1), ("Heading 9", 9), ("标题 3", 3), (" 标题2 ", 2), ("heading 10", 0), ("标题", 0), ("正文", 0)],
)
def test_a_heading_is_known_by_its_name(name, level):
    assert styles(a=Style(name=name)).heading_level("a") == level


def test_the_outline_level_speaks_before_the_name_and_the_nearer_style_before_the_farther():
    made = styles(a=Style("heading 1", outline=2), b=Style("甲", parent="a"), c=Style("heading 5", parent="a"))
    assert [made.heading_level(name) for name in ("a", "b", "c", "none")] == [3, 3, 5, 0]


@pytest.mark.parametrize(
    ("name", "title"), [("Title", True), ("标题", True), (" 公文标题 ", True), ("副标题", False), ("heading 1", False)]
)
def test_the_style_of_a_title_is_known_by_its_name(name, title):
    assert styles(a=Style(name)).is_title("a") is title and not styles(a=Style(name)).is_title("b")


def test_a_list_is_told_with_the_style_that_names_it_and_the_nearest_level():
    made = styles(a=Style(list_id="7", list_level=2), b=Style(parent="a"), c=Style(parent="a", list_level=0), d=Style())
    assert made.list_of("a") == ("7", 2, "a") and made.list_of("b") == ("7", 2, "a")
    assert made.list_of("c") == ("7", 0, "a") and made.list_of("d") == made.list_of("none") == ("", None, "")


def test_what_a_style_says_itself_wins_over_what_it_rests_on():
    made = styles(a=Style(bold=True, aligned="center"), b=Style(parent="a", bold=False), c=Style(parent="b"))
    assert [made.bold(name) for name in ("a", "b", "c", "none")] == [True, False, False, None]
    assert [made.aligned(name) for name in ("a", "c", "none")] == ["center", "center", ""]


def test_a_style_rests_on_at_most_twenty_and_a_circle_ends():
    made = styles(**{f"s{place}": Style(parent=f"s{place + 1}") for place in range(30)})
    made.known["s19"].bold = True
    assert made.bold("s0") is True and made.bold("s20") is None
    made.known["s19"].bold, made.known["s20"].bold = None, True
    assert made.bold("s0") is None and made.bold("s1") is True
    assert styles(a=Style(parent="a")).bold("a") is None


def test_a_paragraph_without_a_style_has_the_usual_one_of_paragraphs():
    made = read(
        style("a", "<w:rPr><w:b/></w:rPr>", more='w:default="1"')
        + style("b", "<w:rPr><w:b w:val='0'/></w:rPr>", "character", 'w:default="1"')
        + style("c", more='w:default="0"')
    )
    assert made.usual == "a" and made.bold("") is True and read(style("a", more='w:default="true"')).usual == "a"
    assert read(style("a", kind="character", more='w:default="1"')).usual == ""


def test_every_property_is_read_into_its_own_style():
    made = read(
        style(
            "a",
            '<w:name w:val="标题 2"/><w:basedOn w:val="b"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr>'
            '<w:outlineLvl w:val="3"/><w:jc w:val="right"/></w:pPr><w:rPr><w:b w:val="0"/></w:rPr>',
        )
        + style("b")
    )
    assert made.known == {"a": Style("标题 2", "b", 3, "7", 1, False, "right"), "b": Style()}


def test_a_level_that_is_no_number_makes_no_heading_and_the_highest_of_a_list():
    made = read(style("a", '<w:pPr><w:outlineLvl w:val="x"/><w:numPr><w:ilvl w:val="x"/></w:numPr></w:pPr>'))
    assert made.heading_level("a") == 0 and made.known["a"].list_level == 0


def test_what_a_table_style_says_of_its_first_row_is_not_said_of_the_style():
    made = read(
        style("a", "<w:tblStylePr><w:rPr><w:b/></w:rPr></w:tblStylePr>", "table")
        + "<w:docDefaults><w:rPr><w:b/></w:rPr></w:docDefaults>"
    )
    assert made.bold("a") is None
