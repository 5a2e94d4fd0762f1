"""K10: a pasted register of units: full and short names, whatever stands around them."""

import pytest

from desktop.exchange.formats.pasted_units import read_units


def pasted(*rows):
    return read_units("\n".join("\t".join(row) for row in rows))


@pytest.mark.parametrize("rows, units", [
    ([("县财政局党组", "县财政局")], [("县财政局党组", "县财政局")]), ([("1", "县财政局党组", "县财政局")], [("县财政局党组", "县财政局")]), ([("县财政局党组",)], [("县财政局党组", "")]), ([("序号", "简称", "单位名称"), ("1", "县财政局", "县财政局党组")], [("县财政局党组", "县财政局")]),
    ([("单位全称", ""), ("县财政局党组", "县财政局")], [("县财政局党组", "县财政局")]), ([("单位全称", "类别"), ("县财政局党组", "县直")], [("县财政局党组", "")]), ([("甲局党组",), ("",), ("甲局党组", "甲局")], [("甲局党组", "")]),
    ([("被巡察单位一览表",), ("甲局党组",), ("合计", "1"), ("制表人：程",), ("注：x",), ("填报单位：y",)], [("甲局党组", "")]),
])  # fmt: skip
def test_each_row_gives_full_and_short_name_and_rows_around_name_no_unit(rows, units):
    assert list(pasted(*rows)) == units


def test_a_row_that_has_nothing_under_the_head_is_read_by_itself():
    assert list(pasted(("单位名称", "简称"), ("", "乙局党组"))) == [("乙局党组", "")]


def test_a_column_beside_the_name_that_has_a_head_of_its_own_is_no_short_name():
    assert list(pasted(("序号", "单位名称", "联系人"), ("1", "甲局党组", "周某"))) == [("甲局党组", "")]
    assert list(pasted(("类别", "单位名称", ""), ("县直", "甲局党组", "甲局"))) == [("甲局党组", "甲局")]
