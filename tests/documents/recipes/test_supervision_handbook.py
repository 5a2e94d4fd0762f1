"""整改监督手册: two organs get the dates of every unit of the round, and a form to note what they saw (papers/index, rule 14)."""

from desktop.documents.recipes import rectification_notice
from desktop.documents.recipes.supervision_handbook import RECIPE


def test_it_is_about_every_finding_and_each_organ_has_matters_of_its_own():
    assert [(one.name, one.mark) for one in RECIPE.organs] == [("县纪委监委", ""), ("县委组织部", "")]
    first, second = (one.words["监督重点"] for one in RECIPE.organs)
    assert first and second and not set(first) & set(second)


def test_it_goes_along_with_the_notices_to_the_units():
    assert rectification_notice.RECIPE.along == (RECIPE.kind,)


def test_its_preview_adds_up():
    words = RECIPE.example()
    assert words["问题总数"] == sum(row["总数"] for row in words["监督单位"]) and RECIPE.missing(RECIPE.sample()) == ()
