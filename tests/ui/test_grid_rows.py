"""Filtering and sorting as plain lists."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from desktop.ledgers.column import Column, Kind
from desktop.ui.grid.rows import BLANK, Arrangement, ColumnFilter, arranged, chip_text, counted_words, narrowed


@dataclass(frozen=True)
class Row:
    id: int
    unit: str
    money: int | None
    due: str | None


COLUMNS = (Column("unit", "单位"), Column("money", "金额", kind=Kind.NUMBER), Column("due", "时限", kind=Kind.DATE))
UNIT, MONEY, DUE = COLUMNS
ROWS = (
    Row(1, "县城管局", 300, "2026-06-18"),
    Row(2, "柳坪乡", None, "2026-05-18"),
    Row(3, "县城管局", 20, None),
    Row(4, "县教育局", 100, "2026-06-02"),
)
rows = st.lists(
    st.builds(
        Row,
        st.integers(1, 10**6),
        st.sampled_from(["县城管局", "柳坪乡", "县教育局", ""]),
        st.none() | st.integers(-5, 5),
        st.none() | st.sampled_from(["2026-05-18", "2026-06-18"]),
    ),
    max_size=30,
)


def ids(records):
    return [record.id for record in records]


def test_ticked_words_let_their_rows_through():
    how = Arrangement({"unit": ColumnFilter(frozenset({"县城管局"}))})

    assert ids(arranged(ROWS, COLUMNS, how)) == [1, 3]


def test_words_may_be_left_out_instead():
    assert ids(arranged(ROWS, COLUMNS, Arrangement({"unit": ColumnFilter(without=frozenset({"县城管局"}))}))) == [2, 4]


def test_a_number_range_holds_back_empty_cells():
    assert ids(arranged(ROWS, COLUMNS, Arrangement({"money": ColumnFilter(low="20", high="100")}))) == [3, 4]


def test_dates_are_ticked_by_month_and_ranged_by_a_part_of_a_date():
    assert ids(arranged(ROWS, COLUMNS, Arrangement({"due": ColumnFilter(frozenset({"2026-06"}))}))) == [1, 4]
    assert ids(arranged(ROWS, COLUMNS, Arrangement({"due": ColumnFilter(low="2026-05", high="2026-05")}))) == [2]


def test_blank_cells_can_be_asked_for():
    assert ids(arranged(ROWS, COLUMNS, Arrangement({"due": ColumnFilter(frozenset({BLANK}))}))) == [3]


def test_empty_cells_come_last_in_both_directions():
    assert ids(arranged(ROWS, COLUMNS, Arrangement(sort="money"))) == [3, 4, 1, 2]
    assert ids(arranged(ROWS, COLUMNS, Arrangement(sort="money", descending=True))) == [1, 4, 3, 2]


def test_the_third_click_brings_back_the_order_of_units():
    how = Arrangement().next_sort("unit")
    assert (how.sort, how.descending) == ("unit", False)
    how = how.next_sort("unit")
    assert (how.sort, how.descending) == ("unit", True)
    assert how.next_sort("unit").sort == ""


def test_the_words_of_a_column_are_counted_under_the_other_filters_only():
    how = Arrangement({"unit": ColumnFilter(frozenset({"县城管局"})), "money": ColumnFilter(low="50")})

    assert counted_words(ROWS, COLUMNS, how, UNIT) == [("县城管局", 1), ("县教育局", 1)]


def test_typed_initials_narrow_the_list_of_words():
    assert narrowed([("县城管局", 2), ("柳坪乡", 1)], "cgj") == [("县城管局", 2)]


def test_a_filter_says_itself_in_words():
    assert chip_text(UNIT, ColumnFilter(frozenset({"柳坪乡", "县城管局"}))) == "单位：县城管局、柳坪乡"
    assert chip_text(MONEY, ColumnFilter(low="20")) == "金额：不小于 20"


@given(rows, st.sampled_from(["", "unit", "money", "due"]), st.booleans())
def test_sorting_neither_loses_nor_makes_a_row(records, sort, descending):
    shown = arranged(records, COLUMNS, Arrangement(sort=sort, descending=descending))

    assert sorted(map(repr, shown)) == sorted(map(repr, records))


@given(rows)
def test_the_counts_of_a_column_add_up_to_the_rows(records):
    words = counted_words(records, COLUMNS, Arrangement(), UNIT)

    assert sum(count for _word, count in words) == len(records)


@given(st.sets(st.sampled_from(["县城管局", "柳坪乡", BLANK])), st.booleans(), st.text("0123456789", max_size=4))
def test_a_view_comes_back_from_its_stored_words_as_it_was(ticks, descending, low):
    how = Arrangement({"unit": ColumnFilter(frozenset(ticks), low=low)}, "money", descending)

    assert Arrangement.from_words(how.as_words()) == how
