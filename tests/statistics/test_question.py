"""What a figure is asked about: the words beside it follow from the basis and the dates."""

import pytest

from db.records import Basis, Scope
from desktop.rules.change_causes import Moment
from desktop.statistics.question import Question, by_lane, chosen_rounds, month_day
from tests.builders import a_round

ASKED = Question(Basis("县委口径2026"), "2026-06-05", scope=Scope(rounds=(1,), units=(2,), findings=(3,)))


@pytest.mark.parametrize(
    "known_at, compared_on, before",
    [(None, None, None), ("2026-06-05", None, None), (None, "2026-05-01", Moment("2026-05-01")), ("2026-06-05", "2026-05-01", Moment("2026-05-01", "2026-05-01"))],
)  # fmt: skip
def test_the_earlier_moment_is_of_the_same_truth(known_at, compared_on, before):
    assert Question(Basis(), "2026-06-05", known_at, compared_on=compared_on).before == before


def test_lists_ask_for_the_same_findings_as_figures():
    assert (ASKED.criteria.rounds, ASKED.criteria.units, ASKED.criteria.ids) == ((1,), (2,), (3,))
    assert ASKED.source == "口径：县委口径2026 · 截至 2026-06-05"


@pytest.mark.parametrize(
    "basis, rate, remaining",
    [
        (Basis(), "核实整改率", "未销号"), (Basis(verified_only=False), "自报完成率", "未计入分子"),
        (Basis(numerator=("done", "long_term")), "核实整改率", "未计入分子"), (Basis(numerator=("done",), verified_only=False), "自报完成率", "未计入分子"),
    ],
)  # fmt: skip
def test_words_of_the_figure_follow_its_lane_and_its_numerator(basis, rate, remaining):
    asked = Question(basis, "2026-06-05")
    assert (asked.rate_word, asked.remaining_word) == (rate, remaining)


@pytest.mark.parametrize("own", [True, False])
def test_by_the_other_lane_the_basis_says_so_and_by_its_own_it_is_itself(own):
    basis = Basis("甲", verified_only=own)
    assert by_lane(basis, verified=own) is basis
    other = by_lane(basis, verified=not own)
    assert (other.verified_only, other.name) == (not own, f"甲·按{'自报' if own else '核实'}")


def test_rounds_of_a_scope_are_those_named_or_all(ledger):
    first, second = a_round(ledger), a_round(ledger, "十五届县委第七轮")
    assert [one.id for one in chosen_rounds(ledger.reader, Scope())] == [second, first]
    assert [one.id for one in chosen_rounds(ledger.reader, Scope(rounds=(first,)))] == [first]


def test_a_day_is_told_without_leading_noughts():
    assert (month_day("2026-05-03"), month_day("2026-12-31")) == ("5月3日", "12月31日")
