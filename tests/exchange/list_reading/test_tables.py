"""RULES §1: a page is cut into tables: what stands before a head, the head, its rows; a repeated head goes on the table."""

import pytest

from desktop.exchange.list_reading.context import PointedHead
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.tables import cut
from tests.exchange.quick_sheets import sheet_of

HEAD = ["序号", "单位", "问题", "整改措施"]
OTHER = ["序号", "问题", "责任人", "整改时限"]


def row(number, text="账目不清。"):
    return [number, "县财政局", text, "核对"]


def tables(*rows, pointed=None, merges=()):
    return [
        (one.preamble, one.header.rows, one.body, one.repeats) for one in cut(Page(sheet_of(rows, merges)), {}, pointed)
    ]


def test_rows_above_the_head_are_the_preamble_and_below_the_body():
    [(preamble, rows, body, repeats)] = tables(["整改台账"], HEAD, row(1), row(2))
    assert (preamble, list(rows), body, repeats) == ([1], [2], [3, 4], False)
    assert tables(["x"], ["y"]) == []


def test_a_head_printed_again_goes_on_the_table_before():
    found = tables(HEAD, row(1), HEAD, row(2))
    assert [(body, repeats) for _preamble, _rows, body, repeats in found] == [([2], False), ([4], True)]
    [first, _again] = cut(Page(sheet_of([HEAD, row(1), HEAD, row(2)])), {})
    assert first.data_rows == [2, 4]


@pytest.mark.parametrize(
    "line, introduces",
    [
        ("长期整改事项清单", True),
        ("填报单位：县财政局", True),
        ("一、党的领导", True),
        ("合计", False),
        ("填表人：程", False),
        ("注：属实", False),
    ],
)
def test_of_the_rows_between_only_those_that_introduce_belong_to_the_next_table(line, introduces):
    found = tables(HEAD, row(1), [line], OTHER, [1, "甲", "李", "2025年3月"])
    assert (found[0][2], found[1][0]) == (([2], [3]) if introduces else ([2, 3], []))


def test_a_summary_that_only_counts_is_no_list_unless_it_stands_beside_one():
    counts = [["县财政局", 3], ["县民政局", 4], ["县水务局", 5]]
    assert (
        tables(["单位", "问题"], *counts) == []
        and len(tables(["单位", "问题"], ["县财政局", "账目不清。"], ["县民政局", "票据不全。"])) == 1
    )


def test_a_head_that_was_pointed_at_is_the_only_one():
    [(preamble, rows, body, _repeats)] = tables(
        ["某表"], ["号", "情形"], [1, "甲"], pointed=PointedHead(2, {1: "serial", 2: "text"})
    )
    assert (preamble, list(rows), body) == ([1], [2], [3])
