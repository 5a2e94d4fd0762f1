"""抄报清单: one for each county leader over the findings in his charge; nothing is asked of him by a day (papers/04)."""

from desktop.documents.recipes.leader_copy_report import RECIPE


def test_each_county_leader_gets_one_without_a_day_to_answer():
    assert (RECIPE.per, RECIPE.addressee, RECIPE.dues, RECIPE.copies) == ("leader", "leader", (), None)
    assert RECIPE.own_marks == ("主送",) and "回复期限" not in {field.name for field in RECIPE.fields}


def test_its_preview_agrees_with_its_own_list():
    words = RECIPE.example()
    assert words["问题总数"] == len(words["问题清单"]) and set(words["逾期单位"]) <= set(words["单位名单"])
    assert words["逾期数"] == sum(row.get("备注") == "已逾期" for row in words["问题清单"])
    assert RECIPE.missing(RECIPE.sample()) == ()
