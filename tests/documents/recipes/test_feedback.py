"""巡察反馈意见: signed by the team, one unit at a time; counts and categories agree (papers/02)."""

from desktop.documents.recipes.feedback import RECIPE


def test_it_is_written_for_one_unit_at_a_time_and_signed_by_the_team():
    assert (RECIPE.form, RECIPE.addressee, RECIPE.each) == ("internal", "unit", False)
    assert [one.organ for one in RECIPE.issuers] == ["team"] and RECIPE.own_marks == ("单位",)


def test_its_preview_adds_up():
    words = RECIPE.example()
    assert sum(len(one["问题"]) for one in words["问题类别"]) == words["入反馈数"]
    assert RECIPE.missing(RECIPE.sample()) == ()
