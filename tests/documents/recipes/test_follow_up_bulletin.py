"""回访督查情况通报: one red paper of a round; grades, table and sums agree (papers/16)."""

from desktop.documents.recipes.follow_up_bulletin import RECIPE


def test_it_is_one_paper_of_a_round_and_asks_a_reply_of_those_it_names():
    assert (RECIPE.form, RECIPE.per, RECIPE.guarded) == ("red", "round", False)
    assert RECIPE.field("回复期限").when == "点名单位" and [one.organ for one in RECIPE.issuers] == ["leading_group"]


def test_its_preview_adds_up():
    words = RECIPE.example()
    rows = words["结果表"]
    assert (sum(row["抽"] for row in rows), sum(row["到位"] for row in rows)) == (words["抽问题"], words["属实"])
    assert words["不到位"] == words["抽问题"] - words["属实"] and RECIPE.missing(RECIPE.sample()) == ()
    assert sum(len(one["单位"]) for one in words["等次汇总"]) == len(rows) == words["抽单位"]
