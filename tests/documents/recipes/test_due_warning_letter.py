"""预警提醒函: one to each unit over what comes due within twenty days; the county leader hears of the yellow ones (papers/26)."""

from desktop.documents.recipes.due_warning_letter import RECIPE


def test_each_unit_with_findings_that_come_due_gets_one():
    assert RECIPE.each and RECIPE.rows.coming == 20 and RECIPE.rows.order == "due" and RECIPE.dues == ()
    assert RECIPE.copies.leader and RECIPE.copies.leader_within == 10


def test_its_preview_agrees_with_its_own_list():
    words = RECIPE.example()
    rows = words["问题清单"]
    assert words["临期数"] == len(rows) == words["未自报数"] + words["待核数"]
    assert {(row["时限"] - words["截止日期"]).days for row in rows} == {row["剩余"] for row in rows}
    assert words["最早日期"] == min(row["时限"] for row in rows) and RECIPE.missing(RECIPE.sample()) == ()
