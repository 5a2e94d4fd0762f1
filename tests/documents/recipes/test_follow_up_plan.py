"""回访督查工作方案: for the teams, with the numbers of the draw (papers/14)."""

from desktop.documents.recipes.follow_up_plan import RECIPE


def test_it_is_one_paper_of_a_round_for_the_teams_alone():
    assert (RECIPE.form, RECIPE.per, RECIPE.addressee) == ("internal", "round", "own")
    assert not RECIPE.lists_findings and RECIPE.missing(RECIPE.sample()) == ()
