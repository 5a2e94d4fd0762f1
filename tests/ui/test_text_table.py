"""A table of texts turns by whole rows, however high they are: the row in hand is never cut (pages 12 and 28)."""

import pytest

from desktop.ui.grid.text_table import TextCell, TextRow, TextTable
from desktop.ui.widgets.figure_cells import Head

TEXTS = (
    "认可",
    "涉及资金去向没有结论，请补充核查结果",
    "认可该项整改结果，建议销号（与县纪委监委意见不一致），另行说明",
)


@pytest.fixture
def table(qtbot, theme):
    made = TextTable(theme)
    qtbot.addWidget(made)
    made.resize(300, 240)
    made.show()
    rows = [TextRow(place, (TextCell(str(place)), TextCell(TEXTS[place % 3]))) for place in range(12)]
    made.show_rows((Head("问题", 60), Head("意见")), rows)
    return made


def height_of(table):
    return table.viewport().height() - 1


def test_the_row_in_hand_stands_whole_and_no_other_is_shown_in_part(table, theme):
    surface, cut = theme.colour("surface").rgb(), 0
    for place in range(12):
        assert table.choose(place)
        top = table.rowViewportPosition(place)
        assert top >= 0 and top + table.rowHeight(place) <= table.viewport().height()
        picture, height, last = (
            table.viewport().grab().toImage(),
            table.viewport().height(),
            table.rowAt(height_of(table)),
        )
        for row in {table.rowAt(0), last}:
            top, bottom = table.rowViewportPosition(row), table.rowViewportPosition(row) + table.rowHeight(row)
            if top < 0 or bottom > height:
                cut += 1
                lines = range(max(top, 0), min(bottom, height))
                assert {picture.pixel(x, y) for y in lines for x in range(0, picture.width(), 7)} == {surface}
    assert cut
