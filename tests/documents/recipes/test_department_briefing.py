"""巡察情况通报: about one unit, to the department in charge of it; it asks for no reply (papers/28)."""

from desktop.documents.recipes.department_briefing import RECIPE


def test_it_is_about_a_unit_and_goes_to_its_department():
    assert (RECIPE.per, RECIPE.addressee, RECIPE.rows.always, RECIPE.rows.in_text) == ("unit", "department", True, 8)
    assert [one.word for one in RECIPE.dues] == ["协调期限"] and RECIPE.reply_matter == ""


def test_its_preview_agrees_with_its_own_table():
    words = RECIPE.example()
    assert words["问题总数"] == sum(row["总数"] for row in words["单位类别表"]) and words["问题数"] == len(
        words["问题清单"]
    )
    assert RECIPE.missing(RECIPE.sample()) == ()
