"""整改通知: the red paper that begins a unit's work; its dates are computed, an empty plan of its findings comes with it (papers/06)."""

from desktop.documents.recipes.rectification_notice import RECIPE
from tests.documents.papers import lines_of, press


def test_it_is_red_and_sets_no_day_of_its_own_beside_the_table():
    assert (RECIPE.form, RECIPE.per, RECIPE.dues, RECIPE.rows.by_problem) == ("red", "unit", (), True)
    assert RECIPE.copies.organs == ("县委组织部",) and RECIPE.copies.team and not RECIPE.copies.leader


def test_its_preview_has_its_dates_in_order():
    words = RECIPE.example()
    days = [row["日期"] for row in words["节点"]]
    assert (
        days == sorted(days) and words["问题总数"] == len(words["问题清单"]) and RECIPE.missing(RECIPE.sample()) == ()
    )


def test_the_blank_plan_and_both_blank_reports_come_with_it():
    assert RECIPE.annexes == ("整改方案样表", "整改进展情况报告提纲", "主要负责人组织落实情况报告提纲")
    lines = lines_of(press(RECIPE.kind).render(RECIPE.sample()).data)
    titles = ("整改方案（样表）", "整改进展情况报告（提纲）", "主要负责人组织落实情况报告（提纲）")
    assert [lines[lines.index(title) - 1] for title in titles] == ["附件1", "附件2", "附件3"]
