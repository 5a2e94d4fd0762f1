"""X8: the law of the three-way merge on single cells and keys (RULES §12)."""

import pytest

from desktop.rules.three_way import NOTHING, Item, Line, Said, match, merge

A, B, C = Said("a", "a"), Said("b", "b"), Said("c", "c")


def fate(sent, ledger, returned, gone=""):
    """In which list the one cell stands."""
    merged = merge([Item("k", {"f": sent}, {"f": ledger}, {"f": returned}, gone)], ("f",), ())
    return [name for name, edits in vars(merged).items() for _one in edits]


@pytest.mark.parametrize(("sent", "ledger", "returned", "expected"), [
    (A, A, A, []), (A, B, A, []), (A, A, B, ["changes"]), (A, B, B, ["same_edit"]), (A, B, C, ["conflicts"]), (A, A, NOTHING, ["cleared"]),
    (A, B, NOTHING, ["conflicts"]), (A, NOTHING, NOTHING, ["same_edit"]), (NOTHING, NOTHING, A, ["changes"]), (NOTHING, B, A, ["conflicts"]),
])  # fmt: skip
def test_each_way_that_three_sides_can_differ_has_one_answer(sent, ledger, returned, expected):
    assert fate(sent, ledger, returned) == expected


def test_sides_agree_by_what_they_mean_and_not_by_how_it_is_written():
    assert fate(Said("已完成", "done"), Said("已完成", "done"), Said("完成", "done")) == []


def test_a_field_that_was_not_read_says_nothing():
    merged = merge([Item("k", {"f": A, "g": A}, {"f": A, "g": A}, {})], ("f",), ("g",))
    assert not any(vars(merged).values())


def test_an_item_that_left_the_list_makes_every_edit_a_conflict():
    assert fate(A, A, B, gone="row_withdrawn") == ["conflicts"] and fate(A, A, A, gone="row_withdrawn") == []


def test_a_locked_field_is_only_told():
    merged = merge([Item("k", {"f": A}, {"f": B}, {"f": B})], (), ("f",))
    assert [edit.field for edit in merged.not_allowed] == ["f"] and not merged.same_edit


def test_two_rows_with_the_text_of_one_item_are_suggested_for_it_once_it_is_free():
    found = match({"1": "t", "2": "t"}, [Line(9, "", "t"), Line(5, "", "t"), Line(7, "x", "t")])
    assert [(bad.row, bad.suggest) for bad in found.bad_keys] == [(5, "1"), (7, "2"), (9, "1")] and not found.missing


def test_a_row_without_key_and_text_suggests_nothing():
    assert match({"1": ""}, [Line(5, "", "")]).added == [5]
