"""专项检查问题移交函: each of two departments of the committee gets the findings of its own field, or that there are none (papers/25a)."""

from desktop.documents.recipes.special_check_referral import RECIPE


def test_each_organ_has_a_mark_and_a_field_of_its_own():
    assert [(one.name, one.mark, one.words["专项"]) for one in RECIPE.organs] == [
        ("县委组织部", "on_organisation", "选人用人"), ("县委宣传部", "on_ideology", "意识形态工作责任制"),
    ]  # fmt: skip
    assert RECIPE.rows.always and [(one.days, one.unit, one.listed) for one in RECIPE.dues] == [(6, "month", True)]


def test_its_preview_agrees_with_its_own_list():
    words = RECIPE.example()
    assert words["问题总数"] == words["入反馈数"] == len(words["问题清单"]) and RECIPE.missing(RECIPE.sample()) == ()
