"""会议用问题清单: one table of what is open, numbered copy by copy (papers/22)."""

from desktop.documents.recipes.meeting_finding_list import RECIPE


def test_it_lists_what_is_open_for_the_people_of_a_meeting():
    assert (RECIPE.form, RECIPE.per, RECIPE.rows.open) == ("table", "committee", True)
    assert RECIPE.field("份号").when == "会议名称" and RECIPE.field("会议名称").typed


def test_its_preview_counts_its_rows_and_units():
    words = RECIPE.example()
    assert words["清单数"] == len(words["问题清单"])
    assert words["单位数"] == len({row["单位"] for row in words["问题清单"]}) and RECIPE.missing(RECIPE.sample()) == ()
