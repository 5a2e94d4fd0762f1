"""W-3: a list of our own is known by its titles and read by its fields; any other list by its words."""

import pytest

from desktop.exchange.list_reading.own_heads import KEPT, NEEDED, OURS_ALONE, is_ours, own_meanings

OURS = ("序号", "编号", "单位", "问题", "单位自报", "涉及人员")


def meanings(heads, mapping=None):
    found = own_meanings({column: (head,) for column, head in enumerate(heads, 1)}, mapping or {})
    return {heads[column - 1]: meaning.kind for column, meaning in found.items()}


@pytest.mark.parametrize("alone", sorted(OURS_ALONE))
def test_three_titles_and_one_of_ours_make_a_list_ours(alone):
    assert is_ours(frozenset({*NEEDED, alone})) and not is_ours(NEEDED)
    for missing in NEEDED:
        assert not is_ours(frozenset({*NEEDED, alone} - {missing}))


def test_every_column_has_its_field_or_keeps_its_cells():
    assert meanings(OURS) == {
        "序号": "serial",
        "编号": "kept",
        "单位": "unit",
        "问题": "text",
        "单位自报": "status",
        "涉及人员": "kept",
    }
    assert own_meanings({1: ("编号",), 2: ("单位",), 3: ("问题",)}, {}) == {}


def test_what_the_clerk_mapped_is_read_as_mapped():
    assert meanings(OURS, {"问题": "progress"}) == {} and KEPT.kind == "kept"


def test_our_own_title_is_surer_than_any_likeness_and_the_running_number_than_none():
    """Where a column 序号 and one of a field both stand for the number of a row, the field's is read."""
    found = own_meanings({1: ("序号",), 2: ("编号",), 3: ("单位",), 4: ("问题",), 5: ("单位自报",)}, {})
    assert found[1].rank < found[4].rank and found[1].rank >= 1


def test_a_list_with_the_needed_titles_alone_is_not_ours_and_more_columns_leave_it_ours():
    assert not is_ours(NEEDED) and is_ours(NEEDED | OURS_ALONE) and is_ours(NEEDED | {"单位自报", "别栏"})
    assert not is_ours(frozenset(OURS_ALONE)) and not is_ours(frozenset())
