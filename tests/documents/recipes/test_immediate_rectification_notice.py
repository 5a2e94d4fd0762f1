"""立行立改通知书: the team's own paper over findings that the clerk chose; up to five stand in the text (papers/07)."""

from desktop.documents.recipes.immediate_rectification_notice import RECIPE


def test_the_clerk_chooses_findings_of_one_nature_and_the_team_signs():
    assert RECIPE.rows.chosen and RECIPE.rows.nature == ("immediate",) and RECIPE.rows.in_text == 5
    assert [one.organ for one in RECIPE.issuers] == ["team"] and RECIPE.copies is None


def test_the_days_and_the_day_belong_together():
    [due] = RECIPE.dues
    assert (due.word, due.days, due.unit, due.days_word) == ("完成期限", 10, "workday", "限期天数")
    assert RECIPE.default["限期天数"] == due.days and RECIPE.missing(RECIPE.sample()) == ()
