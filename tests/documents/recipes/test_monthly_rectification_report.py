"""巡察整改月报: one letter a month with the table of all units; its counts, its table of changes and its list agree (papers/index, rule 14)."""

from desktop.documents.recipes.monthly_rectification_report import PRESSING, RECIPE


def test_it_is_one_letter_of_a_round_with_the_table_of_all_units():
    assert (RECIPE.form, RECIPE.per, RECIPE.guarded) == ("letter", "round", False)
    assert RECIPE.annex_words == {PRESSING: "重点问题清单"} and len(RECIPE.annexes) == 2


def test_its_preview_adds_up():
    words = RECIPE.example()
    for name in ("总数", "销号", "未销", "本月销号", "本月反弹", "逾期", "下月到期"):
        assert sum(row[name] for row in words["月报单位表"]) == words[name]
    former = words["上月整改率"].numerator
    assert former + words["本月销号"] - words["本月反弹"] == words["销号"] and RECIPE.missing(RECIPE.sample()) == ()
