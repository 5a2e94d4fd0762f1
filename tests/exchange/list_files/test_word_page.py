"""A Word table lies across where it is wide, and no day is broken over two lines."""

import pytest

from desktop.exchange.list_files.table import ListTable, SheetColumn
from desktop.exchange.list_files.word_page import WordPage, page_for

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


def test_the_columns_share_the_page_by_their_widths_and_none_falls_below_what_it_needs():
    """An A4 page upright has 9864 between its margins of 18 mm; a column needs four signs, a day ten, a head a third of itself."""
    even, none = page([SheetColumn("甲", 10)] * 2), page([SheetColumn("甲", 1, "date"), SheetColumn("甲", 60)])

    assert (even.width, even.height, even.room, even.size) == (11_906, 16_838, 9_864, 10.5) and even.columns == (
        4_932,
        4_932,
    )
    assert none.columns[0] == (10 * 10.5 / 2 + 12) * 20 and sum(none.columns) in (9_863, 9_864)
    assert page([SheetColumn("甲", 1)] * 2).columns == (4_932, 4_932), "where nothing more is wished all grow alike"
    assert page([SheetColumn("四个大字", 1, "int"), SheetColumn("甲", 1, "int")]).columns == (4_932, 4_932)
    assert WordPage(100, 100, (), 1.0).landscape is False


@pytest.mark.parametrize("kind, signs", [("date", 10), ("int", 4), ("money", 9), ("percent", 6), ("text", 4)])
def test_each_kind_of_cell_has_the_signs_that_must_stand_in_one_line(kind, signs):
    narrow = page([SheetColumn("甲", 1, kind), SheetColumn("甲", 70)])
    assert narrow.columns[0] == int((signs * 10.5 / 2 + 12) * 20)


@pytest.mark.parametrize("wide, across", [(128, False), (129, True)])
def test_a_page_lies_across_where_less_than_72_of_100_of_the_wished_width_has_room(wide, across):
    assert page([SheetColumn("甲", wide)]).landscape is across
