"""A list of a declared book: heads by the words it knows, every row accounted for, money units of the head."""

import openpyxl
import pytest

from desktop.errors import Refused
from desktop.exchange.register_list import read
from tests.exchange.ugly_workbooks import workbook

WORDS = {"日期": "on", "时间": "on", "单位": "unit", "涉及金额": "amount", "事由": "why"}


def reading(tmp_path, *rows):
    return read(workbook(tmp_path, {"清单": list(rows)}), WORDS, "约谈")


def told(found):
    return [(row.row, dict(row.texts)) for row in found.rows], [(row, reason) for _sheet, row, reason in found.ignored]


def test_every_row_is_a_record_or_set_aside_with_its_reason(tmp_path):
    rows = [
        ["约谈登记"],
        ["序号", "日期", "单位", "别栏"],
        [1, "2026-06-01", "县财政局", "x"],
        ["", "", "", "只有别栏"],
        ["合计", "", "1次"],
        ["注：以上属实"],
        [2, "2026-06-02", "县民政局"],
    ]
    assert told(reading(tmp_path, *rows)) == (
        [(3, {"on": "2026-06-01", "unit": "县财政局"}), (7, {"on": "2026-06-02", "unit": "县民政局"})], [(1, "title"), (2, "head"), (4, "other"), (5, "total"), (6, "note")],
    )  # fmt: skip


def test_cells_are_named_and_money_is_in_the_unit_of_its_head(tmp_path):
    found = read(
        workbook(tmp_path, {"清单": [["单位", "涉及金额"], ["县财政局", "3"]]}), WORDS, "约谈", ["amount"]
    ).rows[0]
    assert (dict(found.cells), dict(found.units)) == ({"unit": "A2", "amount": "B2"}, {"amount": None})


@pytest.mark.parametrize("head", [["单位", "x", "y", "z"], ["单位"], ["时间", "日期", "x", "y", "z"], ["x", "y"]])
def test_a_head_has_two_known_words_and_is_mostly_of_them(tmp_path, head):
    with pytest.raises(Refused) as refused:
        reading(tmp_path, head, ["a", "b"])
    assert refused.value.reason == "no_header_found" and "约谈" in str(refused.value)


def test_of_two_columns_for_one_field_the_first_counts_and_a_later_head_begins_anew(tmp_path):
    found = reading(tmp_path, ["日期", "时间", "单位"], ["甲", "乙", "丙"], ["单位", "事由"], ["丁", "戊"])
    assert told(found)[0] == [(2, {"on": "甲", "unit": "丙"}), (4, {"unit": "丁", "why": "戊"})]


def test_merged_cells_and_ditto_are_read_as_in_a_list_of_findings(tmp_path):
    """RULES §0: a merged value holds for every row, 同上 is what stood above; another table begins anew."""
    head = ["序号", "日期", "单位", "事由"]
    rows = [head, [1, "甲", "丙", "丁"], [2, "", "", "戊"], [3, "同上", "〃", ""], head, [4, "同上", "己", "庚"]]
    found = read(workbook(tmp_path, {"清单": rows}, merges={"清单": ["B2:B3", "C2:C3"]}), WORDS, "约谈")

    assert told(found)[0] == [
        (2, {"on": "甲", "unit": "丙", "why": "丁"}), (3, {"on": "甲", "unit": "丙", "why": "戊"}), (4, {"on": "甲", "unit": "丙"}), (6, {"unit": "己", "why": "庚"}),
    ]  # fmt: skip


def test_a_row_under_a_merged_number_is_no_record_like_the_one_above(tmp_path):
    rows = [["序号", "日期", "单位", "事由"], [1, "甲", "丙", "丁"], ["", "", "", "戊"]]
    found = read(workbook(tmp_path, {"清单": rows}, merges={"清单": ["A2:A3", "B2:B3", "C2:C3"]}), WORDS, "约谈")

    assert told(found)[0][1] == (3, {"why": "戊"})


def test_a_hidden_sheet_is_told_and_not_read(tmp_path):
    path = workbook(tmp_path, {"一": [["单位", "事由"], ["甲", "乙"]], "藏": [["单位", "事由"], ["丙", "丁"]]})
    book = openpyxl.load_workbook(path)
    book["藏"].sheet_state = "hidden"
    book.save(path)

    assert told(read(path, WORDS, "约谈")) == ([(2, {"unit": "甲", "why": "乙"})], [(1, "head"), (0, "hidden_sheet")])


def test_columns_that_nobody_knows_are_told_where_something_stands_in_them(tmp_path):
    rows = (
        ["序号", "单位", "事由", "日期", "别栏", "空栏"],
        [1, "甲", "乙", "", "丙", ""],
        [2, "丁", "戊", "", "己", ""],
    )
    assert reading(tmp_path, *rows).unread == [("清单", "E1", "别栏")]


@pytest.mark.parametrize(
    ("rows", "unit"),
    [
        ([["单位：万元"], ["单位", "涉及金额"], ["甲", 12.5]], 10_000),
        ([["（金额单位：元）"], ["单位", "涉及金额（万元）"], ["甲", 12.5]], 10_000),
        ([["单位", "涉及金额"], ["甲", 12.5]], None),
        ([["单位", "涉及金额"], ["甲", 12], ["乙", 3000]], None),
        ([["单位", "涉及金额"], ["甲", 1200], ["乙", "3000"]], 1),
        ([["单位", "涉及金额"], ["甲", 12], ["乙", "3万元"]], 1),
    ],
)
def test_the_unit_of_amounts_stands_in_the_head_above_the_table_or_in_the_numbers_k4(tmp_path, rows, unit):
    """K4, RULES §7: the head before the line above; else yuan where the numbers can be nothing else; else nobody knows."""
    found = read(workbook(tmp_path, {"清单": rows}), WORDS, "约谈", ["amount"])
    assert {row.units["amount"] for row in found.rows} == {unit}
