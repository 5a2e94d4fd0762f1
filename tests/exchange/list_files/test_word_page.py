"""A Word table lies across where it is wide, and no day is broken over two lines."""

import pytest

from desktop.exchange.list_files.table import ListTable, SheetColumn
from desktop.exchange.list_files.word_page import page_for

SHORT = [SheetColumn("序号", 6, "int"), SheetColumn("单位", 18), SheetColumn("问题", 40)]
MORE = [*SHORT, *(SheetColumn(f"第{place}栏", 14) for place in range(5))]
MANY = [*SHORT, *(SheetColumn("整改措施及进展情况", 40) for _ in range(30))]
DAYS = [SheetColumn("整改时限", 4, "date") for _ in range(10)]


def page(columns):
    return page_for(ListTable("题", columns, []))


@pytest.mark.parametrize(
    ("columns", "landscape", "long_edge"),
    [(SHORT, False, 16_838), (MORE, True, 16_838), (MANY, True, 23_811), (DAYS, True, 16_838)],
)
def test_the_page_turns_and_grows_with_the_columns(columns, landscape, long_edge):
    chosen = page(columns)

    assert (chosen.landscape, max(chosen.width, chosen.height)) == (landscape, long_edge)


@pytest.mark.parametrize("columns", [SHORT, MORE, MANY, DAYS, SHORT[:1], [SheetColumn("很长的表头" * 20, 2)]])
def test_the_columns_fill_the_page_and_none_is_lost(columns):
    chosen = page(columns)

    assert chosen.room - len(columns) <= sum(chosen.columns) <= chosen.room
    assert len(chosen.columns) == len(columns) and min(chosen.columns) > 0


@pytest.mark.parametrize("beside", [SHORT, MORE, DAYS])
def test_a_day_stands_in_one_line(beside):
    chosen = page([*beside, SheetColumn("时限", 2, "date")])

    assert chosen.columns[-1] / 20 - 8 >= 10 * chosen.size / 2
