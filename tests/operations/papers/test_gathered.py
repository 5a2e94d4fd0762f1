"""A gathered paper bears its kind as declared when it was gathered, and the row of numbers of who signs it."""

from dataclasses import replace
from datetime import date

from desktop.documents.recipes import recipe_of
from desktop.operations.papers.gathered import Gathered, Request

DAY = date(2026, 10, 9)
ONE = Gathered("supervision_letter", {}, "县民政局党组", "县民政局", DAY, DAY)


def test_a_kind_that_a_clerk_declared_counts_before_the_programs_own():
    own = replace(recipe_of("supervision_letter"), title="整改提示函")
    assert ONE.recipe is recipe_of("supervision_letter") and replace(ONE, declared=own).recipe is own


def test_the_number_is_of_the_kinds_own_row_unless_another_organ_signs():
    assert ONE.series == "supervision_letter"
    assert replace(ONE, own_series="talk_notice:county_office").series == "talk_notice:county_office"


def test_a_request_is_for_nobody_until_it_says_for_whom():
    """Else a paper asked for without a unit would go out to everybody."""
    plain = Request("supervision_letter", DAY, DAY)
    assert (plain.everyone, plain.unit_ids, plain.round_id, dict(plain.given)) == (False, (), None, {})


def test_a_paper_stands_by_its_day_and_then_by_its_entry_and_one_not_entered_yet_comes_last():
    made, again = Request("supervision_letter", DAY, DAY), Request("supervision_letter", DAY, DAY, again=7)
    assert again.place == ("2026-10-09", 7)
    assert again.place < ("2026-10-09", 8) < made.place < ("2026-10-10", 1)
