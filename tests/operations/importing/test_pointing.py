"""X1: a head that the clerk pointed at is remembered for lists with the same row of words."""

from types import SimpleNamespace

from desktop.exchange.list_reading.context import PointedHead
from desktop.operations.importing import pointing
from tests.builders import EVERYONE
from tests.exchange.quick_sheets import sheet_of


def book(*sheets):
    return SimpleNamespace(sheets=list(sheets))


HEAD = ["号", "情形描述", "", "谁办"]
LISTED = sheet_of([["某表"], HEAD, [1, "甲事", "", "李"]], name="一")


def test_a_row_is_known_by_its_words_in_their_order_and_a_blank_one_not_at_all():
    same = sheet_of([["号", "", "情形 描述", "谁办"]])
    assert pointing.row_signature(LISTED, 2) == pointing.row_signature(same, 1) != pointing.row_signature(LISTED, 1)
    assert pointing.row_signature(LISTED, 9) == ""


def test_what_was_pointed_at_is_found_in_the_next_list_wherever_the_row_stands(ledger):
    assert pointing.remembered(ledger.reader, book(LISTED)) == {}
    pointing.remember(ledger, EVERYONE, book(LISTED), {"一": (2, {2: "text", 4: "owner"})})
    later = sheet_of([["某表"], ["说明"], HEAD, [1, "乙事"], HEAD], name="二")
    other = sheet_of([["号", "别的"]], name="三")
    assert pointing.remembered(ledger.reader, book(later, other)) == {"二": (3, {2: "text", 4: "owner"})}


def test_a_blank_row_and_a_sheet_that_is_not_there_are_remembered_not_at_all(ledger):
    assert pointing.remember(ledger, EVERYONE, book(LISTED), {"一": (9, {2: "text"}), "没有": (2, {2: "text"})}) is None
    assert ledger.reader.value("select count(*) from column_mapping") == 0


def test_only_the_first_rows_are_looked_at(ledger):
    pointing.remember(ledger, EVERYONE, book(LISTED), {"一": (2, {2: "text"})})
    for rows, found in ((29, True), (30, False)):
        late = sheet_of([*([["x"]] * rows), HEAD], name="二")
        assert bool(pointing.remembered(ledger.reader, book(late))) is found


def test_the_reader_takes_what_was_pointed_at():
    assert pointing.for_reader({"一": (2, {2: "text"})}) == {"一": PointedHead(2, {2: "text"})}
