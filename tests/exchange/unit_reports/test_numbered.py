"""Typed and automatic numbers say how deep a paragraph stands and which one it is."""

import pytest

from desktop.exchange.unit_reports.numbered import numbered


@pytest.mark.parametrize(
    ("text", "label", "told"),
    [
        ("一、整改情况", "", (1, "整改情况", 1)), ("（十二）惠农", "", (2, "惠农", 12)), ("3.惠农", "", (3, "惠农", 3)), ("2.5万元", "", (0, "2.5万元", 0)),
        ("（4）惠农", "", (4, "惠农", 4)), ("②惠农", "", (5, "惠农", 2)), ("惠农", "（三）", (2, "惠农", 3)), ("1.惠农", "•", (3, "惠农", 1)), ("惠农", "", (0, "惠农", 0)),
    ],
)  # fmt: skip
def test_the_number_of_a_paragraph(text, label, told):
    found = numbered(text, label)
    assert (found.depth, found.rest, found.ordinal) == told
