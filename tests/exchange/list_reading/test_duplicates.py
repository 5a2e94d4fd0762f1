"""RULES §1: rows that say the same twice: the later one is left aside, or kept with a warning where a column differs."""

import pytest

from tests.exchange.quick_sheets import read_sheet, values

HEAD = ["序号", "单位", "问题", "整改措施", "责任人", "轮次"]


def read(*rows, head=HEAD):
    reading = read_sheet([head, *rows])
    return values(reading, "text"), [fault.row for fault in reading.faults if fault.kind == "possible_duplicate"]


def row(number, **changed):
    usual = {"序号": number, "单位": "县财政局", "问题": "账目不清。", "整改措施": "核对", "责任人": "李", "轮次": ""}
    return [{**usual, **changed}[head] for head in HEAD]


@pytest.mark.parametrize("changed, kept, warned", [
    ({}, 1, []), ({"问题": "账目 不清。"}, 1, []), ({"责任人": "王"}, 2, [3]), ({"整改措施": "收回"}, 2, [3]), ({"单位": "县民政局"}, 2, []), ({"问题": "票据不全。"}, 2, []), ({"责任人": ""}, 2, [3]),
])  # fmt: skip
def test_a_repetition_differs_in_nothing_and_a_likeness_is_asked(changed, kept, warned):
    texts, faults = read(row(1), row(2, **changed))
    assert (len(texts), faults) == (kept, warned)


def test_rows_of_different_rounds_are_different_findings():
    texts, faults = read(row(1, 轮次="十五届县委第五轮"), row(2, 轮次="十五届县委第六轮"))
    assert (len(texts), faults) == (2, [])


def test_columns_without_a_field_speak_against_it_only_where_both_rows_fill_them():
    head = [*HEAD[:5], "别栏"]
    for one, other, kept in (("x", "x", 1), ("x", "", 1), ("x", "y", 2)):
        rows = [
            ["1", "县财政局", "账目不清。", "核对", "李", one],
            ["2", "县财政局", "账目不清。", "核对", "李", other],
        ]
        assert len(read(*rows, head=head)[0]) == kept


def test_the_warning_names_the_row_that_it_is_like():
    reading = read_sheet([HEAD, row(1), row(2, 责任人="王")])
    [fault] = [fault for fault in reading.faults if fault.kind == "possible_duplicate"]
    assert (fault.cell, "第 2 行" in fault.message) == ("C3", True)


def test_the_warning_names_the_column_by_its_head_and_the_other_sheet_by_its_name():
    reading = read_sheet([[*HEAD[:2], "具体表现", *HEAD[3:]], row(1), row(2, 责任人="王")])
    [fault] = [fault for fault in reading.faults if fault.kind == "possible_duplicate"]
    assert fault.column == "text" and "第 3 行“具体表现”" in fault.message and "与第 2 行" in fault.message


def test_a_number_of_its_own_makes_no_difference_and_a_third_one_is_like_the_first():
    texts, faults = read(row(1), row(7), row(8))
    assert (len(texts), faults) == (1, [])
    texts, faults = read(row(1), row(2, 责任人="王"), row(3, 责任人="赵"))
    assert (len(texts), faults) == (3, [3, 4])
    texts, faults = read(row(1), row(2, 责任人="王"), row(3, 责任人="王"))
    assert (len(texts), faults) == (2, [3])


def test_a_category_that_reads_the_same_makes_no_difference_and_another_one_does():
    head = [*HEAD[:5], "类别"]
    for one, other, kept in (("一、作风方面", "作风方面", 1), ("作风方面", "学习方面", 2)):
        rows = [[str(number), "县财政局", "账目不清。", "核对", "李", word] for number, word in ((1, one), (2, other))]
        assert len(read(*rows, head=head)[0]) == kept
