"""催报函: one for each paper without its reply; the third goes to the discipline team as well (papers/27)."""

from datetime import timedelta

from desktop.documents.recipes import RECIPES
from desktop.documents.recipes.reply_reminder_letter import RECIPE


def test_each_unanswered_paper_gets_one():
    assert RECIPE.each and RECIPE.per == "letter" and RECIPE.copies.team_from == 3 and not RECIPE.copies.leader
    assert [(one.word, one.days) for one in RECIPE.dues] == [("回复期限", 7)] and RECIPE.default == {"说明": True}


def test_its_preview_agrees_with_its_own_days():
    words = RECIPE.example()
    assert words["截止日期"] - words["原期限"] == timedelta(words["超期天数"]) and RECIPE.missing(RECIPE.sample()) == ()


def test_every_kind_that_asks_for_a_reply_says_what_the_reply_brings():
    asking = {one.kind for one in RECIPES if any(due.word == "回复期限" for due in one.dues)} - {RECIPE.kind}

    assert asking == {one.kind for one in RECIPES if one.reply_matter}
