"""整改情况通报: the leading group's red paper on a round; ranks, table and totals agree with each other (papers/19)."""

from desktop.documents.recipes.rectification_bulletin import RECIPE


def test_it_is_one_paper_of_a_round_signed_by_the_leading_group():
    assert (RECIPE.form, RECIPE.per, RECIPE.guarded) == ("red", "round", False)
    assert [one.organ for one in RECIPE.issuers] == ["leading_group"] and RECIPE.default["少数线"] == 5


def test_its_preview_adds_up():
    words = RECIPE.example()
    [group] = words["排名"]
    for name in ("总数", "销号"):
        assert sum(row[name] for row in group["行"]) == group[name] == words[name]
    assert sum(row["未销"] for row in group["行"]) == words["未销"] and RECIPE.missing(RECIPE.sample()) == ()
