"""What printing a value does: text escaped and cleaned, each figure in a bookmark with its entry, what is missing by its handling."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.documents.figures import COMPUTED, TYPED, Figure, Picture, PlainRate, Typed
from desktop.documents.pen import Pen, as_text, drawing_xml, insert_look
from desktop.documents.vocabulary import BLANK, BLOCKS, HANDLINGS, LEFT_OUT, MARKED, ZERO, Field
from desktop.documents.words import Counter, Lacking, Spliced

LOOK = '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr>'


def pen(*fields, draft=True):
    return Pen({field.name: field for field in fields}, draft)


@pytest.mark.parametrize("value, shown", [
    ("党费", "党费"), ("a<b>&c", "a&lt;b&gt;&amp;c"), (date(2026, 3, 1), "2026年3月1日"), (True, "是"), (False, "否"), (Spliced(("甲", "乙")), "甲乙"),
    (Typed("没有数", "原因"), "没有数"), (Counter(str), "1"),
])  # fmt: skip
def test_what_is_no_figure_is_its_words_and_has_no_entry(value, shown):
    one = pen()
    assert one.write(value, "甲", LOOK) == shown and one.entries == [] and one.missing == {}


@pytest.mark.parametrize("value, shown, origin", [
    (12, "12", COMPUTED), (0, "0", COMPUTED), (Decimal("1.5"), "1.5", COMPUTED), (PlainRate(7, 8), str(PlainRate(7, 8)), COMPUTED),
    (Figure("数", 3, origin=TYPED), "3", TYPED), (Typed("有3份", "事实"), "有3份", TYPED),
])  # fmt: skip
def test_every_figure_stands_in_its_own_bookmark_and_has_an_entry(value, shown, origin):
    one = pen()
    first, second = one.write(value, "甲", LOOK), one.write(value, "甲", LOOK)
    assert [(entry.value_text, entry.origin) for entry in one.entries] == [(shown, origin)] * 2
    assert '<w:bookmarkStart w:id="9001" w:name="_fig0001"/>' in first and '<w:bookmarkEnd w:id="9001"/>' in first
    assert 'w:id="9002" w:name="_fig0002"' in second and f">{shown}</w:t>" in first
    assert first.count(LOOK) == 2, "the run of the figure and the one after it look as the one before"
    name = {Figure: "数", Typed: "事实"}.get(type(value), "甲")
    assert {entry.name for entry in one.entries} == {name}


def test_where_only_text_may_stand_there_is_no_bookmark_and_the_number_of_a_loop_is_no_figure():
    one = pen()
    assert one.write(12, "甲", None) == "12" and one.write(3, "loop.index", LOOK) == "3" and one.entries == []
    assert one.write(Typed("a\nb", "x"), "x", None) == "a b" and "<w:br/>" in one.write(Typed("a\nb", "x"), "x", LOOK)


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("handling", HANDLINGS)
@pytest.mark.parametrize("value", [None, "", Lacking(name="甲"), Typed("", "甲")])
def test_what_is_missing_is_printed_by_its_handling(value, handling, draft):
    one = pen(Field("甲", "a", missing=handling), draft=draft)
    found = one.write(value, "甲", LOOK)
    if handling in (LEFT_OUT, BLANK, ZERO):
        assert found == {LEFT_OUT: "", BLANK: "＿" * 8, ZERO: "0"}[handling] and one.missing == {}
        return
    assert one.missing["甲"].handling == handling
    if draft or handling == BLOCKS:
        assert (
            "〔缺:甲〕" in found
            and found.count('<w:color w:val="FF0000"/>') == 1
            and found.endswith(f'{LOOK}<w:t xml:space="preserve">')
        )
    else:
        assert found == ""


def test_a_missing_cell_of_a_row_is_a_dash_and_an_unknown_word_is_marked():
    one = pen(draft=False)
    assert one.write(None, "清单.状态", LOOK) == "—" and one.missing["清单.状态"].handling == MARKED
    assert "〔缺:状态〕" in pen().write(None, "清单.状态", LOOK) and pen().write(None, "状态", None) == "〔缺:状态〕"
    assert pen().write(None, "", LOOK) == ""
    assert "〔缺:外〕" in pen().write(Lacking(name="外"), "里", LOOK), "the word that lacks names itself"


@pytest.mark.parametrize("text, shown", [
    ("甲(乙),丙;丁:戊?己!", "甲（乙），丙；丁：戊？己！"), ("a(b),c", "a(b),c"), ("甲 乙", "甲乙"), ("甲 b 乙", "甲 b 乙"), ("a\x00b\u200bc", "abc"),
    ("甲\r\n乙", '甲</w:t><w:br/><w:t xml:space="preserve">乙'), ("甲\r乙", '甲</w:t><w:br/><w:t xml:space="preserve">乙'), ("甲\u2028乙", '甲</w:t><w:br/><w:t xml:space="preserve">乙'),
    ("甲\t乙", '甲</w:t><w:tab/><w:t xml:space="preserve">乙'),
])  # fmt: skip
def test_text_is_cleaned_for_a_chinese_page(text, shown):
    assert as_text(text) == shown == pen().write(text, "x", LOOK)


def test_a_property_stands_before_those_that_follow_it_in_the_schema():
    assert insert_look("", "<x/>", "sz") == "<w:rPr><x/></w:rPr>"
    assert insert_look(LOOK, "<x/>", "sz") == '<w:rPr><w:b/><x/><w:sz w:val="32"/></w:rPr>'
    assert insert_look(LOOK, "<x/>", "lang") == '<w:rPr><w:b/><w:sz w:val="32"/><x/></w:rPr>'


def test_pictures_are_numbered_and_measured_in_mm():
    one = pen()
    picture = Picture(b"", '图"1" <甲>', (156, 60))
    found = one.write(picture, "图1", LOOK) + one.write(picture, "图1", LOOK)
    assert 'name="图1"' in found and 'r:embed="rIdFigure2"' in found and one.pictures == [picture, picture]
    assert pen().write(picture, "图1", None) == ""
    drawing = drawing_xml(3, "甲\n乙", (10, 20))
    assert (
        drawing.count('cx="360000" cy="720000"') == 2 and drawing.count('id="803"') == 2 and 'descr="甲 乙"' in drawing
    )


@pytest.mark.parametrize(
    "turn", [chr(code) for code in (0x061C, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
)
def test_a_character_that_turns_the_order_is_not_printed_p12(turn):
    assert pen().write(f"县{turn}局政民", "甲", LOOK) == "县局政民" == as_text(f"县{turn}局政民")
