"""No table is pushed sideways where its columns could fit: each gives what its words do not need, and none is cut for another."""

from types import SimpleNamespace

import pytest

from desktop.ledgers.column import Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.grid.room import needed, spared

ROWS = [
    SimpleNamespace(id=place, number=f"15-06-{place:04}", unit="县发改局", day="9月30日", who="—")
    for place in range(1, 9)
]
COLUMNS = (
    Column("number", "编号", 100),
    Column("unit", "单位", 160),
    Column("day", "时限", 120),
    Column("who", "督办人", 90),
)


@pytest.fixture
def grid(qtbot, context):
    table = LedgerTableView(context.theme, LedgerTable("room", "列宽", COLUMNS), prints=False)
    qtbot.addWidget(table)
    table.resize(640, 300)
    table.show()
    table.show_records(ROWS)
    return table.grid


def lay(grid, width):
    grid.resize(width, 200)
    grid.lay_out_columns()
    return [grid.columnWidth(grid.model().section_of(one.field)) for one in COLUMNS]


def whole(grid):
    return grid.horizontalHeader().length()


def test_columns_give_what_they_do_not_need_and_take_it_back(grid, context):
    declared = [context.theme.px(one.width) for one in COLUMNS]
    assert lay(grid, 700) == declared
    tight = whole(grid) - 60
    widths = lay(grid, tight)
    assert whole(grid) <= grid.viewport().width(), "no bar"
    for column, width, before in zip(COLUMNS, widths, declared, strict=True):
        assert min(before, needed(column, ROWS, context.theme)) <= width <= before, column.title
    assert lay(grid, 700) == declared
    assert not grid.widths, "it is not the clerk who set them"


def test_what_cannot_fit_stands_as_declared_and_is_pushed_sideways(grid, context):
    least = sum(needed(one, ROWS, context.theme) for one in COLUMNS)
    assert lay(grid, least - 20) == [context.theme.px(one.width) for one in COLUMNS]


def test_a_width_that_the_clerk_set_is_kept(grid, context):
    grid.widths["unit"] = 180
    widths = lay(grid, whole(grid) - 10)
    assert widths[1] == context.theme.px(180) and whole(grid) <= grid.viewport().width()


@pytest.mark.parametrize("lacking", [1, 7, 23, 40])
def test_no_more_is_taken_than_is_lacking(context, lacking):
    columns = dict(enumerate(COLUMNS))
    widths = {section: context.theme.px(column.width) for section, column in columns.items()}
    narrower = widths | spared(columns, widths, sum(widths.values()) - lacking, ROWS, context.theme)
    assert sum(narrower.values()) == sum(widths.values()) - lacking
    assert spared(columns, widths, sum(widths.values()), ROWS, context.theme) == {}
    assert spared(columns, widths, sum(widths.values()) - lacking, [], context.theme) == {}


def test_a_mark_and_a_title_need_their_room_too(context):
    state = Column("who", "状态", 98, kind=Kind.STATE, mark=lambda _one: Mark(Shape.HALF, "长期坚持", Tone.BLUE))
    bare = Column("who", "状态", 98)
    assert needed(state, ROWS, context.theme) > needed(bare, ROWS, context.theme)
    assert needed(Column("who", "主要负责人员", 98), ROWS, context.theme) > needed(bare, ROWS, context.theme)
