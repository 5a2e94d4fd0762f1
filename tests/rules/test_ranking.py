"""M11, M25, W10: ranks by rate or total: groups apart, equal ones share, few findings single, a veto after all others."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.ranking import (
    BY_RATE,
    BY_TOTAL,
    SORTS,
    Contender,
    consequences_of,
    in_order,
    key_of,
    ranked,
    rules_in_words,
)

SMALL = 10


def unit(id_, top=1, of=2, group="县直部门", findings=20, total=None, vetoed=False):
    return Contender(id_, group, top, of, findings, None if total is None else Decimal(total), vetoed)


def test_equal_rates_share_a_rank_and_the_next_is_left_out():
    units = [unit(1, 18, 18), unit(2, 16, 17), unit(3, 32, 34), unit(4, 9, 10)]
    assert ranked(units, BY_RATE, SMALL) == {1: 1, 2: 2, 3: 2, 4: 4}


def test_groups_are_ranked_apart_and_units_with_few_findings_stand_single():
    units = [unit(1, 1, 2), unit(2, 2, 2, group="乡镇"), unit(3, 9, 9, findings=9)]
    assert ranked(units, BY_RATE, SMALL) == {1: 1, 2: 1}
    assert [one.id for one in in_order([unit(3, 9, 9, findings=9), unit(1, 1, 2)], {1: 1}, BY_RATE)] == [1, 3]


def test_by_total_only_those_that_were_scored_are_ranked_and_a_veto_comes_last():
    units = [unit(1, total="80"), unit(2, total="95", vetoed=True), unit(3), unit(4, total="88.8")]
    assert ranked(units, BY_TOTAL, SMALL) == {4: 1, 1: 2, 2: 3}


def test_a_unit_without_findings_has_nothing_to_be_ranked_by():
    assert key_of(unit(1, 0, 0), BY_RATE) is None and ranked([unit(1, 0, 0)], BY_RATE, 0) == {}


UNITS = st.lists(
    st.builds(
        lambda place, top, rest, group, findings, vetoed: unit(place, top, top + rest, group, findings, None, vetoed),
        st.integers(1, 999), st.integers(0, 20), st.integers(0, 20), st.sampled_from("甲乙丙"), st.integers(0, 30), st.booleans(),
    ),
    max_size=12, unique_by=lambda one: one.id,
)  # fmt: skip


@given(UNITS)
def test_every_rank_is_one_more_than_the_number_of_better_ones_in_its_group(units):
    placed = ranked(units, BY_RATE, SMALL)
    for one in units:
        if one.id not in placed:
            assert one.findings < SMALL or not one.denominator
            continue
        same = [other for other in units if other.group == one.group and other.id in placed]
        better = [o for o in same if (o.vetoed, -key_of(o, BY_RATE)) < (one.vetoed, -key_of(one, BY_RATE))]
        assert placed[one.id] == 1 + len(better)


@given(UNITS)
def test_the_order_of_a_group_is_by_rank_and_holds_every_unit_once(units):
    placed = ranked(units, BY_RATE, SMALL)
    own = [one for one in units if one.group == "甲"]
    shown = [one.id for one in in_order(own, placed, BY_RATE)]
    assert sorted(shown) == sorted(one.id for one in own)
    ranks = [placed[one] for one in shown if one in placed]
    assert ranks == sorted(ranks) and all(one in placed for one in shown[: len(ranks)])


@pytest.mark.parametrize("sort", SORTS)
def test_the_rules_printed_say_the_key_the_ties_the_groups_and_the_small(sort):
    told = rules_in_words(sort, SMALL)
    assert (
        ("整改率" if sort == BY_RATE else "总分") in told
        and "并列" in told
        and "不跨组" in told
        and "少于 10 条" in told
    )


def test_what_follows_is_read_by_grade():
    assert consequences_of("一般：二次整改\n差: 约谈\n没有冒号") == {"一般": "二次整改", "差": "约谈"}
