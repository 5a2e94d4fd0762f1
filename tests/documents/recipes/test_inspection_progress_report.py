"""全县巡察工作进展情况汇报: of a whole term, white to the committee (papers/18)."""

from desktop.documents.recipe import TERM
from desktop.documents.recipes.inspection_progress_report import RECIPE


def test_it_is_one_paper_of_a_term_signed_by_the_leading_group():
    assert (RECIPE.form, RECIPE.per, RECIPE.guarded) == ("internal", TERM, False)
    assert [one.organ for one in RECIPE.issuers] == ["leading_group"] and RECIPE.default["文种尾"] == "汇报"


def test_its_preview_adds_up():
    words = RECIPE.sample()
    assert sum(row["总数"] for row in words["轮次表"]) == words["总数"] == words["销号"] + words["未销"]
    assert sum(row["数"] for row in words["任务分类"]) == words["任务单位"]
    assert words["已巡单位"] + sum(row["待巡"] for row in words["覆盖表"]) == words["任务单位"]
    assert sum(row["任务"] for row in words["覆盖表"]) == words["任务单位"] and RECIPE.missing(words) == ()
