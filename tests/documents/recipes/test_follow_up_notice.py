"""回访督查通知: to drawn units alone, and without any word that could name what was drawn (papers/14, 差错2)."""

from desktop.documents.recipes.follow_up_notice import RECIPE


def test_it_goes_to_the_drawn_units_and_has_no_word_for_a_finding():
    assert (RECIPE.form, RECIPE.per, RECIPE.rows.drawn) == ("letter", "unit", True)
    assert not RECIPE.lists_findings and not RECIPE.annexes
    assert not {"锁定单号", "拟抽问题", "拟抽单位", "分组", "核查表"} & {field.name for field in RECIPE.fields}


def test_its_preview_is_complete():
    assert RECIPE.missing(RECIPE.sample()) == ()
