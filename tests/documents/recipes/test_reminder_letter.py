"""中期提醒函: one to every unit of the round, also to one that has closed all; it asks for a reply only where something is open (papers/08)."""

from desktop.documents.recipes.reminder_letter import RECIPE


def test_every_unit_gets_one_and_a_reply_is_asked_where_something_is_listed():
    assert RECIPE.each and RECIPE.rows.always and RECIPE.rows.unfinished and RECIPE.rows.order == "standing"
    assert [(one.days, one.unit, one.listed) for one in RECIPE.dues] == [(10, "workday", True)]


def test_its_preview_agrees_with_its_own_list():
    words = RECIPE.example()
    parts = ("未完成逾期数", "未完成临期数", "未完成长期数", "未完成待核数", "其他数")
    assert sum(words[part] for part in parts) == words["未完成数"] == len(words["问题清单"])
    assert (
        words["问题总数"] - words["核实数"] == words["未完成数"] and words["自报数"] - words["核实数"] == words["差数"]
    )
    assert RECIPE.missing(RECIPE.sample()) == ()
