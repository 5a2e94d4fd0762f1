"""Scanned papers: printed page numbers are no words of the paper, and a quotation holds its lines together."""

import pytest

from desktop.exchange.word_reading.paragraphs import Paragraph
from desktop.exchange.word_reading.scanned import is_page_number, with_whole_quotations


@pytest.mark.parametrize("text", ["— 2 —", "-2-", "－ １２ －", "第2页", "第 3 页，共 12 页", "——7——"])
def test_a_page_number_stands_alone_on_its_line(text):
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["2", "2.", "-2", "— 2 — 检查缺位", "第2页缺签字", "", "2-3"])
def test_a_number_of_anything_else_is_none(text):
    assert not is_page_number(text)


def texts(*parts):
    made = [part if isinstance(part, Paragraph) else Paragraph((0,), part) for part in parts]
    for place, one in enumerate(made):
        one.numbers = (place,)
    return [(one.numbers, one.text) for one in with_whole_quotations(made)]


def test_lines_of_one_quotation_are_one_paragraph_with_the_numbers_of_all():
    lines = ("（一）针对“惠农补贴发", "放把关不", "严”问题，追回3万元。", "另外。")
    assert texts("（一）针对“惠农补贴", "把关不严”问题，追回3万元。") == [
        ((0, 1), "（一）针对“惠农补贴把关不严”问题，追回3万元。")
    ]
    assert len(texts(*lines)) == 4, "a line in which the quotation neither begins nor ends may be anything"


@pytest.mark.parametrize(
    "behind",
    [
        "把关不严问题。", "“把关”不严”问题。", "（二）把关”不严。", "2.把关”不严。", Paragraph((0,), "把关”不严。", label="2."),
        Paragraph((0,), "把关”不严。", level=1),
    ],
)  # fmt: skip
def test_a_mark_that_was_forgotten_joins_nothing(behind):
    assert len(texts("针对“惠农补贴", behind)) == 2
    assert len(texts("针对“惠农补贴。", "把关”不严")) == 2
    assert len(texts("针对“惠农补贴”", "把关”不严")) == 2


def test_what_is_bold_moves_with_its_words():
    parts = [Paragraph((0,), "针对“惠农", bold=((0, 2),)), Paragraph((1,), "补贴”问题。", bold=((1, 3),))]
    assert with_whole_quotations(parts)[0].bold == ((0, 2), (6, 8))
