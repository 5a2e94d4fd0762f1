"""Automatic numbers are what Word prints: formats, levels, restarts, lists of styles."""

import pytest

from desktop.exchange.word_reading.number_words import written
from desktop.exchange.word_reading.word_source import read_word_bytes
from tests.exchange.word_files import W, paragraph, word_file


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [
        (1, "chineseCounting", "一"), (10, "chineseCountingThousand", "十"), (11, "chineseCounting", "十一"), (20, "chineseCounting", "二十"),
        (101, "chineseCounting", "一百零一"), (110, "chineseCounting", "一百一十"), (12, "ideographDigital", "一二"), (3, "chineseLegalSimplified", "叁"),
        (3, "decimalEnclosedCircle", "③"), (21, "decimalEnclosedCircle", "21"), (2, "decimalEnclosedParen", "⑵"), (2, "decimalEnclosedFullstop", "⒉"),
        (12, "decimalFullWidth", "１２"), (3, "decimalZero", "03"), (27, "lowerLetter", "aa"), (4, "upperRoman", "IV"), (2, "ideographTraditional", "乙"),
        (2, "ideographZodiac", "丑"), (5, "decimal", "5"), (5, "noSuchFormat", "5"), (5, "none", ""), (0, "chineseCounting", "0"), (-1, "decimal", "-1"),
        (99999, "chineseCounting", "99999"), (3, "ideographEnclosedCircle", "㊂"),
    ],
)  # fmt: skip
def test_a_number_is_written_in_its_format(number, number_format, shown):
    assert written(number, number_format) == shown


def labels(*body, **parts):
    return [one.label for one in read_word_bytes(word_file(list(body), **parts), "x.docx").paragraphs]


def numbered(*levels):
    return [paragraph("甲", level=level) for level in levels]


def test_a_lower_level_begins_anew_below_each_higher_one():
    assert labels(*numbered(0, 1, 2, 2, 1, 2, 0, 1)) == ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"]


def test_an_empty_numbered_paragraph_counts_and_a_deleted_one_does_not():
    gone = paragraph(
        level=2,
        form='<w:rPr><w:del w:id="1"/></w:rPr>',
        inner='<w:del w:id="2"><w:r><w:delText>甲</w:delText></w:r></w:del>',
    )

    assert labels(*numbered(2), paragraph(level=2), *numbered(2)) == ["1.", "3."]
    assert labels(*numbered(2), gone, *numbered(2)) == ["1.", "2."]


def numbering(inner, more=""):
    return f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>{more}</w:numbering>'


def level(place, text, form="decimal", more=""):
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


LIST = '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'


def test_a_list_that_restarts_begins_where_it_says():
    again = '<w:num w:numId="8"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    other = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="8"/></w:numPr></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>'
    )
    made = numbering(level(0, "%1."), LIST + again)

    assert labels(*numbered(0, 0), other, other, numbering=made) == ["1.", "2.", "5.", "6."]


def test_levels_print_the_numbers_above_them_and_bullets_their_sign():
    made = numbering(
        level(0, "第%1章", "chineseCounting") + level(1, "%1.%2", more="<w:isLgl/>") + level(2, "●", "bullet"), LIST
    )

    assert labels(*numbered(0, 1, 1, 2), numbering=made) == ["第一章", "1.1", "1.2", "●"]


def test_a_style_numbers_its_paragraphs_and_zero_takes_the_number_away():
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 2"/><w:pPr><w:numPr>'
        '<w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    made = numbering(level(0, "%1、") + level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="h"/>'), LIST)
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'

    body = [paragraph("甲", style="h"), paragraph("乙", style="h"), paragraph("丙", style="h", form=none)]
    assert labels(*body, numbering=made, styles=styles) == ["（一）", "（二）", ""]


def test_lists_and_levels_that_are_not_there_number_nothing():
    assert labels(*numbered(8), paragraph("甲", form='<w:numPr><w:numId w:val="99"/></w:numPr>')) == ["", ""]


@pytest.mark.parametrize("told, first", [("<w:start/>", "1."), ('<w:start w:val="3"/>', "3."), ("", "1.")])
def test_a_level_that_says_no_number_begins_with_the_first(told, first):
    made = numbering(f'<w:lvl w:ilvl="0">{told}<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>', LIST)
    assert labels(*numbered(0), numbering=made) == [first]


def test_a_list_that_restarts_without_a_number_begins_with_the_first():
    again = LIST.replace("</w:num>", '<w:lvlOverride w:ilvl="0"><w:startOverride/></w:lvlOverride></w:num>')
    assert labels(
        *numbered(0, 0), numbering=numbering(level(0, "%1.").replace('"1"/><w:numFmt', '"4"/><w:numFmt'), again)
    ) == ["1.", "2."]
