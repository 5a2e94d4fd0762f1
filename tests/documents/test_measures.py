"""What a style does to its lines: its own words, else those of the style it is based on."""

import pytest
from lxml import etree

from desktop.documents.lines import AUTO_SPACE
from desktop.documents.measures import CLOSED_UP, SQUEEZED, Measure, style_measures
from desktop.documents.package import WORD

BASE = '<w:spacing w:line="560" w:before="10" w:after="20"/><w:ind w:firstLine="640" w:left="30" w:right="40"/><w:keepNext/>'
RUN = '<w:sz w:val="44"/><w:spacing w:val="-9"/>'


def style(key, inside="", run="", base="", name=""):
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:styleId="{key}"><w:name w:val="{name or key}"/>{based}<w:pPr>{inside}</w:pPr><w:rPr>{run}</w:rPr></w:style>'


def measured(*styles):
    return style_measures(etree.fromstring(f'<w:styles xmlns:w="{WORD}">{"".join(styles)}</w:styles>'))


def test_a_style_says_its_own_measures():
    assert measured(style("a", BASE, RUN))["a"] == Measure(560, 30, 44, -9, 640, 30, 40, True, AUTO_SPACE)
    assert measured(style("a"))["a"] == Measure(579, 0, 32, 0, 0, 0, 0, False, AUTO_SPACE)
    assert measured(style("a", '<w:ind w:firstLine="10" w:hanging="200"/>'))["a"].first == -190


def test_what_it_does_not_say_comes_from_the_style_it_is_based_on_and_its_own_word_stands_first():
    found = measured(style("c", '<w:spacing w:line="400"/>', base="b"), style("b", base="a"), style("a", BASE, RUN))
    assert found["b"] == found["a"] and found["c"] == Measure(400, 30, 44, -9, 640, 30, 40, True, AUTO_SPACE)


def test_a_circle_or_a_base_that_is_not_there_ends_the_search():
    found = measured(style("a", BASE, base="b"), style("b", base="a"), style("c", base="没有"))
    assert found["b"].height == found["a"].height == 560 and found["c"].height == 579


@pytest.mark.parametrize("name", [*CLOSED_UP, *SQUEEZED, "别的"])
def test_the_names_of_the_official_styles_decide_gap_and_squeezing(name):
    found = measured(style("a", name=name))["a"]
    assert (found.gap, found.size) == (0.0 if name in CLOSED_UP else AUTO_SPACE, 0 if name in SQUEEZED else 32)


def test_what_is_no_number_is_as_if_not_said():
    assert measured(style("a", '<w:spacing w:line="auto" w:before="5"/>'))["a"] == Measure(579, 5, 32, 0)
