"""A table of texts gives the rows in sight their height, whatever stands beyond, and turns by whole rows (pages 12, 14 and 28)."""

import pytest

from desktop.ledgers.long_list import Made
from desktop.ui.grid.text_table import FITTED_AT_ONCE, LEAST_ROW, TextCell, TextRow, TextTable
from desktop.ui.widgets.figure_cells import Head

HEADS = (Head("号", 60), Head("问题"))
MANY = 20_000
LONG = "镇党委落实主体责任不到位，一些项目资金拨付滞后，群众反映强烈。" * 3


def shown(qtbot, theme, count, make=None):
    made = []

    def row(number):
        made.append(number)
        return TextRow(number, (TextCell(str(number)), TextCell(LONG if number % 2 else "短")))

    table = TextTable(theme)
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    table.show_rows(HEADS, Made(range(count), make or row))
    return table, made


def heights_in_sight(table):
    first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
    return {table.rowHeight(place) for place in range(first, last + 1)}


@pytest.fixture
def theme(context):
    return context.theme


def test_of_many_rows_only_those_in_sight_are_made_and_measured(qtbot, theme):
    table, made = shown(qtbot, theme, MANY)

    assert len(set(made)) < 40 and len(heights_in_sight(table)) == 2

    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    assert len(set(made)) < 80 and len(heights_in_sight(table)) == 2


@pytest.mark.parametrize("key", [MANY - 1, MANY // 2, 0])
def test_a_row_far_away_is_chosen_and_wholly_in_sight(qtbot, theme, key):
    table, _made = shown(qtbot, theme, MANY)

    assert table.choose(key) and table.current_key() == key
    place = table.visualRect(table.currentIndex())
    assert place.top() >= 0 and place.bottom() <= table.viewport().height()
    assert table.rowHeight(key) > theme.px(LEAST_ROW) or key % 2 == 0


def test_few_rows_all_have_their_height_at_once(qtbot, theme):
    table, _made = shown(qtbot, theme, FITTED_AT_ONCE)

    assert {table.rowHeight(place) for place in range(1, FITTED_AT_ONCE, 2)} == {table.rowHeight(1)}
    assert table.rowHeight(1) > theme.px(LEAST_ROW) == table.rowHeight(0)


def test_a_row_that_is_gone_is_not_chosen_and_the_one_in_hand_stays_in_hand(qtbot, theme):
    table, _made = shown(qtbot, theme, MANY)
    table.choose(700)

    table.show_rows(HEADS, Made(range(600, 900), lambda key: TextRow(key, (TextCell(), TextCell("短")))))

    assert table.current_key() == 700 and not table.choose(20)


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


def test_a_row_that_is_higher_than_the_list_is_shown_as_far_as_it_goes(qtbot, theme):
    table = TextTable(theme)
    qtbot.addWidget(table)
    table.resize(160, 110)
    table.show()
    table.show_rows((Head("问题", 130),), [TextRow(1, (TextCell(LONG),))])
    assert table.rowHeight(0) > table.viewport().height() > 2 * table.verticalHeader().defaultSectionSize()
    surface, picture = theme.colour("surface").rgb(), table.viewport().grab().toImage()
    assert any(picture.pixelColor(20, down).rgb() != surface for down in range(10, picture.height()))
