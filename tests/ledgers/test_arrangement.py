"""W-2: how records are filtered and sorted, as data: the grid, the print, the export and the paper of a view are one."""

from types import SimpleNamespace

import pytest

from desktop.ledgers.arrangement import (
    BLANK,
    Arrangement,
    ColumnFilter,
    arranged,
    bucket,
    chip_text,
    is_empty,
    passes,
    sort_key,
)  # fmt: skip
from desktop.ledgers.column import Mark, Shape
from desktop.ledgers.field import Field, Holds

OWNER = Field("owner", "责任人").as_column()
MONEY = Field("amount", "涉及金额", Holds.MONEY).as_column()
COUNT = Field("people", "人数", Holds.INT).as_column()
DAY = Field("due", "时限", Holds.DATE).as_column()
RANK = Field(
    "rank", "等次", sort=lambda code: "abc".index(code), mark=lambda record: Mark(Shape.DOT, record.rank.upper())
).as_column()
COLUMNS = (OWNER, MONEY, COUNT, DAY, RANK)


def record(**fields):
    return SimpleNamespace(**{"owner": "", "amount": None, "people": None, "due": None, "rank": "a", **fields})


@pytest.mark.parametrize("column, fields, word", [
    (OWNER, {"owner": "李"}, "李"), (OWNER, {}, BLANK), (DAY, {"due": "2026-06-18"}, "2026-06"), (DAY, {}, BLANK), (DAY, {"due": "随轮次长期"}, "随轮次长期"),
    (MONEY, {"amount": 12_000}, "1.2"), (RANK, {"rank": "b"}, "B"),
])  # fmt: skip
def test_a_cell_is_listed_under_its_word_dates_by_month(column, fields, word):
    assert bucket(column, record(**fields)) == word


@pytest.mark.parametrize("wanted, owners", [
    (ColumnFilter(), ["李", "王", ""]), (ColumnFilter(frozenset({"李"})), ["李"]), (ColumnFilter(frozenset()), []), (ColumnFilter(without=frozenset({"李"})), ["王", ""]),
    (ColumnFilter(frozenset({"李", "王"}), without=frozenset({"王"})), ["李"]), (ColumnFilter(frozenset({BLANK})), [""]), (ColumnFilter(without=frozenset({BLANK})), ["李", "王"]),
])  # fmt: skip
def test_ticks_let_through_and_exceptions_hold_back(wanted, owners):
    assert [
        one.owner for one in (record(owner=owner) for owner in ("李", "王", "")) if passes(OWNER, wanted, one)
    ] == owners


@pytest.mark.parametrize(
    "low, high, found",
    [
        ("5", "", [5, 6]),
        ("", "5", [4, 5]),
        ("5", "5", [5]),
        ("4,0", "", []),
        ("x", "", [4, 5, 6]),
        ("", "", [4, 5, 6, None]),
        ("6", "4", []),
    ],
)
def test_numbers_pass_both_bounds_included_and_nothing_passes_no_bound(low, high, found):
    assert [
        one.people
        for one in (record(people=count) for count in (4, 5, 6, None))
        if passes(COUNT, ColumnFilter(low=low, high=high), one)
    ] == found


def test_money_is_bounded_in_ten_thousand_yuan_as_its_column_shows_it():
    amounts = [record(amount=amount) for amount in (9_999, 10_000, 20_000, 20_001)]
    assert [one.amount for one in amounts if passes(MONEY, ColumnFilter(low="1", high="2"), one)] == [10_000, 20_000]
    assert [one.amount for one in amounts if passes(MONEY, ColumnFilter(low="1.5"), one)] == [20_000, 20_001]


@pytest.mark.parametrize(
    "low, high, found",
    [
        ("2026-06-02", "", 2),
        ("", "2026-06-02", 2),
        ("2026-06", "2026-06", 3),
        ("", "2026-05", 0),
        ("2026-06-01", "2026-06-01", 1),
    ],
)
def test_dates_pass_both_bounds_a_month_as_a_whole(low, high, found):
    days = [record(due=f"2026-06-0{day}") for day in (1, 2, 3)] + [record()]
    assert sum(passes(DAY, ColumnFilter(low=low, high=high), one) for one in days) == found


def test_sorted_rows_keep_their_order_among_equals_and_empty_ones_come_last_both_ways():
    rows = [
        record(owner="b", people=2),
        record(owner="", people=1),
        record(owner="a", people=3),
        record(owner="b", people=4),
    ]
    assert [one.people for one in arranged(rows, COLUMNS, Arrangement(sort="owner"))] == [3, 2, 4, 1]
    assert [one.people for one in arranged(rows, COLUMNS, Arrangement(sort="owner", descending=True))] == [2, 4, 3, 1]
    assert arranged(rows, COLUMNS, Arrangement(sort="no_such")) == rows == arranged(rows, COLUMNS, Arrangement())
    assert [one.rank for one in arranged([record(rank=rank) for rank in "cab"], COLUMNS, Arrangement(sort="rank"))] == [
        "a",
        "b",
        "c",
    ]
    assert (sort_key(RANK, record(rank="c")), sort_key(OWNER, record(owner="x"))) == (2, "x")


def test_every_filter_narrows_and_one_of_an_unknown_column_does_not():
    rows = [record(owner="a", people=2), record(owner="a", people=3), record(owner="b", people=3)]
    how = Arrangement(
        {"owner": ColumnFilter(frozenset({"a"})), "people": ColumnFilter(low="3"), "gone": ColumnFilter(frozenset())}
    )
    assert arranged(rows, COLUMNS, how) == [rows[1]]


def test_a_filter_that_holds_nothing_back_is_none():
    how = (
        Arrangement()
        .with_filter("owner", ColumnFilter(frozenset({"a"})))
        .with_filter("due", ColumnFilter(low="2026-06"))
    )
    assert set(how.filters) == {"owner", "due"} and set(how.with_filter("owner", None).filters) == {"due"} == set(
        how.with_filter("owner", ColumnFilter()).filters
    )
    for active in (
        ColumnFilter(frozenset()),
        ColumnFilter(low="1"),
        ColumnFilter(high="1"),
        ColumnFilter(without=frozenset({"a"})),
    ):
        assert active.active and "owner" in Arrangement().with_filter("owner", active).filters


def test_clicks_on_a_head_go_up_down_and_back_and_another_head_begins_anew():
    how = Arrangement()
    seen = []
    for name in ("a", "a", "a", "a", "b"):
        how = how.next_sort(name)
        seen.append((how.sort, how.descending))
    assert seen == [("a", False), ("a", True), ("", False), ("a", False), ("b", False)]


def test_an_arrangement_comes_back_as_it_was_kept():
    how = Arrangement(
        {"owner": ColumnFilter(frozenset({"b", "a"}), "1", "2", frozenset({"c"})), "due": ColumnFilter(low="2026")},
        "owner",
        True,
    )
    assert Arrangement.from_words(how.as_words()) == how and how.as_words()["filters"]["owner"]["ticks"] == ["a", "b"]
    assert Arrangement.from_words({}) == Arrangement() == Arrangement.from_words(Arrangement().as_words())


@pytest.mark.parametrize("column, wanted, said", [
    (OWNER, ColumnFilter(frozenset({"b", "a"})), "责任人：a、b"), (OWNER, ColumnFilter(frozenset("abc")), "责任人：a、b、c"), (OWNER, ColumnFilter(frozenset("abcd")), "责任人：a、b、c 等 4 项"),
    (OWNER, ColumnFilter(frozenset()), "责任人：无"), (OWNER, ColumnFilter(without=frozenset({"a"})), "责任人：除a"), (COUNT, ColumnFilter(low="1", high="2"), "人数：1 至 2"),
    (COUNT, ColumnFilter(low="1"), "人数：不小于 1"), (COUNT, ColumnFilter(high="2"), "人数：不大于 2"), (DAY, ColumnFilter(low="2026-06"), "时限：2026-06 起"),
    (DAY, ColumnFilter(high="2026-06"), "时限：至 2026-06"), (OWNER, ColumnFilter(frozenset({"a"}), without=frozenset({"b"})), "责任人：a，除b"),
])  # fmt: skip
def test_a_filter_is_told_in_words(column, wanted, said):
    assert chip_text(column, wanted) == said


def test_what_is_empty():
    assert is_empty(OWNER, record()) and is_empty(COUNT, record()) and not is_empty(COUNT, record(people=0))
