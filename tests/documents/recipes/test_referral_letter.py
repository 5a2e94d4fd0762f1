"""问题移交函: one for each department that answers for findings of the round; a part of them may be listed (papers/05)."""

from desktop.documents.recipes.referral_letter import ASKED_FOR, RECIPE


def test_each_department_gets_one_and_has_three_months():
    assert (RECIPE.per, RECIPE.addressee, RECIPE.rows.part) == ("department", "department", True)
    assert [(one.word, one.days, one.unit) for one in RECIPE.dues] == [("回复期限", 3, "month")]
    assert RECIPE.default["请办事项"] == ASKED_FOR and not RECIPE.copies.team


def test_its_preview_agrees_with_its_own_list():
    words = RECIPE.example()
    assert words["问题总数"] == words["清单列数"] == len(words["问题清单"])
    assert {row["单位"] for row in words["问题清单"]} == set(words["单位名单"]) and RECIPE.missing(
        RECIPE.sample()
    ) == ()
