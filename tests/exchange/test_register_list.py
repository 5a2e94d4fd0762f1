"""A list of a declared book: heads by the words it knows, every row accounted for, money units of the head."""

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
    found = reading(tmp_path, ["单位", "涉及金额"], ["县财政局", "3"]).rows[0]
    assert (dict(found.cells), dict(found.units)) == ({"unit": "A2", "amount": "B2"}, {"unit": 1, "amount": 1})


@pytest.mark.parametrize("head", [["单位", "x", "y", "z"], ["单位"], ["时间", "日期", "x", "y", "z"], ["x", "y"]])
def test_a_head_has_two_known_words_and_is_mostly_of_them(tmp_path, head):
    with pytest.raises(Refused) as refused:
        reading(tmp_path, head, ["a", "b"])
    assert refused.value.reason == "no_header_found" and "约谈" in str(refused.value)


def test_of_two_columns_for_one_field_the_first_counts_and_a_later_head_begins_anew(tmp_path):
    found = reading(tmp_path, ["日期", "时间", "单位"], ["甲", "乙", "丙"], ["单位", "事由"], ["丁", "戊"])
    assert told(found)[0] == [(2, {"on": "甲", "unit": "丙"}), (4, {"unit": "丁", "why": "戊"})]
