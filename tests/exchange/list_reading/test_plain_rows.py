"""The rows of a plain list: own cells, merged ones and 同上."""

from desktop.exchange.list_reading.plain_rows import PlainRows
from desktop.exchange.sheet_cells import Cell, Sheet


def sheet(rows, merges=()):
    cells = {
        row: {column: Cell(text) for column, text in enumerate(texts, 1) if text} for row, texts in enumerate(rows, 1)
    }
    return Sheet("表", rows={row: told for row, told in cells.items() if told}, merges=list(merges))


def told(rows, row, columns):
    return {column: cell.text for column, cell in rows.told(row, columns).items()}


def test_own_cells_are_walked_and_rows_of_spaces_are_none():
    assert [(row, [*own]) for row, own in PlainRows(sheet([["甲", "", "乙"], [" "], [], ["丙"]]))] == [
        (1, [1, 3]),
        (4, [1]),
    ]


def test_a_merged_value_holds_for_every_row_and_an_own_one_wins():
    rows = PlainRows(sheet([["甲", "乙"], ["", "丙"]], [(1, 1, 2, 1), (1, 2, 2, 2)]))

    assert told(rows, 2, [1, 2]) == {1: "甲", 2: "丙"}
    assert rows.goes_on(2, 1) and not rows.goes_on(1, 1)


def test_ditto_says_what_stood_above_until_another_table_begins():
    rows = PlainRows(sheet([["甲", "乙"], ["〃"], ["同 上", "同上"], ["同上"]]))

    assert [told(rows, row, [1, 2]) for row in (1, 2, 3)] == [{1: "甲", 2: "乙"}, {1: "甲"}, {1: "甲", 2: "乙"}]
    rows.begin()
    assert told(rows, 4, [1, 2]) == {}
