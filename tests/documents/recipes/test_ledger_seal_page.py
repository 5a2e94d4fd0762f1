"""台账封存页: one form of a closed period, its figures adding up (papers/34)."""

from desktop.documents.recipes.ledger_seal_page import RECIPE


def test_it_is_a_form_sheet_that_only_the_freeze_can_fill():
    assert (RECIPE.form, RECIPE.per) == ("sheet", "own")
    assert [one.name for one in RECIPE.fields if one.typed] == ["存放"]


def test_its_preview_adds_up():
    words = RECIPE.example()
    assert words["封存总数"] - words["封存销号"] == words["封存未销号"] >= words["结转"]
    assert words["内容"][0]["数"] == words["封存总数"] and RECIPE.missing(RECIPE.sample()) == ()
