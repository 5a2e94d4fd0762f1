"""K10: a pasted register of units: full and short names, whatever stands around them."""

import pytest

from desktop.exchange.formats.pasted_units import _names_of, read_pasted, read_units


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


SHORT_NAMES = ("云岭一中", "县疾控", "县妇联", "县烟草专卖", "县供销", "县残联", "县科协")
NUMBERS = ("一、", "（六）", "十、", "（十）", "二十二、", "一\t", "（二）\t")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", SHORT_NAMES)
def test_a_numbered_row_is_a_unit_whatever_its_name_ends_in(number, name):
    """K10: only what the rule calls a heading is left out."""
    assert read_pasted(f"{number}{name}\n").units == ((name, ""),)


def test_numbered_units_that_go_on_counting_are_all_units():
    """K10: 五、 and then （六） are one run, 一、 beside numbered units of plain names is no heading."""
    text = "三、云岭一中\n五、县疾控\n（六）县妇联\n二十二、县烟草专卖\n"
    assert [name for name, _short in read_units(text)] == ["云岭一中", "县疾控", "县妇联", "县烟草专卖"]
    assert read_pasted(text).left_out == ()
    assert [name for name, _short in read_units("一、甲局党组\n二、云岭一中\n乙局党组\n")] == [
        "甲局党组",
        "云岭一中",
        "乙局党组",
    ]


@pytest.mark.parametrize("heading", [
    "一、县直（2个）", "一、县直部门", "（一）县属单位", "一、乡镇", "一、党群类", "（三）第一组", "一、县直", "一、垂直管理：", "一、乡镇街道", "一、镇街", "一、国有公司（2个）",
])  # fmt: skip
def test_a_heading_is_what_carries_a_count_ends_as_groups_do_or_has_rows_beneath_it(heading):
    """K10: it makes no unit, and it is told."""
    read = read_pasted(f"{heading}\n1.甲局党组\n2.云岭一中\n")
    assert [name for name, _short in read.units] == ["甲局党组", "云岭一中"]
    assert read.left_out == (heading,) and f"“{heading}”" in read.said()


def test_every_row_is_a_unit_or_is_told():
    """K10: no row of a pasted register disappears in silence."""
    rows = [
        "附件1",
        "被巡察单位名册",
        "一、县直部门（2个）",
        "1.甲局党组",
        "2.云岭一中",
        "甲局党组",
        "合计\t2",
        "注：以上",
        "7",
    ]
    read = read_pasted("\n".join(rows))
    assert read.units == (("甲局党组", ""), ("云岭一中", ""))
    assert read.left_out == ("附件1", "被巡察单位名册", "一、县直部门（2个）", "合计 2", "注：以上", "7")
    assert read.said().startswith("将登记 2 个单位；未作单位：“附件1”“被巡察单位名册”")


def test_a_number_under_a_head_is_no_part_of_the_name():
    """K10"""
    read = read_pasted("单位名称\t简称\n一、县直部门\t\n（一）甲局党组\t甲局\n")
    assert read.units == (("甲局党组", "甲局"),) and read.left_out == ("一、县直部门",)


@pytest.mark.parametrize("words, names", [
    ([], []), ([""], []), (["甲局党组"], ["甲局党组"]), (["甲局党组", "甲局"], ["甲局党组"]), (["甲局党组、乙局党组"], ["甲局党组", "乙局党组"]),
    (["甲局党组、乙局党组、"], ["甲局党组", "乙局党组"]), (["甲局党组、乙局党组", "甲局"], ["甲局党组、乙局党组"]), (["党政、乙局党组"], ["党政、乙局党组"]), (["甲局党组、"], ["甲局党组、"]),
])  # fmt: skip
def test_several_units_stand_in_one_cell_only_where_each_part_looks_like_one_and_it_stands_alone(words, names):
    """K10"""
    assert _names_of(words) == names
