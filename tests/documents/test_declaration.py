"""D1, P-17: a kind as plain data comes back as it was; a word or a form that there is not is told."""

import json
from dataclasses import fields, replace

import pytest

from desktop.documents import declaration
from desktop.documents.recipes import RECIPES
from desktop.errors import Forbidden, KnownError


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda one: one.kind)
def test_every_fact_of_a_kind_comes_back_p17(recipe):
    """P-17"""
    again = declaration.read(json.loads(json.dumps(declaration.written(recipe), ensure_ascii=False)))
    for field in fields(recipe):
        if field.name not in ("example", "own", "uses"):
            assert getattr(again, field.name) == getattr(recipe, field.name), field.name
    assert again.own and [(one.name, one.missing, [part.name for part in one.items]) for one in again.fields] == [
        (one.name, one.missing, [part.name for part in one.items]) for one in recipe.fields
    ]
    assert declaration.written(again) == declaration.written(recipe)


def test_a_kind_that_only_some_may_read_says_of_what_it_tells_and_a_copy_of_it_too():
    unsaid = replace(RECIPES[0], reads=()).tells
    for recipe in (one for one in RECIPES if one.reads):
        assert recipe.tells != unsaid
        for own in (recipe, declaration.read(declaration.written(recipe))):
            with pytest.raises(Forbidden, match=f"{recipe.title}写有{recipe.tells}，要有“"):
                own.require_reader(None)
    former = {name: value for name, value in declaration.written(RECIPES[0]).items() if name != "tells"}
    assert declaration.read(former).tells == unsaid


def test_flags_and_absences_are_kept():
    plain = replace(RECIPES[0], guarded=not RECIPES[0].guarded, copies=None, like="x", addressed_to="y")
    again = declaration.read(declaration.written(plain))
    assert (again.guarded, again.copies, again.like, again.addressed_to) == (plain.guarded, None, "x", "y")


def test_what_is_no_declaration_is_told():
    whole = declaration.written(RECIPES[0])
    for wrong in (
        {},
        {**whole, "rows": {"no_such": 1}},
        {**whole, "dues": [{"x": 1}]},
        {name: value for name, value in whole.items() if name != "issuers"},
    ):
        with pytest.raises(KnownError):
            declaration.read(wrong)
    for wrong in ({**whole, "form": "poem"}, {**whole, "uses": [{**whole["uses"][0], "name": "没有的词"}]}):
        with pytest.raises(KnownError):
            declaration.read(wrong)
