"""The grammar of plain cells: what its pieces take, and that everything else is odd."""

import pytest

from desktop.exchange.xlsx_grammar import (
    LAST_COLUMN,
    LONGEST,
    PLACES,
    REST,
    Entities,
    Letters,
    OddError,
    Styles,
    has_markup,
    named_entities,
)


def test_the_limits_are_those_of_a_sheet():
    assert (LONGEST, LAST_COLUMN, Letters()["XFD"]) == (131_072, 16_384, 16_384)


@pytest.mark.parametrize(
    "xml, marked", [("<c/>", False), ("a!?", False), ("<!-- -->", True), ("<?x?>", True), ("<![CDATA[", True)]
)
def test_comments_raw_text_and_instructions_are_markup(xml, marked):
    assert has_markup(xml) is marked


@pytest.mark.parametrize(
    "text, read",
    [("甲", "甲"), ("&lt;&gt;&quot;&apos;&amp;", "<>\"'&"), ("&amp;lt;", "&lt;"), ("&#20013;", None), ("&amp;&#65;", None),
     ("&nbsp;", None), ("&", None), ("&lt;&", None)],
)  # fmt: skip
def test_the_five_named_signs_are_read_once_and_any_other_is_for_the_parser(text, read):
    assert named_entities(text) == read


def test_texts_are_read_one_after_the_other_and_each_counts():
    entities = Entities()

    assert [entities.text("&#65;"), entities.text(""), entities.text("&lt;"), entities.text("甲&#x4e2d;乙")] == [
        "A",
        "",
        "<",
        "甲中乙",
    ]
    assert entities.texts("<t>甲</t><t></t><t>&#66;</t>", 3) == ["甲", "", "B"]


@pytest.mark.parametrize(
    "xml, count", [("<t>甲</t>", 2), ("<t>甲</t><t>乙</t>", 1), ("<t>甲</t>乙", 1), ("<t>&nbsp;</t>", 1), ("<t>甲", 1)]
)
def test_more_or_fewer_texts_text_between_them_and_unknown_signs_are_odd(xml, count):
    with pytest.raises(OddError):
        Entities().texts(xml, count)


@pytest.mark.parametrize("head, style", [("", 0), (' s="0"', 0), (' s="1"', 1), (' s="99999"', 99_999)])
def test_a_style_is_its_number_and_nothing_is_the_first(head, style):
    styles = Styles()

    assert styles[head] == style and dict(styles) == {head: style}


@pytest.mark.parametrize("head", [' s="100000"', ' s=""', ' s="a"', ' t="s"', ' s="1" '])
def test_another_head_is_odd_and_not_remembered(head):
    styles = Styles()
    with pytest.raises(OddError):
        styles[head]
    assert not styles


@pytest.mark.parametrize("letters, column", [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16_384)])
def test_a_column_is_known_by_its_letters(letters, column):
    known = Letters()

    assert known[letters] == column and dict(known) == {letters: column}


@pytest.mark.parametrize("letters", ["", "a", "A1", "AAAA", " A"])
def test_other_letters_are_odd(letters):
    with pytest.raises(OddError):
        Letters()[letters]


@pytest.mark.parametrize(
    "place, found",
    [
        ('<c r="A1"', True),
        ('<c r="XFD1048576"', True),
        ('<c r="A0"', False),
        ('<c r="A12345678"', False),
        ('<c  r="A1"', False),
    ],
)
def test_a_place_is_letters_and_a_number_from_one(place, found):
    assert bool(PLACES.fullmatch(place)) is found


@pytest.mark.parametrize(
    "rest, taken",
    [('/>', True), (' s="3"/>', True), ('><v>1</v></c>', True), (' t="n"><v>-1.5E3</v></c>', True), ('></c>', True),
     (' t="inlineStr"><is><t>甲\n</t></is></c>', True), (' t="inlineStr"><is><t>甲\r</t></is></c>', False), ('><f>1</f></c>', False),
     ('><v>&amp;</v></c>', False), (' t="e"><v>#N/A</v></c>', False)],
)  # fmt: skip
def test_a_cell_is_empty_a_number_or_a_text_and_a_formula_is_odd(rest, taken):
    assert bool(REST.fullmatch(rest)) is taken
