"""Kinds of the register: every kind that is made, those of other desks, and the word for each step of chasing."""

from desktop.documents.recipes import RECIPES
from desktop.documents.recipes.sent import OTHER_TITLES, STEPS, titles


def test_every_kind_has_its_title_and_one_that_is_made_says_its_own():
    assert titles(()) == OTHER_TITLES and titles(RECIPES) == {
        **OTHER_TITLES,
        **{one.kind: one.title for one in RECIPES},
    }
    assert set(STEPS) <= titles(RECIPES).keys()
