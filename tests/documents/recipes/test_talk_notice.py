"""约谈通知书: a chosen talk; its papers two workdays before it; 书记约谈 is signed by the county office."""

from desktop.documents.recipes.letter_words import LETTER
from desktop.documents.recipes.talk_notice import RECIPE


def test_a_talk_is_chosen_and_its_papers_are_due_two_workdays_before():
    due = RECIPE.dues[0]
    assert RECIPE.rows.chosen and not RECIPE.each and not RECIPE.copies.team and RECIPE.copies.leader
    assert (due.days, due.unit, due.base) == (-2, "workday", "约谈日期") and len(RECIPE.dues) == 1


def test_the_kind_of_the_talk_says_who_signs():
    signs = [RECIPE.issuer({"类型": kind}).organ for kind in ("书记约谈", "领导小组约谈", "联合约谈", "")]
    assert signs == ["county_office", *["leading_group"] * 3]


def test_it_has_every_word_of_a_letter_but_reply_and_annex_and_its_findings_block():
    names = {field.name for field in RECIPE.fields}
    assert set(LETTER) - names == {"回复期限", "附件清单"}
    assert next(field for field in RECIPE.fields if field.name == "问题编号").missing == "拦发"
    assert RECIPE.missing(RECIPE.sample()) == ()
