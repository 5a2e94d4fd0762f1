"""The lines of a list in their order: runs, subtotals, total."""

from desktop.exchange.list_files.table import ListTable, SheetColumn, Sums, added, lines_of, shown

COLUMNS = [SheetColumn("单位"), SheetColumn("金额", kind="money", summed=True)]
ROWS = [["甲", 1], ["甲", 2.5], ["乙", None], ["甲", True]]


def test_each_run_has_its_subtotal_and_the_total_counts_every_line():
    lines = list(lines_of(ListTable("题", COLUMNS, ROWS, group_by=0, totals=True)))

    assert lines == [
        [["甲", 1], ["甲", 2.5]], Sums("甲 小计（2条）", ROWS[:2], 0, 1),
        [["乙", None]], Sums("乙 小计（1条）", ROWS[2:3], 3, 3),
        [["甲", True]], Sums("甲 小计（1条）", ROWS[3:], 5, 5),
        Sums("合计（4条）", ROWS, 0, 6, True),
    ]  # fmt: skip


def test_without_groups_the_rows_are_one_run_and_no_rows_are_none():
    assert list(lines_of(ListTable("题", COLUMNS, ROWS))) == [ROWS]
    assert list(lines_of(ListTable("题", COLUMNS, [], totals=True))) == []


def test_a_sum_adds_numbers_and_not_yes_and_values_have_their_words():
    assert added(ROWS, 1) == 3.5
    assert [shown(value) for value in (True, False, None, 3, "字")] == ["是", "否", "", "3", "字"]
