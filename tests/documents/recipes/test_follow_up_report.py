"""回访督查情况报告: white, of a round, signed by the teams; tables and text agree (papers/15)."""

from desktop.documents.recipes.follow_up_report import RECIPE


def test_it_is_one_paper_of_a_round_signed_by_the_teams():
    assert (RECIPE.form, RECIPE.per, RECIPE.guarded) == ("internal", "round", False)
    assert RECIPE.default["督查组署名"] == "巡察整改回访督查组"


def test_its_preview_adds_up():
    words = RECIPE.sample()
    rows = words["结果表"]
    assert sum(row["抽"] for row in rows) == words["抽问题"] == sum(row["抽问题"] for row in words["分层表"])
    assert all(row["抽"] == row["到位"] + row["部分"] + row["不实"] + row["推进"] for row in rows)
    assert words["抽问题"] == words["属实"] + words["部分"] + words["不实"] + words["抽查推进"]
    assert RECIPE.missing(words) == ()
