"""The pass over the rows of a sheet: which rows it takes, which it leaves, and when it takes none at all."""

import pytest

from desktop.exchange import xlsx_pass
from desktop.exchange.sheet_cells import Cell, SheetLimits, column_letter
from desktop.exchange.xlsx_cells import SharedCells
from desktop.exchange.xlsx_grammar import LONGEST
from desktop.exchange.xlsx_pass import Pass, PlainRows

TEXTS = ["甲", "乙乙", " "]


def made():
    return Pass(lambda kind, style, value, _formula: Cell(value), lambda style: SharedCells(TEXTS, str(style), True))


def taken(xml, head="<h>", tail="</h>", before=""):
    """What the pass takes of rows that stand behind something else."""
    return made().taken(f"{before}{xml}</sheetData>", len(before), len(before) + len(xml), head, tail)


def row(number, *cells, attributes="", **places):
    """A row with a number in each cell: `row(3, A=1, C=2)`; `cells` as they stand."""
    told = "".join(f'<c r="{letters}{number}"><v>{value}</v></c>' for letters, value in places.items())
    return f'<row r="{number}"{attributes}>{"".join(cells)}{told}</row>'


def values(found):
    return {number: {column: cell.value for column, cell in cells.items()} for number, cells in found.rows.items()}


def test_nothing_was_found_before_anything_was_read():
    found = PlainRows()

    assert (found.rows, found.hidden, found.odd, found.cells, found.longest, found.left, found.signs()) == (
        {},
        set(),
        set(),
        0,
        0,
        "",
        0,
    )


@pytest.mark.parametrize("before", ["", "<sheetData>"])
def test_plain_rows_are_taken_whole_and_nothing_of_them_is_left(before):
    found = taken(row(1, A=1, C=2) + row(2, A=3, C=4) + row(7, B=5) + '<row r="9"/>', before=before)

    assert values(found) == {1: {1: "1", 3: "2"}, 2: {1: "3", 3: "4"}, 7: {2: "5"}}
    assert (found.cells, found.odd, found.left, found.hidden) == (5, set(), "<h></h>", set())


def test_shared_texts_are_counted_by_their_signs():
    cells = [f'<c r="{letter}1" t="s"><v>{number}</v></c>' for number, letter in enumerate("ABC")]
    found = taken(row(1, *cells))

    assert values(found) == {1: {1: "甲", 2: "乙乙"}} and found.cells == 2, "white space is no cell"
    assert found.signs() == 3


@pytest.mark.parametrize(
    "numbers, fits",
    [((1, 2, 3), True), ((2, 9), True), ((1, 1), False), ((3, 2), False), ((1_048_576,), True), ((1_048_577,), False)],
)
def test_rows_say_their_numbers_in_order_and_none_lies_below_a_sheet(numbers, fits):
    found = taken("".join(row(number, A=1) for number in numbers))

    assert (found is not None) == fits and (not fits or sorted(found.rows) == list(numbers))


@pytest.mark.parametrize(
    "xml",
    [
        "<row>",
        '<row r="0"></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        f"{row(1, A=1)} {row(2, A=1)}",
        '<row  r="1"></row>',
    ],
)
def test_what_is_no_row_or_has_no_end_is_left_to_the_parser_with_the_whole_sheet(xml):
    assert taken(xml) is None


@pytest.mark.parametrize("more, fits", [(0, True), (1, False)])
def test_a_row_may_have_so_many_signs(more, fits):
    short = row(2, A=1, attributes=' spans=""')
    spans = f' spans="{"1" * (LONGEST - len(short) + more)}"'

    assert (taken(row(1, A=1) + row(2, A=1, attributes=spans)) is not None) == fits


@pytest.mark.parametrize("rows, fits", [(3, True), (4, False)])
def test_no_row_is_read_after_more_cells_than_a_list_has(monkeypatch, rows, fits):
    monkeypatch.setattr(SheetLimits, "MOST_CELLS", 2)
    monkeypatch.setattr(xlsx_pass, "_BLOCK", 1)

    assert (taken("".join(row(number, A=1) for number in range(1, rows + 1))) is not None) == fits


@pytest.mark.parametrize(
    "attributes, hidden",
    [("", False), (' hidden="1"', True), (' hidden="true"', True), (' hidden="on"', True), (' hidden="0"', False), (' hidden="false"', False),
     (' ht="0"', True), (' ht="0.0"', True), (' ht="15" customHeight="1"', False), (' spans="1:2" x14ac:dyDescent="0.2" hidden="1"', True)],
)  # fmt: skip
def test_a_row_is_hidden_by_its_mark_or_its_height_with_cells_and_without(attributes, hidden):
    for xml in (row(4, A=1, attributes=attributes), f'<row r="4"{attributes}/>', row(4, attributes=attributes)):
        found = taken(xml)
        assert found.hidden == ({4} if hidden else set()) and found.odd == set()


@pytest.mark.parametrize(
    "attributes", [' ht="1" ht="2"', ' r="5"', " ht='1'", ' ht="1"  s="1"', ' ht="&amp;"', ' a:b:c="1"', " "]
)
def test_a_row_with_other_attributes_is_odd_and_the_others_are_taken(attributes):
    odd = row(2, A=2, attributes=attributes)
    found = taken(row(1, A=1) + odd + row(3, A=3))

    assert values(found) == {1: {1: "1"}, 3: {1: "3"}} and found.odd == {2} and found.left == f"<h>{odd}</h>"


@pytest.mark.parametrize(
    "cells",
    ['<c r="A2"><f>1</f><v>1</v></c>', '<c r="A3"><v>1</v></c>', '<c r="B2"><v>1</v></c><c r="A2"><v>1</v></c>', '<c r="A2"/><c r="A2"/>',
     '<c r="XFE2"><v>1</v></c>', '甲<c r="A2"><v>1</v></c>', '<c r="A2"><v>1</v></c>甲', "甲", '<x r="A2"/>'],
)  # fmt: skip
def test_a_row_with_anything_odd_is_left_in_its_place_and_order(cells):
    odd, first = row(2, cells), row(1, '<c r="A1"><f>1</f></c>')
    found = taken(first + odd + row(3, A=3))

    assert values(found) == {3: {1: "3"}} and found.odd == {1, 2} and found.left == f"<h>{first}{odd}</h>"


def test_the_last_column_of_a_sheet_is_taken():
    assert values(taken(row(1, A=1, XFD=2))) == {1: {1: "1", 16_384: "2"}}


@pytest.mark.parametrize("mark", ["<!-- -->", "<?x?>"])
def test_a_comment_in_a_row_that_is_left_leaves_the_whole_sheet_to_the_parser(mark):
    assert taken(row(1, A=1) + row(2, f'{mark}<c r="A2"/>')) is None


def test_the_number_of_a_row_may_stand_elsewhere_in_it_too():
    cells = '<c r="A3" s="3"><v>3</v></c>', '<c r="B3" t="inlineStr"><is><t>3" 3</t></is></c>', '<c r="C3" s="3"/>'
    found = taken(row(3, *cells) + row(4, A=4))

    assert values(found) == {3: {1: "3", 2: '3" 3'}, 4: {1: "4"}} and found.odd == set()


def test_rows_of_one_layout_with_an_odd_one_among_them_are_taken_one_by_one():
    xml = "".join(
        row(number, f'<c r="A{number}">{"<f>1</f>" if number == 5 else ""}<v>{number}</v></c>')
        for number in range(1, 9)
    )
    found = taken(xml)

    assert found.odd == {5} and sorted(found.rows) == [1, 2, 3, 4, 6, 7, 8] and found.cells == 7


@pytest.mark.parametrize("rows, readings", [(2047, 1), (2048, 2), (2049, 2), (4096, 3)])
def test_2048_rows_are_held_until_they_are_read_together(monkeypatch, rows, readings):
    read, each = [], Pass._read_held
    monkeypatch.setattr(Pass, "_read_held", lambda self: (read.append(self._waiting), each(self))[1])

    assert len(taken("".join(row(number, A=number) for number in range(1, rows + 1))).rows) == rows
    assert len(read) == readings and sum(read) == rows


def test_a_thousand_layouts_and_as_many_heads_of_rows_are_remembered_and_the_others_read_all_the_same():
    numbers = range(1, 1003)
    xml = "".join(
        row(number, attributes=f' ht="{number}"', **{"A": 1, column_letter(number + 1): 2}) for number in numbers
    )
    one = made()
    found = one.taken(xml, 0, len(xml), "", "")

    assert values(found) == {number: {1: "1", number + 1: "2"} for number in numbers}
    assert len(one._hides) == len(one._layouts) == 1000
