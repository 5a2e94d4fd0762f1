"""D1, P-5: every kind prints its shortest, longest and emptiest paper."""

import pytest

from desktop.documents.recipes import RECIPES
from desktop.documents.trials import LONG_UNIT, SPARSE, TITLES, USUAL, trials, tried
from desktop.documents.vocabulary import FLAG, LIST
from tests.documents.papers import lines_of, press


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
@pytest.mark.parametrize("title", TITLES)
def test_a_trial_lacks_nothing_that_blocks_and_leaves_nothing_over_d1(recipe, title):
    words = trials(recipe)[title]

    assert [missing for missing in recipe.missing(words) if missing.blocks] == []
    text = "".join(lines_of(press(recipe.kind).render(words, draft=False).data))
    assert not any(mark in text for mark in ("{", "}", "〔缺", "None"))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_the_longest_has_the_long_name_and_the_long_list_d1(recipe):
    words = trials(recipe)["最长"]

    assert LONG_UNIT in (words.get("单位"), words.get("主送"))
    lists = [
        words[field.name]
        for field in recipe.fields
        if field.kind == LIST and field.name.endswith("清单") and field.items
    ]
    assert all(len(rows) == 60 for rows in lists)


def test_the_emptiest_has_only_what_must_stand_d1():
    recipe = next(one for one in RECIPES if one.kind == "supervision_letter")

    words = trials(recipe)["最空"]

    assert "抄送" not in words and "联系人" not in words
    assert len(words["问题清单"]) == 1


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_in_the_longest_every_word_stands_and_every_flag_is_set_d1(recipe):
    """D-1: what is only said where something is so is set too."""
    words = trials(recipe)["最长"]

    assert [field.name for field in recipe.fields if words.get(field.name) in (None, "", [])] == []
    assert [field.name for field in recipe.fields if field.kind == FLAG and words[field.name] is not True] == []


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_the_shortest_has_one_of_everything_d1(recipe):
    """D-1"""
    words = trials(recipe)["最短"]

    for field in recipe.fields:
        value = words.get(field.name)
        assert not isinstance(value, (list, tuple)) or len(value) <= 1, field.name
        assert not isinstance(value, int) or value <= 1, field.name


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_a_template_is_tried_with_the_usual_paper_first_and_the_one_with_least_last_d1(recipe):
    found = tried(recipe)
    assert list(found) == [USUAL, *TITLES, SPARSE] and all(found.values()) and found[USUAL] == recipe.sample()
