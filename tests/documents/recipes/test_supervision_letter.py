"""督办函: one to each unit over all its overdue findings; three days to report, a new date and a reply proposed."""

from desktop.documents.recipes.supervision_letter import RECIPE


def test_each_unit_with_overdue_findings_gets_one():
    assert RECIPE.each and RECIPE.rows.overdue and RECIPE.rows.order == "overdue" and not RECIPE.rows.chosen
    assert [one.event for one in RECIPE.dues] == ["督办回复", "督办新期限"]
    assert RECIPE.default == {"报告天数": 3} and RECIPE.guarded


def test_its_preview_agrees_with_its_own_list():
    words = RECIPE.example()
    rows = words["问题清单"]
    assert words["逾期数"] == len(rows) == sum(one["个数"] for one in words["分期"])
    assert words["最长逾期天数"] == max(row["逾期天数"] for row in rows)
    assert {(words["截止日期"] - row["原时限"]).days for row in rows} == {row["逾期天数"] for row in rows}
    assert words["成文日期"] < words["回复期限"] <= words["新期限"] == words["分期"][-1]["日期"]
    assert RECIPE.missing(RECIPE.sample()) == ()
