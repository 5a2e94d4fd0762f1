"""W10: the grade by the checks, and the rate after a finding is opened again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Basis
from desktop.rules.visit_results import proposed, reopened


@pytest.mark.parametrize(
    ("found", "grade"),
    [(["true"] * 3, "好"), (["true", "partly"], "中"), (["true", "false"], "中"), (["false", "false", "true"], "差")],
)
def test_the_grade_follows_from_what_was_found(found, grade):
    assert proposed(found, len(found)).grade == grade and grade in proposed(found, len(found)).why


@given(st.lists(st.sampled_from(["true", "partly", "false"]), min_size=1), st.integers(1, 5))
def test_nothing_is_proposed_before_all_are_checked_and_more_false_ones_never_grade_better(found, more):
    assert proposed(found, len(found) + more) is None
    order = "好中差"
    now, later = proposed(found, len(found)), proposed([*found, "false"], len(found) + 1)
    assert order.index(now.grade) <= order.index(later.grade)


def test_a_closed_finding_that_is_opened_again_leaves_the_numerator():
    assert reopened(Basis(), (653, 714), (1, 1)) == (652, 714)


def test_the_rate_is_not_told_where_it_cannot_be_known():
    assert reopened(Basis(level="measure"), (9, 10), (1, 1)) is None
    assert reopened(Basis(verified_only=False), (9, 10), (1, 1)) is None
    assert reopened(Basis(), (9, 10), (0, 0)) is None


def test_what_is_in_progress_may_be_counted_or_left_out_by_the_basis():
    assert reopened(Basis(numerator=("done", "in_progress")), (9, 10), (1, 1)) == (9, 10)
    assert reopened(Basis(exclude=("in_progress",)), (9, 10), (1, 1)) == (8, 9)
