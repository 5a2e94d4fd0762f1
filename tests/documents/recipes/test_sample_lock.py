"""It is made of a record of its book and bears the record's number, none of its own."""

from desktop.documents.recipes.sample_lock import RECIPE


def test_it_is_made_of_a_record_and_bears_its_number():
    words = RECIPE.sample()
    assert (RECIPE.form, RECIPE.per, RECIPE.book, RECIPE.issuers[0].series) == ("sheet", "record", "draw", "")
    assert RECIPE.entitled("表", words) == f"表（{words['锁定单号']}）" and RECIPE.missing(words) == ()
