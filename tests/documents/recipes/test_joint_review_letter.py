"""联审意见反馈函: one for each submission under review; a day to answer only where something was asked for (papers/12)."""

from desktop.documents.recipes.joint_review_letter import RECIPE


def test_it_is_made_of_a_submission_and_goes_to_the_parties_too():
    assert (RECIPE.per, RECIPE.book, RECIPE.annex_when, RECIPE.copies.reviewers) == (
        "record",
        "submission",
        "意见数",
        True,
    )
    assert [(one.word, one.days, one.when) for one in RECIPE.dues] == [("回复期限", 7, "意见数")]


def test_its_preview_adds_up():
    words = RECIPE.example()
    assert words["意见数"] == sum(one["数"] for one in words["分方"]) == len(words["意见表"])
    assert words["方数"] == len(words["分方"]) and RECIPE.missing(RECIPE.sample()) == ()
