"""The rows of a returned workbook: the right sheet, every row with content told, nothing of a unit's words passed over (X8)."""

import pytest

from desktop.errors import Refused
from desktop.exchange.return_book.sheet_reading import read_sheet
from desktop.exchange.sheet_cells import Cell, Workbook
from tests.exchange.quick_sheets import sheet_of

FIELDS = ("owner", "progress", "status", "remark", "text")
HEAD = ["问题标识", "序号", "反馈问题", "责任人", "整改进展", "备注"]
KEYS = ("甲-1", "甲-2")


def line(key, serial=1, text="问题在此。", *more):
    return [key, serial, text, *more]


def read(*rows, keys=KEYS, merges=(), wanted="清单", **form):
    sheet = sheet_of([HEAD, *rows], merges)
    for name, value in form.items():
        setattr(sheet, name, value)
    return read_sheet(Workbook("xlsx", [sheet]), wanted, FIELDS, keys)


def told(found):
    return {one.row: one.reason for one in found.ignored if one.row}


# -- which sheet ---------------------------------------------------------------------------------------


def book(*sheets):
    return read_sheet(Workbook("xlsx", list(sheets)), "整改台账", FIELDS, KEYS)


def named(name, *rows, hidden=False):
    sheet = sheet_of([HEAD, *rows], name=name)
    sheet.hidden = hidden
    return sheet


def test_the_sheet_by_its_name_is_read_and_else_the_one_with_most_keys():
    two, one = (line("甲-1"), line("甲-2")), (line("甲-1"),)
    assert book(named("别的", *two), named("整改 台账", *one)).name == "整改 台账"
    assert book(named("甲", *one), named("乙", *two)).name == "乙"


def test_a_hidden_sheet_is_never_read_and_every_other_with_content_is_told():
    found = book(
        named("整改台账", line("甲-1"), hidden=True), named("乙", line("甲-1")), named("丙"), sheet_of([], name="空")
    )
    assert found.name == "乙"
    assert [(one.sheet, one.row, one.reason) for one in found.ignored if not one.row] == [
        ("整改台账", 0, "hidden_sheet"), ("丙", 0, "not_a_list_sheet"),
    ]  # fmt: skip


def test_a_workbook_without_the_heads_is_refused_with_what_they_are():
    with pytest.raises(Refused, match="找不到填报表的表头（问题标识、") as refused:
        book(sheet_of([["甲", "乙"]]))
    assert refused.value.reason == "no_header_found"


@pytest.mark.parametrize(("above", "found"), [(199, True), (200, False)])
def test_the_head_stands_among_the_first_two_hundred_rows(above, found):
    sheet = sheet_of([*[["填报说明"]] * above, HEAD, line("甲-1")])
    if found:
        assert book(sheet).head_row == above + 1
    else:
        with pytest.raises(Refused):
            book(sheet)


# -- the key -------------------------------------------------------------------------------------------


def test_a_column_of_keys_without_its_head_is_the_one_that_holds_most_of_them():
    rows = [
        ["编码", "序号", "反馈问题", "责任人", "附注"],
        ["甲 -1", 1, "问题", "甲-1", "甲-1"],
        ["甲-2", 2, "问题", "甲-2", ""],
    ]
    found = book(sheet_of(rows))
    assert found.columns["key"] == [1] and [row.key for row in found.rows] == ["甲 -1", "甲-2"]


def test_of_two_columns_with_as_many_keys_the_first_is_taken_and_without_any_there_is_none():
    rows = [["编码", "序号", "反馈问题", "责任人", "附注"], ["甲-1", 1, "问题", "张三", "甲-1"]]
    assert book(sheet_of(rows)).columns["key"] == [1]
    assert "key" not in book(sheet_of([rows[0], ["x", 1, "问题", "张三", "y"]])).columns


def test_keys_above_the_head_and_in_other_fields_are_no_keys():
    rows = [["甲-1", "", "", "", "甲-2"], ["", "序号", "反馈问题", "责任人", "另栏"], ["", 1, "问题", "甲-1", "甲-2"]]
    assert book(sheet_of(rows)).columns["key"] == [5]


# -- rows ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", 9], "serial_only"), (["", "合计"], "total"), (["", "小计", "", "3"], "total"), (["", "填表人：张三"], "footer"), (["", "填表人：", "", "张三"], "footer"), (["", "注：以上属实"], "note"),
        (["合计", "", "共2条"], "total"), (["", "总计", "共2条", "3"], "total"), (["填表人：", "", "张三"], "footer"), (["", "单位负责人（签字）：", "李四"], "footer"),
        (["", "（以上属实）"], "note"), (["", "/", "", "—"], "note"), (HEAD, "repeated_header"), (["", "", "", "责任人"], "repeated_header"),
    ],
)  # fmt: skip
def test_a_row_that_is_nobodys_is_set_aside_with_its_reason(row, reason):
    found = read(line("甲-1"), row, line("甲-2"))
    assert told(found) == {1: "header", 3: reason} and [one.row for one in found.rows] == [2, 4] and not found.faults


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (line("甲-2", 2, ""), True), (["甲-2"], True), (line("", 2, "新问题在此。"), True), (["", 3, "合计少报补贴。", "张三"], True), (line("乙-9", 2, "别处的问题。"), True), (["乙-9"], True),
    ],
)  # fmt: skip
def test_a_row_with_a_sent_key_or_a_finding_is_kept_whatever_else_it_says(row, kept):
    found = read(line("甲-1"), row)
    assert [one.row for one in found.rows] == [2, 3] and not found.faults and kept


def test_a_row_with_words_and_no_finding_is_a_fault_and_no_row():
    found = read(line("甲-1"), ["", 2, "", "张三", "有进展。"])
    assert [(one.kind, one.row, one.column, one.level) for one in found.faults] == [
        ("missing_text", 3, "text", "error")
    ]
    assert [one.row for one in found.rows] == [2]


def test_what_stands_above_the_head_is_a_title():
    sheet = sheet_of([["填报表"], HEAD, line("甲-1")])
    assert told(book(sheet)) == {1: "title", 2: "header"}


def test_a_row_with_an_unreadable_cell_alone_is_not_passed_over():
    sheet = sheet_of([HEAD, line("甲-1"), []])
    sheet.rows[3] = {4: Cell(fault="error_value", shown="#N/A")}
    assert [(one.kind, one.row) for one in book(sheet).faults] == [("missing_text", 3)]


# -- cells ---------------------------------------------------------------------------------------------


def owners(found):
    return [row.said("owner") for row in found.rows]


def test_the_same_as_above_is_the_last_filled_cell_and_keys_and_findings_have_none():
    found = read(
        line("甲-1", 1, "问题。", "张三"),
        line("甲-2", 2, "同上", "同上"),
        line("", 3, "又一问题。"),
        line("", 4, "再一问题。", "同上"),
    )
    assert owners(found) == ["张三", "张三", "", "张三"] and found.rows[1].said("text") == "同上"
    assert owners(read(line("甲-1", 1, "问题。", "同上"))) == [""]


def test_a_merged_cell_counts_for_all_of_its_rows():
    found = read(line("甲-1", 1, "问题。", "张三"), line("甲-2", 2, "问题二。"), merges=[(2, 4, 3, 4)])
    assert owners(found) == ["张三", "张三"]


def test_of_two_columns_of_a_field_the_filled_one_counts_and_a_contradiction_none():
    rows = [
        [*HEAD, "备注"],
        line("甲-1", 1, "问题。", "", "", "", "后"),
        line("甲-2", 2, "问题。", "", "", "前", "后"),
        line("", 3, "又。", "", "", "同", "同 "),
    ]
    found = book(sheet_of(rows))
    assert [row.said("remark") for row in found.rows] == ["后", "", "同"]
    assert [(one.kind, one.row, one.cell) for one in found.faults] == [("two_columns", 3, "F3")]


def test_two_columns_of_keys_that_contradict_each_other_give_no_key():
    found = book(sheet_of([[*HEAD, "问题标识"], line("甲-1", 1, "问题。", "", "", "", "甲-2")]))
    assert found.rows[0].key == "" and found.faults[0].kind == "two_columns"


# -- what is told --------------------------------------------------------------------------------------


def test_hidden_rows_and_columns_are_told_and_the_hidden_keys_are_ours():
    found = read(line("甲-1"), line("甲-2"), hidden_rows={3}, hidden_columns=[(1, 1), (4, 4)])
    assert [(one.kind, one.row, one.column) for one in found.faults] == [
        ("hidden_column", 1, "owner"),
        ("hidden_row", 3, None),
    ]
    assert "责任人" in found.faults[0].message


def test_a_picture_in_an_empty_cell_is_told_and_beside_words_it_is_not():
    found = read(line("甲-1", 1, "问题。", "张三"), line("甲-2", 2, "问题。"), pictures={(2, 4), (3, 4), (3, 9)})
    assert [(one.kind, one.row, one.cell) for one in found.faults] == [("picture_not_read", 3, "D3")]


def test_words_in_a_column_of_no_field_are_told_with_their_rows():
    rows = [
        [*HEAD, "附注", "空栏"],
        line("甲-1", 1, "问题。", "", "", "", "待批", "/"),
        line("甲-2", 2, "问题。", "", "", "", "已批"),
    ]
    found = book(sheet_of(rows))
    assert [(one.column, one.head, one.rows) for one in found.other] == [("G", "附注", (2, 3))]
