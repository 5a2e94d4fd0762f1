"""问题整改销号审批表: numbered in its own series without the county's character, one a finding, some of them on wish (papers/21)."""

from desktop.documents.recipes.close_out_approval import RECIPE


def test_it_is_made_of_a_finding_and_bears_a_number_of_its_own():
    assert (RECIPE.form, RECIPE.per, RECIPE.book, RECIPE.rows.part) == ("sheet", "record", "finding", True)
    assert RECIPE.issuers[0].plain and RECIPE.issuers[0].series == "销号〔{年}〕{号}号"


def test_the_register_tells_it_with_the_number_of_its_finding():
    assert RECIPE.entitled("审批表", RECIPE.sample()) == "审批表（06-01-003）"
    assert RECIPE.entitled("审批表", {}) == "审批表"
