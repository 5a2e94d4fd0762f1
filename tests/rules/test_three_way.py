"""X8: the law of the three-way merge on single cells and keys (RULES §12)."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_a_row_with_the_key_of_one_item_and_the_text_of_another_is_taken_for_neither():
    """Whoever sorts the keys without the rest would write every answer to another item."""
    found = match({"1": "甲", "2": "乙", "3": "丙"}, [Line(5, "2", "甲"), Line(6, "1", "乙"), Line(7, "3", "丙")])
    assert [(bad.row, bad.kind, bad.suggest) for bad in found.bad_keys] == [(5, "altered", "1"), (6, "altered", "2")]
    assert found.rows == {"3": 7} and not found.missing


def test_items_of_one_text_and_a_row_of_new_text_are_taken_by_their_keys():
    found = match({"1": "甲", "2": "甲", "3": "丙"}, [Line(5, "2", "甲"), Line(6, "1", "甲"), Line(7, "3", "另写的")])
    assert found.rows == {"2": 5, "1": 6, "3": 7} and not found.bad_keys


# -- random merges -----------------------------------------------------------------------------------

_SAID = st.sampled_from([NOTHING, A, B, C])
_FIELDS = ("status", "owner", "remark")
_SIDE = st.fixed_dictionaries(dict.fromkeys((*_FIELDS, "text"), _SAID))
_ITEMS = st.lists(st.tuples(_SIDE, _SIDE, _SIDE, st.sampled_from(["", "row_withdrawn", "row_closed"])), max_size=6)


@settings(max_examples=300, deadline=None)
@given(_ITEMS)
def test_in_random_merges_nothing_is_overwritten_and_every_conflict_is_listed(rows):
    """X8: what `changes` holds is exactly what nobody else touched; every other edit of the unit is told, once."""
    items = [Item(str(place), *sides, gone) for place, (*sides, gone) in enumerate(rows)]
    merged = merge(items, _FIELDS, ("text",))
    fates = Counter((edit.key, edit.field) for edits in vars(merged).values() for edit in edits)
    assert set(fates.values()) <= {1}
    changed, conflicts = ({(edit.key, edit.field) for edit in edits} for edits in (merged.changes, merged.conflicts))
    for item in items:
        for name in (*_FIELDS, "text"):
            sent, now, back = item.sent[name], item.ledger[name], item.returned[name]
            cell = (item.key, name)
            assert (cell in fates) == (back != sent)
            assert cell not in changed or (now == sent and not item.gone and name != "text" and back != NOTHING)
            disputed = back != sent and (item.gone or (now != sent and now != back))
            assert (cell in conflicts) == bool(disputed and name != "text")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from("abcdxy"), max_size=8),
    st.lists(st.sampled_from(["", "一", "二", "三"]), min_size=8, max_size=8),
)
def test_every_returned_row_has_one_fate_and_every_item_is_back_or_missing(keys, texts):
    """X8"""
    sent = dict(zip("abcd", ("一", "二", "三", "四"), strict=True))
    lines = [Line(row, "" if key == "y" else key, texts[row]) for row, key in enumerate(keys)]
    matched = match(sent, lines)
    fates = [*matched.rows.values(), *(bad.row for bad in matched.bad_keys), *matched.added]
    assert sorted(fates) == list(range(len(lines)))
    assert all(keys[row] == key and keys.count(key) == 1 for key, row in matched.rows.items())
    suggested = {bad.suggest for bad in matched.bad_keys if bad.kind == "altered"}
    doubled = {key for key in sent if keys.count(key) > 1}
    doubled |= {
        key for key in sent if keys.count(key) == 1 and texts[keys.index(key)] in {*sent.values()} - {sent[key]}
    }
    assert set(sent) - set(matched.rows) - doubled == set(matched.missing) | (suggested - set(matched.rows) - doubled)
