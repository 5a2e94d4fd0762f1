"""M11, M25, W10: points within their items, deductions from their parts, vetoes before points, ties that share a rank."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.scores import (
    Result,
    Score,
    Wrong,
    bound,
    grade_of,
    judge,
    lacking,
    lacking_words,
    plain,
    ranks,
    read_computed,
    read_cut_offs,
    read_scheme,
    read_values,
    result,
    unexplained,
    written,
)  # fmt: skip

SCHEME = read_scheme(
    "1｜组织领导｜｜15\n1.1｜研究部署｜扣分｜5｜｜｜｜少研究一次扣1分\n1.2｜责任分工｜扣分｜20\n2｜整改成效｜｜60\n2.1｜整改率｜加分｜60｜｜整改率｜≥95:60；≥80:40；≥0:10\n"
    "3｜其他\n3.1｜弄虚作假｜否决\n3.2｜酌情｜酌情｜5\n4｜逾期｜｜20\n4.1｜逾期问题｜扣分｜20｜｜逾期数｜数×2"
)  # fmt: skip
CUTS = read_cut_offs("好≥90；中≥70；差≥0")


def scored(text):
    return result(SCHEME, read_values(text))


def test_a_part_with_deductions_starts_from_its_points_and_never_falls_below_nothing():
    assert scored("2.1 60").parts == {"1": 15, "2": 60, "3": 0, "4": 20}
    assert scored("2.1 60\n1.1 5 少\n1.2 20 无").parts["1"] == 0
    assert scored("2.1 40 x\n1.1 2 少一次\n3.2 -3 迟").total == Decimal(13 + 40 - 3 + 20)


def test_a_sheet_says_what_of_it_is_not_known_yet():
    """Points that nobody gave and a figure without data; what was not taken off is known, a veto that nobody raised too."""
    assert lacking_words(lacking(SCHEME, {}), {}) == "整改率 60 分"
    assert lacking(SCHEME, read_values("2.1 40")) == ()
    assert (
        lacking_words(lacking(SCHEME, read_computed("2.1 缺 整改率 —（0/0）\n4.1 缺 x")), {})
        == "整改率 60 分、逾期问题 20 分"
    )
    assert lacking(SCHEME, read_computed("2.1 0 整改率 —（0/0）")) and not lacking(
        SCHEME, read_computed("2.1 0 整改率 0.0%（0/5）")
    )


def test_points_that_a_former_program_counted_without_data_are_told_to_be_in_the_total():
    former = read_computed("2.1 40 整改率 —（0/0）")
    assert lacking_words(lacking(SCHEME, former), former) == "整改率 60 分（没有数据，旧版计了 40 分，在总分内）"
    assert result(SCHEME, former).parts["2"] == 40


def test_what_is_lacking_is_written_and_read_back():
    text = "2.1 缺 满意率 —（没有测评）\n4.1 3"
    assert written(read_values(text)) == text and scored(text).total == 15 + 20 - 3


def test_a_veto_wins_over_points_and_gives_the_lowest_grade():
    best = scored("2.1 60\n3.1 1 伪造佐证")
    assert best.vetoed and grade_of(CUTS, best) == "差" and grade_of(CUTS, scored("2.1 60")) == "好"
    assert (
        grade_of(CUTS, Result(Decimal(-1), False, {})) == "差"
        and grade_of(CUTS, Result(Decimal(70), False, {})) == "中"
    )


@pytest.mark.parametrize("text, told", [
    ("9 1", "没有 9"), ("2.1 61", "不在"), ("1.1 -1", "不在"), ("3.1 2", "不在"), ("3.2 -6", "不在"), ("1 3", "没有 1 "),
])  # fmt: skip
def test_points_outside_their_item_are_refused(text, told):
    with pytest.raises(Wrong, match=told):
        judge(SCHEME, read_values(text))


@pytest.mark.parametrize("text", ["1.1", "1.1 五", "1.1 1\n1.1 2", "1.1 NaN", "1.1 1e9"])
def test_what_is_no_line_of_a_sheet_is_refused(text):
    with pytest.raises(Wrong):
        read_values(text)


@pytest.mark.parametrize("text", ["", "甲", "1｜组｜｜5", "1.1｜项｜加分｜5", "1｜项｜加分｜5\n1｜项｜加分｜5", "1｜项｜白送｜5", "1.1.1.1.1｜项｜加分｜1",
                                  "1｜项｜加分｜5\n1.1｜项｜加分｜5", "1｜项｜加分｜五"])  # fmt: skip
def test_what_is_no_scheme_is_refused(text):
    with pytest.raises(Wrong):
        read_scheme(text)


@pytest.mark.parametrize("text", ["", "好", "好≥90", "好≥90；好≥0"])
def test_cut_offs_end_at_nothing_and_have_names_of_their_own(text):
    with pytest.raises(Wrong):
        read_cut_offs(text)


def test_what_is_taken_off_says_a_fact():
    assert unexplained(SCHEME, read_values("1.1 2\n2.1 60\n3.1 1\n1.2 0")) == ("研究部署", "弄虚作假")


def test_bound_items_count_by_bands_or_by_times_within_the_item():
    rate, overdue = (next(node for node in SCHEME if node.code == code) for code in ("2.1", "4.1"))
    assert [bound(rate, Decimal(one)) for one in ("95", "94.9", "0")] == [60, 40, 10]
    assert [bound(overdue, Decimal(one)) for one in (0, 3, 30)] == [0, 6, 20]
    with pytest.raises(Wrong):
        bound(SCHEME[1], Decimal(1))


def test_ties_share_a_rank_and_the_next_is_skipped_and_vetoed_ones_come_last():
    rows = [
        (1, False, Decimal(90)),
        (2, False, Decimal(80)),
        (3, False, Decimal(80)),
        (4, False, Decimal(70)),
        (5, True, Decimal(99)),
    ]
    assert ranks(rows) == {1: 1, 2: 2, 3: 2, 4: 4, 5: 5}


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=12))
def test_ranks_are_what_a_sort_says(rows):
    found = ranks((place, vetoed, Decimal(key)) for place, (vetoed, key) in enumerate(rows))
    ordered = sorted(range(len(rows)), key=lambda one: (rows[one][0], -rows[one][1]))
    for place, one in enumerate(ordered, 1):
        assert found[one] <= place and (found[one] == place or rows[ordered[place - 2]] == rows[one])


def test_points_are_written_without_empty_decimals():
    assert [plain(Decimal(one)) for one in ("86.50", "100", "0.0")] == ["86.5", "100", "0"] and Score(
        Decimal(1)
    ).reason == ""


def test_what_is_written_is_read_back():
    text = "1.1 2 迟报一次\n3.1 0\n4.1 9.5 满意率 95.0%"
    assert written(read_values(text)) == text
