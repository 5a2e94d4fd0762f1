"""巡察建议书: composed by a clerk for a department over chosen findings; its copies and annex follow its words."""

from desktop.documents.recipes.recommendation_letter import RECIPE


def test_a_clerk_chooses_its_findings_and_it_goes_to_a_department():
    assert RECIPE.rows.chosen and RECIPE.rows.order == "category" and not RECIPE.rows.narrowed and not RECIPE.each
    assert (RECIPE.per, RECIPE.addressee, RECIPE.guarded, RECIPE.own) == ("department", "department", True, False)
    assert [one.event for one in RECIPE.dues] == ["建议书回复"] and RECIPE.copies.organs == ("县纪委监委", "县委组织部")


def test_its_preview_counts_the_findings_that_it_lists():
    words = RECIPE.example()
    assert words["问题数"] == len(words["问题清单"]) and words["单位数"] == len(words["单位名单"])
    assert words["涉及金额"] == sum(row["金额"] for row in words["问题清单"])
    assert RECIPE.missing(RECIPE.sample()) == ()
